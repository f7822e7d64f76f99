//! A link's text, as any address may have it; and any document in a link.

use tuneground::playground::{Document, from_link, to_link};

/// A link is refused in words, or its document can be given on; and what a link was made of comes back.
pub fn check(text: &str) {
    match from_link(text) {
        Ok(document) => assert_given_on(&document),
        Err(error) => assert!(error.to_string().len() > 20, "{error}"),
    }
    if let Ok(document) = Document::parse(text) {
        assert_given_on(&document);
    }
}

fn assert_given_on(document: &Document) {
    let link = to_link(document);
    assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte)), "{link}");
    let back = from_link(&link).unwrap_or_else(|error| panic!("{error}: {link}"));
    assert_eq!(back.to_json(), document.to_json());
}
