//! The browser's own objects as JSON values: the page hands them on, and reads what it needs of them.

use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use tuneground::protocol::JsonValue;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};

#[wasm_bindgen]
extern "C" {
    /// `JSON.parse` of a text that the browser has: js-sys's would have it copied here and back.
    #[wasm_bindgen(js_namespace = JSON, js_name = parse, catch)]
    fn parse_in_place(text: &JsValue) -> Result<JsValue, JsValue>;
}

/// As many names of members are kept; a log needs a tenth of it.
const MOST_NAMES: usize = 256;

thread_local! {
    /// Names of members as the browser's own strings. Thousands of log entries are read a second, and making the name anew
    /// for each of their members took most of the time of that.
    static NAMES: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

fn name_of(name: &str) -> JsValue {
    NAMES.with_borrow_mut(|names| {
        if let Some((_, kept)) = names.iter().find(|(own, _)| own == name) {
            return kept.clone();
        }
        let new = JsValue::from_str(name);
        if names.len() < MOST_NAMES {
            names.push((name.to_owned(), new.clone()));
        }
        new
    })
}

/// A browser's object that holds JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Js(#[serde(with = "serde_wasm_bindgen::preserve")] pub(crate) JsValue);

impl Js {
    /// Reads JSON text; what is no JSON is undefined.
    pub(crate) fn parse(text: &str) -> Self {
        Self(js_sys::JSON::parse(text).unwrap_or_default())
    }

    /// Reads JSON text that the browser has; what is no JSON is undefined.
    pub(crate) fn parse_in_place(text: &JsValue) -> Self {
        Self(parse_in_place(text).unwrap_or_default())
    }

    /// As JSON text.
    pub(crate) fn to_text(&self) -> String {
        js_sys::JSON::stringify(&self.0).ok().and_then(|text| text.as_string()).unwrap_or_default()
    }
}

impl JsonValue for Js {
    fn member(&self, name: &str) -> Option<Self> {
        let value = js_sys::Reflect::get(&self.0, &name_of(name)).ok()?;
        (!value.is_undefined()).then_some(Self(value))
    }

    fn is_null(&self) -> bool {
        self.0.is_null()
    }

    fn text(&self) -> Option<String> {
        self.0.as_string()
    }

    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn items(&self) -> Option<Vec<Self>> {
        let items = self.0.dyn_ref::<js_sys::Array>()?;
        Some(items.iter().map(Self).collect())
    }

    fn number_of(text: &str) -> Option<f64> {
        // Of the texts that are no numbers, JavaScript takes the empty one for 0.
        let number = js_sys::Number::from(JsValue::from_str(text)).value_of();
        (!text.trim().is_empty() && !number.is_nan()).then_some(number)
    }
}
