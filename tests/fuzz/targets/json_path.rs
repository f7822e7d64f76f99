//! Paths as the checks name places: `Tags[0].Key`, `Environment["a.b"]`.

/// Panics unless a path is well-formed: members with plain names between points, others in brackets and JSON's quotes,
/// indices in brackets.
pub(super) fn assert_path(path: &str) {
    assert!(is_path(path), "{path:?} is no path");
}

fn is_path(path: &str) -> bool {
    let mut rest = path;
    while !rest.is_empty() {
        let is_first = rest.len() == path.len();
        let next = match rest.strip_prefix('[') {
            Some(inner) if inner.starts_with('"') => quoted(inner).and_then(|rest| rest.strip_prefix(']')),
            Some(inner) => {
                inner.split_once(']').filter(|(index, _)| index.parse::<usize>().is_ok()).map(|(_, rest)| rest)
            }
            None if is_first => plain(rest),
            None => rest.strip_prefix('.').and_then(plain),
        };
        let Some(next) = next else { return false };
        rest = next;
    }
    true
}

/// What follows a plain name.
fn plain(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(text.len());
    (end > 0).then_some(&text[end..])
}

/// What follows a JSON text.
fn quoted(text: &str) -> Option<&str> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<String>();
    values.next()?.ok()?;
    Some(&text[values.byte_offset()..])
}
