//! The event log and the messages between the page and its workers, a JSON value a line.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt::Debug;
use std::sync::LazyLock;
use tuneground::playground::{Objective, PRESETS, Plan, Session, check as check_document, log_lines};
use tuneground::protocol::{FromTrainer, FromTuner, Role, ToTrainer, ToTuner, entry_from_json, entry_to_json};
use tuneground::tuning_job::{LogEntry, State};

/// The tuning job that the events belong to.
static PLAN: LazyLock<Plan> = LazyLock::new(|| {
    let checked = check_document(&PRESETS[0].document(), Objective::Problem);
    checked.plan.unwrap_or_else(|issues| panic!("{issues:?}"))
});

/// What is read is written and read again as the same; a log of any entries can be looked at.
pub fn check(text: &str) {
    let config = &PLAN.config;
    let mut state = State::new(config);
    let mut log = Vec::new();
    for line in text.lines() {
        let Ok(value) = serde_json::from_str::<Value>(line) else { continue };
        if let Ok(entry) = entry_from_json(&value, config) {
            state.apply(&entry);
            assert_entry(&value, &entry, &state);
            log.push(entry);
        }
        assert_message::<Role>(&value);
        assert_message::<ToTuner>(&value);
        assert_message::<FromTuner>(&value);
        assert_message::<ToTrainer>(&value);
        assert_message::<FromTrainer>(&value);
    }
    assert!(state.running() as usize <= state.jobs().len());
    // Each looks through the whole log.
    for job in state.jobs().iter().take(8) {
        let _ = log_lines(&PLAN.training, config, &log, job.number);
    }
    let mut session = Session::new(config.clone());
    session.receive(log, None);
    for time in [f64::INFINITY, 100.0, 1e9] {
        session.seek(time);
        session.play(2.0 * time, 3);
    }
    session.rewind(1);
    while session.step() {}
    assert_eq!(session.state(), &state);
}

/// An entry is written as it was read, as far as the state knows its training jobs by the names that it gave.
fn assert_entry(value: &Value, entry: &LogEntry, state: &State) {
    let written = entry_to_json(entry, &PLAN.config, state);
    let named = |value: &Value| {
        let compared = value.get("Reason").and_then(|reason| reason.get("ComparedTrainingJobs"));
        (value.get("TrainingJobName").cloned(), compared.cloned())
    };
    if named(&written) == named(value) {
        let again = entry_from_json(&written, &PLAN.config);
        // A metric without a value is not equal to itself.
        assert_eq!(format!("{again:?}"), format!("{:?}", Ok::<_, ()>(entry)), "{written}");
    }
}

fn assert_message<T: Serialize + DeserializeOwned + Debug>(value: &Value) {
    let Ok(message) = T::deserialize(value) else { return };
    let written = serde_json::to_string(&message).unwrap_or_else(|error| panic!("{message:?}: {error}"));
    let again: T = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{written}: {error}"));
    assert_eq!(format!("{again:?}"), format!("{message:?}"));
}
