//! The importance of each hyperparameter: fractions of variance, tree by tree, over a random forest.

use super::NothingToSay;
use super::decomposition::Decomposition;
use super::grow::Grower;
use super::observations::Observations;
use super::scale::Scale;
use crate::math::rng::{Purpose, Stream};
use crate::math::stats::mean;

/// Trees in the forest.
pub const TREES: u32 = 64;

/// A fraction of the variance of what the forest predicts over the whole search space.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Fraction {
    /// The mean over the trees, 0 to 1.
    pub mean: f64,
    /// The standard deviation over the trees.
    pub deviation: f64,
}

/// What two parameters do together, beyond what each does alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interaction {
    /// The parameters' numbers, the smaller first.
    pub parameters: [usize; 2],
    /// Their fraction.
    pub fraction: Fraction,
}

/// The objective that the forest predicts where one parameter has a certain value, averaged over all others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarginalPrediction {
    /// The mean over the trees.
    pub mean: f64,
    /// The standard deviation over the trees.
    pub deviation: f64,
}

/// What a random forest says about the importance of each parameter.
#[derive(Clone, Debug)]
pub struct Importance {
    scale: Scale,
    trees: Vec<Decomposition>,
    main_effects: Vec<Fraction>,
}

impl Importance {
    /// Grows the forest for these observations. The same observations and seed give the same forest; equal points may stand
    /// among them several times.
    pub fn new(observations: &Observations, seed: u64) -> Result<Self, NothingToSay> {
        observations.check()?;
        let objectives = observations.objectives();
        let scale = Scale::of(objectives).ok_or(NothingToSay::ConstantObjective)?;
        let targets: Vec<f64> = objectives.iter().map(|&objective| scale.to_unit(objective)).collect();
        let grower = Grower::new(observations, &targets);
        let domains = observations.domains();
        let trees: Vec<Decomposition> = (0..u64::from(TREES))
            .map(|tree| grower.tree(&mut Stream::new(seed, tree, Purpose::Importance)))
            .map(|tree| Decomposition::new(&tree, domains))
            .collect();
        let main_effects = (0..domains.len())
            .map(|parameter| over_trees(&trees, |tree| tree.main_effect(parameter)))
            .collect::<Option<_>>()
            .ok_or(NothingToSay::FlatForest)?;
        Ok(Self { scale, trees, main_effects })
    }

    /// How much each parameter does alone \[parameters\].
    pub fn main_effects(&self) -> &[Fraction] {
        &self.main_effects
    }

    /// How much two parameters do together, beyond what each does alone; 0 for one parameter with itself or where there is no such
    /// parameter.
    pub fn interaction(&self, one: usize, other: usize) -> Fraction {
        let parameters = self.main_effects.len();
        if one == other || one.max(other) >= parameters {
            return Fraction::default();
        }
        over_trees(&self.trees, |tree| tree.interaction(one, other)).unwrap_or_default()
    }

    /// [`Self::interaction`] of every pair, by the first parameter and then the second.
    pub fn interactions(&self) -> Vec<Interaction> {
        let parameters = self.main_effects.len();
        let pairs = (0..parameters).flat_map(|one| (one + 1..parameters).map(move |other| [one, other]));
        pairs
            .map(|[one, other]| Interaction { parameters: [one, other], fraction: self.interaction(one, other) })
            .collect()
    }

    /// What is predicted where a parameter has each of these coordinates, numbers in `[0, 1]` or indices of categories; those
    /// beyond count as the last. Nothing where there is no such parameter.
    pub fn marginal(&self, parameter: usize, coordinates: &[f64]) -> Vec<MarginalPrediction> {
        if parameter >= self.main_effects.len() {
            return Vec::new();
        }
        let predict = |&coordinate: &f64| {
            let predicted = self.trees.iter().map(|tree| tree.marginal(parameter, coordinate));
            let Fraction { mean, deviation } = mean_and_deviation(&predicted.collect::<Vec<_>>())?;
            Some(MarginalPrediction { mean: self.scale.value(mean), deviation: self.scale.difference(deviation) })
        };
        coordinates.iter().filter_map(predict).collect()
    }
}

/// Over the trees that predict different values; `None` if there is none.
fn over_trees(trees: &[Decomposition], fraction: impl Fn(&Decomposition) -> Option<f64>) -> Option<Fraction> {
    mean_and_deviation(&trees.iter().filter_map(fraction).collect::<Vec<_>>())
}

fn mean_and_deviation(values: &[f64]) -> Option<Fraction> {
    let middle = mean(values)?;
    let squares: Vec<f64> = values.iter().map(|value| (value - middle) * (value - middle)).collect();
    Some(Fraction { mean: middle, deviation: mean(&squares)?.sqrt() })
}
