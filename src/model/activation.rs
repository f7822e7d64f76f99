//! Activations of hidden units, f(z), and their derivatives in terms of a = f(z):
//!
//! | name    | f(z)          | f′        |
//! |---------|---------------|-----------|
//! | relu    | max(0, z)     | a > 0     |
//! | tanh    | tanh z        | 1 − a²    |
//! | sigmoid | 1 / (1 + e⁻ᶻ) | a (1 − a) |

use crate::math::elementary;

/// The function that each hidden unit applies to its sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activation {
    /// max(0, z).
    Relu,
    /// The hyperbolic tangent.
    Tanh,
    /// The logistic function.
    Sigmoid,
}

impl Activation {
    /// The values of the hyperparameter `activation`.
    pub const NAMES: [&'static str; 3] = ["relu", "tanh", "sigmoid"];

    /// The activation that `name` names, if it names one.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Relu, Self::Tanh, Self::Sigmoid].into_iter().find(|activation| activation.name() == name)
    }

    /// The name, as Keras writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relu => "relu",
            Self::Tanh => "tanh",
            Self::Sigmoid => "sigmoid",
        }
    }

    /// z becomes f(z).
    pub(super) fn apply(self, values: &mut [f32]) {
        match self {
            // Written so that NaN stays NaN: a diverged sum must not look like an idle unit.
            Self::Relu => values.iter_mut().for_each(|z| *z = if *z < 0.0 { 0.0 } else { *z }),
            Self::Tanh => values.iter_mut().for_each(|z| *z = elementary::tanh(*z)),
            Self::Sigmoid => values.iter_mut().for_each(|z| *z = elementary::logistic(*z)),
        }
    }

    /// ∂L/∂a becomes ∂L/∂z = ∂L/∂a · f′, given a.
    pub(super) fn pull_back(self, gradient: &mut [f32], outputs: &[f32]) {
        let pairs = gradient.iter_mut().zip(outputs);
        match self {
            Self::Relu => pairs.for_each(|(gradient, a)| *gradient = if *a > 0.0 { *gradient } else { 0.0 }),
            Self::Tanh => pairs.for_each(|(gradient, a)| *gradient *= 1.0 - a * a),
            Self::Sigmoid => pairs.for_each(|(gradient, a)| *gradient *= a * (1.0 - a)),
        }
    }

    /// The bound of the uniform initial weights of a layer with this activation: He's √(6 / inputs) for relu (He et
    /// al., 2015), Glorot's √(6 / (inputs + outputs)) otherwise (Glorot and Bengio, 2010). Keras's `he_uniform`,
    /// `glorot_uniform`.
    pub(super) fn initial_bound(self, inputs: usize, outputs: usize) -> f32 {
        match self {
            Self::Relu => (6.0 / inputs as f32).sqrt(),
            Self::Tanh | Self::Sigmoid => (6.0 / (inputs + outputs) as f32).sqrt(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        assert!(Activation::NAMES.iter().all(|name| Activation::parse(name).is_some_and(|a| a.name() == *name)));
    }

    #[test]
    fn derivatives_agree_with_differences() {
        for activation in Activation::NAMES.map(|name| Activation::parse(name).unwrap()) {
            for z in [-3.0_f32, -0.4, 0.3, 2.0] {
                let at = |z: f32| {
                    let mut value = [z];
                    activation.apply(&mut value);
                    value[0]
                };
                let mut slope = [1.0];
                activation.pull_back(&mut slope, &[at(z)]);
                let difference = (at(z + 0.01) - at(z - 0.01)) / 0.02;
                assert!((slope[0] - difference).abs() < 1e-4, "{activation:?} at {z}: {} {difference}", slope[0]);
            }
        }
    }
}
