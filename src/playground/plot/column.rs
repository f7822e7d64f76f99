//! Columns of the tables: of all training jobs, and of every plot's data.

use super::{Mark, duration, significant, value_text};
use crate::language::t;
use crate::search_space::ParameterRange;
use crate::training_job::{Seconds, TrainingJob};
use crate::tuning_job::TuningConfig;
use std::cmp::Ordering;

/// What a column shows of a training job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Its number.
    Job,
    /// Its state, with its mark.
    State,
    /// The value of the tuned hyperparameter at this place of the search space.
    Parameter(usize),
    /// Its objective: the final one once it has ended, the latest before.
    Objective,
    /// How many epochs it has reported, and of how many.
    Epochs,
    /// When it started on the simulated clock.
    Started,
    /// How long it has run on the simulated clock.
    Duration,
    /// When it ended on the simulated clock.
    Ended,
    /// The objective after this epoch.
    Epoch(u32),
}

/// By which column a table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub column: Column,
    /// True from the largest, or the last letter, down.
    pub descending: bool,
}

/// What cells are compared by. What is missing comes last in either direction.
enum Key {
    Number(f64),
    Text(String),
    Missing,
}

impl Column {
    /// The column's heading.
    pub fn label(self, config: &TuningConfig) -> String {
        let label = match self {
            Self::Job => t!("Job"),
            Self::State => t!("State"),
            Self::Epochs => t!("Epochs"),
            Self::Started => t!("Started"),
            Self::Duration => t!("Duration"),
            Self::Ended => t!("Ended"),
            Self::Epoch(epoch) => return t!("Epoch {epoch}", epoch),
            Self::Parameter(_) | Self::Objective => return self.raw_label(config),
        };
        label.to_owned()
    }

    /// The column's heading as a program reads it, in English whatever the language.
    pub fn raw_label(self, config: &TuningConfig) -> String {
        match self {
            Self::Parameter(index) => {
                config.space().parameters().get(index).map_or_else(String::new, |parameter| parameter.name.clone())
            }
            Self::Objective => config.objective().metric_name.clone(),
            Self::Epoch(epoch) => format!("Epoch {epoch}"),
            Self::Job | Self::State | Self::Epochs | Self::Started | Self::Duration | Self::Ended => {
                format!("{self:?}")
            }
        }
    }

    /// True when its cells are numbers, which are set to the right.
    pub fn is_numeric(self, config: &TuningConfig) -> bool {
        match self {
            Self::State => false,
            Self::Parameter(index) => {
                let parameter = config.space().parameters().get(index);
                parameter.is_some_and(|parameter| !matches!(parameter.range, ParameterRange::Categorical(_)))
            }
            _ => true,
        }
    }

    /// A cell's text.
    pub fn text(self, job: &TrainingJob, now: Seconds) -> String {
        let missing = || "–".to_owned();
        match self {
            Self::Job => job.number.to_string(),
            Self::State => Mark::word_of(&job.status).to_owned(),
            Self::Parameter(index) => match job.hyperparameters.iter().nth(index) {
                Some((_, value)) => value_text(value),
                None => missing(),
            },
            Self::Objective => job.curve.last().map_or_else(missing, significant),
            Self::Epochs => t!("{count} of {all}", count = job.curve.epochs(), all = job.until_epoch),
            Self::Started => duration(job.created),
            Self::Duration => duration(job.running_seconds(now)),
            Self::Ended => job.ended.map_or_else(missing, duration),
            Self::Epoch(epoch) => job.curve.at(epoch).map_or_else(String::new, significant),
        }
    }

    /// A cell as a program reads it: numbers in full, times in seconds, states in English, nothing where there is none.
    pub fn raw(self, job: &TrainingJob, now: Seconds) -> String {
        let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
        match self {
            Self::Parameter(index) => {
                job.hyperparameters.iter().nth(index).map_or_else(String::new, |(_, value)| value.to_string())
            }
            Self::Objective => number(job.curve.last()),
            Self::Epochs => job.curve.epochs().to_string(),
            Self::Started => number(Some(job.created)),
            Self::Duration => number(Some(job.running_seconds(now))),
            Self::Ended => number(job.ended),
            Self::Epoch(epoch) => number(job.curve.at(epoch)),
            Self::Job => job.number.to_string(),
            Self::State => Mark::english_of(&job.status).to_owned(),
        }
    }

    fn key(self, job: &TrainingJob, now: Seconds) -> Key {
        let number = |value: Option<f64>| value.filter(|value| !value.is_nan()).map_or(Key::Missing, Key::Number);
        match self {
            Self::Job => Key::Number(f64::from(job.number.0)),
            Self::State => Key::Text(Mark::word_of(&job.status).to_owned()),
            Self::Parameter(index) => match job.hyperparameters.iter().nth(index) {
                Some((_, value)) => match value.as_number() {
                    Some(value) => Key::Number(value),
                    None => Key::Text(value.to_string()),
                },
                None => Key::Missing,
            },
            Self::Objective => number(job.curve.last()),
            Self::Epochs => Key::Number(f64::from(job.curve.epochs())),
            Self::Started => Key::Number(job.created),
            Self::Duration => Key::Number(job.running_seconds(now)),
            Self::Ended => number(job.ended),
            Self::Epoch(epoch) => number(job.curve.at(epoch)),
        }
    }
}

impl Order {
    /// The places of these jobs in the table: indices into `jobs`. Of equals the first launched comes first.
    pub fn sort(self, jobs: &[TrainingJob], now: Seconds) -> Vec<usize> {
        let keys: Vec<Key> = jobs.iter().map(|job| self.column.key(job, now)).collect();
        let mut order: Vec<usize> = (0..jobs.len()).collect();
        let turn = |ordering: Ordering| if self.descending { ordering.reverse() } else { ordering };
        order.sort_by(|&a, &b| match (&keys[a], &keys[b]) {
            (Key::Number(a), Key::Number(b)) => turn(a.total_cmp(b)),
            (Key::Text(a), Key::Text(b)) => turn(a.cmp(b)),
            (Key::Number(_), Key::Text(_)) => turn(Ordering::Less),
            (Key::Text(_), Key::Number(_)) => turn(Ordering::Greater),
            (Key::Missing, Key::Missing) => Ordering::Equal,
            (Key::Missing, _) => Ordering::Greater,
            (_, Key::Missing) => Ordering::Less,
        });
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::ParameterValue;
    use crate::training_job::{JobNumber, LearningCurve, Status};

    fn job(number: u32, value: Option<f64>, rate: f64) -> TrainingJob {
        let mut curve = LearningCurve::default();
        if let Some(value) = value {
            curve.push(value);
        }
        TrainingJob {
            number: JobNumber(number),
            name: String::new(),
            hyperparameters: [("rate".to_owned(), ParameterValue::Continuous(rate))].into_iter().collect(),
            until_epoch: 20,
            created: 90.0,
            ended: None,
            status: Status::InProgress,
            curve,
        }
    }

    #[test]
    fn what_is_missing_comes_last_either_way() {
        let jobs = [job(1, None, 0.1), job(2, Some(0.5), 0.3), job(3, Some(0.9), 0.2)];
        let sort = |column, descending| Order { column, descending }.sort(&jobs, 100.0);
        assert_eq!(sort(Column::Objective, true), [2, 1, 0]);
        assert_eq!(sort(Column::Objective, false), [1, 2, 0]);
        assert_eq!(sort(Column::Parameter(0), false), [0, 2, 1]);
        assert_eq!(sort(Column::State, true), [0, 1, 2], "of equals the first launched");
    }

    #[test]
    fn cells_are_short() {
        let job = job(4, Some(0.958_333_3), 0.031_622_776);
        let texts =
            [Column::Job, Column::State, Column::Parameter(0), Column::Objective, Column::Epochs, Column::Duration]
                .map(|column| column.text(&job, 150.0));
        assert_eq!(texts, ["4", "running", "0.03162", "0.9583", "1 of 20", "1 m"]);
    }
}
