//! The way to the workers: starts them, replaces those that die, and carries messages between them and the page.

mod js;
mod worker;

pub(crate) use js::Js;

use crate::{dom, language};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use tuneground::protocol::{FromTuner, Role, SessionId, ToTuner, TrainOn};
use web_sys::{Blob, MessageChannel};
use worker::WorkerHandle;

/// How often the tuner is asked whether it is there.
const PING_MILLISECONDS: i32 = 500;
/// Unanswered pings after which it is replaced.
const PATIENCE: u32 = 6;
/// More trainers than this gain nothing: the page and the tuner want to run too.
const MAX_TRAINERS: u32 = 16;

/// What the page does with what the tuner says.
pub(crate) type Listener = Box<dyn FnMut(FromTuner<Js>)>;

/// What has to be told again to a tuner that replaces another.
struct Job {
    document: Js,
    external: bool,
    on_screen: bool,
    /// What is known of its warm start's parents.
    parents: Vec<Js>,
    /// Where its training jobs are to be trained.
    train_on: TrainOn,
    /// The last grant.
    until: Option<f64>,
    /// The log so far.
    entries: Vec<Js>,
    /// Who waits to hear that it was created.
    reply: Option<u32>,
}

impl Job {
    /// The message that creates it, with all that is known of it.
    fn create(&self, session: SessionId) -> ToTuner<Js> {
        ToTuner::Create {
            session,
            document: self.document.clone(),
            external: self.external,
            on_screen: self.on_screen,
            known: self.entries.clone(),
            parents: self.parents.clone(),
            train_on: self.train_on,
            reply: self.reply,
        }
    }
}

/// Who creates a tuning job.
pub(crate) enum Creator {
    /// The page, which shows it; with what it knows of the warm start's parents.
    Page {
        /// As [`ToTuner::Create`] has them.
        parents: Vec<Js>,
        /// The log, of one that goes on from where it was.
        known: Vec<Js>,
    },
    /// A script, whose parents the tuner finds among the tuning jobs that there are.
    Script {
        /// The script has an objective function of its own.
        external: bool,
        /// Answered when there is a tuning job.
        reply: u32,
    },
}

struct State {
    tuner: WorkerHandle,
    trainers: Vec<WorkerHandle>,
    jobs: BTreeMap<SessionId, Job>,
    /// Calls without a reply, in order.
    calls: BTreeMap<u32, ToTuner<Js>>,
    /// The last call with a file.
    file: Option<(ToTuner<Js>, Blob)>,
    unanswered: u32,
    last_session: SessionId,
    /// Where the next tuning jobs' training jobs are to be trained.
    train_on: TrainOn,
    listener: Listener,
}

/// The workers.
#[derive(Clone)]
pub(crate) struct Engine(Rc<RefCell<State>>);

impl Engine {
    /// Starts the tuner; `listener` hears what it says. Trainers start with the first tuning job.
    pub(crate) fn start(listener: Listener) -> Self {
        let engine = Self(Rc::new_cyclic(|own| {
            let own = own.clone();
            let tuner = WorkerHandle::start(&Role::Tuner { language: language::chosen() }, None, move |message| {
                if let Some(state) = own.upgrade() {
                    Engine(state).hear(message);
                }
            });
            RefCell::new(State {
                tuner,
                trainers: Vec::new(),
                jobs: BTreeMap::new(),
                calls: BTreeMap::new(),
                file: None,
                unanswered: 0,
                last_session: 0,
                train_on: TrainOn::default(),
                listener,
            })
        }));
        let watched = engine.clone();
        dom::every(PING_MILLISECONDS, move || watched.watch());
        engine
    }

    /// Creates a tuning job.
    pub(crate) fn create(&self, document: Js, max_parallel_jobs: u32, creator: Creator) -> SessionId {
        self.grow(max_parallel_jobs);
        let session = self.new_session();
        let mut state = self.0.borrow_mut();
        let (external, on_screen, parents, entries, reply) = match creator {
            Creator::Page { parents, known } => (false, true, parents, known, None),
            Creator::Script { external, reply } => (external, false, Vec::new(), Vec::new(), Some(reply)),
        };
        let train_on = state.train_on;
        let job = Job { document, external, on_screen, parents, train_on, until: Some(0.0), entries, reply };
        state.tuner.post(&job.create(session), None);
        state.jobs.insert(session, job);
        session
    }

    /// Says where the next tuning jobs' training jobs are to be trained.
    pub(crate) fn train_on(&self, wish: TrainOn) {
        self.0.borrow_mut().train_on = wish;
    }

    /// A handle that no tuning job has had.
    pub(crate) fn new_session(&self) -> SessionId {
        let mut state = self.0.borrow_mut();
        state.last_session += 1;
        state.last_session
    }

    /// A tuning job's log as far as it is known, from an entry on.
    pub(crate) fn log_from(&self, session: SessionId, from: usize) -> Vec<Js> {
        let state = self.0.borrow();
        state.jobs.get(&session).and_then(|job| job.entries.get(from..)).map(<[Js]>::to_vec).unwrap_or_default()
    }

    /// Lets a tuning job go on up to a simulated time; `None` for as far as it goes.
    pub(crate) fn advance(&self, session: SessionId, until: Option<f64>) {
        let mut state = self.0.borrow_mut();
        if let Some(job) = state.jobs.get_mut(&session) {
            job.until = until;
        }
        state.tuner.post(&ToTuner::Advance { session, until, steps: None }, None);
    }

    /// Lets a tuning job go on by one report.
    pub(crate) fn step(&self, session: SessionId) {
        self.post(&ToTuner::Advance { session, until: None, steps: Some(1) });
    }

    /// Forgets a tuning job.
    pub(crate) fn close(&self, session: SessionId) {
        self.0.borrow_mut().jobs.remove(&session);
        self.post(&ToTuner::Close { session });
    }

    /// Sends a call; it is sent again to a tuner that replaces another before the reply. The last one with a file is sent again
    /// to every such tuner, since the file is all that a tuner cannot be told in words.
    pub(crate) fn call(&self, id: u32, operation: &str, request: Js, file: Option<Blob>) {
        let call = ToTuner::Call { id, operation: operation.to_owned(), request };
        let mut state = self.0.borrow_mut();
        if let Some(file) = file {
            state.tuner.post_with_file(&call, &file);
            state.file = Some((call, file));
        } else {
            state.tuner.post(&call, None);
            state.calls.insert(id, call);
        }
    }

    /// Sends a message that needs no more than that.
    pub(crate) fn post(&self, message: &ToTuner<Js>) {
        self.0.borrow().tuner.post(message, None);
    }

    /// How many trainers there are.
    pub(crate) fn trainers(&self) -> usize {
        self.0.borrow().trainers.len()
    }

    /// Starts as many trainers as this machine's cores can use.
    pub(crate) fn use_all_cores(&self) {
        self.grow(u32::MAX);
    }

    /// Starts as many trainers as so many parallel jobs and this machine's cores can use.
    fn grow(&self, max_parallel_jobs: u32) {
        let cores = dom::window().navigator().hardware_concurrency() as u32;
        let wanted = max_parallel_jobs.clamp(1, cores.clamp(1, MAX_TRAINERS));
        while self.trainers() < wanted as usize {
            let id = self.trainers() as u32;
            let trainer = self.start_trainer(id);
            self.0.borrow_mut().trainers.push(trainer);
        }
    }

    /// Starts a trainer with a channel of its own to the tuner.
    fn start_trainer(&self, id: u32) -> WorkerHandle {
        let channel = MessageChannel::new().ok();
        let (near, far) = channel.map_or((None, None), |channel| (Some(channel.port1()), Some(channel.port2())));
        self.0.borrow().tuner.post(&ToTuner::Trainer { id }, far);
        // A trainer says nothing to the page but that it is ready, which the handle hears.
        WorkerHandle::start(&Role::<Js>::Trainer, near, |_: Js| {})
    }

    fn hear(&self, message: FromTuner<Js>) {
        self.0.borrow_mut().unanswered = 0;
        match &message {
            FromTuner::Ready | FromTuner::Pong => return,
            FromTuner::Lost { trainer } => return self.replace_trainer(*trainer),
            FromTuner::Events { session, entries, .. } => {
                let mut state = self.0.borrow_mut();
                let Some(job) = state.jobs.get_mut(session) else { return };
                job.entries.extend(entries.iter().cloned());
            }
            FromTuner::Parents { session, parents } => {
                if let Some(job) = self.0.borrow_mut().jobs.get_mut(session) {
                    job.parents.clone_from(parents);
                }
                return;
            }
            FromTuner::Reply { id, result } => {
                let mut state = self.0.borrow_mut();
                state.calls.remove(id);
                // A tuning job that was refused was never created.
                state.jobs.retain(|_, job| job.reply != Some(*id) || result.is_ok());
                state.jobs.values_mut().filter(|job| job.reply == Some(*id)).for_each(|job| job.reply = None);
            }
            FromTuner::Evaluate { .. } | FromTuner::Surface { .. } | FromTuner::TrainedOn { .. } => {}
        }
        // The listener may send messages in turn, so nothing is borrowed while it runs.
        let mut listener = std::mem::replace(&mut self.0.borrow_mut().listener, Box::new(|_| {}));
        listener(message);
        self.0.borrow_mut().listener = listener;
    }

    fn replace_trainer(&self, id: u32) {
        let trainer = self.start_trainer(id);
        if let Some(lost) = self.0.borrow_mut().trainers.get_mut(id as usize) {
            lost.terminate();
            *lost = trainer;
        }
    }

    fn watch(&self) {
        let lost = {
            let mut state = self.0.borrow_mut();
            // A page in the background is throttled, and so is the answer.
            let lost = state.unanswered >= PATIENCE;
            if state.tuner.is_ready() {
                state.unanswered += 1;
            }
            lost
        };
        if lost {
            self.replace_tuner();
        } else {
            self.post(&ToTuner::Ping);
        }
    }

    /// Starts the tuner anew with everything it knew. Trainers go with it: their channels led to the old one.
    fn replace_tuner(&self) {
        let own = Rc::downgrade(&self.0);
        let tuner = WorkerHandle::start(&Role::Tuner { language: language::chosen() }, None, move |message| {
            if let Some(state) = own.upgrade() {
                Engine(state).hear(message);
            }
        });
        {
            let mut state = self.0.borrow_mut();
            state.tuner.terminate();
            state.tuner = tuner;
            state.unanswered = 0;
        }
        for id in 0..self.trainers() as u32 {
            self.replace_trainer(id);
        }
        let state = self.0.borrow();
        if let Some((call, file)) = &state.file {
            state.tuner.post_with_file(call, file);
        }
        for (&session, job) in &state.jobs {
            state.tuner.post(&job.create(session), None);
            state.tuner.post(&ToTuner::Advance { session, until: job.until, steps: None }, None);
        }
        for call in state.calls.values() {
            state.tuner.post(call, None);
        }
    }
}
