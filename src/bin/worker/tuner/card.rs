//! The graphics card: who is trained on it, the worker that has it, and what becomes of its training jobs when it is gone.

use super::Tuner;
use super::data::Rows;
use super::pool::CARD;
use crate::ignore;
use crate::port::{Port, scope, write};
use crate::turns::after;
use serde_json::Value;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use tuneground::playground::{Measured, Plan, Rates, Reason, TrainedOn};
use tuneground::protocol::{FromTrainer, FromTuner, Role, Sentences, SessionId, ToTrainer, TrainOn};
use tuneground::sagemaker::responses::ApiError;
use tuneground::training_job::JobNumber;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, MessageChannel, MessageEvent, Worker, WorkerOptions, WorkerType};

/// A tuning job waits so long to hear who trains it, where the faster is to be found, and where the card was chosen.
const PATIENCE_MILLISECONDS: i32 = 3000;
const LONG_PATIENCE_MILLISECONDS: i32 = 15_000;

/// What is known of the graphics card.
#[derive(Default)]
pub(super) struct Card {
    state: State,
    /// What was measured, by what was trained; `None` for what does not fit.
    rates: BTreeMap<String, Option<Rates>>,
    /// What this card has been asked to measure and has not, by tuning job.
    asked: BTreeMap<SessionId, String>,
    /// Calls that wait for this card's answer, with what is to be sent to it when it is there.
    calls: BTreeMap<u32, Option<(ToTrainer, Option<Blob>)>>,
}

#[derive(Default)]
enum State {
    #[default]
    Unused,
    Starting(Worker, Port),
    /// There is one, of this name.
    There(Worker, String),
    /// There is none, or no longer, as these words say.
    Gone(String),
}

/// What is measured for a tuning job: its network, in the middle of its ranges, and its data.
fn key_of(plan: &Plan) -> String {
    let problem = plan.trained_problem();
    let spec = problem.map(|problem| problem.training_spec(&plan.middle().to_texts()));
    format!("{spec:?} {:?}", problem.map(|problem| &problem.dataset))
}

impl Tuner {
    /// Decides who trains a tuning job, or sees to it that this can be decided; then the job begins.
    pub(super) fn consider(&mut self, id: SessionId, own: &Rc<RefCell<Self>>) {
        self.decide(id);
        let Some(wish) = self.undecided(id) else { return };
        self.page.post(&FromTuner::TrainedOn { session: id, words: "Looking for a graphics card…".to_owned() });
        let is_to_start = match self.card.state {
            State::Unused => true,
            // A card that was taken away may be back; who chooses it wants to know.
            State::Gone(_) => wish == TrainOn::GraphicsCard,
            State::Starting(..) | State::There(..) => false,
        };
        if is_to_start {
            self.start_card(own);
        }
        let patience = if wish == TrainOn::GraphicsCard { LONG_PATIENCE_MILLISECONDS } else { PATIENCE_MILLISECONDS };
        let tuner = Rc::clone(own);
        after(patience, move || {
            let mut tuner = tuner.borrow_mut();
            if tuner.undecided(id).is_some() {
                tuner.begin(id, &TrainedOn::Processor(Reason::Late));
                tuner.flush();
            }
        });
    }

    /// What is wished for a tuning job for which nothing is decided.
    fn undecided(&self, id: SessionId) -> Option<TrainOn> {
        self.sessions.get(&id)?.wish()
    }

    /// Decides who trains a tuning job, if that can be said; asks for measurements if it is they that are missing.
    pub(super) fn decide(&mut self, id: SessionId) {
        let (Some(wish), Some(session)) = (self.undecided(id), self.sessions.get(&id)) else { return };
        // It is asked again when they are here.
        if matches!(session.rows(), Rows::Coming) {
            return;
        }
        let plan = session.plan();
        let trained_on = match (wish, &self.card.state) {
            (TrainOn::Processor, _) => TrainedOn::Processor(Reason::Chosen),
            (TrainOn::Automatic, _) if !plan.is_worth_measuring() => TrainedOn::Processor(Reason::TooSmall),
            (TrainOn::Automatic, State::Gone(why)) => TrainedOn::Processor(Reason::NoCard(why.clone())),
            (TrainOn::GraphicsCard, State::There(_, name)) => TrainedOn::GraphicsCard(name.clone(), None),
            (TrainOn::Automatic, State::There(_, name)) => match self.card.rates.get(&key_of(plan)) {
                None => {
                    let key = key_of(plan);
                    if !self.card.asked.values().any(|asked| *asked == key) {
                        self.card.asked.insert(id, key);
                        self.pool.measure(id, session, plan.middle().to_texts());
                    }
                    return;
                }
                Some(None) => TrainedOn::Processor(Reason::Unfit("the network does not fit".to_owned())),
                Some(Some(rates)) => {
                    let (jobs, workers) = (self.waiting_jobs(), self.pool.workers());
                    let rates = rates.clone();
                    TrainedOn::by_measuring(name.clone(), Measured { rates, jobs, workers })
                }
            },
            (TrainOn::Automatic, State::Unused | State::Starting(..))
            | (TrainOn::GraphicsCard, State::Unused | State::Starting(..) | State::Gone(_)) => return,
        };
        self.begin(id, &trained_on);
    }

    /// The training jobs that the card would train at once, were it to train all that is undecided too.
    fn waiting_jobs(&self) -> u32 {
        let sessions = self.sessions.values().filter(|session| !session.has_ended() && session.may_use_card());
        sessions.map(|session| session.plan().config.max_parallel_jobs()).sum()
    }

    fn begin(&mut self, id: SessionId, trained_on: &TrainedOn) {
        if let Some(session) = self.sessions.get_mut(&id) {
            self.page.post(&FromTuner::TrainedOn { session: id, words: trained_on.to_string() });
            session.begin(trained_on);
        }
        self.pump(id);
    }

    fn start_card(&mut self, own: &Rc<RefCell<Self>>) {
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        // The file that starts this worker starts that one: see there.
        options.set_name("gpu_trainer");
        let worker = Worker::new_with_options(&scope().location().href(), &options);
        let (Ok(worker), Ok(channel)) = (worker, MessageChannel::new()) else {
            return self.lose_card("this browser starts no worker from a worker");
        };
        let (sender, theirs) = (worker.clone(), channel.port2());
        let heard = Closure::once_into_js(move |_: MessageEvent| {
            ignore(
                sender.post_message_with_transfer(&write(&Role::<Sentences>::Trainer), &js_sys::Array::of1(&theirs)),
            );
        });
        worker.set_onmessage(Some(heard.unchecked_ref()));
        let tuner = Rc::clone(own);
        let failed = Closure::<dyn FnMut()>::new(move || {
            let mut tuner = tuner.borrow_mut();
            tuner.lose_card("its program could not be started");
            tuner.flush();
        });
        worker.set_onerror(Some(failed.into_js_value().unchecked_ref()));
        let port = Port::new(channel.port1());
        let tuner = Rc::clone(own);
        port.listen(move |message: FromTrainer, _| {
            tuner.borrow_mut().hear(CARD, message);
            super::schedule_flush(&tuner);
        });
        let (tuner, started) = (Rc::clone(own), worker.clone());
        after(LONG_PATIENCE_MILLISECONDS, move || {
            let mut tuner = tuner.borrow_mut();
            if matches!(&tuner.card.state, State::Starting(worker, _) if *worker == started) {
                tuner.lose_card("its program does not answer");
                tuner.flush();
            }
        });
        self.card.state = State::Starting(worker, port);
    }

    /// Has the card measure how fast it trains; the call is answered when it has, or when there is no card.
    pub(super) fn ask_card(&mut self, call: u32, request: Value, rows: Option<Blob>, own: &Rc<RefCell<Self>>) {
        self.card.calls.insert(call, Some((ToTrainer::Bench { call, request }, rows)));
        match self.card.state {
            State::There(..) => self.send_calls(),
            State::Starting(..) => {}
            State::Unused | State::Gone(_) => self.start_card(own),
        }
    }

    fn send_calls(&mut self) {
        for call in self.card.calls.values_mut() {
            if let Some((message, rows)) = call.take() {
                self.pool.ask_card(&message, rows.as_ref());
            }
        }
    }

    /// A call has its answer, or cannot have one.
    pub(super) fn has_benched(&mut self, call: u32, answer: Result<Value, String>) {
        if self.card.calls.remove(&call).is_some() {
            self.reply(call, answer.map_err(ApiError::validation));
        }
    }

    /// The card is there.
    pub(super) fn has_card(&mut self, name: String) {
        match std::mem::take(&mut self.card.state) {
            State::Starting(worker, port) => {
                self.pool.connect(CARD, port);
                self.card.state = State::There(worker, name);
            }
            other => self.card.state = other,
        }
        self.send_calls();
        self.decide_all();
    }

    /// Something was measured for a tuning job.
    pub(super) fn has_measured(&mut self, id: SessionId, rates: Option<(f64, [(u32, f64); 2])>) {
        let rates = rates.map(|(core, card)| Rates { core, card });
        // A tuning job that was forgotten before its turn came has nothing that could be measured; the next is asked for.
        if let Some(key) = self.card.asked.remove(&id)
            && (rates.is_some() || self.sessions.contains_key(&id))
        {
            self.card.rates.insert(key, rates);
        }
        self.decide_all();
    }

    fn decide_all(&mut self) {
        for id in self.sessions.keys().copied().collect::<Vec<_>>() {
            self.decide(id);
        }
    }

    /// There is no card, or no longer: what it had is trained on.
    pub(super) fn lose_card(&mut self, why: &str) {
        if let State::Starting(worker, _) | State::There(worker, _) =
            std::mem::replace(&mut self.card.state, State::Gone(why.to_owned()))
        {
            worker.set_onerror(None);
            worker.terminate();
        }
        self.card.asked.clear();
        for call in std::mem::take(&mut self.card.calls).into_keys() {
            let message = format!("there is no graphics card to measure: {why}; Backend may be cpu");
            self.reply(call, Err(ApiError::validation(message)));
        }
        self.pool.lose(CARD);
        for id in self.sessions.keys().copied().collect::<Vec<_>>() {
            let Some(session) = self.sessions.get_mut(&id) else { continue };
            if session.wish().is_some() {
                self.begin(id, &TrainedOn::Processor(Reason::NoCard(why.to_owned())));
            } else if session.uses_card() && !session.has_ended() {
                session.lose_card();
                let words = TrainedOn::Processor(Reason::Lost(why.to_owned())).to_string();
                self.page.post(&FromTuner::TrainedOn { session: id, words });
            }
        }
        self.launch_orphans();
    }

    /// A training job does not fit on the card: another trains it.
    pub(super) fn pass_on(&mut self, id: SessionId, job: JobNumber, why: &str) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        if session.pass_on() {
            let words = TrainedOn::Processor(Reason::Unfit(why.to_owned())).to_string();
            self.page.post(&FromTuner::TrainedOn { session: id, words });
        }
        self.pool.pass_on(id, session, job);
    }
}
