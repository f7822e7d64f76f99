//! The problem: model; data set, surrogate or test function; and clock.

use super::{Report, at};
use crate::csv::{MAX_CLASSES, MAX_FEATURES, MAX_ROWS, MIN_ROWS};
use crate::dataset::{DatasetName, DatasetOptions, DatasetSpec, Drawn, OwnFile, Task};
use crate::language::t;
use crate::model::ModelKind;
use crate::playground::document::{DatasetDocument, Document, FileDocument, ProblemDocument};
use crate::playground::problem::ProblemModel;
use crate::simulate::ClockSettings;
use crate::surrogate::{SurrogateOptions, SurrogateSpec};
use crate::test_function::{TestFunction, TestFunctionSpec};
use serde_json::Number;

/// The longest that an epoch, or the start of a training job, can take: a day.
const MAX_SECONDS: f64 = 86_400.0;

pub(super) fn model(document: &Document, report: &mut Report) -> Option<ProblemModel> {
    let Some(name) = document.problem.as_ref().and_then(|problem| problem.model.as_deref()) else {
        return Some(ProblemModel::DEFAULT);
    };
    let message = || {
        let known: Vec<&str> = ProblemModel::ALL.iter().map(|model| model.name()).collect();
        t!("{name} is no model; there are {known}", name = format!("{name:?}"), known = known.join(", "))
    };
    report.keep("Problem.Model", "model", at::TUNEGROUND, ProblemModel::parse(name).ok_or_else(message))
}

/// The model that is trained and the data set's recipe, of a problem by itself; the error says what would be right.
pub(in crate::playground) fn trained_on(problem: ProblemDocument) -> Result<(ModelKind, DatasetSpec), String> {
    let name = problem.model.as_deref().unwrap_or(ModelKind::Mlp.name());
    let message = || format!("Model must be one that is trained: {}", ModelKind::ALL.map(ModelKind::name).join(", "));
    let model = ModelKind::parse(name).ok_or_else(message)?;
    let mut report = Report::default();
    dataset_of(problem, &mut report).map(|dataset| (model, dataset)).ok_or_else(|| {
        let messages: Vec<String> = report.issues.into_iter().map(|issue| issue.message).collect();
        messages.join("; ")
    })
}

/// The surrogate's own members of the problem; those of data sets are said to have no effect.
pub(super) fn surrogate(document: &Document, report: &mut Report) -> Option<SurrogateSpec> {
    let problem = document.problem.clone().unwrap_or_default();
    let dataset = problem.dataset.unwrap_or_default();
    no_data(None, &dataset, report);
    let options = SurrogateOptions {
        seed: seed(&dataset, report)?,
        noise: dataset.noise.as_ref().and_then(Number::as_f64),
        // What is no number of epochs is as wrong as none.
        epochs: problem.epochs.map(|epochs| u32::try_from(epochs).unwrap_or(0)),
    };
    SurrogateSpec::new(&options)
        .map_err(|errors| {
            for error in errors {
                report.error(format!("Problem.{}", error.field), "surrogate", error.to_string(), at::TUNEGROUND);
            }
        })
        .ok()
}

/// A test function's own members of the problem.
pub(super) fn test_function(
    document: &Document,
    function: TestFunction,
    report: &mut Report,
) -> Option<TestFunctionSpec> {
    let problem = document.problem.clone().unwrap_or_default();
    if problem.epochs.is_some() {
        let message =
            t!("Epochs is for the surrogate; a training job of {function} reports once", function = function.name());
        report.warning("Problem.Epochs", "no-effect", message, at::TUNEGROUND);
    }
    let dataset = problem.dataset.unwrap_or_default();
    no_data(Some(function), &dataset, report);
    let seed = seed(&dataset, report);
    let noise = dataset.noise.as_ref().and_then(Number::as_f64).unwrap_or(0.0);
    // The noise is judged without a right seed as well.
    let spec = TestFunctionSpec::new(function, seed.flatten().unwrap_or(0), noise);
    report.keep("Problem.Dataset.Noise", "test-function", at::TUNEGROUND, spec).filter(|_| seed.is_some())
}

/// The members of a data set that have no effect where nothing is trained: on a test function, or on the surrogate.
fn no_data(function: Option<TestFunction>, dataset: &DatasetDocument, report: &mut Report) {
    let of_data = [
        ("Name", dataset.name.is_some()),
        ("Samples", dataset.samples.is_some()),
        ("Classes", dataset.classes.is_some()),
        ("ValidationFraction", dataset.validation_fraction.is_some()),
    ];
    for (member, _) in of_data.into_iter().filter(|(_, is_given)| *is_given) {
        let message = match function.map(TestFunction::name) {
            Some(function) => {
                t!("{function} is trained on no data, so {member} has no effect; Seed and Noise have", function, member)
            }
            None => t!("the surrogate is trained on no data, so {member} has no effect; Seed and Noise have", member),
        };
        report.warning(format!("Problem.Dataset.{member}"), "no-effect", message, at::TUNEGROUND);
    }
}

/// The seed, if one is given.
#[allow(clippy::option_option, reason = "whether it is right and whether it is given are two questions")]
fn seed(dataset: &DatasetDocument, report: &mut Report) -> Option<Option<u64>> {
    let seed = dataset.seed.map(|seed| {
        let message = |_| t!("{field} must be 0 or more", field = "Seed");
        report.keep("Problem.Dataset.Seed", "dataset", at::TUNEGROUND, u64::try_from(seed).map_err(message))
    });
    seed.transpose_or()
}

/// The data set's recipe of a problem by itself, if all is right.
pub(in crate::playground) fn dataset_alone(problem: ProblemDocument) -> Option<DatasetSpec> {
    dataset_of(problem, &mut Report::default())
}

pub(super) fn dataset(document: &Document, report: &mut Report) -> Option<DatasetSpec> {
    dataset_of(document.problem.clone().unwrap_or_default(), report)
}

fn dataset_of(problem: ProblemDocument, report: &mut Report) -> Option<DatasetSpec> {
    if problem.epochs.is_some() {
        let message = t!("Epochs is for the surrogate; a model that is trained has a hyperparameter for them");
        report.warning("Problem.Epochs", "no-effect", message, at::TUNEGROUND);
    }
    let given = problem.dataset.unwrap_or_default();
    let mut count = |value: Option<i64>, field: &str| {
        let message = |_| t!("{field} must be 0 or more", field);
        let path = format!("Problem.Dataset.{field}");
        value.map(|value| report.keep(path, "dataset", at::TUNEGROUND, u64::try_from(value).map_err(message)))
    };
    let samples = count(given.samples, "Samples");
    let seed = count(given.seed, "Seed");
    let classes = count(given.classes, "Classes");
    let name = given.name.as_deref().unwrap_or(DatasetName::TwoMoons.name());
    let message = || {
        let known: Vec<&str> = DatasetName::ALL.iter().map(|dataset| dataset.name()).collect();
        t!("{name} is no data set; there are {known}", name = format!("{name:?}"), known = known.join(", "))
    };
    let name =
        report.keep("Problem.Dataset.Name", "dataset", at::TUNEGROUND, DatasetName::parse(name).ok_or_else(message))?;
    let options = DatasetOptions {
        samples: samples.map(|value| Some(whole(value?))).transpose_or()?,
        noise: given.noise.as_ref().and_then(Number::as_f64),
        seed: seed.transpose_or()?,
        classes: classes.map(|value| Some(whole(value?))).transpose_or()?,
        validation_fraction: given.validation_fraction.as_ref().and_then(Number::as_f64),
        file: match given.file.filter(|_| name == DatasetName::File) {
            Some(file) => Some(own_file(file, report)?),
            None => None,
        },
        drawn: match given.points.filter(|_| name == DatasetName::Drawn) {
            Some(texts) => {
                Some(report.keep("Problem.Dataset.Points", "dataset", at::TUNEGROUND, Drawn::parse(&texts))?)
            }
            None => None,
        },
    };
    DatasetSpec::new(name, &options)
        .map_err(|errors| {
            for error in errors {
                report.error(format!("Problem.Dataset.{}", error.field), "dataset", error.to_string(), at::TUNEGROUND);
            }
        })
        .ok()
}

/// What a document says of the user's own file.
fn own_file(file: FileDocument, report: &mut Report) -> Option<OwnFile> {
    let mut count = |field: &str, given: i64, least: usize, most: usize| {
        let within = usize::try_from(given).ok().filter(|count| (least..=most).contains(count));
        let message = || t!("{field} is {given}; a file has {least} to {most}", field, given, least, most);
        report.keep(format!("Problem.Dataset.File.{field}"), "dataset", at::TUNEGROUND, within.ok_or_else(message))
    };
    let rows = count("Rows", file.rows, MIN_ROWS, MAX_ROWS);
    let features = count("Features", file.features, 1, MAX_FEATURES);
    let task = match file.classes {
        Some(classes) => count("Classes", classes, 2, MAX_CLASSES).map(|classes| Task::Classification { classes }),
        None => Some(Task::Regression),
    };
    Some(OwnFile {
        name: file.name,
        checksum: file.checksum,
        target: file.target,
        left_out: file.left_out.unwrap_or_default(),
        rows: rows?,
        features: features?,
        task: task?,
    })
}

/// A number of rows or classes. What no machine could count is as wrong as the greatest number: in the page, where
/// numbers of this kind have 32 bits, and natively alike.
fn whole(value: u64) -> usize {
    u32::try_from(value).unwrap_or(u32::MAX) as usize
}

/// From "given or not, and right or not" to "right, and given or not".
trait TransposeOr<T> {
    #[allow(clippy::option_option, reason = "whether it is given and whether it is right are two questions")]
    fn transpose_or(self) -> Option<Option<T>>;
}

impl<T> TransposeOr<T> for Option<Option<T>> {
    fn transpose_or(self) -> Option<Option<T>> {
        match self {
            None => Some(None),
            Some(value) => value.map(Some),
        }
    }
}

pub(super) fn clock(document: &Document, report: &mut Report) -> Option<ClockSettings> {
    let default = ClockSettings::default();
    let Some(clock) = document.problem.as_ref().and_then(|problem| problem.clock.as_ref()) else {
        return Some(default);
    };
    let mut seconds = |value: &Option<Number>, field: &str, least: f64, default: f64| {
        let Some(number) = value else { return Some(default) };
        let within = number.as_f64().filter(|seconds| (least..=MAX_SECONDS).contains(seconds));
        let message = || t!("{number} must be {least} to {most} seconds", number, least, most = MAX_SECONDS);
        report.keep(format!("Problem.Clock.{field}"), "clock", at::TUNEGROUND, within.ok_or_else(message))
    };
    let startup_seconds = seconds(&clock.startup_seconds, "StartupSeconds", 0.0, default.startup_seconds);
    let seconds_per_epoch = seconds(&clock.seconds_per_epoch, "SecondsPerEpoch", 0.001, default.seconds_per_epoch);
    Some(ClockSettings { startup_seconds: startup_seconds?, seconds_per_epoch: seconds_per_epoch? })
}
