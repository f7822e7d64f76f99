//! The tuner: runs the engine for every tuning job of the page, hands training jobs to trainers, and tells the page what
//! happened.

mod api;
mod background;
mod by_hand;
mod card;
mod compare;
mod data;
mod own_file;
mod pool;
mod session;
mod sweep;
mod winner;

use crate::page::Page;
use crate::port::Port;
use crate::turns::{Turns, after, every};
use background::Background;
use card::Card;
use compare::Comparisons;
use data::Data;
use own_file::Reading;
use pool::{CARD, Pool};
use serde_json::Value;
use session::Session;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use tuneground::playground::{Document, Objective, OpenedFile, Plan, plan_with_parents};
use tuneground::protocol::{FromTrainer, FromTuner, SessionId, ToTuner, TrainOn};
use tuneground::sagemaker::responses::{ApiError, describe_tuning_job};
use tuneground::training_job::JobNumber;
use web_sys::Blob;

/// The least time between two messages with events: a frame at 120 Hz.
const EVENTS_MILLISECONDS: i32 = 8;
/// How often trainers are asked whether they are there.
const PING_MILLISECONDS: i32 = 500;

/// All that the tuner knows.
struct Tuner {
    page: Page,
    pool: Pool,
    card: Card,
    sessions: BTreeMap<SessionId, Session>,
    background: Background,
    comparisons: Comparisons,
    data: Data,
    reading: Reading,
    flush_is_due: bool,
}

/// The answer to a call; `None` when it comes later.
type Answer = Result<Option<Value>, ApiError>;

/// What a tuning job is created with, besides its document: see [`ToTuner::Create`].
struct Given {
    external: bool,
    on_screen: bool,
    known: Vec<Value>,
    parents: Vec<Value>,
    train_on: TrainOn,
}

/// Serves the page.
pub(crate) fn start(page: &Page) {
    let tuner = Rc::new_cyclic(|own: &std::rc::Weak<RefCell<Tuner>>| {
        let own = own.clone();
        let turns = Turns::new(move || {
            if let Some(tuner) = own.upgrade() {
                tuner.borrow_mut().work_in_background();
            }
        });
        RefCell::new(Tuner {
            page: page.clone(),
            pool: Pool::default(),
            card: Card::default(),
            sessions: BTreeMap::new(),
            background: Background::new(turns),
            comparisons: Comparisons::default(),
            data: Data::default(),
            reading: Reading::default(),
            flush_is_due: false,
        })
    });
    let handled = Rc::clone(&tuner);
    page.listen(move |message: ToTuner, port, file| {
        handled.borrow_mut().handle(message, port, file, &handled);
        schedule_flush(&handled);
    });
    every(PING_MILLISECONDS, move || {
        let mut tuner = tuner.borrow_mut();
        for trainer in tuner.pool.ping() {
            if trainer == CARD {
                tuner.lose_card("it no longer answers");
            } else {
                tuner.lose_repeats(trainer);
                tuner.page.post(&FromTuner::Lost { trainer });
            }
        }
    });
    page.post(&FromTuner::Ready);
}

/// Sends what happened to the page, soon, and at most once in a while.
fn schedule_flush(tuner: &Rc<RefCell<Tuner>>) {
    if std::mem::replace(&mut tuner.borrow_mut().flush_is_due, true) {
        return;
    }
    let tuner = Rc::clone(tuner);
    after(EVENTS_MILLISECONDS, move || {
        let mut tuner = tuner.borrow_mut();
        tuner.flush_is_due = false;
        tuner.flush();
    });
}

impl Tuner {
    fn handle(&mut self, message: ToTuner, port: Option<Port>, file: Option<Blob>, own: &Rc<RefCell<Self>>) {
        match message {
            ToTuner::Trainer { id } => {
                if let Some(port) = port {
                    self.connect(id, port, own);
                }
            }
            ToTuner::Create { session, document, external, on_screen, known, parents, train_on, reply } => {
                let given = Given { external, on_screen, known, parents, train_on };
                self.create(session, document, &given, reply, own);
                self.consider(session, own);
            }
            ToTuner::Advance { session, until, steps } => {
                if let Some(session) = self.sessions.get_mut(&session) {
                    session.grant(until.unwrap_or(f64::INFINITY), steps);
                }
                self.pump(session);
            }
            ToTuner::Stop { session, at } => {
                if let Some(own) = self.sessions.get_mut(&session) {
                    own.stop(at);
                    self.pump(session);
                    // A person waits for this.
                    self.flush();
                }
            }
            ToTuner::Close { session } => {
                self.sessions.remove(&session);
                self.pool.close(session);
            }
            ToTuner::Value { session, job, value } => {
                if let Some(session) = self.sessions.get_mut(&session) {
                    session.take_value(JobNumber(job), value);
                }
                self.pump(session);
            }
            ToTuner::Call { id, operation, request } => match file {
                Some(file) => self.open_file(id, &request, file, own),
                None => self.call(id, &operation, &request, own),
            },
            ToTuner::Surface { session, job, epoch } => {
                let hyperparameters = self.sessions.get(&session).and_then(|own| {
                    Some(own.simulation().job().state().job(JobNumber(job))?.hyperparameters.to_texts())
                });
                if let (Some(hyperparameters), Some(own)) = (hyperparameters, self.sessions.get(&session)) {
                    self.pool.draw_surface(session, own, job, hyperparameters, epoch);
                }
            }
            ToTuner::Ping => self.page.post(&FromTuner::Pong),
        }
    }

    fn connect(&mut self, id: u32, port: Port, own: &Rc<RefCell<Self>>) {
        let tuner = Rc::clone(own);
        port.listen(move |message: FromTrainer, _| {
            tuner.borrow_mut().hear(id, message);
            schedule_flush(&tuner);
        });
        self.pool.connect(id, port);
        self.launch_orphans();
        self.lose_repeats(id);
    }

    /// A trainer may have to do again what a lost one was doing.
    fn launch_orphans(&mut self) {
        for (session, job) in self.pool.take_orphans() {
            if let Some(own) = self.sessions.get(&session) {
                self.pool.launch(session, own, job);
            }
        }
    }

    fn hear(&mut self, trainer: u32, message: FromTrainer) {
        self.pool.heard_from(trainer);
        match message {
            FromTrainer::Ready | FromTrainer::Pong => {}
            FromTrainer::Reports(reports) => {
                let mut touched = Vec::new();
                for (session, job, report) in reports {
                    if let Some(own) = self.sessions.get_mut(&session) {
                        own.supply(JobNumber(job), report.into());
                        touched.push(session);
                    }
                }
                touched.dedup();
                for session in touched {
                    self.pump(session);
                }
            }
            FromTrainer::Card(Ok(name)) => self.has_card(name),
            FromTrainer::Card(Err(why)) => self.lose_card(&why),
            FromTrainer::Measured { session, rates } => self.has_measured(session, rates),
            FromTrainer::Benched { call, answer } => self.has_benched(call, answer),
            FromTrainer::Unfit { session, job, why } => self.pass_on(session, JobNumber(job), &why),
            FromTrainer::Repeated { session, repeat, outcome } => self.has_repeated(session, repeat, outcome),
            FromTrainer::Surface { session, job, epoch, view } => {
                self.page.post(&FromTuner::Surface { session, job, epoch, view });
            }
        }
    }

    fn create(&mut self, id: SessionId, document: Value, given: &Given, reply: Option<u32>, own: &Rc<RefCell<Self>>) {
        let created = self.check_new_job(&document, given).map(|(parsed, plan, parents)| {
            if let Some(parents) = parents {
                self.page.post(&FromTuner::Parents { session: id, parents });
            }
            let session = Session::new(document, parsed, plan, given);
            let created = session.created();
            self.sessions.insert(id, session);
            self.load_rows(id, own);
            self.pump(id);
            created
        });
        if let Some(reply) = reply {
            self.reply(reply, created);
        }
    }

    /// Answers a call.
    fn reply(&self, id: u32, answer: Result<Value, ApiError>) {
        let result = answer.map_err(|error| (error.kind.name().to_owned(), error.message));
        self.page.post(&FromTuner::Reply { id, result });
    }

    /// A new tuning job's document and plan; and the parents that it was not given, but found here.
    fn check_new_job(&self, document: &Value, given: &Given) -> Result<(Document, Plan, Option<Vec<Value>>), ApiError> {
        let parsed = Document::from_json(document.clone()).map_err(|error| ApiError::validation(error.to_string()))?;
        let mut found = None;
        if !given.on_screen {
            self.check_name_is_free(&parsed.request.hyper_parameter_tuning_job_name)?;
            if given.parents.is_empty() {
                found = Some(self.parents(&parsed.request)?).filter(|parents| !parents.is_empty());
            }
        }
        let objective = if given.external { Objective::External } else { Objective::Problem };
        let parents = found.as_ref().unwrap_or(&given.parents);
        let plan = plan_with_parents(&parsed, objective, parents).map_err(|obstacles| {
            let words: Vec<String> =
                obstacles.iter().map(|issue| format!("{}: {}", issue.path, issue.message)).collect();
            ApiError::validation(words.join("\n"))
        })?;
        Ok((parsed, plan, found))
    }

    /// Lets a tuning job go on as far as it may, and passes its commands on.
    fn pump(&mut self, id: SessionId) {
        // Before it is known who trains, nothing happens.
        let Some(session) = self.sessions.get_mut(&id).filter(|session| session.wish().is_none()) else { return };
        loop {
            session.advance();
            let commands = session.take_commands();
            if commands.is_empty() {
                break;
            }
            for command in commands {
                self.pool.obey(id, session, &command);
            }
        }
        for question in session.questions(id) {
            self.page.post(&question);
        }
    }

    fn flush(&mut self) {
        let mut ended = Vec::new();
        for (&id, session) in &mut self.sessions {
            if let Some(events) = session.take_events(id) {
                self.page.post(&events);
            }
            if session.has_ended() {
                ended.extend(session.take_waiters().into_iter().map(|reply| (reply, id)));
            }
        }
        for (reply, session) in ended {
            let described = describe_tuning_job(&self.sessions[&session].record());
            self.reply(reply, Ok(described));
        }
    }
}
