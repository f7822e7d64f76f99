//! What a data set is made from: checked once here, so that generating cannot fail.

use core::ops::RangeInclusive;

use super::drawn::Drawn;
use super::name::DatasetName;
use super::own::OwnFile;
use super::target::Task;
use crate::language::t;

/// How many rows a generated data set can have, training and validation together. The least leaves each of five classes
/// a validation row; the most keeps an epoch of the largest network within a second.
pub const SAMPLES: RangeInclusive<usize> = 40..=10_000;

/// The part of the rows that can be kept for validation.
pub const VALIDATION_FRACTION: RangeInclusive<f64> = 0.1..=0.5;

const DEFAULT_VALIDATION_FRACTION: f64 = 0.25;

/// What a playground document says of its data set; `None` where it says nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DatasetOptions {
    /// Rows, training and validation together: [`SAMPLES`], default 400. Real data have what they have, whatever is given.
    pub samples: Option<usize>,
    /// Standard deviation of the normal noise on each coordinate, in the raw features' unit. Real data have none of it,
    /// whatever is given.
    pub noise: Option<f64>,
    /// Seed of the rows and of the split; default 0.
    pub seed: Option<u64>,
    /// Number of classes, for the data sets that leave a choice.
    pub classes: Option<usize>,
    /// Part of the rows kept for validation: [`VALIDATION_FRACTION`], default 0.25.
    pub validation_fraction: Option<f64>,
    /// For [`DatasetName::File`]: which file, and what is learned of it.
    pub file: Option<OwnFile>,
    /// For [`DatasetName::Drawn`]: the points.
    pub drawn: Option<Drawn>,
}

/// Why a data set cannot be made as written.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{}", self.words())]
pub struct DatasetError {
    /// The field's name in a playground document: `Samples`, `Noise`, `Classes` or `ValidationFraction`.
    pub field: &'static str,
    /// The value as given.
    pub value: String,
    /// The data set it was given for.
    pub dataset: DatasetName,
    /// What would be right, in words.
    pub limits: String,
}

impl DatasetError {
    fn words(&self) -> String {
        let Self { field, value, dataset, limits } = self;
        match dataset {
            // What is not there yet is no mistake.
            DatasetName::File if *field == "File" => t!("There is no file yet: {limits}", limits),
            DatasetName::Drawn if *field == "Points" => t!("So far there are {value}: {limits}", value, limits),
            _ => t!("{field} is {value}; {dataset} takes {limits}", field, value, dataset = dataset.name(), limits),
        }
    }
}

/// A data set's recipe, within all limits.
#[derive(Clone, Debug, PartialEq)]
pub struct DatasetSpec {
    name: DatasetName,
    samples: usize,
    noise: f64,
    seed: u64,
    task: Task,
    features: usize,
    validation_fraction: f64,
    file: Option<Box<OwnFile>>,
    drawn: Option<Drawn>,
}

impl DatasetSpec {
    /// Checks `options` for the data set `name` and fills in defaults; all problems at once.
    pub fn new(name: DatasetName, options: &DatasetOptions) -> Result<Self, Vec<DatasetError>> {
        let mut spec = Self::default_of(name);
        let mut errors = Vec::new();
        let mut refuse = |field, value: String, limits: String| {
            errors.push(DatasetError { field, value, dataset: name, limits });
        };
        // Real data are what they are: a size or noise left over from another data set is no mistake worth an error.
        if !name.is_given() {
            if let Some(samples) = options.samples {
                spec.samples = samples;
                if !SAMPLES.contains(&samples) {
                    refuse("Samples", samples.to_string(), between(&SAMPLES));
                }
            }
            if let Some(noise) = options.noise {
                spec.noise = noise;
                if !name.noise_limits().contains(&noise) {
                    refuse("Noise", noise.to_string(), between(&name.noise_limits()));
                }
            }
        }
        if let Some(classes) = options.classes.filter(|_| *name.class_limits().end() > 0) {
            spec.task = Task::Classification { classes };
            if !name.class_limits().contains(&classes) {
                refuse("Classes", classes.to_string(), between(&name.class_limits()));
            }
        }
        if name == DatasetName::Drawn {
            let drawn = options.drawn.clone().unwrap_or_default();
            if !drawn.can_be_learned() {
                refuse(
                    "Points",
                    t!("{points} points of {classes} classes", points = drawn.len(), classes = drawn.classes().len()),
                    t!("draw {limits}", limits = Drawn::limits()),
                );
            }
            spec.samples = drawn.len();
            spec.task = Task::Classification { classes: drawn.classes().len() };
            spec.drawn = Some(drawn);
        }
        if name == DatasetName::File {
            match &options.file {
                Some(file) => (spec.samples, spec.features, spec.task) = (file.rows, file.features, file.task),
                None => {
                    refuse("File", "missing".to_owned(), t!("choose a CSV file, or drop it on the page").to_owned());
                }
            }
            spec.file = options.file.clone().map(Box::new);
        }
        if let Some(fraction) = options.validation_fraction {
            spec.validation_fraction = fraction;
            if !VALIDATION_FRACTION.contains(&fraction) {
                refuse("ValidationFraction", fraction.to_string(), between(&VALIDATION_FRACTION));
            }
        }
        spec.seed = options.seed.unwrap_or(0);
        if errors.is_empty() { Ok(spec) } else { Err(errors) }
    }

    /// The data set `name` with nothing said about it; a file of the user's own is not there, and has no rows yet.
    pub fn default_of(name: DatasetName) -> Self {
        Self {
            name,
            samples: name.default_samples(),
            noise: name.default_noise(),
            seed: 0,
            task: match name {
                DatasetName::Airfoil => Task::Regression,
                _ => Task::Classification { classes: name.default_classes().max(2) },
            },
            features: name.features(),
            validation_fraction: DEFAULT_VALIDATION_FRACTION,
            file: None,
            drawn: None,
        }
    }

    /// The same recipe with another seed: other rows of what is generated, another split of what is given.
    #[must_use]
    pub fn with_seed(&self, seed: u64) -> Self {
        Self { seed, ..self.clone() }
    }

    /// Which data set.
    pub fn name(&self) -> DatasetName {
        self.name
    }

    /// Rows, training and validation together.
    pub fn samples(&self) -> usize {
        self.samples
    }

    /// Standard deviation of the noise, in the raw features' unit.
    pub fn noise(&self) -> f64 {
        self.noise
    }

    /// Seed of the rows and of the split.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// What is predicted.
    pub fn task(&self) -> Task {
        self.task
    }

    /// How many features a row has.
    pub fn features(&self) -> usize {
        self.features
    }

    /// The user's own file, where the rows come from one.
    pub fn file(&self) -> Option<&OwnFile> {
        self.file.as_deref()
    }

    /// The points that the user has drawn, where the rows are those.
    pub fn drawn(&self) -> Option<&Drawn> {
        self.drawn.as_ref()
    }

    /// Whether the rows are in a file: [`DatasetName::file_name`]'s or [`Self::file`].
    pub fn is_in_a_file(&self) -> bool {
        self.name.file_name().is_some() || self.name == DatasetName::File
    }

    /// Part of the rows kept for validation.
    pub fn validation_fraction(&self) -> f64 {
        self.validation_fraction
    }
}

fn between<T: PartialEq + core::fmt::Display>(limits: &RangeInclusive<T>) -> String {
    if limits.start() == limits.end() {
        t!("only {value}", value = limits.start())
    } else {
        t!("{least} to {most}", least = limits.start(), most = limits.end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_problems_are_told_at_once_with_the_limits() {
        let options = DatasetOptions {
            samples: Some(3),
            noise: Some(f64::NAN),
            classes: Some(4),
            validation_fraction: Some(0.9),
            ..DatasetOptions::default()
        };
        let errors = DatasetSpec::new(DatasetName::TwoMoons, &options).unwrap_err();
        assert_eq!(
            errors.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "Samples is 3; two-moons takes 40 to 10000",
                "Noise is NaN; two-moons takes 0 to 1",
                "Classes is 4; two-moons takes only 2",
                "ValidationFraction is 0.9; two-moons takes 0.1 to 0.5",
            ]
        );
    }

    #[test]
    fn iris_is_always_its_150_rows() {
        let options = DatasetOptions { samples: Some(9999), noise: Some(7.0), ..DatasetOptions::default() };
        let spec = DatasetSpec::new(DatasetName::Iris, &options).unwrap();
        assert_eq!((spec.samples(), spec.noise(), spec.task()), (150, 0.0, Task::Classification { classes: 3 }));
    }

    #[test]
    fn nothing_said_is_the_default() {
        for name in DatasetName::ALL.into_iter().filter(|name| !matches!(name, DatasetName::File | DatasetName::Drawn))
        {
            assert_eq!(DatasetSpec::new(name, &DatasetOptions::default()).unwrap(), DatasetSpec::default_of(name));
        }
    }
}
