//! The explanations of every training job of 200 tuning jobs, against the checker's own account of what was compared.

use crate::checker::{Compared, check};
use crate::jobs::{Draw, Ran, external, plan_of};
use serde_json::Value;
use tuneground::playground::Objective;
use tuneground::playground::why::{Comparison, comparisons, told};
use tuneground::protocol::entry_from_json;
use tuneground::training_job::{JobNumber, Status, StopReason};
use tuneground::tuning_job::{LogEntry, State, TuningConfig};

fn read(ran: &Ran) -> (TuningConfig, Vec<LogEntry>) {
    let config = plan_of(&ran.document, Objective::External).config;
    let log = ran.log.iter().map(|entry: &Value| entry_from_json(entry, &config).unwrap()).collect();
    (config, log)
}

fn as_checked(comparison: &Comparison, job: JobNumber) -> Compared {
    Compared {
        job: job.index(),
        epoch: comparison.epoch() as usize,
        threshold: comparison.threshold(),
        goes_on: comparison.goes_on(),
    }
}

#[test]
fn comparisons_of_200_jobs_are_what_the_checker_works_out() {
    let (mut passed, mut failed) = (0, 0);
    for seed in 0..200 {
        let ran = external(&mut Draw::new(50_000 + seed));
        let mut due = check(&ran).unwrap_or_else(|wrong| panic!("{seed}: {wrong}")).comparisons;
        let (config, log) = read(&ran);
        let mut state = State::new(&config);
        for entry in &log {
            state.apply(entry);
        }
        let mut explained = Vec::new();
        for job in state.jobs() {
            let own = comparisons(&log, &config, job.number);
            explained.extend(own.iter().map(|comparison| as_checked(comparison, job.number)));
            let stop = own.iter().find(|comparison| !comparison.goes_on());
            let reason = match &job.status {
                Status::Stopped(StopReason::EarlyStopping(reason)) => Some(Comparison::Median(reason.clone())),
                Status::Stopped(StopReason::Hyperband(reason)) => Some(Comparison::Rung(reason.clone())),
                _ => None,
            };
            assert_eq!(
                stop,
                reason.as_ref(),
                "{seed}: what stopped it is what is explained, and nothing else would have"
            );
            if let Some(stop) = stop {
                // What it was compared with, one by one, gives the threshold again.
                let compared: Vec<f64> = stop.compared(&state).into_iter().map(|(_, number)| number).collect();
                let middle = compared.len() / 2;
                let threshold = match stop {
                    Comparison::Rung(rung) => compared[rung.kept as usize - 1],
                    Comparison::Median(_) if compared.len() % 2 == 1 => compared[middle],
                    Comparison::Median(_) => 0.5 * compared[middle - 1] + 0.5 * compared[middle],
                };
                assert_eq!(threshold, stop.threshold(), "{seed}");
                failed += 1;
            }
            passed += own.iter().filter(|comparison| comparison.goes_on()).count();
            assert!(told(job, &own, &config).ends_with('.'), "{}", told(job, &own, &config));
        }
        due.sort_by_key(|compared| (compared.job, compared.epoch));
        assert_eq!(explained, due, "{seed}");
    }
    assert!(passed > 300 && failed > 200, "{passed} {failed}");
}
