//! HCL as text, laid out as `terraform fmt` does. Source: HCL native syntax specification,
//! <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md>.

use serde_json::Value;
// Writing to a String cannot fail: the results are dropped.
use std::fmt::Write as _;

/// What stands between the braces of a block.
#[derive(Debug, Default)]
pub(super) struct Body {
    arguments: Vec<(String, Value)>,
    blocks: Vec<(String, Body)>,
}

impl Body {
    /// Adds an argument.
    pub(super) fn argument(&mut self, name: String, value: Value) {
        self.arguments.push((name, value));
    }

    /// Adds a block, to be filled.
    pub(super) fn block(&mut self, name: String) -> &mut Self {
        self.blocks.push((name, Self::default()));
        // It was added just now.
        let last = self.blocks.len() - 1;
        &mut self.blocks[last].1
    }

    /// Writes arguments that fit on a line, then those that do not, then blocks, with an empty line between.
    pub(super) fn write(&self, depth: usize, text: &mut String) {
        let start = text.len();
        let indent = "  ".repeat(depth);
        let is_map = |value: &Value| value.as_object().is_some_and(|members| !members.is_empty());
        let lines = self.arguments.iter().filter(|(_, value)| !is_map(value));
        write_aligned(lines.map(|(name, value)| (name.clone(), line(value))), &indent, text);
        for (name, value) in self.arguments.iter().filter(|(_, value)| is_map(value)) {
            separate(start, text);
            let _ = writeln!(text, "{indent}{name} = {{");
            let items = value.as_object().into_iter().flatten();
            let items = items.map(|(name, value)| (quoted(name), line(value)));
            write_aligned(items, &format!("{indent}  "), text);
            let _ = writeln!(text, "{indent}}}");
        }
        for (name, body) in &self.blocks {
            separate(start, text);
            if body.arguments.is_empty() && body.blocks.is_empty() {
                let _ = writeln!(text, "{indent}{name} {{}}");
                continue;
            }
            let _ = writeln!(text, "{indent}{name} {{");
            body.write(depth + 1, text);
            let _ = writeln!(text, "{indent}}}");
        }
    }
}

/// An empty line, unless nothing stands above.
fn separate(start: usize, text: &mut String) {
    if text.len() > start {
        text.push('\n');
    }
}

/// Lines whose signs of equality stand below each other.
fn write_aligned(lines: impl Iterator<Item = (String, String)>, indent: &str, text: &mut String) {
    let lines: Vec<(String, String)> = lines.collect();
    let width = lines.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    for (name, value) in lines {
        let padding = " ".repeat(width - name.chars().count());
        let _ = writeln!(text, "{indent}{name}{padding} = {value}");
    }
}

/// A value on one line.
fn line(value: &Value) -> String {
    match value {
        Value::String(text) => quoted(text),
        Value::Array(items) => format!("[{}]", items.iter().map(line).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let items = members.iter().map(|(name, value)| format!("{} = {}", quoted(name), line(value)));
            let items = items.collect::<Vec<_>>().join(", ");
            if items.is_empty() { "{}".to_owned() } else { format!("{{ {items} }}") }
        }
        scalar => scalar.to_string(),
    }
}

/// A text in quotes. `${` and `%{` would begin a template: the sign is doubled, as the specification says, and written by its
/// number where another stands before it, so that no reader takes the wrong two together.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    let mut before = None;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            '$' | '%' if characters.peek() == Some(&'{') && before == Some(character) => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(character));
            }
            '$' | '%' if characters.peek() == Some(&'{') => quoted.extend([character, character]),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(control));
            }
            plain => quoted.push(plain),
        }
        before = Some(character);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn texts_cannot_end_their_quotes_or_begin_a_template() {
        for (text, wanted) in [
            ("plain é😀", "\"plain é😀\""),
            ("a\"b\\c\nd\te\u{1}", "\"a\\\"b\\\\c\\nd\\te\\u0001\""),
            ("${x} %{if} $x 5% {", "\"$${x} %%{if} $x 5% {\""),
            ("$${x}", "\"$\\u0024{x}\""),
        ] {
            assert_eq!(quoted(text), wanted);
        }
    }

    #[test]
    fn blocks_are_laid_out_as_terraform_does() {
        let mut body = Body::default();
        body.argument("a".to_owned(), json!(1));
        body.argument("map".to_owned(), json!({ "x": "1", "long name": "2" }));
        body.argument("long".to_owned(), json!(["x", true]));
        body.block("empty".to_owned());
        body.block("inner".to_owned()).argument("b".to_owned(), json!({}));
        let mut text = String::new();
        body.write(0, &mut text);
        let wanted = "a    = 1\nlong = [\"x\", true]\n\nmap = {\n  \"x\"         = \"1\"\n  \"long name\" = \"2\"\n}\n\n\
                      empty {}\n\ninner {\n  b = {}\n}\n";
        assert_eq!(text, wanted);
    }
}
