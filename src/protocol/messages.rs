//! Messages between the page, the tuner (the worker with the engine) and the trainers (the workers that train). JSON texts
//! through `postMessage`; a trainer and the tuner talk through a port of their own, past the page.
//!
//! What a message only carries (a document, log entries, a script's request and its response) is of type `J`: a
//! [`serde_json::Value`], or in the page a browser's object that it need not understand.

use crate::language::Table;
use crate::simulate::Outcome;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// A tuning job's handle among all that the page has created; never used twice.
pub type SessionId = u32;

/// What a worker is told first: what it is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Role<L = Sentences> {
    /// Runs the engine.
    Tuner {
        /// What it is to speak; English without. The page passes on what it has.
        language: Option<L>,
    },
    /// Trains; the port to the tuner comes with the message.
    Trainer,
}

/// The sentences of a language: see [`language::Table::new`](crate::language::Table::new).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sentences {
    /// The language's name as in BCP 47.
    pub name: String,
    /// What stands before decimals.
    pub decimal_mark: String,
    /// What stands between groups of three digits.
    pub group_mark: String,
    /// A line for each sentence.
    pub text: String,
}

impl Sentences {
    /// As this process reads them.
    pub fn table(self) -> Table {
        Table::new(self.name, self.decimal_mark, self.group_mark, &self.text)
    }
}

/// Where the page wants training jobs to be trained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TrainOn {
    /// Where it is faster.
    #[default]
    Automatic,
    /// On the processor.
    Processor,
    /// On a graphics card, as long as there is one.
    GraphicsCard,
}

/// From the page to the tuner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToTuner<J = Value> {
    /// A trainer is there, or is there anew; the port to it comes with the message.
    Trainer {
        /// Its place among the trainers.
        id: u32,
    },
    /// Create a tuning job. It stays at simulated time 0 until it is told to advance.
    Create {
        /// Its handle.
        session: SessionId,
        /// A playground document.
        document: J,
        /// The page answers [`FromTuner::Evaluate`] in place of the document's problem.
        external: bool,
        /// True for what is on the page's screen: scripts find it by name as long as they have none of that name.
        on_screen: bool,
        /// Log entries that the page has already: they happen again and are not sent again. For an external objective they
        /// hold the values that need not be asked for again.
        known: Vec<J>,
        /// What is known of its warm start's parents: see `playground::as_parent`.
        parents: Vec<J>,
        /// Where its training jobs are to be trained.
        train_on: TrainOn,
        /// Answered by [`FromTuner::Reply`], when a script asked for it.
        reply: Option<u32>,
    },
    /// Let a tuning job go on.
    Advance {
        /// Which.
        session: SessionId,
        /// Up to this simulated time; `None` for as far as it goes.
        until: Option<f64>,
        /// At most so many reports; `None` for all.
        steps: Option<u32>,
    },
    /// Stop a tuning job by hand.
    Stop {
        /// Which.
        session: SessionId,
        /// At this simulated time, or at the last event's if that is later.
        at: f64,
    },
    /// Forget a tuning job.
    Close {
        /// Which.
        session: SessionId,
    },
    /// An external objective's value.
    Value {
        /// Which tuning job.
        session: SessionId,
        /// Which training job, by number.
        job: u32,
        /// The objective after its next epoch, or why there is none.
        value: Result<f64, String>,
    },
    /// A script's call of an operation on created jobs.
    Call {
        /// Comes back with the reply.
        id: u32,
        /// The operation, for example `describeHyperParameterTuningJob`.
        operation: String,
        /// Its request object.
        request: J,
    },
    /// The decision boundary of a training job's model.
    Surface {
        /// Which tuning job.
        session: SessionId,
        /// Which training job, by number.
        job: u32,
        /// After which epoch.
        epoch: u32,
    },
    /// Are you there?
    Ping,
}

/// From the tuner to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromTuner<J = Value> {
    /// The worker has started and reads messages.
    Ready,
    /// What happened in a tuning job.
    Events {
        /// Which.
        session: SessionId,
        /// New log entries.
        entries: Vec<J>,
        /// Nothing else happens before this simulated time; `None` when the job has ended.
        reached: Option<f64>,
    },
    /// The parents that a script's tuning job was created with, which the page keeps: the tuner may be replaced, and a parent
    /// deleted.
    Parents {
        /// Of which tuning job.
        session: SessionId,
        /// As in [`ToTuner::Create`].
        parents: Vec<J>,
    },
    /// Who trains a tuning job's training jobs, and why: a sentence.
    TrainedOn {
        /// Which tuning job's.
        session: SessionId,
        /// The sentence.
        words: String,
    },
    /// The page's objective function is asked for a value.
    Evaluate {
        /// Which tuning job.
        session: SessionId,
        /// Which training job, by number.
        job: u32,
        /// Its name.
        name: String,
        /// After which epoch.
        epoch: u32,
        /// The static and tuned hyperparameters, as texts.
        hyperparameters: Vec<(String, String)>,
    },
    /// The answer to a script.
    Reply {
        /// Of the call.
        id: u32,
        /// The response, or AWS's error name and a message.
        result: Result<J, (String, String)>,
    },
    /// A model, to be drawn.
    Surface {
        /// Which tuning job.
        session: SessionId,
        /// Which training job, by number.
        job: u32,
        /// After which epoch.
        epoch: u32,
        /// What is drawn: a `playground::ModelView`.
        view: J,
    },
    /// A trainer no longer answers: replace it.
    Lost {
        /// Its place among the trainers.
        trainer: u32,
    },
    /// Still there.
    Pong,
}

/// From the tuner to a trainer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ToTrainer {
    /// A tuning job whose training jobs will come.
    Open {
        /// Which.
        session: SessionId,
        /// Its playground document.
        document: Value,
    },
    /// Train a job.
    Launch {
        /// Of which tuning job.
        session: SessionId,
        /// Which, by number.
        job: u32,
        /// Its tuned hyperparameters, as texts.
        hyperparameters: Vec<(String, String)>,
        /// Epochs whose reports are known already.
        known_epochs: u32,
        /// When its first report that is not known is due on the simulated clock.
        first_report: f64,
        /// Simulated seconds from report to report.
        epoch_seconds: f64,
    },
    /// Stop training a job.
    Halt {
        /// Of which tuning job.
        session: SessionId,
        /// Which, by number.
        job: u32,
    },
    /// Forget a tuning job.
    Close {
        /// Which.
        session: SessionId,
    },
    /// Draw the decision boundary of a training job's model, in place of one that is being drawn.
    Surface {
        /// Of which tuning job.
        session: SessionId,
        /// Which training job, by number.
        job: u32,
        /// Its tuned hyperparameters, as texts.
        hyperparameters: Vec<(String, String)>,
        /// After which epoch.
        epoch: u32,
    },
    /// A variant of a comparison, whose repeats will come. Forgotten by [`Self::Close`].
    OpenVariant {
        /// Its handle, among those of tuning jobs.
        session: SessionId,
        /// Its playground document.
        document: Value,
        /// What is known of its warm start's parents.
        parents: Vec<Value>,
    },
    /// Run a repeat of a variant, after all training jobs.
    Repeat {
        /// Of which variant.
        session: SessionId,
        /// Which, counted from 1.
        repeat: u32,
        /// Its random seed.
        seed: u64,
    },
    /// To the trainer with the graphics card: measure how fast it is, and one core.
    Measure {
        /// Of which tuning job.
        session: SessionId,
        /// The tuned hyperparameters that it is measured with, as texts.
        hyperparameters: Vec<(String, String)>,
    },
    /// To the trainer with the graphics card: measure how fast training jobs are trained on it.
    Bench {
        /// The call that asks for it.
        call: u32,
        /// What is to be trained: a request of `bench.train`.
        request: Value,
    },
    /// Are you there?
    Ping,
}

/// From a trainer to the tuner.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromTrainer {
    /// The worker has started and reads messages.
    Ready,
    /// From the trainer with the graphics card: its name; or why there is none, or no longer, which is the last that is
    /// heard of this trainer.
    Card(Result<String, String>),
    /// From the trainer with the graphics card: what [`ToTrainer::Measure`] has led to.
    Measured {
        /// Of which tuning job.
        session: SessionId,
        /// Seconds of an epoch on one core, and on the graphics card of few training jobs at once and of many: how many, and
        /// how long. `None` where the network does not fit.
        rates: Option<(f64, [(u32, f64); 2])>,
    },
    /// From the trainer with the graphics card: what [`ToTrainer::Bench`] has led to.
    Benched {
        /// The call that asked for it.
        call: u32,
        /// The answer to it, or why there is none.
        answer: Result<Value, String>,
    },
    /// From the trainer with the graphics card: a training job that does not fit, and why. Others have to train it.
    Unfit {
        /// Of which tuning job.
        session: SessionId,
        /// Which, by number.
        job: u32,
        /// Why.
        why: String,
    },
    /// Reports of training jobs: tuning job, number, report.
    Reports(Vec<(SessionId, u32, Report)>),
    /// What came of a repeat.
    Repeated {
        /// Of which variant.
        session: SessionId,
        /// Which, counted from 1.
        repeat: u32,
        /// A `playground::compare::Outcome`.
        outcome: Value,
    },
    /// A model, to be drawn.
    Surface {
        /// Of which tuning job.
        session: SessionId,
        /// Which training job, by number.
        job: u32,
        /// After which epoch.
        epoch: u32,
        /// What is drawn: a `playground::ModelView`.
        view: Value,
    },
    /// Still there.
    Pong,
}

/// A training job's report. JSON has no infinities: what diverged is a failure, never a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Report {
    /// The metrics of the next epoch. One that has no value is NaN, and null in JSON; the objective always has one.
    #[serde(deserialize_with = "numbers_or_null")]
    Epoch(Vec<f64>),
    /// Why it failed in its next epoch.
    Failed(String),
}

fn numbers_or_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<f64>, D::Error> {
    let numbers = Vec::<Option<f64>>::deserialize(deserializer)?;
    Ok(numbers.into_iter().map(|number| number.unwrap_or(f64::NAN)).collect())
}

impl From<Outcome> for Report {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Epoch(metrics) => Self::Epoch(metrics),
            Outcome::Failed(reason) => Self::Failed(reason),
        }
    }
}

impl From<Report> for Outcome {
    fn from(report: Report) -> Self {
        match report {
            Report::Epoch(metrics) => Self::Epoch(metrics),
            Report::Failed(reason) => Self::Failed(reason),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_without_a_value_reaches_the_tuner() {
        let report = Report::from(Outcome::Epoch(vec![0.5, f64::NAN]));
        let text = serde_json::to_string(&FromTrainer::Reports(vec![(1, 2, report)])).unwrap();
        let FromTrainer::Reports(reports) = serde_json::from_str(&text).unwrap() else { unreachable!("{text}") };
        let (1, 2, Report::Epoch(metrics)) = &reports[0] else { unreachable!("{text}") };
        assert!(metrics[0] == 0.5 && metrics[1].is_nan(), "{text}");
    }
}
