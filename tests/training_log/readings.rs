//! What is true of any expressions and any log. The fuzz targets take this file in as well.

use tuneground::training_log::{Expression, MAX_SHOWN_BYTES, Reading, epoch_of, line, metric_text, number, why_never};

/// The log is read as the same in slices of any size and at once; what is shown of it is what was captured; what is said of
/// it has words.
pub(crate) fn assert_reading(regexes: &[&str], log: &str, slice: usize) {
    let definitions = || regexes.iter().map(|regex| ("m", *regex));
    let mut reading = Reading::new(definitions());
    while !reading.read(log, slice) {}
    assert_eq!(reading, Reading::of(definitions(), log));
    assert_eq!(reading.bytes_read(), log.len());
    let views = reading.lines(log, 0, usize::MAX);
    assert_eq!(views.len(), reading.captured_lines());
    for view in &views {
        assert!(view.text.len() <= MAX_SHOWN_BYTES && !view.captures.is_empty());
        assert!(!view.text.chars().any(|character| character.is_ascii_control()));
        for capture in &view.captures {
            let captured = &view.text[capture.captured.clone()];
            assert!(view.text.get(capture.matched.clone()).is_some());
            if let (Ok(value), false) = (capture.value, view.begins_before || view.goes_on) {
                assert_eq!(number(captured), Ok(value));
            }
        }
    }
    for report in reading.reports() {
        let kept: Vec<f64> = report.emissions.iter().map(|emission| emission.value).collect();
        assert_eq!(kept.len(), report.count);
        assert_eq!(kept.iter().copied().reduce(f64::min), report.least.map(|least| least.value));
        assert_eq!(kept.iter().copied().reduce(f64::max), report.greatest.map(|greatest| greatest.value));
        assert_eq!(kept.last().map(|value| *value as f32), report.final_value);
        assert!(!(report.metric.expression.is_ok() && report.problems.is_empty() && report.count == 0));
        let words = report.problems.iter().map(ToString::to_string);
        let words = words.chain(report.metric.expression.as_ref().err().map(ToString::to_string));
        words.for_each(|words| assert!(!words.is_empty()));
    }
    reading.notes().iter().for_each(|note| assert!(!note.to_string().is_empty()));
}

/// Looking for a text first must not lose a match: the engine's own search finds the same.
pub(crate) fn assert_expression(regex: &str, log: &str) {
    let Ok(expression) = Expression::new(regex) else { return };
    let plain = regex_lite::Regex::new(regex).unwrap_or_else(|error| panic!("{regex}: {error}"));
    let (mut at, mut number, mut is_found) = (0, 0, false);
    while let Some((raw, next)) = line::next(log, at) {
        let line = line::shown(raw);
        let found = plain.find(&line).map(|found| found.range());
        is_found |= found.is_some();
        assert_eq!(expression.capture(&line).map(|capture| capture.matched), found, "{regex} in {line:?}");
        (at, number) = (next, number + 1);
    }
    if let (Some(hint), false) = (why_never(&expression, log), is_found) {
        let words = hint.to_string();
        let named = words.split_ascii_whitespace().nth(1).and_then(|line| line.parse::<usize>().ok());
        assert!(named.is_some_and(|line| (1..=number).contains(&line)), "{words}");
    }
}

/// Epochs and numbers in lines of any kind.
pub(crate) fn assert_texts(log: &str) {
    let mut at = 0;
    while let Some((raw, next)) = line::next(log, at) {
        let line = line::shown(raw);
        if let Some(epoch) = epoch_of(&line) {
            assert!(epoch.parse::<f64>().is_ok() && line.contains(epoch), "{epoch} in {line:?}");
        }
        if let Ok(value) = number(&line) {
            let text = metric_text(value);
            assert_eq!(number(&text).map(|value| value as f32), Ok(value as f32), "{text}");
        }
        at = next;
    }
}
