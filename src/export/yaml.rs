//! YAML as AWS's command line takes it. Texts and names are in JSON's double quotes, which YAML 1.2 has too, so that no
//! text (`no`, `1e5`, `null`) is taken for something else.

use serde_json::Value;
use std::fmt::Write as _;

/// The longest name that stands before its colon, in bytes with its quotes (YAML 1.2.2, 8.2.2: "limited to 1024 Unicode
/// characters").
const LONGEST_PLAIN_NAME: usize = 1000;

/// The value as a YAML document.
pub(super) fn text(value: &Value) -> String {
    let mut out = String::new();
    write(value, 0, &mut out);
    if !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Writes a value whose first line has begun already, at this depth.
fn write(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (index, (name, value)) in members.iter().enumerate() {
                if index > 0 {
                    indent(depth, out);
                }
                write_name(name, depth, out);
                write_below(value, depth, out);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    indent(depth, out);
                }
                out.push_str("- ");
                write(item, depth + 1, out);
                end_line(out);
            }
        }
        scalar => {
            out.push_str(&scalar_text(scalar));
            end_line(out);
        }
    }
}

/// A value without parts. Characters that YAML does not take as they are, or that its version 1.1 takes for the end of a line,
/// are written by their numbers; JSON writes those below U+0020 so anyway.
fn scalar_text(scalar: &Value) -> String {
    let mut text = String::new();
    for character in scalar.to_string().chars() {
        match character {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{:04x}", u32::from(character));
            }
            _ => text.push(character),
        }
    }
    text
}

/// Writes what belongs to a name: on its line, or below it.
fn write_below(value: &Value, depth: usize, out: &mut String) {
    let is_block = match value {
        Value::Object(members) => !members.is_empty(),
        Value::Array(items) => !items.is_empty(),
        _ => false,
    };
    if is_block {
        out.push('\n');
        indent(depth + 1, out);
        write(value, depth + 1, out);
    } else {
        out.push(' ');
        write(value, depth, out);
    }
}

/// A member's name with its colon. YAML looks for the colon no further than 1024 characters, unless a question mark says that
/// this is a name.
fn write_name(name: &str, depth: usize, out: &mut String) {
    let name = name_text(name);
    if name.len() <= LONGEST_PLAIN_NAME {
        out.push_str(&name);
    } else {
        out.push_str("? ");
        out.push_str(&name);
        out.push('\n');
        indent(depth, out);
    }
    out.push(':');
}

fn name_text(name: &str) -> String {
    let is_plain = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(&name.to_ascii_lowercase().as_str());
    if is_plain { name.to_owned() } else { scalar_text(&name.into()) }
}

fn indent(depth: usize, out: &mut String) {
    out.push_str(&"  ".repeat(depth));
}

fn end_line(out: &mut String) {
    if !out.ends_with('\n') {
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lists_and_objects_lie_in_each_other() {
        let value = json!({ "A": [{ "B": "no", "C": [1, 2] }, { "D": {} }], "on": true, "e-f": [] });
        let wanted = "A:\n  - B: \"no\"\n    C:\n      - 1\n      - 2\n  - D: {}\n\"on\": true\n\"e-f\": []\n";
        assert_eq!(text(&value), wanted);
        let value = json!({ "\u{85}é😀": "a\u{7f}\u{2028}\u{feff}\n" });
        assert_eq!(text(&value), "\"\\u0085é😀\": \"a\\u007f\\u2028\\ufeff\\n\"\n");
        let long = "n".repeat(1001);
        let value = json!({ "A": [{ &long: [1], "B": 2 }] });
        assert_eq!(text(&value), format!("A:\n  - ? {long}\n    :\n      - 1\n    B: 2\n"));
    }
}
