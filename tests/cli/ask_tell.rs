//! `ask-tell`, line by line.

use crate::support::{document, file, tuneground};
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

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
