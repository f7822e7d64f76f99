//! One condition, as it is typed.

use super::{lines, text};
use crate::language::t;
use crate::playground::workshop::check::number;
use crate::playground::workshop::{Bounds, Condition, Question, RequestCondition};
use serde_json::Number;

/// What can be checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConditionKind {
    /// The best objective.
    #[default]
    Objective,
    /// Training jobs that were launched.
    TrainingJobs,
    /// Training jobs that early stopping or Hyperband stopped.
    EarlyStopped,
    /// Epochs of all training jobs.
    Epochs,
    /// Simulated seconds that are billed.
    BillableSeconds,
    /// What ended the tuning job.
    EndedBy,
    /// A member of the request.
    Request,
    /// A question with a number, or with answers to choose from.
    Answer,
}

impl ConditionKind {
    /// All, in the order of the menu.
    pub const ALL: [Self; 8] = [
        Self::Objective,
        Self::TrainingJobs,
        Self::EarlyStopped,
        Self::Epochs,
        Self::BillableSeconds,
        Self::EndedBy,
        Self::Request,
        Self::Answer,
    ];

    /// Its member of a condition.
    pub fn name(self) -> &'static str {
        match self {
            Self::Objective => "Objective",
            Self::TrainingJobs => "TrainingJobs",
            Self::EarlyStopped => "EarlyStopped",
            Self::Epochs => "Epochs",
            Self::BillableSeconds => "BillableSeconds",
            Self::EndedBy => "EndedBy",
            Self::Request => "Request",
            Self::Answer => "Answer",
        }
    }

    /// It in words.
    pub fn title(self) -> &'static str {
        match self {
            Self::Objective => t!("The best objective"),
            Self::TrainingJobs => t!("Number of training jobs"),
            Self::EarlyStopped => t!("Training jobs that were stopped early"),
            Self::Epochs => t!("Epochs of all training jobs"),
            Self::BillableSeconds => t!("Billed seconds"),
            Self::EndedBy => t!("What ends the tuning job"),
            Self::Request => t!("A value in the request"),
            Self::Answer => t!("A question"),
        }
    }

    /// Whether a number is held against bounds.
    pub fn is_measured(self) -> bool {
        !matches!(self, Self::EndedBy | Self::Request | Self::Answer)
    }
}

/// What is typed of a condition. What another kind has stays, so that it is there again when the kind is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConditionDraft {
    /// What is checked.
    pub kind: ConditionKind,
    /// The least that is right: a number.
    pub least: String,
    /// The most that is right: a number.
    pub most: String,
    /// What ends the tuning job: a criterion's name.
    pub ended_by: String,
    /// A member of the request.
    pub path: String,
    /// What is to stand there.
    pub value: String,
    /// A question.
    pub question: String,
    /// Its answers, one a line; none where a number is asked for.
    pub choices: String,
    /// Which of them is right, counted from 0.
    pub choice: usize,
    /// The number that is right.
    pub answer: String,
    /// How far it may be off: a number, or nothing.
    pub within: String,
    /// What is said when it does not hold.
    pub say: String,
}

/// Why a condition cannot be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Neither end is a number.
    #[error("{}", t!("Give the least, the most, or both, as numbers."))]
    NoBounds,
    /// Nothing is between the ends.
    #[error("{}", t!("The least is more than the most."))]
    Crossed,
    /// Nothing is chosen.
    #[error("{}", t!("Choose what ends the tuning job."))]
    NoEnd,
    /// No member is named.
    #[error("{}", t!("Name a member of the request, as HyperParameterTuningJobConfig.Strategy, and its value."))]
    NoMember,
    /// Nothing is asked.
    #[error("{}", t!("Write a question."))]
    NoQuestion,
    /// The answer is not given.
    #[error("{}", t!("Give the right answer: a number, and how far it may be off, or answers to choose from."))]
    NoAnswer,
    /// None of the answers is the right one.
    #[error("{}", t!("Choose which answer is right."))]
    NoChoice,
}

impl ConditionDraft {
    /// A condition that is to be changed; `None` for one that this program does not know.
    pub(super) fn of(condition: &Condition) -> Option<Self> {
        let base = Self { say: condition.say.clone().unwrap_or_default(), ..Self::default() };
        let bounds = |kind, bounds: &Bounds| Self {
            kind,
            least: number_text(bounds.at_least.as_ref()),
            most: number_text(bounds.at_most.as_ref()),
            ..base.clone()
        };
        let measured = [
            (ConditionKind::Objective, &condition.objective),
            (ConditionKind::TrainingJobs, &condition.training_jobs),
            (ConditionKind::EarlyStopped, &condition.early_stopped),
            (ConditionKind::Epochs, &condition.epochs),
            (ConditionKind::BillableSeconds, &condition.billable_seconds),
        ];
        if let Some((kind, ends)) = measured.into_iter().find_map(|(kind, ends)| Some((kind, ends.as_ref()?))) {
            return Some(bounds(kind, ends));
        }
        if let Some(ended_by) = &condition.ended_by {
            return Some(Self { kind: ConditionKind::EndedBy, ended_by: ended_by.clone(), ..base });
        }
        if let Some(RequestCondition { path, is, .. }) = &condition.request {
            return Some(Self { kind: ConditionKind::Request, path: path.clone(), value: is.clone(), ..base });
        }
        let question = condition.answer.as_ref()?;
        let choices = question.choices.clone().unwrap_or_default();
        let is_number = choices.is_empty();
        Some(Self {
            kind: ConditionKind::Answer,
            question: question.text.clone(),
            choices: choices.join("\n"),
            choice: if is_number { 0 } else { place_of(&question.is) },
            answer: if is_number { question.is.clone() } else { String::new() },
            within: number_text(question.within.as_ref()),
            ..base
        })
    }

    /// The answers to choose from.
    pub fn choices(&self) -> Vec<String> {
        lines(&self.choices)
    }

    /// The condition.
    pub fn read(&self) -> Result<Condition, Wrong> {
        let base = Condition { say: text(&self.say), ..Condition::default() };
        Ok(match self.kind {
            ConditionKind::Objective => Condition { objective: Some(self.bounds()?), ..base },
            ConditionKind::TrainingJobs => Condition { training_jobs: Some(self.bounds()?), ..base },
            ConditionKind::EarlyStopped => Condition { early_stopped: Some(self.bounds()?), ..base },
            ConditionKind::Epochs => Condition { epochs: Some(self.bounds()?), ..base },
            ConditionKind::BillableSeconds => Condition { billable_seconds: Some(self.bounds()?), ..base },
            ConditionKind::EndedBy => Condition { ended_by: Some(text(&self.ended_by).ok_or(Wrong::NoEnd)?), ..base },
            ConditionKind::Request => {
                let (Some(path), Some(is)) = (text(&self.path), text(&self.value)) else {
                    return Err(Wrong::NoMember);
                };
                Condition { request: Some(RequestCondition { path, is, ..RequestCondition::default() }), ..base }
            }
            ConditionKind::Answer => Condition { answer: Some(self.asked()?), ..base },
        })
    }

    fn bounds(&self) -> Result<Bounds, Wrong> {
        let end = |typed: &str| match text(typed) {
            None => Ok(None),
            Some(typed) => number(&typed).map(Some).ok_or(Wrong::NoBounds),
        };
        let (least, most) = (end(&self.least)?, end(&self.most)?);
        match (least, most) {
            (None, None) => Err(Wrong::NoBounds),
            (Some(least), Some(most)) if least > most => Err(Wrong::Crossed),
            _ => Ok(Bounds { at_least: least.and_then(exact), at_most: most.and_then(exact), ..Bounds::default() }),
        }
    }

    fn asked(&self) -> Result<Question, Wrong> {
        let text_of_question = text(&self.question).ok_or(Wrong::NoQuestion)?;
        let choices = self.choices();
        if !choices.is_empty() {
            return if self.choice < choices.len() {
                Ok(Question {
                    text: text_of_question,
                    choices: Some(choices),
                    is: (self.choice + 1).to_string(),
                    ..Question::default()
                })
            } else {
                Err(Wrong::NoChoice)
            };
        }
        let answer = number(&self.answer).and_then(exact).ok_or(Wrong::NoAnswer)?;
        let within = match text(&self.within) {
            None => None,
            Some(typed) => Some(number(&typed).and_then(exact).ok_or(Wrong::NoAnswer)?),
        };
        Ok(Question { text: text_of_question, is: answer.to_string(), within, ..Question::default() })
    }
}

/// The place of a choice that is counted from 1; one that no list has where that is not counted so.
fn place_of(choice: &str) -> usize {
    choice.trim().parse().ok().and_then(|number: usize| number.checked_sub(1)).unwrap_or(usize::MAX)
}

/// A number of JSON: whole where it is, so that links stay short.
fn exact(value: f64) -> Option<Number> {
    if value.fract() == 0.0 && value.abs() < 1e15 { Some(Number::from(value as i64)) } else { Number::from_f64(value) }
}

fn number_text(number: Option<&Number>) -> String {
    number.map(Number::to_string).unwrap_or_default()
}
