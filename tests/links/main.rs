//! Documents in links: they come back as they were, are short, and whatever happens to a link on its way, it opens as what it was or
//! says what is wrong.

#![allow(unreachable_pub, reason = "other tests take the random numbers too")]

#[path = "../fuzz/random.rs"]
mod random;

use random::Random;
use tuneground::playground::{Document, MAX_LINK_CHARACTERS, PRESETS, from_link, to_link};

/// A tuning job with every member that AWS's model has.
const FULL: &str = include_str!("../aws/maximal_request.json");

/// Links as format 1 gives them out, each with its document. They were packed by zlib (Python's, with the same dictionary), so
/// whoever knows the format can read and write it. Never to be changed: such links are opened for ever.
const GIVEN_OUT: &str = include_str!("format-1.txt");

#[test]
fn presets_and_a_full_job_come_back_as_they_were_and_are_short() {
    for preset in PRESETS {
        let document = preset.document();
        let link = to_link(&document);
        assert_eq!(from_link(&link).unwrap(), document, "{}", preset.id);
        assert!(link.len() < 600, "{}: {} characters", preset.id, link.len());
    }
    let full = Document::parse(FULL).unwrap();
    let link = to_link(&full);
    assert_eq!(from_link(&link).unwrap(), full);
    assert!(link.len() < 4000, "{} characters", link.len());
}

#[test]
fn what_is_not_known_and_what_is_long_comes_back_too() {
    let name = "ab1-".repeat(9000);
    let config =
        r#""HyperParameterTuningJobConfig":{"Strategy":"Random","ResourceLimits":{"MaxParallelTrainingJobs":2}}"#;
    let text =
        format!(r#"{{"Request":{{"HyperParameterTuningJobName":"{name}é",{config},"Later":[1,null]}},"Note":"mine"}}"#);
    let document = Document::parse(&text).unwrap();
    assert_eq!(from_link(&to_link(&document)).unwrap().to_json(), document.to_json());
    // What deflate makes nothing shorter of, in several pieces.
    let mut random = Random(1);
    let points: String = (0..20_000).map(|_| char::from(b'0' + random.below(10) as u8)).collect();
    let text = format!(
        r#"{{"Request":{{"HyperParameterTuningJobName":"drawn",{config}}},"Problem":{{"Dataset":{{"Points":["{points}"]}}}}}}"#
    );
    let document = Document::parse(&text).unwrap();
    assert_eq!(from_link(&to_link(&document)).unwrap(), document);
}

#[test]
fn links_that_were_given_out_open() {
    assert!(GIVEN_OUT.lines().count() >= 4);
    for line in GIVEN_OUT.lines() {
        let (link, text) = line.split_once(' ').unwrap();
        let document = from_link(link).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(document, Document::parse(text).unwrap());
    }
}

/// However a link is damaged, what comes back is never another document.
#[test]
fn a_damaged_link_is_refused() {
    const CHARACTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=&%# ";
    let mut random = Random(7);
    let links: Vec<String> = PRESETS.iter().map(|preset| to_link(&preset.document())).collect();
    let mut refused = 0;
    for round in 0..10_000 {
        let whole = &links[round % links.len()];
        let mut link = whole.clone().into_bytes();
        for _ in 0..=random.below(3) {
            let (place, character) = (random.below(link.len()), *random.of(CHARACTERS));
            match random.below(4) {
                0 => link[place] = character,
                1 => link.insert(place, character),
                2 if link.len() > 1 => drop(link.remove(place)),
                _ => link.truncate(place.max(1)),
            }
        }
        let link = String::from_utf8(link).unwrap();
        match from_link(&link) {
            Ok(document) => assert_eq!(to_link(&document), *whole, "{link}"),
            Err(_) => refused += 1,
        }
    }
    assert!(refused > 9_000, "{refused}");
}

#[test]
fn the_reason_is_told() {
    let told = |link: &str| from_link(link).unwrap_err().to_string();
    assert!(told("2.AAAA").contains("newer"));
    for damaged in ["", "1", "1.", "0.AAAA", "1.AAAA", "x.AAAA", "1.AAAAAAAA", "1.****"] {
        assert!(told(damaged).contains("damaged"), "{damaged}");
    }
    assert!(told(&"A".repeat(MAX_LINK_CHARACTERS + 1)).contains("characters"));
    // Whole, and of `[1]`; and of a request whose name is a number.
    assert!(told("1.AdMA6os2jAUA").contains("no job"));
    assert!(told("1.gWkQxSO-RWNaWwsA").contains("HyperParameterTuningJobName"));
}
