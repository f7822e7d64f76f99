//! What people read, in their language. The English sentence in the code is the key, as in gettext: `t!("Run again")` is that
//! sentence in the language of this process, or the English one where there is no other.
//!
//! The language is the one thing in the library that is set once for the whole process ([`set`]): every sentence depends on it, and nothing
//! else does. Nobody sets one in the command line and the tests, which therefore speak English. The page sets it before it draws anything,
//! and a page in another language is another page load.
//!
//! `www/language/LANGUAGE.json` has the sentences; `tests/languages.rs` reads the code for `t!`, `counted!` and `marked!`, and fails where a
//! sentence is missing in a language, is not used any more, or does not have the same values.

mod number;
mod table;

pub use number::{decimals, grouped, in_language};
pub use table::{Table, key};

// Where the rest of the library finds them: `use crate::language::t`.
pub use crate::counted;
pub use crate::marked;
pub use crate::t;

use std::fmt::Display;
use std::sync::OnceLock;

static LANGUAGE: OnceLock<Table> = OnceLock::new();

/// Sets the language of this process, for as long as it runs; `false` if it has one already.
pub fn set(table: Table) -> bool {
    LANGUAGE.set(table).is_ok()
}

/// The language's name as in BCP 47: `en`, `ja`, `es`, `fr`.
pub fn name() -> &'static str {
    LANGUAGE.get().map_or("en", Table::name)
}

/// An English sentence in the language of this process. For sentences in the code use [`t!`], and [`marked!`] where they are
/// listed: only these are looked for by the tests.
pub fn text(english: &'static str) -> &'static str {
    LANGUAGE.get().and_then(|table| table.text(english)).unwrap_or(english)
}

/// [`text`] with `{name}` replaced by the value of that name. What has no value stays as it is.
pub fn filled(english: &'static str, values: &[(&str, &dyn Display)]) -> String {
    let mut rest = text(english);
    let mut whole = String::with_capacity(rest.len() + 16);
    while let Some(start) = rest.find('{') {
        let Some(length) = rest[start..].find('}') else { break };
        let name = &rest[start + 1..start + length];
        whole.push_str(&rest[..start]);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => whole.push_str(&value.to_string()),
            None => whole.push_str(&rest[start..=start + length]),
        }
        rest = &rest[start + length + 1..];
    }
    whole.push_str(rest);
    whole
}

/// Whether a count takes the singular, by CLDR's plural rules for whole numbers (<https://cldr.unicode.org>): 1 in English and
/// Spanish, 0 and 1 in French. Japanese has one form for all, which stands in both places.
pub fn is_one(count: usize) -> bool {
    count == 1 || (count == 0 && name() == "fr")
}

/// A sentence in the language of this process: `t!("Run again")` is a `&'static str`; with values,
/// `t!("epoch {epoch} of {last}", epoch, last = job.until_epoch)`, it is a `String`. Values are named, since other
/// languages put them in another order; they are written with `Display`, numbers by [`language::decimals`](crate::language::decimals)
/// and its like.
#[macro_export]
macro_rules! t {
    ($english:literal $(,)?) => { $crate::language::text($english) };
    ($english:literal, $($name:ident $(= $value:expr)?),+ $(,)?) => {
        $crate::language::filled($english, &[$((stringify!($name), &$crate::t!(@ $name $($value)?))),+])
    };
    (@ $name:ident) => { $name };
    (@ $name:ident $value:expr) => { $value };
}

/// A sentence about so many things, which is its value `count`: `counted!(jobs.len(), "{count} job", "{count} jobs")`. Further values follow, as
/// in [`t!`].
#[macro_export]
macro_rules! counted {
    ($count:expr, $one:literal, $many:literal $(, $name:ident $(= $value:expr)?)* $(,)?) => {{
        let count: usize = $count;
        let english = if $crate::language::is_one(count) { $one } else { $many };
        $crate::language::filled(english, &[("count", &count) $(, (stringify!($name), &$crate::t!(@ $name $($value)?)))*])
    }};
}

/// Marks a sentence in a list or a constant, so that translators find it; [`language::text`](crate::language::text) translates it where it is used.
#[macro_export]
macro_rules! marked {
    ($english:literal) => {
        $english
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn values_go_to_their_names() {
        let (epoch, last) = (3, 20);
        assert_eq!(t!("epoch {epoch} of {last}", epoch, last), "epoch 3 of 20");
        assert_eq!(t!("{b} before {a}, {b}", a = 1.5, b = "x"), "x before 1.5, x");
        assert_eq!(t!("Run"), "Run");
    }

    #[test]
    fn a_brace_without_a_value_stays() {
        assert_eq!(t!("{no} {yes} {", yes = 1), "{no} 1 {");
    }

    #[test]
    fn counts_choose_their_form() {
        let jobs = |n: usize| counted!(n, "{count} job by {who}", "{count} jobs by {who}", who = "you");
        assert_eq!([jobs(0), jobs(1), jobs(2)], ["0 jobs by you", "1 job by you", "2 jobs by you"]);
    }
}
