//! One tuning job in the tuner: the simulation, how far it may go, and what the page has been told.

use super::Given;
use super::data::Rows;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use tuneground::playground::{Document, Plan, TrainedOn, Training};
use tuneground::protocol::{FromTuner, SessionId, TrainOn, entry_from_json, entry_to_json};
use tuneground::sagemaker::responses::{TuningJobRecord, tuning_job_arn};
use tuneground::simulate::{Outcome, Pause, Simulation};
use tuneground::training_job::JobNumber;
use tuneground::tuning_job::{Command, Event, LogEntry};

/// What the page was last told of how far the tuning job is.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    /// Nothing, or it wants to hear it again.
    Nothing,
    /// Nothing else happens before this simulated time.
    Reached(f64),
    /// It has ended.
    Ended,
}

/// One tuning job.
pub(super) struct Session {
    document: Value,
    parsed: Document,
    plan: Plan,
    rows: Rows,
    on_screen: bool,
    simulation: Simulation,
    /// It may go on up to this simulated time, and by so many reports.
    until: f64,
    steps: usize,
    /// Log entries that the page has.
    sent: usize,
    /// What the page was last told.
    told: Told,
    /// Values of an external objective that were given before this worker began.
    known_values: BTreeMap<JobNumber, VecDeque<Outcome>>,
    /// External values that have been asked for and not given: job and epoch.
    asked: BTreeSet<(JobNumber, u32)>,
    /// Scripts that wait for the end.
    waiters: Vec<u32>,
    trained: Trained,
}

/// Who trains.
#[derive(Clone, Debug, PartialEq)]
enum Trained {
    /// That is still to be decided, with this wish.
    Undecided(TrainOn),
    /// The processor.
    ByProcessor,
    /// The graphics card; or it began to, and the processor has trained some of it.
    ByCard { is_there: bool, also_processor: bool },
}

impl Session {
    /// A tuning job at its start; or, when the page has log entries of it already, where those end.
    pub(super) fn new(document: Value, parsed: Document, plan: Plan, given: &Given) -> Self {
        let known = &given.known;
        let trained = match known.first() {
            _ if plan.trained_problem().is_none() => Trained::ByProcessor,
            None => Trained::Undecided(given.train_on),
            // It has begun, and is trained as it was.
            Some(first) if first.get("Backend").is_some() => Trained::Undecided(TrainOn::GraphicsCard),
            Some(_) => Trained::ByProcessor,
        };
        let known: Vec<LogEntry> = known.iter().filter_map(|entry| entry_from_json(entry, &plan.config).ok()).collect();
        let mut known_values: BTreeMap<JobNumber, VecDeque<Outcome>> = BTreeMap::new();
        for entry in &known {
            let (job, outcome) = match &entry.event {
                Event::EpochCompleted { job, metrics, .. } => (*job, Outcome::Epoch(metrics.clone())),
                Event::TrainingJobFailed { job, reason } => (*job, Outcome::Failed(reason.clone())),
                _ => continue,
            };
            known_values.entry(job).or_default().push_back(outcome);
        }
        let stopped_at = known.iter().find(|entry| entry.event == Event::TuningJobStopping).map(|entry| entry.time);
        let mut session = Self {
            document,
            parsed,
            on_screen: given.on_screen,
            simulation: plan.start(),
            plan,
            rows: Rows::NotInAFile,
            until: 0.0,
            steps: usize::MAX,
            sent: known.len(),
            told: Told::Nothing,
            known_values,
            asked: BTreeSet::new(),
            waiters: Vec::new(),
            trained,
        };
        // Known reports need no training: the job runs through them at once, to the very entry where the page is.
        while session.simulation.job().log().len() < session.sent {
            session.supply_known();
            match session.simulation.advance(f64::INFINITY, 1) {
                Pause::Reached { .. } => {}
                Pause::Ended | Pause::Waiting { .. } => break,
            }
        }
        if let Some(at) = stopped_at {
            session.simulation.stop(at);
        }
        session
    }

    fn supply_known(&mut self) {
        for job in self.simulation.running().collect::<Vec<_>>() {
            if let Some(values) = self.known_values.get_mut(&job) {
                for outcome in values.drain(..) {
                    self.simulation.supply(job, outcome);
                }
            }
        }
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Where it is to be trained, while that is undecided.
    pub(super) fn wish(&self) -> Option<TrainOn> {
        if let Trained::Undecided(wish) = self.trained { Some(wish) } else { None }
    }

    /// True while it is trained by the graphics card.
    pub(super) fn uses_card(&self) -> bool {
        matches!(self.trained, Trained::ByCard { is_there: true, .. })
    }

    /// True when it is trained by the graphics card, or may be.
    pub(super) fn may_use_card(&self) -> bool {
        self.uses_card() || matches!(self.trained, Trained::Undecided(TrainOn::Automatic | TrainOn::GraphicsCard))
    }

    /// It is decided who trains it.
    pub(super) fn begin(&mut self, trained_on: &TrainedOn) {
        self.trained = if trained_on.is_card() {
            Trained::ByCard { is_there: true, also_processor: false }
        } else {
            Trained::ByProcessor
        };
    }

    /// The graphics card is gone, and the processor trains what is left.
    pub(super) fn lose_card(&mut self) {
        self.trained = Trained::ByCard { is_there: false, also_processor: true };
    }

    /// The processor trains a job that does not fit on the card; true for the first.
    pub(super) fn pass_on(&mut self) -> bool {
        let Trained::ByCard { also_processor, .. } = &mut self.trained else { return false };
        !std::mem::replace(also_processor, true)
    }

    pub(super) fn simulation(&self) -> &Simulation {
        &self.simulation
    }

    /// The playground document, as it came.
    pub(super) fn document(&self) -> &Value {
        &self.document
    }

    /// The rows that they are trained on, where those are in a file.
    pub(super) fn rows(&self) -> &Rows {
        &self.rows
    }

    pub(super) fn set_rows(&mut self, rows: Rows) {
        self.rows = rows;
    }

    pub(super) fn is_external(&self) -> bool {
        self.plan.training == Training::External
    }

    pub(super) fn is_on_screen(&self) -> bool {
        self.on_screen
    }

    pub(super) fn name(&self) -> &str {
        self.plan.config.name()
    }

    pub(super) fn has_ended(&self) -> bool {
        self.simulation.job().state().has_ended()
    }

    /// Lets the job go on up to a simulated time, by at most so many reports.
    pub(super) fn grant(&mut self, until: f64, steps: Option<u32>) {
        self.until = until;
        self.steps = steps.map_or(usize::MAX, |steps| steps as usize);
        // The page asks, so it is told, even if nothing has changed.
        self.told = Told::Nothing;
    }

    /// Goes on as far as it may with the reports there are.
    pub(super) fn advance(&mut self) {
        let before = self.simulation.job().log().len();
        // One report at a time only when they are counted.
        while self.steps > 0 {
            let chunk = if self.steps == usize::MAX { usize::MAX } else { 1 };
            let handled = self.simulation.job().log().len();
            self.simulation.advance(self.until, chunk);
            if chunk == usize::MAX || self.simulation.job().log().len() == handled {
                break;
            }
            self.steps -= 1;
        }
        if self.simulation.job().log().len() != before {
            self.told = Told::Nothing;
        }
    }

    pub(super) fn stop(&mut self, at: f64) {
        self.simulation.stop(at);
        self.told = Told::Nothing;
        if self.wish().is_some() {
            self.trained = Trained::ByProcessor;
        }
    }

    pub(super) fn supply(&mut self, job: JobNumber, outcome: Outcome) {
        self.simulation.supply(job, outcome);
        self.told = Told::Nothing;
    }

    pub(super) fn take_commands(&mut self) -> Vec<Command> {
        self.simulation.take_commands()
    }

    /// Takes a value of the external objective.
    pub(super) fn take_value(&mut self, job: JobNumber, value: Result<f64, String>) {
        let Some(missing) = self.simulation.missing(job) else { return };
        if self.asked.remove(&(job, missing.supplied_epochs + 1)) {
            let outcome = match value {
                Ok(value) => Outcome::Epoch(vec![value]),
                Err(reason) => Outcome::Failed(reason),
            };
            self.supply(job, outcome);
        }
    }

    /// What has to be asked of an external objective now: the next epoch of each running job, once. It is not asked ahead,
    /// so that it is never asked for an epoch after an early stop.
    pub(super) fn questions(&mut self, session: SessionId) -> Vec<FromTuner> {
        if !self.is_external() {
            return Vec::new();
        }
        let state = self.simulation.job().state();
        let mut questions = Vec::new();
        for number in self.simulation.running() {
            let (Some(job), Some(missing)) = (state.job(number), self.simulation.missing(number)) else { continue };
            let epoch = job.curve.epochs() + 1;
            if missing.supplied_epochs < epoch && self.asked.insert((number, epoch)) {
                let statics = self.parsed.request.definition().into_iter();
                let statics = statics.filter_map(|definition| definition.static_hyper_parameters.as_ref());
                let mut hyperparameters: Vec<(String, String)> = statics
                    .flat_map(|map| map.iter().map(|(name, value)| (name.to_owned(), value.to_owned())))
                    .collect();
                hyperparameters.extend(job.hyperparameters.to_texts());
                let (name, job) = (job.name.clone(), number.0);
                questions.push(FromTuner::Evaluate { session, job, name, epoch, hyperparameters });
            }
        }
        questions
    }

    /// What the page has not been told yet.
    pub(super) fn take_events(&mut self, session: SessionId) -> Option<FromTuner> {
        if self.wish().is_some() {
            return None;
        }
        let job = self.simulation.job();
        let reached = (!self.has_ended()).then(|| self.simulation.nothing_before(self.until));
        let news = reached.map_or(Told::Ended, Told::Reached);
        if self.told == news && job.log().len() == self.sent {
            return None;
        }
        self.told = news;
        let new = job.log().get(self.sent..).unwrap_or_default();
        self.sent = self.sent.max(job.log().len());
        let entries = new.iter().map(|entry| self.entry(entry)).collect();
        Some(FromTuner::Events { session, entries, reached })
    }

    /// The whole log as JSON.
    pub(super) fn log(&self) -> Value {
        self.simulation.job().log().iter().map(|entry| self.entry(entry)).collect()
    }

    /// A log entry as JSON. The first says so when a graphics card trains, the last who has trained then.
    fn entry(&self, entry: &LogEntry) -> Value {
        let job = self.simulation.job();
        let mut json = entry_to_json(entry, job.config(), job.state());
        if let Trained::ByCard { also_processor, .. } = self.trained {
            match entry.event {
                Event::TuningJobCreated => json["Backend"] = "gpu".into(),
                Event::TuningJobCompleted { .. } | Event::TuningJobStopped | Event::TuningJobFailed { .. } => {
                    json["Backend"] = if also_processor { "gpu+cpu" } else { "gpu" }.into();
                }
                _ => {}
            }
        }
        json
    }

    pub(super) fn add_waiter(&mut self, reply: u32) {
        self.waiters.push(reply);
    }

    pub(super) fn take_waiters(&mut self) -> Vec<u32> {
        std::mem::take(&mut self.waiters)
    }

    /// What scripts see of the job.
    pub(super) fn record(&self) -> TuningJobRecord<'_> {
        let (job, startup) = (self.simulation.job(), self.plan.clock.startup_seconds);
        TuningJobRecord::of(&self.parsed.request, job, startup).with_parents(&self.plan.parents)
    }

    /// The answer to the creation.
    pub(super) fn created(&self) -> Value {
        json!({ "HyperParameterTuningJobArn": tuning_job_arn(self.name()) })
    }
}
