//! Logs of every size and kind.

use std::time::{Duration, Instant};
use tuneground::objective::Direction;
use tuneground::training_log::{
    Emission, ExpressionError, Hint, MAX_EMISSIONS, MAX_SHOWN_BYTES, NoNumber, Note, Problem, Reading, why_never,
};

const LOSS: (&str, &str) = ("loss", r"loss=([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)");

#[test]
fn a_log_is_counted_and_its_last_value_is_the_final_one() {
    let log = "start\nepoch=1; loss=0.5;\nepoch=2; loss=-1e-05;\r\nepoch=3; loss=0.1;\nloss=nan;\nend";
    let reading = Reading::of([LOSS, ("acc", "acc=(.*)"), ("bad", "(")], log);
    assert_eq!((reading.lines_read(), reading.bytes_read(), reading.captured_lines()), (6, log.len(), 3));
    let reports = reading.reports();
    let loss = &reports[0];
    assert_eq!(loss.emissions.iter().map(|emission| emission.value).collect::<Vec<_>>(), [0.5, -1e-5, 0.1]);
    assert_eq!((loss.count, loss.final_value), (3, Some(0.1_f32)));
    assert_eq!(loss.best(Direction::Minimize), Some(Emission { line: 3, value: -1e-5 }));
    assert_eq!(loss.best(Direction::Maximize), Some(Emission { line: 2, value: 0.5 }));
    assert_eq!(loss.problems, []);
    assert_eq!(reports[1].problems, [Problem::NeverMatches]);
    assert!(matches!(reports[2].metric.expression, Err(ExpressionError::Syntax { .. })));
    assert!(reports[2].problems.is_empty() && reports[2].final_value.is_none());
    let lines = reading.lines(log, 1, 1);
    assert_eq!((lines[0].number, lines[0].text.as_str()), (3, "epoch=2; loss=-1e-05;"));
    let capture = &lines[0].captures[0];
    assert_eq!((capture.metric, capture.captured.clone(), capture.matched.clone()), (0, 14..20, 9..20));
    assert_eq!(reading.lines(log, 3, 10), []);
}

#[test]
fn each_problem_is_found_with_its_line() {
    let problem = |regex: &str, log: &str| {
        let reading = Reading::of([("m", regex)], log);
        reading.reports().remove(0).problems
    };
    let one = |regex: &str, log: &str| match problem(regex, log).as_slice() {
        [problem] => problem.clone(),
        other => unreachable!("{regex}: {other:?}"),
    };
    let Problem::CapturesNothing(tally) = one("F1=(.*?)", "\nF1=0.5\nF1=0.7") else { unreachable!() };
    assert_eq!((tally.lines, tally.first_line), (2, 2));
    let Problem::NotANumber(tally) = one("acc=(.*)", "acc=93.3%\n") else { unreachable!() };
    assert_eq!((tally.lines, tally.first_line, tally.sample.as_str()), (1, 1, "93.3%"));
    assert!(matches!(one("loss=(.*)", "loss=nan"), Problem::NotFinite(_)));
    let Problem::CutsNumber(tally) = one(r"loss=([0-9\.]+)", "loss=9.9\nloss=9.9e-05") else { unreachable!() };
    assert_eq!((tally.lines, tally.first_line, tally.sample.as_str()), (1, 2, "9.9"));
    assert!(matches!(one(r"loss=-?([0-9\.]+)", "loss=-0.5"), Problem::CutsNumber(_)));
    assert!(matches!(one("x=([0-9])", "x=1 x=2"), Problem::SeveralInALine(_)));
    assert!(matches!(one(LOSS.1, "epoch 1 loss=1\nepoch 1 loss=2"), Problem::TwiceAnEpoch(_)));
    // The epoch's own line stands before, as Keras writes it.
    assert!(matches!(one(LOSS.1, "Epoch 1/2\nloss=1\nloss=2\nEpoch 2/2\nloss=3"), Problem::TwiceAnEpoch(_)));
    assert_eq!(problem(LOSS.1, "Epoch 1/2\nloss=1\nEpoch 2/2\nloss=3"), []);
    for problem in [one("F1=(.*?)", "F1=1"), one("x=([0-9])", "x=1 x=2"), Problem::NeverMatches] {
        assert!(!problem.to_string().ends_with('.') && problem.to_string().len() > 40);
        assert_eq!(problem.is_error(), !matches!(problem, Problem::SeveralInALine(_)));
    }
}

#[test]
fn control_characters_are_what_cloudwatch_shows() {
    let log = "10%\r50% loss=1\r100% loss=2\nacc: \u{1b}[32m0.5\u{1b}[0m\na\tb\n";
    let reading = Reading::of([LOSS, ("last", ".*loss=([0-9])"), ("acc", "acc: ([0-9.]+)")], log);
    assert_eq!(reading.lines_read(), 3);
    let reports = reading.reports();
    assert_eq!((reports[0].final_value, reports[1].final_value), (Some(1.0), Some(2.0)));
    assert_eq!(reports[2].problems, [Problem::NeverMatches]);
    let acc = reports[2].metric.expression.as_ref().unwrap();
    assert_eq!(why_never(acc, log), Some(Hint::Colours { line: 2 }));
    let notes = reading.notes();
    assert!(
        matches!(notes.as_slice(), [Note::CarriageReturns(a), Note::Colours(b), Note::Tabs(c)]
            if (a.first_line, b.first_line, c.first_line) == (1, 2, 3)),
        "{notes:?}"
    );
    assert!(notes[0].to_string().contains("#015"));
    assert_eq!(reading.lines(log, 0, 1)[0].text, "10%#01550% loss=1#015100% loss=2");
}

#[test]
fn slices_of_any_size_and_a_log_that_grows_read_the_same() {
    let log = "epoch=1; loss=0.5;\né\r\nepoch=2; loss=0.25;\n\nepoch=3; loss=1e-3;";
    let whole = Reading::of([LOSS], log);
    for slice in [0, 1, 7, 20, 1_000] {
        let mut reading = Reading::new([LOSS]);
        let mut slices = 1;
        while !reading.read(log, slice) {
            slices += 1;
        }
        assert_eq!(reading, whole, "{slice}");
        assert_eq!(slices, if slice < 3 { 5 } else { slices });
    }
    let mut growing = Reading::new([LOSS]);
    let end = log.find("epoch=3").unwrap();
    assert!(growing.read(&log[..end], usize::MAX));
    assert_eq!(growing.reports()[0].count, 2);
    assert!(growing.read(log, usize::MAX));
    assert_eq!(growing, whole);
    assert!(growing.read("", 1), "a text that is not the same does no harm");
    assert!(growing.lines("short", 0, 5).is_empty());
}

#[test]
fn nothing_grows_with_the_log_but_counts() {
    let log = "loss=0.5\n".repeat(3 * MAX_EMISSIONS);
    let reading = Reading::of([LOSS], &log);
    let report = &reading.reports()[0];
    assert_eq!((report.count, report.emissions.len()), (3 * MAX_EMISSIONS, MAX_EMISSIONS));
    assert_eq!(report.last.unwrap().line, 3 * MAX_EMISSIONS);
    assert_eq!(reading.lines(&log, 3 * MAX_EMISSIONS - 1, 10).len(), 1);
}

#[test]
fn of_a_long_line_the_part_with_the_capture_is_shown() {
    let log = format!("{}loss=0.5 {}", "é".repeat(50_000), "x".repeat(50_000));
    let reading = Reading::of([LOSS, ("x", "(x)"), ("é", "^(é)")], &log);
    let view = reading.lines(&log, 0, 1).remove(0);
    assert!(view.begins_before && view.goes_on && view.text.len() <= MAX_SHOWN_BYTES);
    let captured: Vec<&str> = view.captures.iter().map(|capture| &view.text[capture.captured.clone()]).collect();
    assert_eq!(captured, ["0.5", "x", ""], "what stands before the part is not in it");
    assert_eq!(view.captures[1].value, Err(NoNumber::NotANumber));
}

/// 20 metrics and 10 MB in short lines, in lines of 1 MB, and in one line: bounded time, by a wide margin even without
/// optimisation.
#[test]
fn ten_megabytes_take_seconds() {
    const SIZE: usize = 10 << 20;
    let names: Vec<(String, String)> = (0..20)
        .map(|index| (format!("m{index}"), format!(r".*\[[0-9]+\].*metric-{index}:{}", &LOSS.1["loss=".len()..])))
        .collect();
    let definitions = || names.iter().map(|(name, regex)| (name.as_str(), regex.as_str()));
    let noise = "INFO 2026-01-01 12:00:00 a line that says nothing of any metric, with [3] and 0.5 in it ";
    let emitting = "[3] metric-1:0.5 metric-2:0.25\n";
    let short = (noise.to_owned() + "\n").repeat(19) + emitting;
    let short = short.repeat(SIZE / short.len());
    let long = noise.repeat((1 << 20) / noise.len()) + "metric-1:0.5 [3] metric-1:0.5\n";
    let long = long.repeat(SIZE / long.len());
    let one = noise.repeat(SIZE / noise.len());
    for (log, what) in [(short, "short lines"), (long, "lines of a megabyte"), (one, "one line")] {
        let begun = Instant::now();
        let reading = Reading::of(definitions(), &log);
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(30), "{what}: {took:?}");
        println!("{what}: {took:?}, {} lines with captures", reading.captured_lines());
        assert_eq!(reading.bytes_read(), log.len());
    }
}
