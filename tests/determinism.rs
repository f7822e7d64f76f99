//! Same document, same job, bit for bit: the golden traces, natively. After a change that is meant to change them, run
//! with `TUNEGROUND_BLESS=1` to write them anew, and say in the commit why they changed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "golden/mod.rs"]
#[allow(unreachable_pub, reason = "another test takes it in as well")]
mod golden;

use golden::{GOLDEN, compare, summary};
use std::path::Path;
use tuneground::playground::{Assignment, Trainer, Training};
use tuneground::protocol::entry_to_json;
use tuneground::training_job::JobNumber;
use tuneground::tuning_job::Command;

#[test]
fn golden_traces() {
    let bless = std::env::var_os("TUNEGROUND_BLESS").is_some_and(|value| value == "1");
    if bless {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        for golden in GOLDEN {
            let log = golden.log();
            let file = |ending: &str| folder.join(format!("{}.{ending}", golden.name));
            std::fs::write(file("summary.json"), format!("{:#}\n", summary(&log))).unwrap();
            if golden.known_log.is_some() {
                std::fs::write(file("log.jsonl"), log).unwrap();
            }
        }
        return;
    }
    let wrong: Vec<String> = GOLDEN.iter().filter_map(|golden| compare(golden).err()).collect();
    assert!(
        wrong.is_empty(),
        "{}\nIf that is meant: TUNEGROUND_BLESS=1 cargo test --test determinism",
        wrong.join("\n")
    );
}

/// Several trainers that work in turns, each on its own jobs and in slices of its own; one of them is lost now and
/// then, and what it had in work is begun anew by another.
#[test]
fn neither_workers_nor_their_speed_nor_their_loss_matter() {
    for golden in GOLDEN {
        let plan = golden.plan();
        let Training::Problem(problem) = &plan.training else { unreachable!("a golden document has a problem") };
        let trainer = || Trainer::new(problem.clone(), None, plan.config.seed());
        for workers in [1, 3, 7] {
            let mut simulation = plan.start();
            let mut trainers: Vec<Trainer> = (0..workers).map(|_| trainer()).collect();
            let mut turn = 0;
            while !simulation.job().state().has_ended() {
                for command in simulation.take_commands() {
                    match command {
                        Command::Launch(job) => {
                            let assignment = Assignment::of(&simulation, job).unwrap();
                            trainers[job.index() % workers].launch(assignment);
                        }
                        Command::Halt(job) => trainers[job.index() % workers].halt(job),
                    }
                }
                turn += 1;
                let index = turn % workers;
                if turn % 101 == 0 && turn < 2_000 {
                    trainers[index] = trainer();
                    let lost: Vec<JobNumber> =
                        simulation.running().filter(|job| job.index() % workers == index).collect();
                    for job in lost {
                        let assignment = Assignment::of(&simulation, job).unwrap();
                        trainers[index].launch(assignment);
                    }
                }
                // From less than a mini-batch to more than an epoch.
                if let Some((job, outcome)) = trainers[index].work([1, 37, 1_000][index % 3]) {
                    simulation.supply(job, outcome);
                }
                simulation.advance(f64::INFINITY, usize::MAX);
            }
            let job = simulation.into_job();
            let lines = job.log().iter().map(|entry| format!("{}\n", entry_to_json(entry, job.config(), job.state())));
            assert_eq!(summary(&lines.collect::<String>()), summary(&golden.log()), "{workers} workers");
        }
    }
}
