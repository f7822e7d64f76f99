//! The languages of the page: each has every sentence that the code has, and no other.
//!
//! After a change of sentences, `TUNEGROUND_BLESS=1 cargo test --test languages` puts new ones, empty, into `www/language/*.json` and takes out what is
//! not used any more. What is left to do is to fill in the empty ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(unreachable_pub, reason = "its parts are modules of this test only")]

mod sentences;

use sentences::{Sentence, names, sentences};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use tuneground::language::{Table, key};

const LANGUAGES: [&str; 3] = ["es", "fr", "ja"];

fn path(language: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("www/language/{language}.json"))
}

fn read(language: &str) -> Map<String, Value> {
    std::fs::read_to_string(path(language)).map_or_else(|_| Map::new(), |text| serde_json::from_str(&text).unwrap())
}

#[track_caller]
fn none(wrong: &str) {
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_language_has_every_sentence() {
    let sentences = sentences();
    let mut wrong = String::new();
    for language in LANGUAGES {
        let mut known = read(language);
        if std::env::var_os("TUNEGROUND_BLESS").is_some() {
            let mut whole = Map::new();
            for Sentence { english, .. } in &sentences {
                let own = known.remove(english).unwrap_or_else(|| Value::from(""));
                whole.entry(english.clone()).or_insert(own);
            }
            std::fs::write(path(language), format!("{:#}\n", Value::Object(whole))).unwrap();
            known = read(language);
        }
        let mut unused: BTreeSet<String> = known.keys().cloned().collect();
        let mut told = BTreeSet::new();
        for Sentence { english, place, .. } in &sentences {
            unused.remove(english);
            let own = known.get(english).and_then(Value::as_str).unwrap_or_default();
            if own.is_empty() && told.insert(english) {
                let _ = writeln!(wrong, "{language}: nothing for {english:?} of {place}");
            }
        }
        for english in unused {
            let _ = writeln!(wrong, "{language}: {english:?} is not used any more");
        }
    }
    none(&wrong);
}

#[test]
fn every_sentence_has_its_values_in_every_language() {
    let mut wrong = String::new();
    for Sentence { english, place, values } in sentences() {
        let own = names(&english);
        if let Some(values) = values.filter(|values| *values != own) {
            // A form of a count may do without the number: "the best training job".
            let is_of_count = values.contains("count")
                && values.iter().filter(|name| *name != "count").all(|name| own.contains(name));
            if !is_of_count {
                let _ = writeln!(wrong, "{place}: {english:?} is given {values:?}");
            }
        }
    }
    for language in LANGUAGES {
        for (english, own) in read(language) {
            let own = own.as_str().unwrap_or_default();
            let (mut given, mut used) = (names(&english), names(own));
            // "only the best" may be "only the best one", and the other way round.
            given.remove("count");
            used.remove("count");
            if !own.is_empty() && given != used {
                let _ = writeln!(wrong, "{language}: {english:?} has the values {given:?}, {own:?} has {used:?}");
            }
            let edges = |text: &str| (text.starts_with(' '), text.ends_with(' '), text.contains('\n'));
            if edges(own) != (false, false, false) || edges(&english) != (false, false, false) {
                let _ = writeln!(wrong, "{language}: blanks around {english:?} belong to the code");
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_two_sentences_share_a_key() {
    let mut keys: BTreeMap<u32, String> = BTreeMap::new();
    for Sentence { english, .. } in sentences() {
        let before = keys.insert(key(&english), english.clone());
        assert!(before.as_ref().is_none_or(|before| *before == english), "{before:?} and {english:?} have one key");
    }
}

/// In a process of its own a language can be set; this test runs itself again for that.
#[test]
fn a_process_speaks_the_language_it_is_given() {
    let (english, own) = ("Run", "Lancer");
    let name = "a_process_speaks_the_language_it_is_given";
    if std::env::var_os("TUNEGROUND_IN_FRENCH").is_none() {
        let again = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", name])
            .env("TUNEGROUND_IN_FRENCH", "1")
            .output()
            .unwrap();
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stdout));
        return;
    }
    let lines = format!("{:08x} {own}\n", key(english));
    assert!(tuneground::language::set(Table::new("fr".to_owned(), ",".to_owned(), "\u{202f}".to_owned(), &lines)));
    assert_eq!(tuneground::language::name(), "fr");
    assert_eq!(tuneground::language::text(english), own);
    assert_eq!(tuneground::language::text("not there"), "not there");
    assert_eq!(tuneground::language::decimals(0.25, 1), "0,2");
    assert_eq!([1234, 1_234_567].map(tuneground::language::grouped), ["1\u{202f}234", "1\u{202f}234\u{202f}567"]);
    let jobs = |n: usize| tuneground::counted!(n, "{count} job", "{count} jobs");
    assert_eq!([jobs(0), jobs(1), jobs(2)], ["0 job", "1 job", "2 jobs"]);
    assert!(!tuneground::language::set(Table::default()), "a second language");
}
