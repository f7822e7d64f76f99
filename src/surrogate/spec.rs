//! What a surrogate is made from: checked once here.

use core::fmt;
use core::ops::RangeInclusive;

use crate::language::t;

/// Standard deviation of the noise on each epoch's value, as a part of the way from the metric's worst value to its best.
pub const NOISE: RangeInclusive<f64> = 0.0..=0.5;
/// Epochs of a training job whose hyperparameters do not say it.
pub const EPOCHS: RangeInclusive<u32> = 1..=MAX_EPOCHS;
/// The most epochs that a training job reports, whatever its hyperparameters say: as many as the models here can train.
pub const MAX_EPOCHS: u32 = 1000;

const DEFAULT_NOISE: f64 = 0.01;
const DEFAULT_EPOCHS: u32 = 30;

/// What a playground document says of its surrogate; `None` where it says nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SurrogateOptions {
    /// Seed of the surface, `Problem.Dataset.Seed`; default 0.
    pub seed: Option<u64>,
    /// `Problem.Dataset.Noise`: [`NOISE`], default 0.01.
    pub noise: Option<f64>,
    /// `Problem.Epochs`: [`EPOCHS`], default 30.
    pub epochs: Option<u32>,
}

/// Why a surrogate cannot be made as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurrogateError {
    /// The member's path in the document's problem: `Dataset.Noise` or `Epochs`.
    pub field: &'static str,
    /// The value as given.
    pub value: String,
    /// What would be right, in words.
    pub limits: String,
}

impl fmt::Display for SurrogateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { field, value, limits } = self;
        f.write_str(&t!("{field} is {value}; the surrogate takes {limits}", field, value, limits))
    }
}

impl std::error::Error for SurrogateError {}

/// A surrogate's recipe, within all limits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SurrogateSpec {
    seed: u64,
    noise: f64,
    epochs: u32,
}

impl SurrogateSpec {
    /// Checks the options and fills in defaults; all problems at once.
    pub fn new(options: &SurrogateOptions) -> Result<Self, Vec<SurrogateError>> {
        let spec = Self {
            seed: options.seed.unwrap_or(0),
            noise: options.noise.unwrap_or(DEFAULT_NOISE),
            epochs: options.epochs.unwrap_or(DEFAULT_EPOCHS),
        };
        let mut errors = Vec::new();
        let mut refuse = |field, value: String, limits: String| errors.push(SurrogateError { field, value, limits });
        if !NOISE.contains(&spec.noise) {
            let limits = t!("{least} to {most}", least = NOISE.start(), most = NOISE.end());
            refuse("Dataset.Noise", spec.noise.to_string(), limits);
        }
        if !EPOCHS.contains(&spec.epochs) {
            let limits = t!("{least} to {most}", least = EPOCHS.start(), most = EPOCHS.end());
            refuse("Epochs", spec.epochs.to_string(), limits);
        }
        if errors.is_empty() { Ok(spec) } else { Err(errors) }
    }

    /// Seed of the surface.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// Standard deviation of the noise, within [`NOISE`].
    pub fn noise(&self) -> f64 {
        self.noise
    }

    /// Epochs of a job that says nothing, within [`EPOCHS`].
    pub fn epochs(&self) -> u32 {
        self.epochs
    }
}

impl Default for SurrogateSpec {
    fn default() -> Self {
        Self { seed: 0, noise: DEFAULT_NOISE, epochs: DEFAULT_EPOCHS }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_problems_are_told_at_once_with_the_limits() {
        assert_eq!(SurrogateSpec::new(&SurrogateOptions::default()), Ok(SurrogateSpec::default()));
        let options = SurrogateOptions { seed: Some(u64::MAX), noise: Some(f64::NAN), epochs: Some(0) };
        let words: Vec<String> = SurrogateSpec::new(&options).unwrap_err().iter().map(ToString::to_string).collect();
        assert_eq!(
            words,
            ["Dataset.Noise is NaN; the surrogate takes 0 to 0.5", "Epochs is 0; the surrogate takes 1 to 1000"]
        );
    }
}
