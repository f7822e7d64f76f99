//! A trainer: trains what the tuner sends, in slices of a few milliseconds, and reads its messages in between.

use crate::file;
use crate::now;
use crate::port::{Port, scope};
use crate::repeats::AllRepeats;
use crate::turns::Turns;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use tuneground::dataset::FileRows;
use tuneground::playground::{Assignment, Document, Objective, SurfaceTask, Trainer, Training, plan};
use tuneground::protocol::{FromTrainer, Report, SessionId, ToTrainer};
use tuneground::training_job::JobNumber;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

/// How long a turn lasts before messages are read again.
const TURN_MILLISECONDS: f64 = 8.0;
/// Rows trained between two looks at the clock.
const ROWS_PER_SLICE: usize = 256;

struct State {
    port: Port,
    sessions: BTreeMap<SessionId, Trainer>,
    /// Tuning jobs whose data set is on its way, and what is to be done when it is there.
    coming: BTreeMap<SessionId, Vec<ToTrainer>>,
    surface: Option<(SessionId, u32, u32, SurfaceTask)>,
    repeats: AllRepeats,
    reports: Vec<(SessionId, u32, Report)>,
}

/// Serves the tuner at the other end of `port`.
pub(crate) fn start(port: &Port) {
    let state = State {
        port: port.clone(),
        sessions: BTreeMap::new(),
        coming: BTreeMap::new(),
        surface: None,
        repeats: AllRepeats::default(),
        reports: Vec::new(),
    };
    let state = Rc::new(RefCell::new(state));
    let again: Rc<RefCell<Option<Turns>>> = Rc::default();
    let (turned, next) = (Rc::clone(&state), Rc::clone(&again));
    let turns = Turns::new(move || {
        if turned.borrow_mut().turn()
            && let Some(turns) = next.borrow().as_ref()
        {
            turns.ask();
        }
    });
    again.replace(turns.clone());
    port.listen(move |message: ToTrainer, rows| {
        match (message, rows) {
            (open @ (ToTrainer::Open { session, .. } | ToTrainer::OpenVariant { session, .. }), Some(rows)) => {
                open_on(&state, session, open, rows, turns.clone());
            }
            (message, _) => state.borrow_mut().handle(message, None),
        }
        if let Some(turns) = &turns {
            turns.ask();
        }
    });
    port.post(&FromTrainer::Ready);
}

/// Opens a tuning job, or a variant, whose data set's rows came as a file; what is asked of it meanwhile waits.
fn open_on(state: &Rc<RefCell<State>>, session: SessionId, open: ToTrainer, rows: Blob, turns: Option<Turns>) {
    state.borrow_mut().coming.insert(session, Vec::new());
    let state = Rc::clone(state);
    spawn_local(async move {
        let rows = file::whole(&rows).await.ok().and_then(|bytes| FileRows::from_bytes(&bytes));
        let mut state = state.borrow_mut();
        // It may have been closed meanwhile.
        let Some(waiting) = state.coming.remove(&session) else { return };
        state.handle(open, rows);
        for message in waiting {
            state.handle(message, None);
        }
        if let Some(turns) = turns {
            turns.ask();
        }
    });
}

/// Which tuning job a message is about.
fn session_of(message: &ToTrainer) -> Option<SessionId> {
    match message {
        ToTrainer::Open { session, .. }
        | ToTrainer::Launch { session, .. }
        | ToTrainer::Halt { session, .. }
        | ToTrainer::Close { session }
        | ToTrainer::OpenVariant { session, .. }
        | ToTrainer::Repeat { session, .. }
        | ToTrainer::Measure { session, .. }
        | ToTrainer::Surface { session, .. } => Some(*session),
        ToTrainer::Bench { .. } | ToTrainer::Ping => None,
    }
}

impl State {
    fn open(&mut self, session: SessionId, document: serde_json::Value, rows: Option<FileRows>) {
        let plan = Document::from_json(document).ok().and_then(|doc| plan(&doc, Objective::Problem).ok());
        if let Some(plan) = plan
            && let Training::Problem(problem) = plan.training
        {
            self.sessions.insert(session, Trainer::new(problem, rows, plan.config.seed()));
        }
    }

    /// `rows` are those that came with the message that opened what it is about.
    fn handle(&mut self, message: ToTrainer, rows: Option<FileRows>) {
        let waiting = session_of(&message).and_then(|session| self.coming.get_mut(&session));
        if let Some(waiting) = waiting.filter(|_| !matches!(message, ToTrainer::Close { .. })) {
            return waiting.push(message);
        }
        match message {
            ToTrainer::Open { session, document } => self.open(session, document, rows),
            ToTrainer::OpenVariant { session, document, parents } => {
                self.repeats.open(session, document, &parents, rows);
            }
            ToTrainer::Repeat { session, repeat, seed } => self.repeats.begin(session, repeat, seed),
            ToTrainer::Launch { session, job, hyperparameters, known_epochs, first_report, epoch_seconds } => {
                let assignment =
                    Assignment { job: JobNumber(job), hyperparameters, known_epochs, first_report, epoch_seconds };
                let failed = self.sessions.get_mut(&session).and_then(|trainer| trainer.launch(assignment));
                if let Some(outcome) = failed {
                    self.reports.push((session, job, outcome.into()));
                }
            }
            ToTrainer::Halt { session, job } => {
                if let Some(trainer) = self.sessions.get_mut(&session) {
                    trainer.halt(JobNumber(job));
                }
            }
            ToTrainer::Close { session } => {
                self.sessions.remove(&session);
                self.repeats.close(session);
                self.coming.remove(&session);
            }
            ToTrainer::Surface { session, job, hyperparameters, epoch } => {
                let trainer = self.sessions.get(&session);
                let task = trainer.and_then(|trainer| trainer.surface(JobNumber(job), &hyperparameters, epoch));
                self.surface = task.map(|task| (session, job, epoch, task));
            }
            // Asked of the trainer with the graphics card.
            ToTrainer::Measure { .. } | ToTrainer::Bench { .. } => {}
            ToTrainer::Ping => self.port.post(&FromTrainer::Pong),
        }
    }

    /// Trains for a few milliseconds and reports; true when there is more to train.
    fn turn(&mut self) -> bool {
        let scope = scope();
        let end = now(&scope) + TURN_MILLISECONDS;
        loop {
            self.draw();
            let mut idle = self.surface.is_none();
            for (&session, trainer) in &mut self.sessions {
                if let Some((job, outcome)) = trainer.work(ROWS_PER_SLICE) {
                    self.reports.push((session, job.0, outcome.into()));
                }
                idle &= trainer.is_idle();
            }
            // Somebody waits for the training jobs; a comparison takes its time.
            if idle {
                if let Some(repeated) = self.repeats.work() {
                    self.port.post(&repeated);
                }
                idle = self.repeats.is_idle();
            }
            if idle || now(&scope) >= end {
                if !self.reports.is_empty() {
                    self.port.post(&FromTrainer::Reports(std::mem::take(&mut self.reports)));
                }
                return !idle;
            }
        }
    }

    fn draw(&mut self) {
        let Some((session, job, epoch, mut task)) = self.surface.take() else { return };
        match task.work(ROWS_PER_SLICE) {
            Some(view) => {
                let view = serde_json::to_value(view).unwrap_or_default();
                self.port.post(&FromTrainer::Surface { session, job, epoch, view });
            }
            None => self.surface = Some((session, job, epoch, task)),
        }
    }
}
