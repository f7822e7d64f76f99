//! A field of the form, as data.

use super::input::{read_real, read_whole};
use crate::playground::Document;
use serde_json::Number;

/// One field with one value.
#[derive(Clone, Copy)]
pub struct Field {
    /// Its name in the form and in tests.
    pub key: &'static str,
    /// Where its value stands, as the checks name it.
    pub path: &'static str,
    /// What it is. As unit and help, in English: [`text`](crate::language::text) translates it where it is shown.
    pub label: &'static str,
    /// What it counts, or empty.
    pub unit: &'static str,
    /// What it does, in a line.
    pub help: &'static str,
    /// The values it takes, in words, and who says so.
    pub limits: fn(&Document) -> String,
    /// The value when it is left empty; `None` when it cannot be.
    pub default: Option<fn(&Document) -> String>,
    /// Where its value goes.
    pub slot: Slot,
}

/// A place in a document, by the type of its value.
#[derive(Clone, Copy)]
pub enum Slot {
    /// A whole number.
    Whole {
        /// Reads it.
        get: fn(&Document) -> Option<i64>,
        /// Writes it, or takes it out.
        set: fn(&mut Document, Option<i64>),
    },
    /// A number.
    Real {
        /// Reads it.
        get: fn(&Document) -> Option<Number>,
        /// Writes it, or takes it out.
        set: fn(&mut Document, Option<Number>),
    },
    /// Text.
    Text {
        /// Reads it.
        get: fn(&Document) -> String,
        /// Writes it.
        set: fn(&mut Document, String),
    },
}

impl Field {
    /// The document's value, as text; empty when it has none.
    pub fn text(&self, document: &Document) -> String {
        match self.slot {
            Slot::Whole { get, .. } => get(document).map(|value| value.to_string()).unwrap_or_default(),
            Slot::Real { get, .. } => get(document).map(|value| value.to_string()).unwrap_or_default(),
            Slot::Text { get, .. } => get(document),
        }
    }

    /// Puts a text that was typed into the document; says why when it cannot be read, and then the document stays as it is.
    pub fn accept(&self, document: &mut Document, text: &str) -> Result<(), String> {
        let left_out = text.trim().is_empty() && self.default.is_some();
        match self.slot {
            Slot::Whole { set, .. } if left_out => set(document, None),
            Slot::Real { set, .. } if left_out => set(document, None),
            Slot::Whole { set, .. } => set(document, Some(read_whole(text)?)),
            Slot::Real { set, .. } => set(document, Some(read_real(text)?)),
            Slot::Text { set, .. } => set(document, text.to_owned()),
        }
        Ok(())
    }

    /// True when the document has a value here.
    pub fn is_given(&self, document: &Document) -> bool {
        match self.slot {
            Slot::Whole { get, .. } => get(document).is_some(),
            Slot::Real { get, .. } => get(document).is_some(),
            Slot::Text { .. } => true,
        }
    }

    /// The keys that a person has: `numeric` for whole numbers, `decimal` for others, `text`.
    pub fn input_mode(&self) -> &'static str {
        match self.slot {
            Slot::Whole { .. } => "numeric",
            // A phone's decimal keys have no minus and no e.
            Slot::Real { .. } | Slot::Text { .. } => "text",
        }
    }
}
