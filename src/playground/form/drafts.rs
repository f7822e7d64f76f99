//! What was typed and has not become a value.

use std::collections::BTreeMap;

/// A field's text while it differs from the value in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The text, as it was typed.
    pub text: String,
    /// Why it is no value; `None` when it is one, written in another way than the document writes it.
    pub error: Option<String>,
}

/// The drafts of a form, by the fields' keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafts(BTreeMap<String, Draft>);

impl Drafts {
    /// A field's draft.
    pub fn get(&self, key: &str) -> Option<&Draft> {
        self.0.get(key)
    }

    /// Keeps what was typed into a field, and whether it could be read.
    pub fn put(&mut self, key: &str, text: String, read: Result<(), String>) {
        self.0.insert(key.to_owned(), Draft { text, error: read.err() });
    }

    /// The person has left the field: a draft that became a value gives way to it, another stays.
    pub fn settle(&mut self, key: &str) {
        if self.get(key).is_some_and(|draft| draft.error.is_none()) {
            self.0.remove(key);
        }
    }

    /// The fields whose keys begin so are gone, or have got new values.
    pub fn forget(&mut self, start: &str) {
        self.0.retain(|key, _| !key.starts_with(start));
    }

    /// How many fields hold text that cannot be read.
    pub fn errors(&self) -> usize {
        self.errors_of("")
    }

    /// How many of the fields whose keys begin so do.
    pub fn errors_of(&self, start: &str) -> usize {
        self.0.iter().filter(|(key, draft)| key.starts_with(start) && draft.error.is_some()).count()
    }
}
