//! What must be true of every text that people paste, drop, pipe in or type: a function for each parser. A text that breaks it
//! makes the function panic, as does whatever panics by itself; one that takes time out of proportion makes it hang.
//!
//! Two take these functions: `fuzz/fuzz_targets`, which hand them what libFuzzer makes up, and the tests beside this folder,
//! which hand them what was found and what is made of the seeds, in a few seconds, with every `cargo test`.

mod ask_tell;
mod csv;
mod document;
mod export;
mod fields;
mod hyperparameters;
mod imported;
mod issues;
mod json_path;
mod link;
mod locate;
mod look;
mod operations;
mod patterns;
mod protocol;
mod request;
pub mod training_log;
mod validate;
mod workshop;
mod yaml;

/// A target.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// The name of its file in `fuzz/fuzz_targets`.
    pub name: &'static str,
    /// What it does with a text.
    pub check: fn(&str),
}

macro_rules! targets {
    ($($name:ident)*) => { &[$(Target { name: stringify!($name), check: $name::check },)*] };
}

/// All of them.
pub const TARGETS: &[Target] = targets! {
    request yaml document validate export imported training_log ask_tell protocol operations locate fields hyperparameters patterns csv link workshop
};

impl Target {
    /// The target of this name.
    ///
    /// # Panics
    /// When there is none.
    pub fn of(name: &str) -> Self {
        let target = TARGETS.iter().find(|target| target.name == name);
        *target.unwrap_or_else(|| panic!("no target is called {name}"))
    }

    /// Checks bytes, as the text that a browser makes of them.
    pub fn check_bytes(self, bytes: &[u8]) {
        (self.check)(&String::from_utf8_lossy(bytes));
    }
}

/// The lines before the first empty one, and the text behind it: for targets that take two things.
fn head_and_body(text: &str) -> (Vec<&str>, &str) {
    let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
    (head.lines().collect(), body)
}
