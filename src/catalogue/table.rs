//! What a row of the catalogue says, and short ways to write one.

use super::registry::Registry;
use crate::objective::Direction;
use crate::sagemaker::MetricDefinition;
use crate::search_space::Scaling;
use crate::training_log::NUMBER_GROUP;

/// One of SageMaker's own algorithms.
#[derive(Debug, PartialEq)]
pub struct Algorithm {
    /// A name that does not change, for addresses and file names.
    pub id: &'static str,
    /// AWS's name; [`language::text`](crate::language::text) has it in other languages.
    pub title: &'static str,
    /// Where its container image comes from.
    pub image: Image,
    /// Of several algorithms in one image: the static hyperparameter that chooses this one. Of those, the last has none and
    /// takes what is left.
    pub chosen_by: Option<(&'static str, &'static str)>,
    /// The metrics that can be an objective; the first is the one of the starting request.
    pub metrics: &'static [Metric],
    /// What can be tuned. Empty when nothing can.
    pub tunable: &'static [HyperParameter],
    /// Static hyperparameters that it needs, or usually has.
    pub statics: &'static [StaticHyperParameter],
    /// Whether AWS's list of algorithms that support early stopping has it.
    pub early_stopping: EarlyStopping,
    /// The channels that it needs, and those that the starting request's objective is computed on.
    pub channels: &'static [Channel],
    /// How data can reach it: `TrainingInputMode`. The first is the starting request's.
    pub input_modes: &'static [&'static str],
    /// An instance type that suits it, as its page recommends where it does.
    pub instance_type: &'static str,
    /// The page about tuning it, without the folder and the ending; see [`tuning_page`](Self::tuning_page).
    pub page: &'static str,
}

/// Where a container image comes from.
#[derive(Debug, PartialEq)]
pub enum Image {
    /// A registry of AWS's own in each Region. The image brings its metric definitions and says what can be tuned.
    Registry {
        /// The repository.
        repository: &'static str,
        /// Repositories of older versions.
        older: &'static [&'static str],
        /// Whose registry it is.
        registry: Registry,
        /// The version to use.
        tag: &'static str,
        /// Other versions that there are, the newest first.
        other_tags: &'static [&'static str],
    },
    /// JumpStart: the image is that of a framework and runs a script that comes with the model. No registry path is
    /// documented; AWS's Python SDK finds it: `image_uris.retrieve(model_id=…, image_scope="training", …)`.
    JumpStart {
        /// The model's id, or an example of one where there are many.
        model_id: &'static str,
    },
}

impl Image {
    /// An image of which there is one version, `1`: all but XGBoost.
    pub(super) const fn only(repository: &'static str, registry: Registry) -> Self {
        Self::Registry { repository, older: &[], registry, tag: "1", other_tags: &[] }
    }

    /// The names of its repositories, the newest first; none where they are not documented.
    pub fn repositories(&self) -> impl Iterator<Item = &'static str> {
        let (newest, older) = match *self {
            Self::Registry { repository, older, .. } => (Some(repository), older),
            Self::JumpStart { .. } => (None, &[] as &[_]),
        };
        newest.into_iter().chain(older.iter().copied())
    }
}

/// A metric that can be an objective.
#[derive(Debug, PartialEq)]
pub struct Metric {
    /// Its name, such as `validation:auc`.
    pub name: &'static str,
    /// Which way is better.
    pub direction: Direction,
    /// A regular expression for what stands before the value in the log, for an algorithm of JumpStart's: there the request
    /// brings the definitions. `None` where the image brings them, and where AWS's page gives none.
    pub logged_after: Option<&'static str>,
}

impl Metric {
    /// The part of the name before the colon: the channel that it is computed on.
    pub fn channel(&self) -> Option<&'static str> {
        self.name.split_once(':').map(|(channel, _)| channel)
    }

    /// The definition that a request must bring for it, if it must and if it is known.
    pub fn definition(&self) -> Option<MetricDefinition> {
        // AWS's pages capture `[0-9\.]+`, which cuts exponents off and misses signs.
        let regex = format!("{}{NUMBER_GROUP}", self.logged_after?);
        Some(MetricDefinition { name: self.name.to_owned(), regex, ..Default::default() })
    }
}

/// A hyperparameter that can be tuned.
#[derive(Debug, PartialEq)]
pub struct HyperParameter {
    /// Its name.
    pub name: &'static str,
    /// The range that AWS recommends, with a scaling type of our choice: AWS's pages give none.
    pub range: Range,
    /// Whether the starting request tunes it.
    pub start: Start,
}

/// A range, its ends as they are written in a request.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// Any numbers.
    Continuous {
        /// The least value.
        min: &'static str,
        /// The greatest value.
        max: &'static str,
        /// The axis.
        scaling: Scaling,
    },
    /// Whole numbers.
    Integer {
        /// The least value.
        min: &'static str,
        /// The greatest value.
        max: &'static str,
        /// The axis.
        scaling: Scaling,
    },
    /// A list of values.
    Categorical(&'static [&'static str]),
}

impl Range {
    /// Whether a value, as text, lies in the range. No text that is not a number lies in a range of numbers.
    pub fn has(&self, value: &str) -> bool {
        match *self {
            Self::Categorical(values) => values.contains(&value),
            Self::Continuous { min, max, .. } | Self::Integer { min, max, .. } => {
                let number = |text: &str| text.trim().parse::<f64>().ok();
                let (Some(value), Some(min), Some(max)) = (number(value), number(min), number(max)) else {
                    return false;
                };
                (min..=max).contains(&value)
            }
        }
    }
}

/// Whether the starting request tunes a hyperparameter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// It does not.
    Left,
    /// In the recommended range.
    Recommended,
    /// In a range within the recommended one, where that one is too wide to begin with.
    Within(Range),
}

/// A static hyperparameter and a value for it.
#[derive(Debug, PartialEq)]
pub struct StaticHyperParameter {
    /// Its name.
    pub name: &'static str,
    /// A value to start with.
    pub value: &'static str,
    /// How much it is needed.
    pub need: Need,
}

/// How much a static hyperparameter is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// There is no training without it (AWS: required), and only the data tell its value: the one given is an example.
    OfData,
    /// There is no training without it (AWS: required).
    Required,
    /// It is usually given.
    Usual,
}

/// Whether an algorithm is on AWS's list of those that support early stopping. AWS dates its list to December 2018 and says
/// that others may support it too.
/// Source: <https://docs.aws.amazon.com/sagemaker/latest/dg/automatic-model-tuning-early-stopping.html>.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EarlyStopping {
    /// It is.
    Supported,
    /// It is, for objectives whose name ends so.
    SupportedFor(&'static str),
    /// It is not.
    NotListed,
}

impl EarlyStopping {
    /// Whether it is listed with this objective metric.
    pub fn is_listed_with(self, metric: &str) -> bool {
        match self {
            Self::Supported => true,
            Self::SupportedFor(end) => metric.ends_with(end),
            Self::NotListed => false,
        }
    }
}

/// An input channel.
#[derive(Debug, PartialEq)]
pub struct Channel {
    /// Its name.
    pub name: &'static str,
    /// A content type that the algorithm reads there; `None` where it goes by the files' names.
    pub content_type: Option<&'static str>,
    /// Whether the algorithm wants the data split among its machines (`ShardedByS3Key`).
    pub is_sharded: bool,
}

impl Algorithm {
    /// The address of AWS's page about tuning it.
    pub fn tuning_page(&self) -> String {
        format!("https://docs.aws.amazon.com/sagemaker/latest/dg/{}.html", self.page)
    }

    /// What can be tuned of it under this name.
    pub fn hyperparameter(&self, name: &str) -> Option<&'static HyperParameter> {
        self.tunable.iter().find(|own| own.name == name)
    }

    /// The metric of this name.
    pub fn metric(&self, name: &str) -> Option<&'static Metric> {
        self.metrics.iter().find(|own| own.name == name)
    }
}

/// Data in files, which are copied before the training.
pub(super) const FILE: &[&str] = &["File"];
/// Data in files, or as a stream.
pub(super) const FILE_OR_PIPE: &[&str] = &["File", "Pipe"];

pub(super) const fn maximize(name: &'static str) -> Metric {
    Metric { name, direction: Direction::Maximize, logged_after: None }
}

pub(super) const fn minimize(name: &'static str) -> Metric {
    Metric { name, direction: Direction::Minimize, logged_after: None }
}

impl Metric {
    pub(super) const fn logged_after(self, text: &'static str) -> Self {
        Self { logged_after: Some(text), ..self }
    }
}

pub(super) const fn real(min: &'static str, max: &'static str) -> Range {
    Range::Continuous { min, max, scaling: Scaling::Linear }
}

pub(super) const fn real_log(min: &'static str, max: &'static str) -> Range {
    Range::Continuous { min, max, scaling: Scaling::Logarithmic }
}

/// For what matters most close to 1, such as a momentum.
pub(super) const fn real_reverse_log(min: &'static str, max: &'static str) -> Range {
    Range::Continuous { min, max, scaling: Scaling::ReverseLogarithmic }
}

pub(super) const fn whole(min: &'static str, max: &'static str) -> Range {
    Range::Integer { min, max, scaling: Scaling::Linear }
}

pub(super) const fn whole_log(min: &'static str, max: &'static str) -> Range {
    Range::Integer { min, max, scaling: Scaling::Logarithmic }
}

/// A hyperparameter that the starting request leaves as it is.
pub(super) const fn can(name: &'static str, range: Range) -> HyperParameter {
    HyperParameter { name, range, start: Start::Left }
}

/// A hyperparameter that the starting request tunes.
pub(super) const fn tune(name: &'static str, range: Range) -> HyperParameter {
    HyperParameter { name, range, start: Start::Recommended }
}

impl HyperParameter {
    /// Tuned in a smaller range to begin with.
    pub(super) const fn within(self, range: Range) -> Self {
        Self { start: Start::Within(range), ..self }
    }
}

pub(super) const fn of_data(name: &'static str, value: &'static str) -> StaticHyperParameter {
    StaticHyperParameter { name, value, need: Need::OfData }
}

pub(super) const fn required(name: &'static str, value: &'static str) -> StaticHyperParameter {
    StaticHyperParameter { name, value, need: Need::Required }
}

pub(super) const fn usual(name: &'static str, value: &'static str) -> StaticHyperParameter {
    StaticHyperParameter { name, value, need: Need::Usual }
}

pub(super) const fn channel(name: &'static str, content_type: &'static str) -> Channel {
    Channel { name, content_type: Some(content_type), is_sharded: false }
}

impl Channel {
    pub(super) const fn sharded(self) -> Self {
        Self { is_sharded: true, ..self }
    }
}
