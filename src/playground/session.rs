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
    /// The folds of the first `CHECKPOINT`, twice as many, … entries, as far as they were shown: going back begins at one.
    checkpoints: Vec<State>,
}

/// Entries between two checkpoints: folding so many takes about a millisecond, and 750 training jobs of 50 epochs have ten.
const CHECKPOINT: usize = 4096;

impl Session {
    /// A tuning job of which nothing is known yet.
    pub fn new(config: TuningConfig) -> Self {
        let state = State::new(&config);
        Self { config, log: Vec::new(), shown: 0, state, playhead: 0.0, reached: Some(0.0), checkpoints: Vec::new() }
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
            self.go_back_to(self.log.partition_point(|entry| entry.time <= time));
        }
        self.playhead = time;
        while self.log.get(self.shown).is_some_and(|entry| entry.time <= time) {
            self.show_next();
        }
    }

    /// Folds the first `entries` of the log again, from the last checkpoint before them.
    fn go_back_to(&mut self, entries: usize) {
        let checkpoints = (entries / CHECKPOINT).min(self.checkpoints.len());
        self.shown = checkpoints * CHECKPOINT;
        self.state = match checkpoints {
            0 => State::new(&self.config),
            some => self.checkpoints[some - 1].clone(),
        };
        while self.shown < entries {
            self.show_next();
        }
    }

    /// Folds the next entry, if it is known.
    fn show_next(&mut self) -> Option<&LogEntry> {
        let entry = self.log.get(self.shown)?;
        self.state.apply(entry);
        self.shown += 1;
        if self.shown == (self.checkpoints.len() + 1) * CHECKPOINT {
            self.checkpoints.push(self.state.clone());
        }
        Some(entry)
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

    /// Whether the playhead is at this simulated time, and all that is known of it is shown: of what happens at one time,
    /// [`Self::play`] may have left a part for its next call.
    pub fn has_shown(&self, time: Seconds) -> bool {
        self.playhead >= time && self.log.get(self.shown).is_none_or(|entry| entry.time > time)
    }

    /// Shows the tuning job as it was before training job `jobs + 1` was launched.
    pub fn rewind(&mut self, jobs: usize) {
        let is_launch = |entry: &&LogEntry| matches!(entry.event, Event::TrainingJobCreated { .. });
        let launches = self.log.iter().enumerate().filter(|(_, entry)| is_launch(entry));
        let entries = launches.map(|(place, _)| place).nth(jobs).unwrap_or(self.log.len());
        self.go_back_to(entries);
        self.playhead = self.state.now();
    }

    /// Shows the next entry of the log; false when it is not known.
    pub fn step(&mut self) -> bool {
        let Some(time) = self.show_next().map(|entry| entry.time) else { return false };
        self.playhead = time;
        true
    }

    /// Shows the log without its last entry that is shown; false when nothing is shown.
    pub fn step_back(&mut self) -> bool {
        let Some(entries) = self.shown.checked_sub(1) else { return false };
        self.show_first(entries);
        true
    }

    /// Shows the log up to the next decision; false when none is known, and then nothing changes.
    pub fn step_to_decision(&mut self) -> bool {
        let next = self.log[self.shown..].iter().position(|entry| entry.event.is_decision());
        let Some(next) = next else { return false };
        self.show_first(self.shown + next + 1);
        true
    }

    /// Shows the log up to the decision before the last entry that is shown, or nothing of it.
    pub fn step_back_to_decision(&mut self) {
        let before = &self.log[..self.shown.saturating_sub(1)];
        let entries = before.iter().rposition(|entry| entry.event.is_decision()).map_or(0, |place| place + 1);
        self.show_first(entries);
    }

    /// Shows so many entries of the log, at the time of the last of them.
    fn show_first(&mut self, entries: usize) {
        if entries < self.shown {
            self.go_back_to(entries);
        }
        while self.shown < entries {
            self.show_next();
        }
        self.playhead = self.state.now();
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
    fn a_time_is_shown_when_all_that_happened_at_it_is() {
        let end = whole_log().end();
        for most in 1..=7 {
            let mut played = whole_log();
            while !played.has_shown(end) {
                played.play(end, most);
            }
            assert!(played.is_at_end(), "{most} entries at a time");
        }
    }

    #[test]
    fn back_and_forth_by_entries_and_decisions() {
        let mut session = whole_log();
        assert!(!session.step_back());
        let mut stops = vec![(session.shown().len(), session.state().clone())];
        while session.step_to_decision() {
            assert!(session.shown().last().unwrap().event.is_decision());
            stops.push((session.shown().len(), session.state().clone()));
        }
        let decisions = session.log().iter().filter(|entry| entry.event.is_decision()).count();
        assert_eq!(stops.len(), decisions + 1);
        assert!(session.is_at_end());
        for (entries, state) in stops.iter().rev().skip(1) {
            session.step_back_to_decision();
            assert_eq!((session.shown().len(), session.state()), (*entries, state));
        }
        session.step_back_to_decision();
        assert!(session.shown().is_empty());
        session.seek(f64::INFINITY);
        let before = session.state().clone();
        assert!(session.step_back() && session.step());
        assert_eq!(session.state(), &before);
    }

    #[test]
    fn going_back_begins_at_a_checkpoint() {
        // 60 training jobs of 100 epochs that nobody stops.
        let mut document = PRESETS[0].document();
        let job = &mut document.request.hyper_parameter_tuning_job_config;
        job.training_job_early_stopping_type = Some("Off".to_owned());
        job.resource_limits.max_number_of_training_jobs = Some(60.into());
        crate::playground::form::set_static(&mut document, "epochs", "100");
        let run = check(&document, Objective::Problem).plan.expect("it can run").run_to_end();
        assert!(run.log().len() > CHECKPOINT + 100);
        let mut session = Session::new(run.config().clone());
        session.receive(run.log().iter().cloned(), None);
        session.seek(f64::INFINITY);
        assert_eq!(session.checkpoints.len(), run.log().len() / CHECKPOINT);
        for entries in [run.log().len() - 1, CHECKPOINT + 1, CHECKPOINT, CHECKPOINT - 1, 7] {
            let time = run.log()[entries].time;
            session.seek(time);
            let mut state = State::new(run.config());
            run.log().iter().take_while(|entry| entry.time <= time).for_each(|entry| state.apply(entry));
            assert_eq!(session.state(), &state, "{entries}");
        }
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
