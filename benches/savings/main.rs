//! What early stopping saves and what it costs: `cargo bench --bench savings -- [--metric accuracy] [--strategy Random]
//! [--dataset NAME] [--model NAME] [--seeds 20] [--jobs 50] [--parallel 5] [--epochs 30]` runs each tuning job without early
//! stopping and, with the same seed, with each rule, and prints a JSON object a data set, model and rule. `-- --write FILE`
//! instead makes the tables of docs/early-stopping.md from such lines.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark that cannot go on stops")]

mod cell;
mod document;
mod page;
mod pair;
mod replay;
mod statistics;

use cell::{Cell, Summary};
use document::{Metric, Rule, Setting, Size};
use pair::{Pair, tried_the_same};
use replay::replay;
use serde_json::{Value, json};
use std::path::Path;
use tuneground::dataset::DatasetName;
use tuneground::model::ModelKind;
use tuneground::playground::{Plan, Training};
use tuneground::training_job::TrainingJob;
use tuneground::tuning_job::TuningJob;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let after = |name: &str| {
        let place = arguments.iter().position(|argument| argument == name)?;
        arguments.get(place + 1).map(String::as_str)
    };
    let number = |name: &str, default: u32| after(name).map_or(default, |text| text.parse().unwrap());
    if let Some(file) = after("--write") {
        return write(file);
    }
    let size = Size { jobs: number("--jobs", 50), parallel: number("--parallel", 5), epochs: number("--epochs", 30) };
    let seeds = u64::from(number("--seeds", 20));
    let chosen = |option: &str, name: &str| after(option).is_none_or(|wanted| wanted == name);
    for strategy in ["Random", "Bayesian"].into_iter().filter(|name| chosen("--strategy", name)) {
        for metric in Metric::ALL.into_iter().filter(|metric| chosen("--metric", metric.name())) {
            for dataset in DatasetName::ALL.into_iter().filter(|dataset| {
                (!dataset.is_given() || *dataset == DatasetName::Iris) && chosen("--dataset", dataset.name())
            }) {
                let networks = ModelKind::ALL.into_iter().filter(|model| model.is_network());
                for model in networks.filter(|model| chosen("--model", model.name())) {
                    measure(&Setting { dataset, model, metric, strategy, size }, seeds);
                }
            }
        }
    }
}

/// Runs all tuning jobs of a setting, and prints a line a rule.
fn measure(setting: &Setting, seeds: u64) {
    let rules: &[Rule] = if setting.strategy == "Random" { &Rule::OF_RANDOM } else { &Rule::OF_BAYESIAN };
    let mut pairs = vec![Vec::new(); rules.len()];
    for seed in 1..=seeds {
        let plan = setting.plan(Rule::Off, seed);
        let off = plan.run_to_end();
        let without = off.state().jobs();
        for (rule, pairs) in rules.iter().zip(&mut pairs) {
            let with = match rule {
                Rule::MedianOfEnded | Rule::MedianFromPart(_) => replayed(setting, *rule, &plan, &off).unwrap(),
                _ => setting.plan(*rule, seed).run_to_end().state().jobs().to_vec(),
            };
            if setting.strategy == "Random" {
                assert!(tried_the_same(without, &with), "{setting:?} {rule:?} {seed}");
                let is_replayed = replayed(setting, *rule, &plan, &off).is_none_or(|replayed| replayed == with);
                assert!(is_replayed, "{setting:?} {rule:?} {seed}");
            }
            pairs.push(Pair::of(seed, off.config().objective().direction, without, &with));
        }
    }
    for (rule, pairs) in rules.iter().zip(pairs) {
        let cell = Cell {
            dataset: setting.dataset.name().to_owned(),
            model: setting.model.name().to_owned(),
            metric: setting.metric.name().to_owned(),
            strategy: setting.strategy.to_owned(),
            size: setting.size.name(),
            rule: rule.name(),
            summary: Summary::of(&pairs),
            pairs,
        };
        println!("{}", line(&cell));
    }
}

/// The training jobs of a median rule, as the replay has them.
fn replayed(setting: &Setting, rule: Rule, plan: &Plan, off: &TuningJob) -> Option<Vec<TrainingJob>> {
    let Training::Problem(problem) = &plan.training else { unreachable!("every setting has a problem") };
    let epoch_seconds = |job: &TrainingJob| plan.clock.seconds_per_epoch * problem.relative_work(&job.hyperparameters);
    Some(replay(off, plan.clock.startup_seconds, epoch_seconds, setting.replayed(rule)?))
}

/// With the three members by which `scripts/bench.mjs` lists results.
fn line(cell: &Cell) -> Value {
    let Cell { dataset, model, metric, strategy, size, rule, summary, .. } = cell;
    let mut line = json!({
        "name": format!("{strategy} {metric} {size}, {dataset} {model}: {rule}"),
        "value": 100.0 * summary.saved[1], "unit": "% of training seconds saved",
    });
    if let (Some(line), Ok(Value::Object(members))) = (line.as_object_mut(), serde_json::to_value(cell)) {
        line.extend(members);
    }
    line
}

fn write(file: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    let cells: Vec<Cell> =
        text.lines().filter(|line| line.starts_with('{')).map(|line| serde_json::from_str(line).unwrap()).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/early-stopping.md");
    let page = page::with_tables(&std::fs::read_to_string(&path).unwrap(), &cells);
    std::fs::write(path, page.unwrap()).unwrap();
}
