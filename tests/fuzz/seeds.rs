//! What mutation begins with: the repository's own presets, requests, answers and logs.

use serde_json::{Value, json};
use tuneground::export::{Format, export};
use tuneground::playground::workshop::Workshop;
use tuneground::playground::{AskTell, PRESETS, to_link};
use tuneground::sagemaker::Request;
use tuneground::training_log::FRAMEWORKS;

/// Every member of AWS's model, each with a value of its own.
pub const MAXIMAL: &str = include_str!("../aws/maximal_request.json");
const IMPORTED: [&str; 5] = [
    include_str!("../imported/autotune-in-progress.json"),
    include_str!("../imported/cli-two-algorithms.json"),
    include_str!("../imported/grid.json"),
    include_str!("../imported/hyperband-failed.json"),
    include_str!("../imported/xgboost-wire.json"),
];
const SURROGATE: &str = include_str!("../golden/surrogate.json");
const TEST_FUNCTION: &str = include_str!("../golden/test-function.json");
const EVENTS: &str = include_str!("../golden/mlp-early-stopping.log.jsonl");
const LOGS: [&str; 7] = [
    include_str!("../training_log/logs/catboost.log"),
    include_str!("../training_log/logs/keras-one-line.log"),
    include_str!("../training_log/logs/lightgbm.log"),
    include_str!("../training_log/logs/mxnet.log"),
    include_str!("../training_log/logs/pytorch.log"),
    include_str!("../training_log/logs/spark.log"),
    include_str!("../training_log/logs/xgboost.log"),
];

/// The seeds of a target.
///
/// # Panics
/// When there is no such target.
pub fn seeds(target: &str) -> Vec<String> {
    match target {
        "request" => requests(),
        "yaml" => requests().iter().map(|request| yaml_of(request)).chain(requests()).collect(),
        "document" | "validate" => documents().into_iter().chain(requests()).collect(),
        "export" => requests().into_iter().chain(scripts()).collect(),
        "imported" => IMPORTED.map(str::to_owned).to_vec(),
        "training_log" => logs(),
        "ask_tell" => vec![told(&[1, 2, 3, 4], 8), told(&[2, 1], 40)],
        "protocol" => vec![EVENTS.to_owned(), messages()],
        "operations" => operations(),
        "workshop" => workshops(),
        "link" => PRESETS.iter().map(|preset| to_link(&preset.document())).chain(documents()).collect(),
        "locate" => documents().into_iter().map(|text| format!("Tags[0].Key\nRequest\nA[\"b.c\"]\n\n{text}")).collect(),
        "fields" => texts(&["12", "-0.5", "1e3", "1e-05", "0x10", "validation:loss", "relu\ntanh", "{\"a\":1}", ""]),
        "hyperparameters" => {
            texts(&["learning_rate=0.1\nepochs=10\nhidden_units=8\noptimizer=\"adam\"", "l1=1e-3\nwd=auto"])
        }
        "patterns" => texts(&[
            "arn:aws:iam::123456789012:role/SageMakerRole",
            "arn:aws:sagemaker:us-west-2:123456789012:algorithm/mine",
            "arn:aws:sagemaker:us-west-2:aws:hub-content/hub/DataSet/data/1.0.0",
            "s3://amzn-s3-demo-bucket/folder",
            "fs-0123456789abcdef0",
            "a-name-1",
        ]),
        "csv" => texts(&[
            "a,b,class\n1,2.5,x\n3,NA,y\n-4,1e3,x\n5,6,y\n7,8,x\n9,10,y\n1,1,x\n2,2,y\n3,3,x\n4,4,y\n5,5,x\n",
            "name;wert;datum\r\n\"a;\"\"b\"\"\";1.234,5;2024-05-01\r\n\u{e9};-0,5;\r\nc;;1.2.2024;zu viel\r\nd\r\n",
            "sep=|\r1|2\r3|4\r\r5|6",
            "# title\n a  b\n 1  \"2 3\"\n 4  5\n",
            "x\tinf\n1\t1e400\n?\tnull\n16777217\t-\n",
        ]),
        _ => unreachable!("no target is called {target}"),
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn requests() -> Vec<String> {
    let presets = PRESETS.iter().step_by(3).map(|preset| preset.document().request.to_json_pretty());
    presets.chain([MAXIMAL.to_owned()]).collect()
}

fn documents() -> Vec<String> {
    let presets = PRESETS.iter().step_by(4).map(|preset| preset.document().to_json_pretty());
    presets.chain([SURROGATE, TEST_FUNCTION].map(str::to_owned)).collect()
}

/// A request as YAML.
///
/// # Panics
/// When it is none.
pub fn yaml_of(request: &str) -> String {
    Request::parse(request).map_or_else(|error| unreachable!("{error}"), |request| export(&request, Format::Yaml))
}

/// Requests whose metric definitions a training script reads backwards.
fn scripts() -> Vec<String> {
    let metrics = FRAMEWORKS.iter().flat_map(|framework| framework.metrics);
    metrics
        .step_by(5)
        .map(|metric| {
            let mut request = PRESETS[0].document().request.to_json();
            request["TrainingJobDefinition"]["AlgorithmSpecification"]["MetricDefinitions"] =
                json!([{ "Name": metric.name, "Regex": metric.regex }]);
            request["HyperParameterTuningJobConfig"]["HyperParameterTuningJobObjective"]["MetricName"] =
                json!(metric.name);
            request.to_string()
        })
        .collect()
}

fn logs() -> Vec<String> {
    let all = FRAMEWORKS.iter().flat_map(|framework| framework.metrics).map(|metric| metric.regex);
    let regexes: Vec<&str> = all.collect();
    LOGS.iter()
        .enumerate()
        .map(|(index, log)| {
            let own: Vec<&str> = regexes.iter().skip(index * 3).take(3).copied().collect();
            format!("{}\n\n{log}", own.join("\n"))
        })
        .collect()
}

/// The training jobs of the first preset tell their epochs, these jobs in turn.
fn told(jobs: &[usize], epochs: usize) -> String {
    let Ok(mut job) = AskTell::start(&PRESETS[0].document(), &[]) else { return String::new() };
    let mut lines = Vec::new();
    for epoch in 1..=epochs {
        for number in jobs {
            let Some(name) = job.job().state().jobs().get(number - 1).map(|job| job.name.clone()) else { continue };
            let value = 0.5 + 0.01 * (epoch * number) as f64;
            let line = json!({ "Tell": { "TrainingJobName": name, "Epoch": epoch, "Value": value } }).to_string();
            // It launches the next ones.
            let _ = job.tell(&line);
            lines.push(line);
        }
    }
    lines.push(r#"{"Tell":{"TrainingJobName":"","Finished":true}}"#.to_owned());
    lines.push(r#"{"Tell":{"TrainingJobName":"","Failed":"out of memory"}}"#.to_owned());
    lines.join("\n")
}

fn messages() -> String {
    let event: Value = EVENTS.lines().nth(1).and_then(|line| serde_json::from_str(line).ok()).unwrap_or_default();
    let all = [
        json!({ "Create": { "session": 1, "document": {}, "external": false, "on_screen": true, "known": [event], "reply": 3 } }),
        json!({ "Advance": { "session": 1, "until": 12.5, "steps": null } }),
        json!({ "Value": { "session": 1, "job": 2, "value": { "Ok": 0.5 } } }),
        json!({ "Events": { "session": 1, "entries": [event], "reached": 0.0 } }),
        json!({ "Reply": { "id": 3, "result": { "Err": ["ResourceInUse", "why"] } } }),
        json!({ "Surface": { "session": 1, "job": 2, "epoch": 3, "classes": [0, 1], "confidence": [255, 0] } }),
        json!({ "Launch": { "session": 1, "job": 2, "hyperparameters": [["a", "1"]], "known_epochs": 0, "first_report": 1.5, "epoch_seconds": 20 } }),
        json!({ "Reports": [[1, 2, { "Epoch": [0.5, null] }], [1, 3, { "Failed": "why" }]] }),
        json!("Ping"),
        json!("Tuner"),
    ];
    all.map(|message| message.to_string()).join("\n")
}

fn operations() -> Vec<String> {
    let name = PRESETS[0].document().request.hyper_parameter_tuning_job_name;
    let all = [
        json!({ "HyperParameterTuningJobName": name }),
        json!({ "HyperParameterTuningJobName": name, "NextToken": "1", "MaxResults": 1, "StatusEquals": "InProgress",
            "SortBy": "FinalObjectiveMetricValue", "SortOrder": "Descending" }),
        json!({ "NextToken": "1", "MaxResults": 1, "SortBy": "CreationTime", "SortOrder": "Descending", "NameContains": "a",
            "CreationTimeAfter": -1, "CreationTimeBefore": 1, "LastModifiedTimeAfter": 0, "LastModifiedTimeBefore": 1e9,
            "StatusEquals": "Stopped" }),
        json!({ "TrainingJobName": format!("{name}-001-00000000") }),
    ];
    all.map(|request| request.to_string()).to_vec()
}

/// Prepared playgrounds as JSON and as links, and results as they are pasted.
fn workshops() -> Vec<String> {
    let workshop = r#"{"Title":"Log","Goal":"Reach 0.9","Hints":["Look"],"Layout":"Figure","Show":["strategy"],"Hide":["json"],"Lock":["problem"],"Check":[{"Objective":{"AtLeast":0.9},"Say":"Not yet"},{"EndedBy":"MaxNumberOfTrainingJobs"},{"Request":{"Path":"Tags[0].Key","Is":"a"}},{"Answer":{"Text":"How?","Choices":["a","b"],"Is":"2","Within":0.5}}]}"#;
    let link = Workshop::parse(workshop).unwrap_or_default().to_link();
    let code = "TG-G77W-4082-7XYQ-1900-2800-3S80-CQSM-2S31-SPCG";
    texts(&[workshop, &link, &format!("Ada: {code}\n{code} Bea\n")])
}
