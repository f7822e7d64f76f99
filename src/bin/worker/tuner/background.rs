//! What takes long and answers a call: done a few milliseconds at a time between the engine's messages, in the order in which
//! it was asked for.

use super::Tuner;
use super::sweep::{More, Swept};
use super::winner::{MoreRepeats, Repeats};
use crate::now;
use crate::port::scope;
use crate::turns::Turns;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use tuneground::dataset::FileRows;
use tuneground::playground::by_hand::ByHandTask;
use tuneground::playground::why::RestTask;
use tuneground::playground::{BeliefQuestion, BeliefTask, SuggestionBench, TrainingBench};
use tuneground::playground::{dataset_of, wants_graphics_card, whole_number};
use tuneground::protocol::SessionId;
use tuneground::sagemaker::responses::ApiError;
use tuneground::training_job::JobNumber;

/// How long a turn lasts before messages are read again.
const TURN_MILLISECONDS: f64 = 8.0;
/// Points of a map between two looks at the clock.
const POINTS_PER_SLICE: usize = 8;
/// Rows trained between two looks at the clock, when speed is measured.
const ROWS_PER_SLICE: usize = 2048;

/// The tasks, each with the call that it answers.
pub(super) struct Background {
    tasks: VecDeque<(u32, Task)>,
    turns: Option<Turns>,
    /// The sweep that was asked for last.
    pub(super) swept: Option<Rc<RefCell<Swept>>>,
    /// The training jobs that were trained again last.
    pub(super) repeats: Option<Rc<RefCell<Repeats>>>,
}

pub(super) enum Task {
    /// A map of what the Bayesian strategy believes.
    Belief(Box<BeliefTask>),
    /// How long suggestions take here.
    Suggestions(Box<Suggestions>),
    /// The rest of a training job that was stopped early.
    Rest(Box<RestTask>),
    /// How fast training jobs are trained here, and the seconds that it took so far.
    Training(Box<TrainingBench>, f64),
    /// More of a sweep over two hyperparameters.
    Sweep(More),
    /// More repeats of training jobs.
    Repeats(MoreRepeats),
    /// A training job that was placed by hand.
    ByHand(Box<ByHandTask>),
}

pub(super) struct Suggestions {
    bench: SuggestionBench,
    left: u64,
    milliseconds: Vec<f64>,
}

impl Task {
    /// Does a little; the answer when there is one.
    fn work(&mut self) -> Option<Value> {
        match self {
            Self::Belief(task) => task.work(POINTS_PER_SLICE).map(tuneground::playground::BeliefMap::to_json),
            Self::Suggestions(task) => {
                let scope = scope();
                let start = now(&scope);
                let suggested = task.bench.suggest();
                task.milliseconds.push(now(&scope) - start);
                task.bench.end(suggested);
                task.left -= 1;
                (task.left == 0).then(|| json!({ "Milliseconds": task.milliseconds }))
            }
            Self::Rest(task) => {
                let rest = task.work(ROWS_PER_SLICE);
                rest.map(|rest| serde_json::to_value(rest).unwrap_or_default())
            }
            Self::Training(bench, seconds) => {
                let scope = scope();
                let start = now(&scope);
                let is_done = bench.work(ROWS_PER_SLICE);
                *seconds += (now(&scope) - start) / 1000.0;
                is_done.then(|| bench.answer(*seconds))
            }
            Self::Sweep(more) => more.work(),
            Self::Repeats(more) => more.work(),
            Self::ByHand(task) => task.work(ROWS_PER_SLICE),
        }
    }
}

impl Background {
    /// None yet; `turns` are those of [`Tuner::work_in_background`].
    pub(super) fn new(turns: Option<Turns>) -> Self {
        Self { tasks: VecDeque::new(), turns, swept: None, repeats: None }
    }

    pub(super) fn push(&mut self, id: u32, task: Task) {
        self.tasks.push_back((id, task));
        self.go_on();
    }

    fn go_on(&self) {
        if let Some(turns) = self.turns.as_ref().filter(|_| !self.tasks.is_empty()) {
            turns.ask();
        }
    }
}

impl Tuner {
    /// Works for a few milliseconds.
    pub(super) fn work_in_background(&mut self) {
        let scope = scope();
        let end = now(&scope) + TURN_MILLISECONDS;
        while let Some((id, task)) = self.background.tasks.front_mut() {
            if let Some(answer) = task.work() {
                let id = *id;
                self.background.tasks.pop_front();
                self.reply(id, Ok(answer));
            }
            if now(&scope) >= end {
                break;
            }
        }
        self.background.go_on();
    }

    /// Begins a map of what a strategy believes; null is the answer where there is nothing to show.
    pub(super) fn ask_belief(&mut self, id: u32, request: &Value) {
        let whole = |name: &str| request.get(name).and_then(Value::as_u64);
        let place = |name: &str| whole(name).and_then(|place| usize::try_from(place).ok());
        let session = whole("Session").and_then(|id| SessionId::try_from(id).ok());
        let session = session.and_then(|id| self.sessions.get(&id));
        let question = place("Shown").zip(place("X")).map(|(shown, x)| {
            let job = whole("Job").and_then(|number| u32::try_from(number).ok()).map(JobNumber);
            BeliefQuestion { shown, x, y: place("Y"), job }
        });
        let task = session.zip(question).and_then(|(own, question)| BeliefTask::new(own.simulation().job(), question));
        match task {
            Some(task) => self.background.push(id, Task::Belief(Box::new(task))),
            None => self.reply(id, Ok(Value::Null)),
        }
    }

    /// Begins to train the rest of a training job; null is the answer where there is none.
    pub(super) fn ask_rest(&mut self, id: u32, request: &Value, own: &Rc<RefCell<Self>>) {
        let whole =
            |name: &str| request.get(name).and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok());
        let (session, number) = (whole("Session"), whole("Job").map(JobNumber));
        let problem = session.and_then(|id| self.sessions.get(&id)?.plan().trained_problem());
        let spec = problem.map(|problem| problem.dataset.clone());
        let begin = move |tuner: &mut Self, rows: Option<FileRows>| {
            let session = session.and_then(|id| tuner.sessions.get(&id));
            let task = session.zip(number).and_then(|(session, number)| {
                RestTask::new(session.plan(), rows, session.simulation().job().state().job(number)?)
            });
            match task {
                Some(task) => tuner.background.push(id, Task::Rest(Box::new(task))),
                None => tuner.reply(id, Ok(Value::Null)),
            }
        };
        match spec {
            Some(spec) => self.with_rows(&spec, own, begin),
            None => begin(self, None),
        }
    }

    /// Begins to measure how fast training jobs are trained here.
    pub(super) fn bench_training(&mut self, id: u32, request: &Value, own: &Rc<RefCell<Self>>) -> Result<(), ApiError> {
        let spec = dataset_of(request).map_err(ApiError::validation)?;
        let request = request.clone();
        if wants_graphics_card(&request).map_err(ApiError::validation)? {
            let later = Rc::clone(own);
            self.when_here(&spec, own, move |tuner, rows| tuner.ask_card(id, request, rows, &later));
            return Ok(());
        }
        self.with_rows(&spec, own, move |tuner, rows| match TrainingBench::new(&request, rows) {
            Ok(bench) => tuner.background.push(id, Task::Training(Box::new(bench), 0.0)),
            Err(reason) => tuner.reply(id, Err(ApiError::validation(reason))),
        });
        Ok(())
    }

    /// Begins to measure how long Bayesian suggestions take here: `{"Parameters", "TrainingJobs", "Suggestions"}` to
    /// milliseconds, one a suggestion.
    pub(super) fn bench_suggestions(&mut self, id: u32, request: &Value) -> Result<(), ApiError> {
        let number = |name: &str, default: u64, most: u64| {
            whole_number(request, name, most).map(|given| given.unwrap_or(default)).map_err(ApiError::validation)
        };
        let (parameters, jobs) = (number("Parameters", 10, 100)?, number("TrainingJobs", 100, 1000)?);
        let left = number("Suggestions", 20, 1000)?;
        let bench = SuggestionBench::new(parameters as usize, jobs as usize);
        let bench = bench.map_err(|error| ApiError::validation(error.to_string()))?;
        let task = Suggestions { bench, left, milliseconds: Vec::new() };
        self.background.push(id, Task::Suggestions(Box::new(task)));
        Ok(())
    }
}
