//! How a training job's metrics reach its tuning job: as in the cloud, through its log.
//!
//! After each epoch a training job writes a line ([`epoch_line`]), and the request's metric definitions capture values
//! from it. A metric of the model's that the request does not define is taken from the model directly: the page shows it
//! all the same, and a request without definitions, as those for SageMaker's own algorithms are, needs none.
//!
//! AWS lets a training job whose objective is never found run to its end (`ObjectiveStatus` Failed). Here it fails after
//! the first epoch without a value, since it would only waste time; where an epoch gives no value after earlier ones did,
//! the latest counts, as at AWS.

use crate::model::MetricSpec;
use crate::training_log::{Expression, ExpressionError, epoch_line};

/// The most characters of a `FailureReason` at AWS.
const MAX_REASON_CHARACTERS: usize = 1024;

/// Where the value of each metric comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct MetricReaders {
    /// What the model reports, in its order: the metrics in the line.
    reported: Vec<&'static str>,
    names: Vec<String>,
    sources: Vec<Source>,
    objective: usize,
}

#[derive(Clone, Debug, PartialEq)]
enum Source {
    /// The model's metric at this place.
    Reported(usize),
    /// What is captured from the line.
    Captured(Expression),
}

impl MetricReaders {
    /// Readers of a model's metrics with a request's metric definitions, given as names and regular expressions. Of two
    /// definitions of a name the first counts. A definition that cannot be searched here is left out. `objective` is the
    /// name of the objective metric; where no metric has it there is none to be read.
    pub fn new<'a>(
        model: &'static [MetricSpec],
        definitions: impl IntoIterator<Item = (&'a str, &'a str)>,
        objective: &str,
    ) -> Self {
        let reported: Vec<&'static str> = model.iter().map(|metric| metric.name).collect();
        let mut names: Vec<String> = reported.iter().map(|&name| name.to_owned()).collect();
        let mut sources: Vec<Source> = (0..reported.len()).map(Source::Reported).collect();
        for (name, regex) in definitions {
            let Ok(expression) = Expression::new(regex) else { continue };
            match names.iter().position(|known| known == name) {
                Some(place) if matches!(sources[place], Source::Reported(_)) => {
                    sources[place] = Source::Captured(expression);
                }
                Some(_) => {}
                None => {
                    names.push(name.to_owned());
                    sources.push(Source::Captured(expression));
                }
            }
        }
        let objective = names.iter().position(|name| name == objective).unwrap_or(usize::MAX);
        Self { reported, names, sources, objective }
    }

    /// The names of the metrics that a training job gives after each epoch: the model's, then others that are defined.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many of the metrics the model reports: the first ones, which are in the line.
    pub fn reported(&self) -> usize {
        self.reported.len()
    }

    /// The line that a training job writes after an epoch with these metrics of its model.
    pub fn line(&self, epoch: u32, reported: &[f64]) -> String {
        epoch_line(epoch, self.reported.iter().copied().zip(reported.iter().copied()))
    }

    /// The metrics after an epoch, parallel to [`names`](Self::names), from those that the model reports. `latest` are
    /// those of the epoch before, none in the first: where nothing is captured they stay, and NaN where there are none.
    /// The error is the training job's `FailureReason`: its objective has not been captured yet.
    pub fn read(&self, epoch: u32, reported: &[f64], latest: &[f64]) -> Result<Vec<f64>, String> {
        let reads = self.sources.iter().any(|source| matches!(source, Source::Captured(_)));
        let line = if reads { self.line(epoch, reported) } else { String::new() };
        let value = |(place, source): (usize, &Source)| match source {
            Source::Reported(index) => reported.get(*index).copied().unwrap_or(f64::NAN),
            Source::Captured(expression) => {
                let captured = expression.capture(&line).and_then(|capture| capture.value.ok());
                captured.or_else(|| latest.get(place).copied()).unwrap_or(f64::NAN)
            }
        };
        let values: Vec<f64> = self.sources.iter().enumerate().map(value).collect();
        match (self.sources.get(self.objective), values.get(self.objective)) {
            (Some(Source::Captured(expression)), Some(value)) if value.is_nan() => {
                Err(self.failure(expression, epoch, &line))
            }
            _ => Ok(values),
        }
    }

    fn failure(&self, expression: &Expression, epoch: u32, line: &str) -> String {
        let name = self.names.get(self.objective).map_or("", String::as_str);
        let reason = format!(
            "No objective metric found: after epoch {epoch} the training job wrote \"{line}\", and the regular expression of \
             {name}, {}, captured no number from it",
            expression.text()
        );
        reason.chars().take(MAX_REASON_CHARACTERS).collect()
    }
}

/// What comes of the definition of a metric that the model reports, or of any other, on lines as the training jobs write
/// them.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Probe {
    /// It cannot be searched here.
    CannotSearch(ExpressionError),
    /// It captures no number.
    CapturesNothing {
        /// From such a line.
        line: String,
    },
    /// It captures the number of this metric of the model's.
    Captures(&'static str),
    /// It captures a number of something else, such as the epoch's or a part of one.
    CapturesElse {
        /// From such a line.
        line: String,
    },
}

/// Tries a definition's regular expression on lines of a model's metrics.
pub(super) fn probe(model: &'static [MetricSpec], regex: &str) -> Probe {
    let expression = match Expression::new(regex) {
        Ok(expression) => expression,
        Err(error) => return Probe::CannotSearch(error),
    };
    let mut nothing = None;
    // Numbers that differ from each other, as most are: with few digits, with many, and without a fraction.
    for scale in [0.001, 0.010_203_04, 10.0] {
        let values: Vec<f64> = (0..model.len()).map(|index| (251 + 97 * index) as f64 * scale).collect();
        let line = epoch_line(7, model.iter().map(|metric| metric.name).zip(values.iter().copied()));
        let captured = expression.capture(&line).and_then(|capture| capture.value.ok());
        let of = |captured: f64| values.iter().position(|&value| value as f32 == captured as f32);
        match captured.map(|captured| of(captured).and_then(|index| model.get(index))) {
            Some(Some(metric)) => return Probe::Captures(metric.name),
            Some(None) => return Probe::CapturesElse { line },
            None => nothing = nothing.or(Some(line)),
        }
    }
    Probe::CapturesNothing { line: nothing.unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::Task;
    use crate::model::ModelKind;
    use crate::training_log::NUMBER_GROUP;

    const VALUES: [f64; 4] = [0.7, 0.5, 1e-5, 0.875];

    fn readers(definitions: &[(&str, &str)], objective: &str) -> MetricReaders {
        MetricReaders::new(
            ModelKind::Mlp.metrics(Task::Classification { classes: 2 }),
            definitions.iter().copied(),
            objective,
        )
    }

    #[test]
    fn without_definitions_the_model_reports() {
        let readers = readers(&[], "validation:loss");
        assert_eq!(readers.names(), ["train:loss", "train:accuracy", "validation:loss", "validation:accuracy"]);
        assert_eq!(readers.read(1, &VALUES, &[]), Ok(VALUES.to_vec()));
        let line = "epoch=3; train:loss=0.7; train:accuracy=0.5; validation:loss=1e-05; validation:accuracy=0.875;";
        assert_eq!(readers.line(3, &VALUES), line);
    }

    #[test]
    fn what_is_defined_is_read_from_the_line() {
        let number = |before: &str| format!("{before}{NUMBER_GROUP}");
        let (loss, mine) = (number("validation:loss="), number("validation:accuracy="));
        let definitions = [
            ("validation:loss", loss.as_str()),
            ("mine", &mine),
            ("validation:loss", "(x)"),
            ("epoch", "epoch=(.*?);"),
        ];
        let readers = readers(&definitions, "mine");
        assert_eq!(readers.names()[4..], ["mine", "epoch"]);
        assert_eq!(readers.read(3, &VALUES, &[]), Ok(vec![0.7, 0.5, 1e-5, 0.875, 0.875, 3.0]));
    }

    #[test]
    fn a_cut_number_is_another_number_as_in_the_cloud() {
        let readers = readers(&[("validation:loss", r"validation:loss=([0-9\.]+)")], "validation:loss");
        assert_eq!(readers.read(1, &VALUES, &[]).map(|values| values[2]), Ok(1.0), "1e-05 is cut");
    }

    #[test]
    fn an_objective_that_is_not_captured_fails_the_job_and_a_missing_value_leaves_the_latest() {
        let definition = [("validation:accuracy", "validation:accuracy=(0.[0-9]+)"), ("never", "never=(.*)")];
        let readers = readers(&definition, "validation:accuracy");
        let one = [0.7, 0.5, 0.1, 1.0];
        let reason = readers.read(1, &one, &[]).unwrap_err();
        assert!(reason.contains("validation:accuracy=1.0;") && reason.contains("(0.[0-9]+)"), "{reason}");
        let first = readers.read(1, &VALUES, &[]).unwrap();
        assert!(first[4].is_nan(), "only the objective must be there");
        assert_eq!(readers.read(2, &one, &first).unwrap()[..4], [0.7, 0.5, 0.1, 0.875]);
        let long = format!("({})", "y".repeat(498));
        let readers = self::readers(&[(&"n".repeat(255), &long)], &"n".repeat(255));
        assert!(readers.read(1, &VALUES, &[]).unwrap_err().chars().count() <= MAX_REASON_CHARACTERS);
    }

    #[test]
    fn a_definition_is_tried_on_lines_like_the_ones_to_come() {
        let probe = |regex: &str| super::probe(ModelKind::Mlp.metrics(Task::Classification { classes: 2 }), regex);
        assert_eq!(probe(&format!("train:loss={NUMBER_GROUP}")), Probe::Captures("train:loss"));
        assert_eq!(probe("accuracy=(.*?);"), Probe::Captures("train:accuracy"));
        assert_eq!(probe(".*accuracy=(.*?);"), Probe::Captures("validation:accuracy"));
        assert_eq!(probe("validation:loss=([0-9]{4}[.0-9]+)"), Probe::Captures("validation:loss"));
        assert!(matches!(probe("epoch=([0-9]+)"), Probe::CapturesElse { .. }));
        assert!(matches!(probe("val_acc: ([0-9.]+)"), Probe::CapturesNothing { .. }));
        assert!(matches!(probe("validation:loss=(.*?)"), Probe::CapturesNothing { .. }));
        assert!(matches!(probe("(?<=x)(y)"), Probe::CannotSearch(ExpressionError::NotKnownHere { .. })));
    }
}
