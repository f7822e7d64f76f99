//! Python as text: literals and calls, on one line where they fit and on several where not.
//!
//! JSON's text literals are Python's too: `serde_json` escapes control characters, quotes and backslashes, and nothing else.
//! So no text of a request can end its literal.

use serde_json::Value;

/// Columns of a line, at most, unless one text alone is longer.
const WIDTH: usize = 100;

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Python {
    /// Code as it stands. Never made of a request's texts.
    Code(&'static str),
    /// A JSON value as a literal.
    Literal(Value),
    /// A call: what is called, and its arguments by name.
    Call(String, Vec<(String, Python)>),
    /// A call without names: what is called, and its arguments.
    Apply(&'static str, Vec<Python>),
    /// A dictionary.
    Dict(Vec<(String, Python)>),
    /// A list.
    List(Vec<Python>),
}

impl Python {
    /// A text.
    pub(super) fn text(text: &str) -> Self {
        Self::Literal(text.into())
    }

    /// A call whose arguments have names.
    pub(super) fn call<N: Into<String>>(name: &str, arguments: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Call(name.to_owned(), arguments.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// The code, for a place so many levels of four columns in, on a line that has begun.
    pub(super) fn at(&self, depth: usize) -> String {
        let line = self.line();
        if line.len() + 4 * depth <= WIDTH { line } else { self.lines(depth) }
    }

    /// On one line.
    fn line(&self) -> String {
        let parts = |parts: Vec<String>| parts.join(", ");
        match self {
            Self::Code(code) => (*code).to_owned(),
            Self::Literal(value) => literal_line(value),
            Self::Call(name, arguments) => {
                let arguments = arguments.iter().map(|(name, value)| format!("{name}={}", value.line()));
                format!("{name}({})", parts(arguments.collect()))
            }
            Self::Apply(name, arguments) => {
                format!("{name}({})", parts(arguments.iter().map(Self::line).collect()))
            }
            Self::Dict(items) => {
                let items = items.iter().map(|(name, value)| format!("{}: {}", quoted(name), value.line()));
                format!("{{{}}}", parts(items.collect()))
            }
            Self::List(items) => format!("[{}]", parts(items.iter().map(Self::line).collect())),
        }
    }

    /// An item a line.
    fn lines(&self, depth: usize) -> String {
        let within = depth + 1;
        match self {
            Self::Code(_) => self.line(),
            Self::Literal(Value::Object(members)) => {
                let value = |value: &Value| Self::Literal(value.clone()).at(within);
                block("{", members.iter().map(|(name, one)| format!("{}: {}", quoted(name), value(one))), "}", depth)
            }
            Self::Literal(Value::Array(items)) => {
                block("[", items.iter().map(|item| Self::Literal(item.clone()).at(within)), "]", depth)
            }
            Self::Literal(scalar) => literal_line(scalar),
            Self::Call(name, arguments) => {
                let items = arguments.iter().map(|(name, value)| format!("{name}={}", value.at(within)));
                block(&format!("{name}("), items, ")", depth)
            }
            Self::Apply(name, arguments) => {
                block(&format!("{name}("), arguments.iter().map(|value| value.at(within)), ")", depth)
            }
            Self::Dict(items) => {
                let items = items.iter().map(|(name, value)| format!("{}: {}", quoted(name), value.at(within)));
                block("{", items, "}", depth)
            }
            Self::List(items) => block("[", items.iter().map(|value| value.at(within)), "]", depth),
        }
    }
}

/// A JSON value as a Python literal, an item a line.
pub(super) fn literal(value: &Value, depth: usize) -> String {
    let within = depth + 1;
    match value {
        Value::Object(members) if !members.is_empty() => {
            let items = members.iter().map(|(name, value)| format!("{}: {}", quoted(name), literal(value, within)));
            block("{", items, "}", depth)
        }
        Value::Array(items) if !items.is_empty() => {
            block("[", items.iter().map(|item| literal(item, within)), "]", depth)
        }
        scalar => literal_line(scalar),
    }
}

fn literal_line(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Object(members) => {
            let items = members.iter().map(|(name, value)| format!("{}: {}", quoted(name), literal_line(value)));
            format!("{{{}}}", items.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(literal_line).collect::<Vec<_>>().join(", ")),
        scalar => scalar.to_string(),
    }
}

/// A text as a Python literal.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

fn block(open: &str, items: impl Iterator<Item = String>, close: &str, depth: usize) -> String {
    let mut text = open.to_owned();
    for item in items {
        text.push('\n');
        text.push_str(&"    ".repeat(depth + 1));
        text.push_str(&item);
        text.push(',');
    }
    text.push('\n');
    text.push_str(&"    ".repeat(depth));
    text.push_str(close);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_fits_is_on_one_line_and_the_rest_on_several() {
        let inner = Python::call("Inner", [("a", Python::text("x\"y")), ("b", Python::Literal(json!([true, null])))]);
        assert_eq!(inner.at(0), r#"Inner(a="x\"y", b=[True, None])"#);
        let long = Python::Dict(vec![("é".to_owned(), inner), ("z".to_owned(), Python::text(&"z".repeat(90)))]);
        let wanted =
            format!("{{\n    \"é\": Inner(a=\"x\\\"y\", b=[True, None]),\n    \"z\": \"{}\",\n}}", "z".repeat(90));
        assert_eq!(long.at(0), wanted);
    }
}
