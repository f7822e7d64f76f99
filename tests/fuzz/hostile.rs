//! Texts that mean harm, or were harmed, for what reads requests; one that breaks something is made small.

use crate::seeds::{MAXIMAL, yaml_of};
use crate::targets::Target;
use proptest::prelude::*;
use std::sync::LazyLock;
use tuneground::playground::Document;

/// The largest request as JSON or as YAML.
static TEXTS: LazyLock<[String; 2]> = LazyLock::new(|| [MAXIMAL.to_owned(), yaml_of(MAXIMAL)]);

/// A text with bytes taken out, put in, doubled and replaced.
fn harmed(text: &str, wounds: &[(usize, u8, Vec<u8>)]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for (place, kind, with) in wounds {
        let at = place % (bytes.len() + 1);
        let end = (at + with.len()).min(bytes.len());
        match kind % 4 {
            0 => drop(bytes.drain(at..end)),
            1 => drop(bytes.splice(at..at, with.iter().copied())),
            2 => {
                let part = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, part));
            }
            _ => drop(bytes.splice(at..end, with.iter().copied())),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn try_all(text: &str) {
    for target in ["request", "yaml", "locate"] {
        (Target::of(target).check)(text);
    }
    if let Ok(document) = Document::parse(text) {
        let again = Document::parse(&document.to_json_pretty()).unwrap();
        assert_eq!(again, document, "what was read is written and read again");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn harmed_requests(
        which in 0..2_usize,
        wounds in prop::collection::vec((any::<usize>(), any::<u8>(), prop::collection::vec(any::<u8>(), 0..6)), 1..8),
    ) {
        try_all(&harmed(&TEXTS[which], &wounds));
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        try_all(&text);
    }

    #[test]
    fn text_of_signs_that_mean_something(text in "[\\[\\]{}:,&*!|>'\"%@`#?\\- \\n\\ta-c0-9\\\\]{0,120}") {
        try_all(&text);
        try_all(&format!("a: {text}"));
    }
}
