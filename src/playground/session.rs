//! A tuning job on the screen: the log as far as it is known, and the playhead, which shows it at some simulated time.

use crate::training_job::Seconds;
use crate::tuning_job::{Event, LogEntry, State, TuningConfig};

/// A tuning job on the screen.
#[derive(Clone, Debug)]
pub struct Session {
    config: TuningConfig,
    log: Vec<LogEntry>,
    /// Entries of the log that are shown.
    shown: usize,
    /// The fold of the shown entries.
    state: State,
    playhead: Seconds,
    /// Nothing that is not in the log happens before this time; `None` once the log is complete.
    reached: Option<Seconds>,
}

impl Session {
    /// A tuning job of which nothing is known yet.
    pub fn new(config: TuningConfig) -> Self {
        let state = Self::start_of(&config);
        Self { config, log: Vec::new(), shown: 0, state, playhead: 0.0, reached: Some(0.0) }
    }

    fn start_of(config: &TuningConfig) -> State {
        State::new(config.objective().direction, config.improvement())
    }

    /// What the tuning job was asked to do.
    pub fn config(&self) -> &TuningConfig {
        &self.config
    }

    /// The log as far as it is known.
    pub fn log(&self) -> &[LogEntry] {
        &self.log
    }

    /// The entries that are shown.
    pub fn shown(&self) -> &[LogEntry] {
        &self.log[..self.shown]
    }

    /// The tuning job as it stood at the playhead.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The tuning job as far as its log is known.
    pub fn state_at_end(&self) -> State {
        let mut state = self.state.clone();
        self.log[self.shown..].iter().for_each(|entry| state.apply(entry));
        state
    }

    /// The simulated time that is shown.
    pub fn playhead(&self) -> Seconds {
        self.playhead
    }

    /// True when the whole log is known, to the end of the tuning job.
    pub fn is_complete(&self) -> bool {
        self.reached.is_none()
    }

    /// True when all that is known is shown.
    pub fn is_at_end(&self) -> bool {
        self.shown == self.log.len()
    }

    /// The last simulated time that can be shown.
    pub fn end(&self) -> Seconds {
        let last = self.log.last().map_or(0.0, |entry| entry.time);
        self.reached.map_or(last, |reached| reached.max(last))
    }

    /// Takes what the engine tells: more entries, and that nothing else happens before `reached` (`None`: ever).
    pub fn receive(&mut self, entries: impl IntoIterator<Item = LogEntry>, reached: Option<Seconds>) {
        self.log.extend(entries);
        self.reached = reached;
    }

    /// Shows the tuning job at this simulated time, or as near to it as is known.
    pub fn seek(&mut self, time: Seconds) {
        let time = time.clamp(0.0, self.end().max(0.0));
        if time < self.playhead {
            self.state = Self::start_of(&self.config);
            self.shown = 0;
        }
        self.playhead = time;
        while let Some(entry) = self.log.get(self.shown).filter(|entry| entry.time <= time) {
            self.state.apply(entry);
            self.shown += 1;
        }
    }

    /// Lets the playhead go forward to this simulated time, or as near to it as is known, by at most so many entries: what
    /// is left comes with the next call.
    pub fn play(&mut self, time: Seconds, max_entries: usize) {
        let last = self.log.get(self.shown + max_entries).map_or(f64::INFINITY, |entry| entry.time);
        let time = time.min(self.end()).max(self.playhead);
        if last > time {
            return self.seek(time);
        }
        for _ in 0..max_entries {
            self.step();
        }
    }

    /// Shows the tuning job as it was before training job `jobs + 1` was launched.
    pub fn rewind(&mut self, jobs: usize) {
        self.state = Self::start_of(&self.config);
        self.shown = 0;
        while let Some(entry) = self.log.get(self.shown) {
            if matches!(entry.event, Event::TrainingJobCreated { .. }) && self.state.jobs().len() == jobs {
                break;
            }
            self.state.apply(entry);
            self.shown += 1;
        }
        self.playhead = self.state.now();
    }

    /// Shows the next entry of the log; false when it is not known.
    pub fn step(&mut self) -> bool {
        let Some(entry) = self.log.get(self.shown) else { return false };
        self.state.apply(entry);
        self.playhead = entry.time;
        self.shown += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, PRESETS, check};

    fn whole_log() -> Session {
        let plan = check(&PRESETS[0].document(), Objective::Problem).plan.expect("a preset can run");
        let job = plan.run_to_end();
        let mut session = Session::new(plan.config);
        session.receive(job.log().iter().cloned(), None);
        session
    }

    #[test]
    fn every_way_to_a_time_shows_the_same() {
        let (mut sought, mut played) = (whole_log(), whole_log());
        for time in [0.0, 500.0, 4321.5, 900.0, f64::INFINITY] {
            sought.seek(time);
            if time < played.playhead() {
                played.seek(0.0);
            }
            while played.playhead() < sought.playhead() || played.shown().len() < sought.shown().len() {
                played.play(time, 7);
            }
            assert_eq!(played.state(), sought.state());
            assert_eq!(played.playhead(), sought.playhead());
        }
        assert!(played.is_complete() && played.is_at_end());
    }

    #[test]
    fn steps_show_one_entry_each() {
        let mut session = whole_log();
        let mut steps = 0;
        while session.step() {
            steps += 1;
        }
        assert_eq!(steps, session.log().len());
        assert!(session.state().has_ended());
    }
}
