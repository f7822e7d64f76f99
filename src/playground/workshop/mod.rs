//! A playground that somebody has prepared for others: what they shall reach, what helps them, what of the page they see and
//! may change, and how their answer is checked. It goes in a link beside the document (`w=`).
//!
//! None of it is part of the document: the same document is the same tuning job, whoever teaches with it.

mod area;
mod check;
mod draft;
mod result_code;

pub use area::{Area, Layout, Permission};
pub use check::{Attempt, Outcome, check_answer};
pub use draft::{ConditionDraft, ConditionKind, Draft, Wrong};
pub use result_code::{CodeError, MAX_NAME_BYTES, ResultCode, decode_all};

use super::link::{LinkError, pack, unpack};
use crate::sagemaker::wire::wire;
use crate::sagemaker::{RequestError, Wire, from_value, parse_json};
use serde_json::Number;

wire! {
    /// How a playground is prepared.
    pub struct Workshop {
        /// What it is called.
        "Title" => title: Option<String>,
        /// What the learner shall reach.
        "Goal" => goal: Option<String>,
        /// What helps, one after the other.
        "Hints" => hints: Option<Vec<String>>,
        /// How the page is arranged.
        "Layout" or "Page" in area::LAYOUTS => layout: Option<String>,
        /// With the layout `Figure`: areas that are there besides the learning curves and the view.
        "Show" => show: Option<Vec<String>>,
        /// Areas that are not there.
        "Hide" => hide: Option<Vec<String>>,
        /// Areas that are there, and cannot be changed.
        "Lock" => lock: Option<Vec<String>>,
        /// What has to hold when the tuning job has ended. All of it counts.
        "Check" => check: Option<Vec<Condition>>,
    }
}

wire! {
    /// Something that has to hold. One member says what.
    pub struct Condition {
        /// The best objective.
        "Objective" => objective: Option<Bounds>,
        /// Training jobs that were launched.
        "TrainingJobs" => training_jobs: Option<Bounds>,
        /// Training jobs that early stopping or Hyperband stopped.
        "EarlyStopped" => early_stopped: Option<Bounds>,
        /// Epochs that were trained, of all training jobs together.
        "Epochs" => epochs: Option<Bounds>,
        /// Simulated seconds that are billed, of all instances together.
        "BillableSeconds" => billable_seconds: Option<Bounds>,
        /// What ended the tuning job: a criterion as the event log names it, or `Stopped`.
        "EndedBy" => ended_by: Option<String>,
        /// A member of the request has a value.
        "Request" => request: Option<RequestCondition>,
        /// A question is answered rightly.
        "Answer" => answer: Option<Question>,
        /// What is said when it does not hold, to help.
        "Say" => say: Option<String>,
    }
}

wire! {
    /// The ends of a number; either may be left out.
    pub struct Bounds {
        /// The least that is right.
        "AtLeast" => at_least: Option<Number>,
        /// The most that is right.
        "AtMost" => at_most: Option<Number>,
    }
}

wire! {
    /// A member of the request has a value.
    pub struct RequestCondition {
        /// Which: `HyperParameterTuningJobConfig.Strategy`.
        "Path" => path: String,
        /// The value as text.
        "Is" => is: String,
    }
}

wire! {
    /// A question to the learner.
    pub struct Question {
        /// The question.
        "Text" => text: String,
        /// The answers to choose from. Without them a number is asked for.
        "Choices" => choices: Option<Vec<String>>,
        /// The right answer as text: the number, or which of the choices, counted from 1.
        "Is" => is: String,
        /// How far a number may be off.
        "Within" => within: Option<Number>,
    }
}

impl Workshop {
    /// Reads it from JSON.
    pub fn parse(text: &str) -> Result<Self, RequestError> {
        Ok(from_value(parse_json(text)?)?)
    }

    /// It as a link's text.
    pub fn to_link(&self) -> String {
        pack(&self.write().to_string())
    }

    /// It from a link's text.
    pub fn from_link(link: &str) -> Result<Self, LinkError> {
        Ok(Self::parse(&unpack(link)?)?)
    }

    /// The questions, in order; where each stands among the conditions is its number for [`Attempt::answers`].
    pub fn questions(&self) -> impl Iterator<Item = (usize, &Question)> {
        let conditions = self.check.iter().flatten().enumerate();
        conditions.filter_map(|(index, condition)| Some((index, condition.answer.as_ref()?)))
    }

    /// Whether there is anything to check.
    pub fn has_check(&self) -> bool {
        self.check.as_ref().is_some_and(|check| !check.is_empty())
    }
}
