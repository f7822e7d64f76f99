//! How many samples a second the models of the page train natively: `cargo bench --profile worker --bench training` prints a
//! JSON object a case of `cases.json`, `-- --speed moons` that of one. Beside the rate stands the share of what the processor's
//! vectors of four can do, measured in the same process. `-- --rows moons` prints the rows instead, as the training sees them:
//! `benches/browser/training.mjs` gives them to the libraries that Tuneground is compared with.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot go on stops")]

mod peak;

use serde::Serialize;
use serde_json::{Value, json};
use std::time::{Duration, Instant};
use tuneground::dataset::{Dataset, DatasetName, DatasetOptions, DatasetSpec, FileRows, Table};
use tuneground::model::{ModelKind, TrainingSpec};
use tuneground::playground::TrainingBench;

/// How long a rate is measured, after a training job that warms up.
const SECONDS: Duration = Duration::from_secs(1);
/// Rows between two looks at the clock.
const SLICE: usize = 4096;
/// More than fit into the time: the most that can be asked for.
const JOBS: u64 = 1000;

fn main() -> Result<(), String> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).unwrap();
    let case =
        |name: &str| cases.iter().find(|case| case["Name"] == name).ok_or_else(|| format!("no case is called {name}"));
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--rows", name] => println!("{}", serde_json::to_string(&rows(case(name)?)?).unwrap()),
        ["--speed", name] => println!("{}", speed(case(name)?)?),
        [] => {
            for case in &cases {
                match speed(case) {
                    Ok(result) => println!("{result}"),
                    Err(error) => eprintln!("{}: {error}", case["Name"]),
                }
            }
        }
        _ => return Err("give nothing, --speed CASE or --rows CASE".to_owned()),
    }
    Ok(())
}

/// The rate of one case, what it led to, and its share of the peak.
fn speed(case: &Value) -> Result<Value, String> {
    let dataset = dataset(case)?;
    let mut request = case.clone();
    let mut whole = TrainingBench::new(&request, file(case)?)?;
    while !whole.work(SLICE) {}
    let metrics = whole.answer(1.0)["Metrics"].clone();

    request["Jobs"] = json!(JOBS);
    let mut bench = TrainingBench::new(&request, file(case)?)?;
    let before = peak::flops_per_second();
    let start = Instant::now();
    while !bench.work(SLICE) && start.elapsed() < SECONDS {}
    let answer = bench.answer(start.elapsed().as_secs_f64());
    let peak = before.max(peak::flops_per_second());

    let rate = answer["SamplesPerSecond"].as_f64().unwrap();
    let flops = 2.0 * multiply_accumulates(case, &dataset)?;
    Ok(json!({
        "name": format!("{}, natively", case["Title"].as_str().unwrap()),
        "value": rate, "unit": "samples/s",
        "FlopsPerSample": flops, "PeakFlopsPerSecond": peak, "ShareOfPeak": rate * flops / peak,
        "Metrics": metrics,
    }))
}

/// Of one row, as the simulated clock counts them.
fn multiply_accumulates(case: &Value, dataset: &Dataset) -> Result<f64, String> {
    let values = case["HyperParameters"].as_object().unwrap();
    let texts: Vec<(&str, String)> =
        values.iter().map(|(name, value)| (name.as_str(), value.to_string().replace('"', ""))).collect();
    let spec = TrainingSpec::new(ModelKind::Mlp, texts.iter().map(|(name, value)| (*name, value.as_str())));
    let spec = spec.map_err(|errors| errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))?;
    Ok(spec.work(1, dataset.features(), dataset.task().outputs()))
}

fn dataset(case: &Value) -> Result<Dataset, String> {
    let given = &case["Dataset"];
    let name = given["Name"].as_str().unwrap();
    let options = DatasetOptions {
        samples: given["Samples"].as_u64().map(|samples| samples as usize),
        validation_fraction: given["ValidationFraction"].as_f64(),
        ..DatasetOptions::default()
    };
    let name = DatasetName::parse(name).ok_or_else(|| format!("{name:?} is no data set here"))?;
    let spec = DatasetSpec::new(name, &options).map_err(|errors| format!("{errors:?}"))?;
    Dataset::new(&spec, file(case)?).map_err(|error| error.to_string())
}

/// The rows of a case whose data set is a file.
fn file(case: &Value) -> Result<Option<FileRows>, String> {
    let name = case["Dataset"]["Name"].as_str().and_then(DatasetName::parse).and_then(DatasetName::file_name);
    let Some(name) = name else { return Ok(None) };
    let path = format!("{}/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read(&path).map_err(|error| format!("{path}: {error}"))?;
    FileRows::shipped(&text).map(Some).map_err(|error| error.to_string())
}

/// The rows of a case: features row after row, standardised, and labels.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Rows {
    width: usize,
    classes: usize,
    train: Part,
    validation: Part,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Part {
    features: Vec<f32>,
    labels: Vec<u16>,
}

fn rows(case: &Value) -> Result<Rows, String> {
    let dataset = dataset(case)?;
    let part = |table: &Table| Part { features: table.features().to_vec(), labels: table.targets().labels().to_vec() };
    Ok(Rows {
        width: dataset.features(),
        classes: dataset.classes(),
        train: part(dataset.train()),
        validation: part(dataset.validation()),
    })
}
