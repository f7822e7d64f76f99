//! Reading JSON, however it is held.

use serde_json::Value;

/// A JSON value that can be read. The page reads the browser's own objects, and so needs no JSON parser of its own.
pub trait JsonValue: Sized {
    /// A member of an object; `None` when there is none of this name, and for what is no object.
    fn member(&self, name: &str) -> Option<Self>;
    /// True for null.
    fn is_null(&self) -> bool;
    /// A string's text.
    fn text(&self) -> Option<String>;
    /// A number, to the nearest double.
    fn number(&self) -> Option<f64>;
    /// An array's items.
    fn items(&self) -> Option<Vec<Self>>;
    /// The number that a text spells, to the nearest double.
    fn number_of(text: &str) -> Option<f64>;
}

impl JsonValue for &Value {
    fn member(&self, name: &str) -> Option<Self> {
        self.get(name)
    }

    fn is_null(&self) -> bool {
        Value::is_null(self)
    }

    fn text(&self) -> Option<String> {
        self.as_str().map(str::to_owned)
    }

    fn number(&self) -> Option<f64> {
        self.as_f64()
    }

    fn items(&self) -> Option<Vec<Self>> {
        self.as_array().map(|items| items.iter().collect())
    }

    fn number_of(text: &str) -> Option<f64> {
        text.parse().ok()
    }
}
