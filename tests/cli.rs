//! The command line as people and scripts use it: the real program, its output, its exit status.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

const DOCUMENT: &str = include_str!("golden/mlp-early-stopping.json");
const LOG: &str = include_str!("golden/mlp-early-stopping.log.jsonl");

fn tuneground() -> Command {
    Command::new(env!("CARGO_BIN_EXE_tuneground"))
}

struct Ended {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ended {
    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }
}

/// Runs to the end with this on standard input.
fn run(arguments: &[&str], input: impl Into<Vec<u8>>) -> Ended {
    let mut command = tuneground();
    let command = command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.into());
    // In a thread, since the program may say much before it has read all; what it does not read is no matter.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ended { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A file that is there for this test alone.
fn file(name: &str, content: impl AsRef<[u8]>) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn document() -> Value {
    serde_json::from_str(DOCUMENT).unwrap()
}

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
        (vec!["run", "-", "--problem", "-"], "not both"),
        (vec!["check", "a", "--format", "xml"], "text, json or sarif"),
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
        ("not-json.json", b"HyperParameterTuningJobName: a".to_vec(), "Not JSON: line 1, column 1"),
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

#[test]
fn check_prints_every_issue() {
    let good = run(&["check", "-"], DOCUMENT);
    assert_eq!((good.code, good.out.as_str(), good.err.as_str()), (Some(0), "", ""));
    assert_eq!(run(&["check", "-", "--format", "json"], DOCUMENT).json(), json!([]));

    let mut warned = document();
    warned["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"]["MaxJobs"] = json!(3);
    let ended = run(&["check", "-"], warned.to_string());
    assert_eq!(ended.code, Some(0), "a warning is no error");
    let start = "warning  HyperParameterTuningJobConfig.ResourceLimits.MaxJobs  ";
    assert!(ended.out.starts_with(start) && ended.out.ends_with(")\n"), "{}", ended.out);

    warned["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"]["MaxParallelTrainingJobs"] = json!(0);
    let text = run(&["check", "-"], warned.to_string());
    assert_eq!((text.code, text.out.lines().count()), (Some(1), 2), "{}", text.out);
    let issues = run(&["check", "--format=json", "-"], warned.to_string());
    assert_eq!(issues.code, Some(1));
    let issues = issues.json();
    let error = issues.as_array().unwrap().iter().find(|issue| issue["Severity"] == "Error").unwrap();
    assert_eq!(error["Path"], "HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs");
    for member in ["Rule", "Message", "Source"] {
        assert!(error[member].as_str().is_some_and(|text| !text.is_empty()), "{error}");
    }
    let shape = run(&["check", "-"], r#"{"HyperParameterTuningJobName":5,"HyperParameterTuningJobConfig":{}}"#);
    assert_eq!(shape.code, Some(1));
    assert!(shape.out.contains("error  HyperParameterTuningJobName  is the number 5"), "{}", shape.out);
    assert!(shape.out.contains("error  HyperParameterTuningJobConfig.Strategy  is missing"), "{}", shape.out);
}

/// An `ask-tell` under way.
struct Asking {
    child: Child,
    lines: Receiver<String>,
}

impl Asking {
    fn start(name: &str, document: &Value) -> Self {
        let path = file(name, document.to_string());
        let mut command = tuneground();
        let command = command.args(["ask-tell", &path]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = channel();
        let output = BufReader::new(child.stdout.take().unwrap());
        // Ends with the program's output, or when the test does.
        std::thread::spawn(move || output.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Self { child, lines }
    }

    /// The next line said; waits for it, but not for good.
    fn next(&mut self) -> Value {
        let line = self.lines.recv_timeout(Duration::from_secs(20)).unwrap();
        serde_json::from_str(&line).unwrap()
    }

    fn asks(&mut self, count: usize) -> Vec<Value> {
        (0..count).map(|_| self.next()["Ask"].clone()).inspect(|ask| assert!(ask.is_object())).collect()
    }

    fn tell(&mut self, line: &str) {
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
    }

    fn value(&mut self, ask: &Value, epoch: u64, value: f64) {
        let tell = json!({ "TrainingJobName": ask["TrainingJobName"], "Epoch": epoch, "Value": value });
        self.tell(&json!({ "Tell": tell }).to_string());
    }

    /// Waits for the end: the exit status and what was said on standard error.
    fn end(mut self) -> (Option<i32>, String) {
        drop(self.child.stdin.take());
        assert_eq!(
            self.lines.recv_timeout(Duration::from_secs(20)),
            Err(RecvTimeoutError::Disconnected),
            "all was said"
        );
        let output = self.child.wait_with_output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    }
}

/// An objective of one's own: as large as the learning rate, at most 4 jobs, 2 at a time, 3 epochs.
fn own_objective() -> Value {
    let mut document = document();
    let config = &mut document["Request"]["HyperParameterTuningJobConfig"];
    config["HyperParameterTuningJobObjective"] = json!({ "Type": "Maximize", "MetricName": "mine" });
    config["ResourceLimits"] = json!({ "MaxNumberOfTrainingJobs": 4, "MaxParallelTrainingJobs": 2 });
    document["Request"]["TrainingJobDefinition"]["StaticHyperParameters"] = json!({ "epochs": "3", "mine": "x" });
    document["Settings"] = json!({ "EarlyStopping": { "MinCompletedJobs": 1 } });
    document
}

#[test]
fn ask_tell_one_job_after_the_other() {
    let mut asking = Asking::start("ask-tell-1.json", &own_objective());
    let mut open = asking.asks(2);
    let first = &open[0];
    assert_eq!(first["UntilEpoch"], 3);
    assert_eq!((&first["HyperParameters"]["epochs"], &first["HyperParameters"]["mine"]), (&json!("3"), &json!("x")));
    let rate = first["HyperParameters"]["learning_rate"].as_str().unwrap();
    assert!(rate.parse::<f64>().is_ok_and(|rate| (0.0005..=2.0).contains(&rate)), "{rate}");
    // One job from its first to its last epoch, then the next: a teller that knows no parallelism.
    for job in 1..=4 {
        let ask = open.remove(0);
        for epoch in 1..=3 {
            asking.value(&ask, epoch, f64::from(job));
        }
        if job <= 2 {
            open.extend(asking.asks(1));
        }
    }
    let completed = asking.next()["Completed"].clone();
    assert_eq!(completed["HyperParameterTuningJobStatus"], "Completed");
    assert_eq!(completed["BestTrainingJob"]["FinalHyperParameterTuningJobObjectiveMetric"]["Value"], 4.0);
    assert_eq!(completed["TrainingJobStatusCounters"]["Completed"], 4);
    assert_eq!(asking.end(), (Some(0), String::new()));
}

#[test]
fn ask_tell_all_jobs_epoch_by_epoch() {
    let mut asking = Asking::start("ask-tell-2.json", &own_objective());
    let open = asking.asks(2);
    for epoch in 1..=3 {
        asking.value(&open[1], epoch, 0.5);
        asking.value(&open[0], epoch, 0.75);
    }
    let third_and_fourth = asking.asks(2);
    // Job 3 is worse than the median of jobs 1 and 2 and is stopped; what it tells afterwards is passed over.
    asking.value(&third_and_fourth[0], 1, 0.25);
    let stop = asking.next()["Stop"].clone();
    assert_eq!(stop["TrainingJobName"], third_and_fourth[0]["TrainingJobName"]);
    assert_eq!((&stop["Reason"]["Rule"], &stop["Reason"]["Median"]), (&json!("EarlyStopping"), &json!(0.625)));
    asking.value(&third_and_fourth[0], 2, 0.25);
    let name = &third_and_fourth[1]["TrainingJobName"];
    asking.tell(
        &json!({ "Tell": { "TrainingJobName": name, "Epoch": 1, "Value": 0.875, "Finished": true } }).to_string(),
    );
    let completed = asking.next()["Completed"].clone();
    assert_eq!(completed["BestTrainingJob"]["TrainingJobName"], *name);
    assert_eq!(completed["TrainingJobStatusCounters"]["Stopped"], 1);
    assert_eq!(asking.end(), (Some(0), String::new()));
}

#[test]
fn ask_tell_failures_of_all_kinds() {
    let mut document = own_objective();
    document["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"]["MaxNumberOfTrainingJobs"] = json!(6);
    let mut asking = Asking::start("ask-tell-3.json", &document);
    let mut reasons = Vec::new();
    let mut open = asking.asks(2);
    for what in [
        r#""Failed":"out of memory""#,
        r#""Epoch":1,"Value":NaN"#,
        r#""Epoch":1,"Value":-Infinity"#,
        r#""Epoch":1,"Value":null"#,
        r#""Epoch":1,"Value":1e39"#,
        r#""Finished":true"#,
    ] {
        let ask = open.remove(0);
        asking.tell(&format!(r#"{{"Tell":{{"TrainingJobName":{},{what}}}}}"#, ask["TrainingJobName"]));
        if reasons.len() < 4 {
            open.extend(asking.asks(1));
        }
        reasons.push(what);
    }
    let completed = asking.next()["Completed"].clone();
    let counters =
        json!({ "Completed": 1, "InProgress": 0, "RetryableError": 0, "NonRetryableError": 5, "Stopped": 0 });
    assert_eq!(completed["TrainingJobStatusCounters"], counters);
    assert_eq!(completed["ObjectiveStatusCounters"]["Failed"], 6);
    assert!(completed.get("BestTrainingJob").is_none());
    assert_eq!(asking.end(), (Some(0), String::new()));
}

#[test]
fn ask_tell_goes_on_after_lines_that_make_no_sense() {
    let mut asking = Asking::start("ask-tell-4.json", &own_objective());
    let open = asking.asks(2);
    let name = open[0]["TrainingJobName"].as_str().unwrap().to_owned();
    asking.tell("");
    asking.tell("value 0.5");
    asking.tell(r#"{"Tell":{"TrainingJobName":"nobody","Epoch":1,"Value":1}}"#);
    asking.value(&open[0], 2, 0.5);
    asking.value(&open[0], 1, 0.5);
    asking.value(&open[0], 1, 0.5);
    asking.value(&open[0], 2, 0.5);
    asking.value(&open[0], 3, 0.5);
    asking.asks(1);
    asking.value(&open[0], 4, 0.5);
    // A job that has reached UntilEpoch needs no Finished, and may have one.
    asking.tell(&format!(r#"{{"Tell":{{"TrainingJobName":"{name}","Finished":true}}}}"#));
    drop(asking.child.stdin.take());
    let stopped: Vec<Value> = [asking.next(), asking.next()].map(|line| line["Stop"]["Reason"].clone()).into();
    assert_eq!(stopped, [json!({ "Rule": "TuningJobStopped" }), json!({ "Rule": "TuningJobStopped" })]);
    let completed = asking.next()["Completed"].clone();
    assert_eq!(completed["HyperParameterTuningJobStatus"], "Stopped");
    assert_eq!(completed["BestTrainingJob"]["TrainingJobName"], name);
    let (code, err) = asking.end();
    assert_eq!(code, Some(0));
    let expected = [
        "the line is not JSON".to_owned(),
        "no training job \"nobody\" was asked for".to_owned(),
        format!("{name} told epoch 2, and its next is 1 of 3"),
        format!("{name} told epoch 1, and its next is 2 of 3"),
        format!("{name} told epoch 4, and it was complete after 3"),
    ];
    assert_eq!(err.lines().count(), expected.len(), "{err}");
    for (line, part) in err.lines().zip(expected) {
        assert!(line.contains(&part), "{part} in {line}");
    }
}

#[test]
fn ask_tell_keeps_the_simulated_clock() {
    let mut document = own_objective();
    // An epoch ends at 90 + 20 e seconds: the second of the first job is past the limit.
    document["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"]["MaxRuntimeInSeconds"] = json!(120);
    let mut asking = Asking::start("ask-tell-5.json", &document);
    let open = asking.asks(2);
    asking.value(&open[0], 1, 0.5);
    asking.value(&open[0], 2, 0.75);
    for ask in &open {
        assert_eq!(asking.next()["Stop"]["TrainingJobName"], ask["TrainingJobName"]);
    }
    let completed = asking.next()["Completed"].clone();
    assert_eq!(completed["HyperParameterTuningEndTime"], 120.0);
    assert_eq!(completed["BestTrainingJob"]["FinalHyperParameterTuningJobObjectiveMetric"]["Value"], 0.5);
    assert_eq!(asking.end(), (Some(0), String::new()));
}

#[test]
fn check_writes_sarif() {
    let mut wrong = document();
    wrong["Request"]["HyperParameterTuningJobConfig"]["ResourceLimits"]["MaxParallelTrainingJobs"] = json!(0);
    let path = file("sarif.json", &wrong.to_string());
    let ended = run(&["check", &path, "--format", "sarif"], "");
    assert_eq!(ended.code, Some(1));
    let log = ended.json();
    assert_eq!(log["version"], "2.1.0");
    let result = &log["runs"][0]["results"][0];
    assert_eq!((&result["ruleId"], &result["level"]), (&json!("shape-bounds"), &json!("error")));
    assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], path);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert!(rules.iter().any(|rule| rule["id"] == "shape-bounds" && rule["helpUri"].is_string()));
}

#[test]
fn export_prints_the_request_in_each_form() {
    let request: Value = document()["Request"].clone();
    assert_eq!(run(&["export", "-", "--to", "json"], DOCUMENT).json(), request);
    let yaml = run(&["export", "-", "--to=yaml"], DOCUMENT);
    assert!(yaml.code == Some(0) && yaml.out.starts_with("HyperParameterTuningJobName: \""), "{}", yaml.out);
    assert!(
        run(&["export", "-", "--to", "boto3"], DOCUMENT).out.contains("create_hyper_parameter_tuning_job(**REQUEST)")
    );
    let machine = run(&["export", "-", "--to", "step-functions"], DOCUMENT).json();
    assert_eq!(machine["States"]["Tune"]["Parameters"], request);
    for words in [&["export", "-"][..], &["export", "-", "--to", "fax"]] {
        let ended = run(words, DOCUMENT);
        assert_eq!(ended.code, Some(2));
        assert!(ended.err.contains("json, yaml, boto3, step-functions"), "{}", ended.err);
    }
}

#[test]
fn import_takes_the_request_out_of_what_run_describes() {
    let described = run(&["run", "-"], DOCUMENT).out;
    let imported = run(&["import", "-"], described);
    assert_eq!((imported.code, imported.json()), (Some(0), document()["Request"].clone()));
}
