//! Where in a JSON document something is, for example
//! `HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0].MinValue`.

use std::fmt;

/// A place in a JSON document: a chain back to the root, on the stack of the walk that made it. Becomes text only when
/// there is something to say about the place.
#[derive(Clone, Copy, Debug)]
pub enum JsonPath<'a> {
    /// The whole document.
    Root,
    /// A member of an object.
    Member(&'a JsonPath<'a>, &'a str),
    /// An item of a list, from 0.
    Item(&'a JsonPath<'a>, usize),
}

impl fmt::Display for JsonPath<'_> {
    /// A member's name that could be misread in a path is quoted: `Environment["a.b"]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Item(parent, index) => write!(f, "{parent}[{index}]"),
            Self::Member(parent, name) if is_plain(name) => match parent {
                Self::Root => f.write_str(name),
                _ => write!(f, "{parent}.{name}"),
            },
            Self::Member(parent, name) => write!(f, "{parent}[{}]", quoted(name)),
        }
    }
}

/// The path of a member of what is at a path, which may be empty.
pub(crate) fn member_path(path: &str, name: &str) -> String {
    match (is_plain(name), path) {
        (true, "") => name.to_owned(),
        (true, _) => format!("{path}.{name}"),
        (false, _) => format!("{path}[{}]", quoted(name)),
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST_SHOWN
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// Text in JSON's quotes, shortened so that a message stays one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST_SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    serde_json::Value::String(shown).to_string()
}

/// How many characters of the user's text a message repeats.
const LONGEST_SHOWN: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_read_like_code() {
        let ranges = JsonPath::Member(&JsonPath::Root, "Ranges");
        let first = JsonPath::Item(&ranges, 0);
        assert_eq!(JsonPath::Member(&first, "MinValue").to_string(), "Ranges[0].MinValue");
        assert_eq!(JsonPath::Member(&first, "a.\"b\"").to_string(), r#"Ranges[0]["a.\"b\""]"#);
        assert_eq!(JsonPath::Member(&JsonPath::Root, "").to_string(), r#"[""]"#);
        assert_eq!(member_path("Ranges[0]", "a.b"), r#"Ranges[0]["a.b"]"#);
        assert_eq!((member_path("A", "b"), member_path("", "b")), ("A.b".to_owned(), "b".to_owned()));
        let long = "x".repeat(1000);
        assert!(JsonPath::Member(&ranges, &long).to_string().len() < 100);
    }
}
