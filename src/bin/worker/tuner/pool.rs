//! The trainers: who trains what, who still answers, and who does again what a lost one was doing.

use super::data::Rows;
use super::session::Session;
use crate::port::Port;
use std::collections::{BTreeMap, BTreeSet};
use tuneground::playground::Assignment;
use tuneground::protocol::{SessionId, ToTrainer};
use tuneground::simulate::Simulation;
use tuneground::training_job::{JobNumber, TrainingJob};
use tuneground::tuning_job::Command;
use web_sys::Blob;

/// Unanswered pings after which a trainer is lost. A trainer reads its messages every few milliseconds; one mini-batch of
/// all rows on the largest network takes about a second.
const PATIENCE: u32 = 6;

/// The place of the trainer with the graphics card among the others.
pub(super) const CARD: u32 = u32::MAX;

/// All trainers.
#[derive(Default)]
pub(super) struct Pool {
    trainers: BTreeMap<u32, Trainer>,
    /// Training jobs that nobody trains.
    orphans: Vec<(SessionId, JobNumber)>,
    /// Grows with each loss of the same trainer, so that slow work is not taken for death for ever.
    patience: BTreeMap<u32, u32>,
}

struct Trainer {
    port: Port,
    open: BTreeSet<SessionId>,
    jobs: BTreeSet<(SessionId, JobNumber)>,
    unanswered: u32,
}

impl Pool {
    pub(super) fn connect(&mut self, id: u32, port: Port) {
        self.lose(id);
        let trainer = Trainer { port, open: BTreeSet::new(), jobs: BTreeSet::new(), unanswered: 0 };
        self.trainers.insert(id, trainer);
    }

    pub(super) fn heard_from(&mut self, id: u32) {
        if let Some(trainer) = self.trainers.get_mut(&id) {
            trainer.unanswered = 0;
        }
    }

    /// Asks every trainer whether it is there. Gives those that have not answered for too long; they are out of the pool.
    pub(super) fn ping(&mut self) -> Vec<u32> {
        let mut lost = Vec::new();
        for (&id, trainer) in &mut self.trainers {
            if trainer.unanswered >= *self.patience.get(&id).unwrap_or(&PATIENCE) {
                lost.push(id);
            } else {
                trainer.unanswered += 1;
                trainer.port.post(&ToTrainer::Ping);
            }
        }
        for &id in &lost {
            self.lose(id);
            let patience = self.patience.entry(id).or_insert(PATIENCE);
            *patience = patience.saturating_mul(2);
        }
        lost
    }

    /// Takes a trainer out.
    pub(super) fn lose(&mut self, id: u32) {
        if let Some(trainer) = self.trainers.remove(&id) {
            trainer.port.close();
            self.orphans.extend(trainer.jobs);
        }
    }

    /// How many trainers the processor has.
    pub(super) fn workers(&self) -> u32 {
        self.trainers.keys().filter(|&&id| id != CARD).count() as u32
    }

    /// Their places.
    pub(super) fn processors(&self) -> Vec<u32> {
        self.trainers.keys().copied().filter(|&id| id != CARD).collect()
    }

    /// Opens a variant of a comparison at a trainer, where it is not open; its rows may have to come with it.
    pub(super) fn open_variant(
        &mut self,
        id: u32,
        session: SessionId,
        open: impl FnOnce() -> ToTrainer,
        rows: Option<&Blob>,
    ) {
        if let Some(trainer) = self.trainers.get_mut(&id)
            && trainer.open.insert(session)
        {
            match rows {
                Some(rows) => trainer.port.post_with_file(&open(), rows),
                None => trainer.port.post(&open()),
            }
        }
    }

    /// Sends a trainer a repeat of a comparison.
    pub(super) fn repeat(&self, id: u32, repeat: &ToTrainer) {
        if let Some(trainer) = self.trainers.get(&id) {
            trainer.port.post(repeat);
        }
    }

    /// The one of them with the fewest training jobs.
    fn freest(&mut self) -> Option<&mut Trainer> {
        let workers = self.trainers.iter_mut().filter(|(id, _)| **id != CARD);
        workers.map(|(_, trainer)| trainer).min_by_key(|trainer| trainer.jobs.len())
    }

    /// Takes the training jobs that nobody trains, if there is anyone to train them.
    pub(super) fn take_orphans(&mut self) -> Vec<(SessionId, JobNumber)> {
        if self.workers() == 0 { Vec::new() } else { std::mem::take(&mut self.orphans) }
    }

    pub(super) fn obey(&mut self, id: SessionId, session: &Session, command: &Command) {
        match *command {
            Command::Launch(_) if session.is_external() => {}
            Command::Launch(job) => self.launch(id, session, job),
            Command::Halt(job) => self.halt(id, job),
        }
        self.forget_ended(id, session.simulation());
    }

    /// Gives a running training job to the trainer with the graphics card, if its tuning job is trained there, else to the one
    /// with the fewest.
    pub(super) fn launch(&mut self, id: SessionId, session: &Session, job: JobNumber) {
        self.give(id, session, job, session.uses_card());
    }

    /// Gives a training job of the graphics card's to another trainer.
    pub(super) fn pass_on(&mut self, id: SessionId, session: &Session, job: JobNumber) {
        let had = self.trainers.get_mut(&CARD).is_some_and(|card| card.jobs.remove(&(id, job)));
        if had {
            self.give(id, session, job, false);
        }
    }

    fn give(&mut self, id: SessionId, own: &Session, job: JobNumber, to_card: bool) {
        let session = id;
        let Some(assignment) = Assignment::of(own.simulation(), job) else { return };
        let trainer =
            if to_card && self.trainers.contains_key(&CARD) { self.trainers.get_mut(&CARD) } else { self.freest() };
        // Without the rows to train on, nobody can begin.
        let Some(trainer) = trainer.filter(|_| !matches!(own.rows(), Rows::Coming)) else {
            self.orphans.push((session, job));
            return;
        };
        trainer.open(session, own);
        trainer.jobs.insert((session, job));
        let Assignment { hyperparameters, known_epochs, first_report, epoch_seconds, .. } = assignment;
        let job = job.0;
        trainer.port.post(&ToTrainer::Launch {
            session,
            job,
            hyperparameters,
            known_epochs,
            first_report,
            epoch_seconds,
        });
    }

    /// Has the trainer with the graphics card measure how fast a tuning job is trained.
    pub(super) fn measure(&mut self, session: SessionId, own: &Session, hyperparameters: Vec<(String, String)>) {
        if let Some(card) = self.trainers.get_mut(&CARD) {
            card.open(session, own);
            card.port.post(&ToTrainer::Measure { session, hyperparameters });
        }
    }

    /// Sends something else to the trainer with the graphics card, perhaps with rows.
    pub(super) fn ask_card(&self, message: &ToTrainer, rows: Option<&Blob>) {
        if let Some(card) = self.trainers.get(&CARD) {
            match rows {
                Some(rows) => card.port.post_with_file(message, rows),
                None => card.port.post(message),
            }
        }
    }

    fn halt(&mut self, session: SessionId, job: JobNumber) {
        for trainer in self.trainers.values_mut() {
            if trainer.jobs.remove(&(session, job)) {
                trainer.port.post(&ToTrainer::Halt { session, job: job.0 });
            }
        }
    }

    /// Training jobs that reached their end were never commanded to halt.
    fn forget_ended(&mut self, session: SessionId, simulation: &Simulation) {
        let state = simulation.job().state();
        for trainer in self.trainers.values_mut() {
            trainer.jobs.retain(|&(own, job)| own != session || state.job(job).is_some_and(TrainingJob::is_running));
        }
    }

    pub(super) fn close(&mut self, session: SessionId) {
        self.orphans.retain(|&(own, _)| own != session);
        for trainer in self.trainers.values_mut() {
            trainer.jobs.retain(|&(own, _)| own != session);
            if trainer.open.remove(&session) {
                trainer.port.post(&ToTrainer::Close { session });
            }
        }
    }

    /// Has the decision boundary drawn by the trainer with the least to do.
    pub(super) fn draw_surface(
        &mut self,
        session: SessionId,
        own: &Session,
        job: u32,
        hyperparameters: Vec<(String, String)>,
        epoch: u32,
    ) {
        if let Some(trainer) = self.freest() {
            trainer.open(session, own);
            trainer.port.post(&ToTrainer::Surface { session, job, hyperparameters, epoch });
        }
    }
}

impl Trainer {
    fn open(&mut self, session: SessionId, own: &Session) {
        if self.open.insert(session) {
            let open = ToTrainer::Open { session, document: own.document().clone() };
            match own.rows() {
                Rows::Here(rows) => self.port.post_with_file(&open, rows),
                Rows::NotInAFile | Rows::Coming => self.port.post(&open),
            }
        }
    }
}
