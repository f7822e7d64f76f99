//! The browser's own objects as JSON values: the page hands them on, and reads what it needs of them.

use serde::{Deserialize, Serialize};
use tuneground::protocol::JsonValue;
use wasm_bindgen::{JsCast as _, JsValue};

/// A browser's object that holds JSON.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Js(#[serde(with = "serde_wasm_bindgen::preserve")] pub(crate) JsValue);

impl Js {
    /// Reads JSON text; what is no JSON is undefined.
    pub(crate) fn parse(text: &str) -> Self {
        Self(js_sys::JSON::parse(text).unwrap_or_default())
    }

    /// As JSON text.
    pub(crate) fn to_text(&self) -> String {
        js_sys::JSON::stringify(&self.0).ok().and_then(|text| text.as_string()).unwrap_or_default()
    }
}

impl JsonValue for Js {
    fn member(&self, name: &str) -> Option<Self> {
        let value = js_sys::Reflect::get(&self.0, &JsValue::from_str(name)).ok()?;
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
