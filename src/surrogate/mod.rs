//! A made-up objective for any tuning job: a seeded response surface over the request's own ranges, with learning curves.
//! The objective of `Problem.Model` `surrogate`, with which a job whose algorithm cannot be trained here is dry-run.
//!
//! Nothing in it comes from the algorithm or from data: the numbers are made up, and only believable. What they have in
//! common with real ones: a few hyperparameters matter and most do not, as in low effective dimensionality (Bergstra and
//! Bengio, "Random Search for Hyper-Parameter Optimization", JMLR 2012); the best region is inside most ranges; good
//! values of one hyperparameter depend on another's; there are local optima; fast learners are not the best in the end;
//! a large step size diverges. (A strategy may fit a surrogate of its own to what it has seen; this one it never sees.)
//!
//! | symbol | meaning |
//! |---|---|
//! | `u` | a point of the unit cube, one coordinate a range by the range's own scaling (`search_space`) |
//! | `b(u)` | badness, 0 at the best point of the surface, below 1 everywhere ([`Landscape`](landscape::Landscape)) |
//! | `g(e)` | badness after epoch `e`: from about 1 towards `b(u)` ([`Learning`](learning::Learning)) |
//! | `y` | the metric: `best + (worst − best) · g^1.5` and noise ([`MetricScale`]) |
//!
//! Everything is a function of (`Problem.Dataset.Seed`, names, ranges, `RandomSeed`, job number), with `libm`'s functions:
//! the same bits everywhere. What a hyperparameter does depends on the seed and its name, not on its place in the request.

mod axis;
mod landscape;
mod learning;
mod metric;
mod names;
mod run;
mod spec;

pub use metric::{MetricKind, MetricScale};
pub use names::is_epochs;
pub use run::{Step, SurrogateRun};
pub use spec::{EPOCHS, MAX_EPOCHS, NOISE, SurrogateError, SurrogateOptions, SurrogateSpec};

use crate::math::rng::{Purpose, Stream};
use crate::objective::Objective;
use crate::search_space::{HyperParameters, ParameterRange, ParameterValue, SearchSpace};
use axis::Axis;
use landscape::Landscape;
use learning::Learning;

/// The made-up objective of one tuning job.
#[derive(Clone, Debug, PartialEq)]
pub struct Surrogate {
    spec: SurrogateSpec,
    metric_name: String,
    scale: MetricScale,
    axes: Vec<Axis>,
    landscape: Landscape,
    learning: Learning,
    tuned_epochs: Option<String>,
    default_epochs: u32,
}

impl Surrogate {
    /// The objective over this space. Of the static hyperparameters only one that says for how many epochs to train
    /// matters ([`is_epochs`]); a tuned one sets the length of each job and is no direction of the surface.
    pub fn new(spec: SurrogateSpec, space: &SearchSpace, objective: &Objective, statics: &[(String, String)]) -> Self {
        let counts = |range: &ParameterRange| match range {
            ParameterRange::Categorical(range) => range.values().iter().all(|text| number(text).is_some()),
            _ => true,
        };
        let tuned = space.parameters().iter().find(|own| is_epochs(&own.name) && counts(&own.range));
        let given = statics.iter().filter(|(name, _)| is_epochs(name)).find_map(|(_, text)| number(text));
        let default_epochs = given.map_or(spec.epochs(), |epochs| epochs as u32).clamp(1, MAX_EPOCHS);
        let axes: Vec<Axis> = space
            .parameters()
            .iter()
            .filter(|parameter| tuned.is_none_or(|own| own.name != parameter.name))
            .map(|parameter| Axis::new(parameter, spec.seed()))
            .collect();
        // One stream for what belongs to the surface as a whole.
        let mut stream = Stream::new(spec.seed(), 0, Purpose::Landscape);
        let scale = MetricScale::new(objective, &mut stream);
        let landscape = Landscape::new(&axes, &mut stream);
        let horizon = tuned.map_or(f64::from(default_epochs), |own| middle(&own.range));
        let names = statics.iter().map(|(name, _)| name).chain(space.parameters().iter().map(|own| &own.name));
        let is_trees = names.into_iter().any(|name| names::is_trees(name));
        let learning = Learning::new(&axes, landscape.order(), horizon, is_trees, &mut stream);
        Self {
            metric_name: objective.metric_name.clone(),
            tuned_epochs: tuned.map(|own| own.name.clone()),
            spec,
            scale,
            axes,
            landscape,
            learning,
            default_epochs,
        }
    }

    /// The only metric that it reports: the objective.
    pub fn metric_name(&self) -> &str {
        &self.metric_name
    }

    /// The metric's values from the best to the worst.
    pub fn scale(&self) -> MetricScale {
        self.scale
    }

    /// The tuned hyperparameter that says for how many epochs a job trains, if one does.
    pub fn tuned_epochs(&self) -> Option<&str> {
        self.tuned_epochs.as_deref()
    }

    /// Epochs of a job where no tuned hyperparameter says it: 1 to [`MAX_EPOCHS`].
    pub fn default_epochs(&self) -> u32 {
        self.default_epochs
    }

    /// The last epoch of a job with these tuned hyperparameters, as texts: 1 to [`MAX_EPOCHS`].
    fn until_epoch(&self, tuned: &[(String, String)]) -> u32 {
        let text = self.tuned_epochs.as_deref().and_then(|name| find(tuned, name));
        text.and_then(number).map_or(self.default_epochs, |epochs| epochs as u32).clamp(1, MAX_EPOCHS)
    }

    /// The value that the learning curve of these tuned hyperparameters, as texts, comes nearer to with every epoch, without
    /// noise; `None` for values outside the ranges.
    pub fn limit(&self, tuned: &[(String, String)]) -> Option<f64> {
        Some(self.scale.at(self.landscape.badness(&self.axes, &self.point(tuned)?)))
    }

    /// The training job numbered `job` of a tuning job with random seed `seed`; `None` for values outside the ranges.
    pub fn start(&self, tuned: &[(String, String)], seed: u64, job: u64) -> Option<SurrogateRun> {
        let point = self.point(tuned)?;
        let badness = self.landscape.badness(&self.axes, &point);
        let course = self.learning.course(&self.axes, &point, badness);
        let stream = Stream::new(seed, job, Purpose::Observation);
        Some(SurrogateRun::new(course, self.scale, self.spec.noise(), self.until_epoch(tuned), stream))
    }

    /// How long one epoch takes, against one in the middle of all ranges: more for what is larger by its name (depth,
    /// layers, units), less for larger batches; 0.1 to 10.
    pub fn relative_work(&self, tuned: &HyperParameters) -> f64 {
        self.point(&tuned.to_texts()).map_or(1.0, |point| {
            let octaves: f64 = self.axes.iter().zip(&point).map(|(axis, &u)| axis.octaves_of_work(u)).sum();
            libm::exp2(octaves).clamp(0.1, 10.0)
        })
    }

    /// The hyperparameters of the surface, the most important first. One that sets the number of epochs is none of them.
    pub fn by_importance(&self) -> Vec<&str> {
        self.landscape.order().iter().map(|&index| self.axes[index].name()).collect()
    }

    /// The surface over two ranges, every other hyperparameter at its value in `tuned`: [`Self::limit`] at the centres of
    /// `side`² squares, row-major from the upper left, the scaled range of `x` to the right and that of `y` upwards. `None`
    /// for a name that is no direction of the surface, or values outside the ranges.
    pub fn plane(&self, x: &str, y: &str, tuned: &[(String, String)], side: usize) -> Option<Vec<f64>> {
        let place = |name: &str| self.axes.iter().position(|axis| axis.name() == name);
        let (x, y, mut point) = (place(x)?, place(y)?, self.point(tuned)?);
        let centre = |index: usize| (index as f64 + 0.5) / side as f64;
        let squares = (0..side * side).map(|square| {
            point[x] = centre(square % side);
            point[y] = centre(side - 1 - square / side);
            self.scale.at(self.landscape.badness(&self.axes, &point))
        });
        Some(squares.collect())
    }

    /// The point of the unit cube, in the order of the axes.
    fn point(&self, tuned: &[(String, String)]) -> Option<Vec<f64>> {
        self.axes.iter().map(|axis| axis.coordinate(find(tuned, axis.name())?)).collect()
    }
}

fn find<'a>(tuned: &'a [(String, String)], name: &str) -> Option<&'a str> {
    tuned.iter().find(|(own, _)| own == name).map(|(_, text)| text.as_str())
}

/// The number that a text spells, as a training script would read it; not an infinite one.
fn number(text: &str) -> Option<f64> {
    ParameterValue::Categorical(text.to_owned()).as_number().filter(|number| number.is_finite())
}

/// Half-way between the least and the greatest number of epochs that a range gives.
fn middle(range: &ParameterRange) -> f64 {
    let (least, most) = match range {
        ParameterRange::Continuous(range) => (range.min(), range.max()),
        ParameterRange::Integer(range) => (range.min() as f64, range.max() as f64),
        ParameterRange::Categorical(range) => {
            let numbers = range.values().iter().filter_map(|text| number(text));
            numbers.fold((f64::MAX, f64::MIN), |(least, most), own| (least.min(own), most.max(own)))
        }
    };
    let most_epochs = f64::from(MAX_EPOCHS);
    f64::midpoint(least.clamp(1.0, most_epochs), most.clamp(1.0, most_epochs))
}
