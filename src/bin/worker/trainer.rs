//! A trainer: trains what the tuner sends, in slices of a few milliseconds, and reads its messages in between.

use crate::now;
use crate::port::{Port, scope};
use crate::turns::Turns;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use tuneground::playground::{Assignment, Document, Objective, SurfaceTask, Trainer, Training, plan};
use tuneground::protocol::{FromTrainer, Report, SessionId, ToTrainer};
use tuneground::training_job::JobNumber;

/// How long a turn lasts before messages are read again.
const TURN_MILLISECONDS: f64 = 8.0;
/// Rows trained between two looks at the clock.
const ROWS_PER_SLICE: usize = 256;

struct State {
    port: Port,
    sessions: BTreeMap<SessionId, Trainer>,
    surface: Option<(SessionId, u32, u32, SurfaceTask)>,
    reports: Vec<(SessionId, u32, Report)>,
}

/// Serves the tuner at the other end of `port`.
pub(crate) fn start(port: &Port) {
    let state = State { port: port.clone(), sessions: BTreeMap::new(), surface: None, reports: Vec::new() };
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
    port.listen(move |message: ToTrainer| {
        state.borrow_mut().handle(message);
        if let Some(turns) = &turns {
            turns.ask();
        }
    });
    port.post(&FromTrainer::Ready);
}

impl State {
    fn handle(&mut self, message: ToTrainer) {
        match message {
            ToTrainer::Open { session, document } => {
                let plan = Document::from_json(document).ok().and_then(|doc| plan(&doc, Objective::Problem).ok());
                if let Some(plan) = plan
                    && let Training::Problem(problem) = plan.training
                {
                    self.sessions.insert(session, Trainer::new(problem, plan.config.seed()));
                }
            }
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
            }
            ToTrainer::Surface { session, job, hyperparameters, epoch } => {
                let trainer = self.sessions.get(&session);
                let task = trainer.and_then(|trainer| trainer.surface(JobNumber(job), &hyperparameters, epoch));
                self.surface = task.map(|task| (session, job, epoch, task));
            }
            // Asked of the trainer with the graphics card.
            ToTrainer::Measure { .. } => {}
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
            Some(surface) => self.port.post(&FromTrainer::Surface {
                session,
                job,
                epoch,
                classes: surface.classes,
                confidence: surface.confidence,
            }),
            None => self.surface = Some((session, job, epoch, task)),
        }
    }
}
