//! Any expression on any text: no panic, no wrong place, no endless search.

use crate::readings::{assert_expression, assert_reading, assert_texts};
use proptest::prelude::*;
use std::time::{Duration, Instant};
use tuneground::training_log::{epoch_of, metric_text, number};

/// Texts that look like regular expressions, wrong ones among them.
fn expressions() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("(".to_owned()),
        Just(")".to_owned()),
        Just("(?:".to_owned()),
        Just("[0-9.]+".to_owned()),
        Just("([0-9.]+)".to_owned()),
        Just("(.*?)".to_owned()),
        Just("(.*)".to_owned()),
        Just("|".to_owned()),
        Just("*".to_owned()),
        Just("+?".to_owned()),
        Just("{2,50}".to_owned()),
        Just("[^".to_owned()),
        Just("]".to_owned()),
        Just("[[:digit:]a]".to_owned()),
        Just(r"\d".to_owned()),
        Just(r"\.".to_owned()),
        Just(r"\b".to_owned()),
        Just("\\".to_owned()),
        Just("^".to_owned()),
        Just("$".to_owned()),
        Just(".".to_owned()),
        Just("loss=".to_owned()),
        Just("é".to_owned()),
        "[a-e#{}?]{1,3}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..12).prop_map(|parts| parts.concat())
}

/// Texts that look like logs.
fn logs() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("\n".to_owned()),
        Just("\r\n".to_owned()),
        Just("\r".to_owned()),
        Just("\t\u{1b}[32m".to_owned()),
        Just("Epoch 3/10".to_owned()),
        Just("epoch=12;".to_owned()),
        Just("loss=".to_owned()),
        Just("-1.5e-05".to_owned()),
        Just("nan".to_owned()),
        "[0-9.e#é-]{1,4}",
        "[a-e ]{1,6}",
        any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_expression_on_any_log(
        regexes in prop::collection::vec(expressions(), 0..4),
        log in logs(),
        repeated in 1_usize..40,
        slice in 0_usize..200,
    ) {
        let log = log.repeat(repeated);
        let begun = Instant::now();
        let regexes: Vec<&str> = regexes.iter().map(String::as_str).collect();
        assert_reading(&regexes, &log, slice);
        prop_assert!(begun.elapsed() < Duration::from_secs(5));
    }

    /// Looking for a text first must not lose a match: the engine's own search finds the same.
    #[test]
    fn no_match_is_lost(regex in expressions(), log in logs()) {
        assert_expression(&regex, &log);
    }

    #[test]
    fn epochs_and_texts_of_any_kind(text in logs(), value in any::<f32>()) {
        if let Some(epoch) = epoch_of(&text) {
            prop_assert!(epoch.parse::<f64>().is_ok() && text.contains(epoch));
        }
        assert_texts(&text);
        // A metric that is written and read back is the same 32-bit float.
        if value.is_finite() {
            let text = metric_text(f64::from(value));
            prop_assert_eq!(number(&text).map(|value| value as f32), Ok(value), "{}", text);
        }
    }
}
