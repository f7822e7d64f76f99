//! What a training job trains: a model on data, or in place of both a made-up objective or a test function.

use super::metrics::MetricReaders;
use crate::dataset::DatasetSpec;
use crate::language::t;
use crate::math::format::metric_value;
use crate::model::{HyperParameterError, ModelKind, TrainingSpec};
use crate::objective::Direction;
use crate::search_space::HyperParameters;
use crate::surrogate::Surrogate;
use crate::test_function::{METRIC, TestFunction, TestObjective};
use std::sync::Arc;

/// A problem whose every part is within its limits.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// A model that is trained on a data set.
    Trained(TrainedProblem),
    /// An objective that is made up over the request's own ranges. Its values are the objective, by whatever name; the request's
    /// metric definitions are not used, since nothing is logged that they could read.
    Surrogate(Box<Surrogate>),
    /// A function whose smallest value is known. Its metric is [`METRIC`], whose one value is reported without a log.
    TestFunction(Box<TestObjective>),
}

impl Problem {
    /// The names of the metrics that a training job reports after each epoch.
    pub fn metric_names(&self) -> Vec<String> {
        match self {
            Self::Trained(problem) => problem.metric_names(),
            Self::Surrogate(surrogate) => vec![surrogate.metric_name().to_owned()],
            Self::TestFunction(_) => vec![METRIC.to_owned()],
        }
    }

    /// The data set's recipe; `None` where nothing is trained on data.
    pub fn dataset(&self) -> Option<&DatasetSpec> {
        match self {
            Self::Trained(problem) => Some(&problem.dataset),
            Self::Surrogate(_) | Self::TestFunction(_) => None,
        }
    }

    /// See [`Plan::known_optimum`](super::Plan::known_optimum).
    pub fn known_optimum(&self, direction: Direction) -> Option<f64> {
        match self {
            Self::TestFunction(objective) if direction == Direction::Minimize => objective.optimum().map(metric_value),
            _ => None,
        }
    }

    /// How long one epoch takes, against one epoch with the model's default hyperparameters, or in the middle of a
    /// surrogate's ranges. 1 for hyperparameters that cannot be trained, and for a test function.
    pub fn relative_work(&self, tuned: &HyperParameters) -> f64 {
        match self {
            Self::Trained(problem) => problem.relative_work(tuned),
            Self::Surrogate(surrogate) => surrogate.relative_work(tuned),
            Self::TestFunction(_) => 1.0,
        }
    }
}

/// A model, a data set, and the hyperparameters that are the same for all training jobs.
#[derive(Clone, Debug, PartialEq)]
pub struct TrainedProblem {
    /// The model.
    pub model: ModelKind,
    /// The data set's recipe.
    pub dataset: DatasetSpec,
    /// The static hyperparameters: name and value.
    pub static_hyperparameters: Vec<(String, String)>,
    /// How what a training job reports becomes its metrics.
    pub metrics: Arc<MetricReaders>,
}

impl TrainedProblem {
    fn metric_names(&self) -> Vec<String> {
        self.metrics.names().to_vec()
    }

    /// What a training job with these tuned hyperparameters, as texts, trains.
    pub fn training_spec(&self, tuned: &[(String, String)]) -> Result<TrainingSpec, Vec<HyperParameterError>> {
        let all = self.static_hyperparameters.iter().chain(tuned);
        TrainingSpec::new(self.model, all.map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// [`Self::training_spec`], with what is wrong as one text.
    pub(super) fn training_spec_in_words(&self, tuned: &[(String, String)]) -> Result<TrainingSpec, String> {
        let texts = |errors: Vec<HyperParameterError>| errors.iter().map(ToString::to_string).collect::<Vec<_>>();
        self.training_spec(tuned).map_err(|errors| texts(errors).join("; "))
    }

    /// About how many multiply-accumulates an epoch has; 0 for hyperparameters that cannot be trained.
    pub(super) fn epoch_work(&self, tuned: &HyperParameters) -> f64 {
        let (features, outputs) = (self.dataset.features(), self.dataset.task().outputs());
        let spec = self.training_spec(&tuned.to_texts());
        spec.map_or(0.0, |spec| spec.work(self.dataset.samples(), features, outputs))
    }

    /// The ratio of multiply-accumulates.
    fn relative_work(&self, tuned: &HyperParameters) -> f64 {
        let work = |spec: &TrainingSpec| {
            // The number of rows is the same in both, and cancels.
            spec.work(1, self.dataset.features(), self.dataset.task().outputs())
        };
        let defaults = TrainingSpec::new(self.model, []).map(|spec| work(&spec));
        match (self.training_spec(&tuned.to_texts()), defaults) {
            (Ok(spec), Ok(defaults)) if defaults > 0.0 => work(&spec) / defaults,
            _ => 1.0,
        }
    }
}

/// What `Problem.Model` can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemModel {
    /// A model that is trained on data.
    Trained(ModelKind),
    /// An objective that is made up.
    Surrogate,
    /// A function whose smallest value is known.
    TestFunction(TestFunction),
}

impl ProblemModel {
    /// Everything it can name, in the order the page lists it.
    pub const ALL: [Self; 11] = [
        Self::Trained(ModelKind::LogisticRegression),
        Self::Trained(ModelKind::Mlp),
        Self::Trained(ModelKind::GradientBoostedTrees),
        Self::Trained(ModelKind::DecisionTree),
        Self::Surrogate,
        Self::TestFunction(TestFunction::Branin),
        Self::TestFunction(TestFunction::Hartmann3),
        Self::TestFunction(TestFunction::Hartmann6),
        Self::TestFunction(TestFunction::Ackley),
        Self::TestFunction(TestFunction::Levy),
        Self::TestFunction(TestFunction::Rosenbrock),
    ];

    /// What a document without `Problem.Model` has.
    pub const DEFAULT: Self = Self::Trained(ModelKind::Mlp);

    /// The name in a playground document.
    pub fn name(self) -> &'static str {
        match self {
            Self::Trained(model) => model.name(),
            Self::Surrogate => "surrogate",
            Self::TestFunction(function) => function.name(),
        }
    }

    /// What `name` names, if it is anything here.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|model| model.name() == name)
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::Trained(model) => model.title(),
            Self::Surrogate => t!("Any algorithm (made up)"),
            Self::TestFunction(function) => function.title(),
        }
    }

    /// What it stands for, to follow "Stands for".
    pub fn stands_for(self) -> &'static str {
        match self {
            Self::Trained(model) => model.stands_for(),
            Self::Surrogate => {
                t!(
                    "any algorithm. Nothing is trained: the objective is made up, from the ranges, their names and a seed, \
                     and says nothing about the real one"
                )
            }
            Self::TestFunction(_) => {
                t!(
                    "no algorithm: it is a function whose smallest value is known, so that what a search finds can be held against \
                     what there is to find"
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for model in ProblemModel::ALL {
            assert_eq!(ProblemModel::parse(model.name()), Some(model));
        }
        for kind in ModelKind::ALL {
            assert_eq!(ProblemModel::parse(kind.name()), Some(ProblemModel::Trained(kind)));
        }
        for function in TestFunction::ALL {
            assert_eq!(ProblemModel::parse(function.name()), Some(ProblemModel::TestFunction(function)));
        }
        assert_eq!(ProblemModel::parse("xgboost"), None);
    }
}
