//! The command line as people and scripts use it: the real program, its output, its exit status.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod ask_tell;
mod authoring;
mod check_log;
mod data;
mod support;
mod warm_start;

use serde_json::json;
use support::{DOCUMENT, LOG, document, file, run};

#[test]
fn help_and_version() {
    for arguments in [["help"], ["--help"], ["-h"]] {
        let ended = run(&arguments, "");
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
        assert!(ended.out.contains("ask-tell DOC.json") && ended.out.lines().all(|line| line.chars().count() <= 100));
    }
    assert!(run(&["run", "--help"], "").out.contains("--events FILE"));
    let version = run(&["--version"], "");
    assert_eq!(version.out.trim(), format!("tuneground {}", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_command_line_is_status_2() {
    for (arguments, part) in [
        (vec![], "a command is missing"),
        (vec!["walk"], "no command walk"),
        (vec!["run"], "the document is missing"),
        (vec!["run", "a", "b"], "unexpected"),
        (vec!["run", "--event", "x", "a"], "--event"),
        (vec!["run", "a", "--events"], "--events"),
        (vec!["run", "-", "--problem", "-"], "can be one of document, problem, data and parents"),
        (vec!["check", "a", "--format", "xml"], "text, json or sarif"),
        (vec!["check-log"], "the log is missing"),
        (vec!["check-log", "a"], "give --metrics"),
        (vec!["check-log", "-", "--metrics", "-"], "not both"),
        (vec!["ask-tell", "-"], "give the document as a file"),
        (vec!["--walk"], "--walk"),
        (vec!["export", "a"], "give --to and a format"),
    ] {
        let ended = run(&arguments, "");
        assert_eq!((ended.code, ended.out.as_str()), (Some(2), ""), "{arguments:?}: {}", ended.err);
        assert!(ended.err.contains(part) && ended.err.contains("tuneground help"), "{arguments:?}: {}", ended.err);
    }
}

#[test]
fn run_prints_the_describe_response_and_writes_the_log() {
    let events = file("run.events.jsonl", "");
    let path = file("run.json", DOCUMENT);
    let ended = run(&["run", &path, "--events", &events], "");
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    let answer = ended.json();
    assert_eq!(answer["HyperParameterTuningJobStatus"], "Completed");
    assert_eq!(answer["HyperParameterTuningJobConfig"], document()["Request"]["HyperParameterTuningJobConfig"]);
    assert_eq!(std::fs::read_to_string(events).unwrap(), LOG, "the program runs the golden trace");
    let from_input = run(&["run", "-"], DOCUMENT);
    assert_eq!(from_input.out, ended.out, "from standard input as from a file");
}

#[test]
fn run_takes_a_bare_request_and_another_problem() {
    let request = document()["Request"].to_string();
    let bare = run(&["run", "-"], request.as_str());
    assert_eq!(bare.code, Some(0), "{}", bare.err);
    let problem = file("problem.json", document()["Problem"].to_string());
    let with_problem = run(&["run", "-", &format!("--problem={problem}")], request.as_str());
    assert_eq!(with_problem.out, run(&["run", "-"], DOCUMENT).out);
    assert_ne!(with_problem.out, bare.out);
    let slow = file("slow.json", json!({ "Clock": { "SecondsPerEpoch": 2000 } }).to_string());
    let slow = run(&["run", "-", "--problem", &slow], DOCUMENT).json();
    assert!(slow["ConsumedResources"]["RuntimeInSeconds"].as_u64().unwrap() > 10_000);
    let wrong = file("wrong-problem.json", r#"{"Model":"tree","Dataset":{"Samples":"many"}}"#);
    let wrong = run(&["run", "-", "--problem", &wrong], DOCUMENT);
    assert_eq!(wrong.code, Some(1));
    assert!(wrong.err.contains("error  Problem.Dataset.Samples"), "{}", wrong.err);
}

#[test]
fn run_makes_up_an_objective_for_a_request_that_nothing_here_can_train_and_says_so() {
    let mut request = document()["Request"].clone();
    request["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] = json!("validation:f1");
    let bare = run(&["run", "-"], request.to_string());
    assert_eq!(bare.code, Some(0), "{}", bare.err);
    assert!(bare.err.contains("note  Problem.Model  the objective is made up"), "{}", bare.err);
    assert_eq!(
        bare.json()["BestTrainingJob"]["FinalHyperParameterTuningJobObjectiveMetric"]["MetricName"],
        "validation:f1"
    );
    // Whoever names a model means it.
    let mlp = run(&["run", "-"], json!({ "Request": request, "Problem": { "Model": "mlp" } }).to_string());
    assert_eq!(mlp.code, Some(1));
    assert!(mlp.err.contains("cannot run") && mlp.err.contains("validation:f1"), "{}", mlp.err);
}

#[test]
fn run_says_all_that_is_wrong() {
    let mut wrong = document();
    wrong["Request"]["HyperParameterTuningJobName"] = json!("no good!");
    wrong["Request"]["HyperParameterTuningJobConfig"]["Strategy"] = json!("Guess");
    wrong["Problem"]["Model"] = json!("tree");
    let ended = run(&["run", "-"], wrong.to_string());
    assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
    for path in ["HyperParameterTuningJobName", "HyperParameterTuningJobConfig.Strategy", "Problem.Model"] {
        assert!(ended.err.contains(&format!("error  {path}  ")), "{path} in {}", ended.err);
    }
}

#[test]
fn files_that_are_not_there_or_not_documents_are_status_1() {
    let mut cut = DOCUMENT.to_owned();
    cut.truncate(cut.len() / 2);
    for (name, content, part) in [
        ("empty.json", Vec::new(), "there is no text"),
        ("not-json.json", b"HyperParameterTuningJobName a".to_vec(), "Not JSON: line 1, column 1"),
        ("not-yaml.yaml", b"HyperParameterTuningJobName: a\nTags: [\nb: 2".to_vec(), "Not YAML: line"),
        ("list.yaml", b"- a: 1".to_vec(), "Not a CreateHyperParameterTuningJob request"),
        ("cut.json", cut.into_bytes(), "the text ends before the JSON does"),
        ("nan.json", DOCUMENT.replace("2026", "NaN").into_bytes(), "JSON has no such number"),
        ("bytes.json", vec![0xff, 0xfe, 0x00], "not UTF-8 text at byte 0"),
        ("list.json", b"[1]".to_vec(), "Not a CreateHyperParameterTuningJob request"),
        ("big.json", vec![b' '; 10 << 20], "at most 1048576"),
        ("deep.json", "[".repeat(100_000).into_bytes(), "nested"),
    ] {
        let path = file(name, content);
        for command in ["run", "check", "ask-tell"] {
            let ended = run(&[command, &path], "");
            assert_eq!(ended.code, Some(1), "{command} {name}: {}", ended.err);
            assert!((ended.err + &ended.out).contains(part), "{command} {name}");
        }
    }
    for command in ["run", "check", "ask-tell"] {
        let ended = run(&[command, "no-such-file.json"], "");
        assert_eq!((ended.code, ended.out.as_str()), (Some(1), ""));
        assert!(ended.err.starts_with("tuneground: no-such-file.json: "), "{}", ended.err);
    }
    let path = file("unwritable.json", DOCUMENT);
    let ended = run(&["run", &path, "--events", "/no/such/folder/events.jsonl"], "");
    assert_eq!(ended.code, Some(1));
    assert!(ended.err.contains("/no/such/folder/events.jsonl: "), "{}", ended.err);
}
