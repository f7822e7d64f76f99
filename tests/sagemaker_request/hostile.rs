//! Texts that mean harm, or were harmed: every parser comes to an end, without a panic, with words for people.

use proptest::prelude::*;
use tuneground::playground::Document;
use tuneground::sagemaker::{Request, locate, parse_text};

use crate::MAXIMAL;

/// The largest request as JSON or as YAML.
fn texts() -> [String; 2] {
    let request = Request::parse(MAXIMAL).unwrap();
    [MAXIMAL.to_owned(), tuneground::export::export(&request, tuneground::export::Format::Yaml)]
}

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
    let value = parse_text(text);
    if let Err(error) = &value {
        assert!(!error.to_string().is_empty());
    }
    if let Ok(document) = Document::parse(text) {
        let again = Document::parse(&document.to_json_pretty()).unwrap();
        assert_eq!(again, document, "what was read is written and read again");
    }
    let paths =
        ["HyperParameterTuningJobConfig.ResourceLimits", "Tags[0].Key", "TrainingJobDefinition.Environment[\"a.b\"]"];
    assert_eq!(locate(text, &paths).len(), 3);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn harmed_requests(
        which in 0..2_usize,
        wounds in prop::collection::vec((any::<usize>(), any::<u8>(), prop::collection::vec(any::<u8>(), 0..6)), 1..8),
    ) {
        try_all(&harmed(&texts()[which], &wounds));
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

#[test]
fn great_and_deep_and_doubled() {
    for text in [
        "[".repeat(1 << 20),
        "{\"a\":".repeat(150_000),
        format!("a: {}", "[".repeat(1 << 19)),
        "- ".repeat(1 << 19),
        "a:\n ".repeat(1000),
        format!("{{{}}}", vec!["\"a\":1"; 100_000].join(",")),
        "a: &a [1]\nb: &b [*a,*a]\nc: &c [*b,*b]\n".to_owned(),
        "\u{feff}{\"HyperParameterTuningJobName\":\"\\ud800\"}".to_owned(),
        " ".repeat(10 << 20),
    ] {
        try_all(&text);
    }
}
