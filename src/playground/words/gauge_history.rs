//! How near each completion criterion was over the whole tuning job.

use super::gauge::gauges_at;
use crate::completion::Criterion;
use crate::training_job::Seconds;
use crate::tuning_job::{Event, LogEntry, State, TuningConfig};

/// More readings than this say nothing more.
const MOST_READINGS: usize = 120;

/// A criterion over time.
#[derive(Clone, Debug, PartialEq)]
pub struct GaugeHistory {
    /// Which criterion.
    pub criterion: Criterion,
    /// What would end the job.
    pub label: String,
    /// Simulated times and how near it was then, from 0 to 1.
    pub readings: Vec<(Seconds, f64)>,
    /// True when it has ended the job.
    pub is_met: bool,
}

/// All criteria of the tuning job over a log or its beginning, read when training jobs end, and at the last entry.
pub fn gauge_history(log: &[LogEntry], config: &TuningConfig) -> Vec<GaugeHistory> {
    let is_end = |entry: &LogEntry| {
        matches!(
            entry.event,
            Event::TrainingJobCompleted { .. } | Event::TrainingJobStopped { .. } | Event::TrainingJobFailed { .. }
        )
    };
    let ends = log.iter().filter(|entry| is_end(entry)).count();
    let every = ends.div_ceil(MOST_READINGS).max(1);
    let mut state = State::new(config);
    let mut histories: Vec<GaugeHistory> = Vec::new();
    let mut ended = 0;
    for (place, entry) in log.iter().enumerate() {
        state.apply(entry);
        let is_last = place + 1 == log.len();
        ended += usize::from(is_end(entry));
        if !(is_last || place == 0 || (is_end(entry) && ended % every == 0)) {
            continue;
        }
        for (index, gauge) in gauges_at(config, &state, entry.time).into_iter().enumerate() {
            if histories.len() == index {
                let (criterion, label) = (gauge.criterion, gauge.label.clone());
                histories.push(GaugeHistory { criterion, label, readings: Vec::new(), is_met: false });
            }
            let history = &mut histories[index];
            history.readings.push((entry.time, gauge.fraction));
            history.label = gauge.label;
            history.is_met = gauge.is_met;
        }
    }
    histories
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::words::gauges;
    use crate::playground::{Objective, PRESETS, Session, check};

    #[test]
    fn a_reading_is_what_the_gauge_says_then() {
        for preset in &PRESETS {
            let plan = check(&preset.document(), Objective::Problem).plan.unwrap();
            let job = plan.run_to_end();
            let history = gauge_history(job.log(), job.config());
            let mut session = Session::new(job.config().clone());
            session.receive(job.log().iter().cloned(), None);
            session.seek(f64::INFINITY);
            let last: Vec<_> = history.iter().map(|own| (own.criterion, own.readings.last().unwrap().1)).collect();
            let now: Vec<_> = gauges(&session).iter().map(|own| (own.criterion, own.fraction)).collect();
            assert_eq!(last, now, "{}", preset.id);
            assert_eq!(history.iter().filter(|own| own.is_met).count(), 1, "{}", preset.id);
            assert!(history.iter().all(|own| own.readings.len() <= MOST_READINGS + 3));
        }
    }
}
