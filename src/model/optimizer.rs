//! Update rules. w: a parameter; g: its gradient; η: learning rate; t: updates so far, from 1. All as in PyTorch.
//!
//! | rule    | update                                                                                        |
//! |---------|-----------------------------------------------------------------------------------------------|
//! | sgd     | v ← μv + g;  w ← w − ηv                      (`torch.optim.SGD`, μ = momentum)                 |
//! | adam    | m ← β₁m + (1−β₁)g;  s ← β₂s + (1−β₂)g²;  w ← w − η · m/(1−β₁ᵗ) / (√(s/(1−β₂ᵗ)) + ε)              |
//! | rmsprop | s ← αs + (1−α)g²;  w ← w − ηg / (√s + ε)      (`torch.optim.RMSprop`)                          |
//!
//! β₁ = 0.9, β₂ = 0.999, ε = 1e-8 (Kingma and Ba, "Adam", 2015, algorithm 1); α = 0.99. Keras differs from PyTorch only
//! in α = 0.9 and ε = 1e-7. adam and rmsprop have no momentum, as Keras's and PyTorch's defaults have none.

pub(super) const BETA_1: f32 = 0.9;
pub(super) const BETA_2: f32 = 0.999;
const ALPHA: f32 = 0.99;
const EPSILON: f32 = 1e-8;

/// The rule that turns gradients into updates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptimizerKind {
    /// Stochastic gradient descent, with momentum where the model has it.
    Sgd,
    /// Adam.
    Adam,
    /// RMSProp.
    RmsProp,
}

impl OptimizerKind {
    /// The values of the hyperparameter `optimizer`.
    pub const NAMES: [&'static str; 3] = ["sgd", "adam", "rmsprop"];

    /// The rule that `name` names, if it names one.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Sgd, Self::Adam, Self::RmsProp].into_iter().find(|kind| kind.name() == name)
    }

    /// The name, as Linear Learner and Keras write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sgd => "sgd",
            Self::Adam => "adam",
            Self::RmsProp => "rmsprop",
        }
    }
}

/// A rule with its memory of past gradients.
#[derive(Clone, Debug)]
pub(super) struct Optimizer {
    kind: OptimizerKind,
    learning_rate: f32,
    momentum: f32,
    /// v of sgd, m of adam [parameters].
    first: Vec<f32>,
    /// s of adam and rmsprop [parameters].
    second: Vec<f32>,
    /// β₁ᵗ and β₂ᵗ, in f64: at 1 − 0.999 f32 has lost four digits.
    beta_powers: [f64; 2],
}

impl Optimizer {
    pub(super) fn new(kind: OptimizerKind, learning_rate: f32, momentum: f32, parameters: usize) -> Self {
        let first = if kind == OptimizerKind::RmsProp { 0 } else { parameters };
        let second = if kind == OptimizerKind::Sgd { 0 } else { parameters };
        Self {
            kind,
            learning_rate,
            momentum,
            first: vec![0.0; first],
            second: vec![0.0; second],
            beta_powers: [1.0; 2],
        }
    }

    /// One update of all parameters.
    pub(super) fn step(&mut self, parameters: &mut [f32], gradient: &[f32]) {
        let rate = self.learning_rate;
        match self.kind {
            OptimizerKind::Sgd => {
                for ((w, g), v) in parameters.iter_mut().zip(gradient).zip(&mut self.first) {
                    *v = self.momentum * *v + g;
                    *w -= rate * *v;
                }
            }
            OptimizerKind::Adam => {
                self.beta_powers[0] *= f64::from(BETA_1);
                self.beta_powers[1] *= f64::from(BETA_2);
                let [first_scale, second_scale] = self.beta_powers.map(|power| (1.0 / (1.0 - power)) as f32);
                let moments = self.first.iter_mut().zip(&mut self.second);
                for ((w, g), (m, s)) in parameters.iter_mut().zip(gradient).zip(moments) {
                    *m = BETA_1 * *m + (1.0 - BETA_1) * g;
                    *s = BETA_2 * *s + (1.0 - BETA_2) * (g * g);
                    *w -= rate * (*m * first_scale) / ((*s * second_scale).sqrt() + EPSILON);
                }
            }
            OptimizerKind::RmsProp => {
                for ((w, g), s) in parameters.iter_mut().zip(gradient).zip(&mut self.second) {
                    *s = ALPHA * *s + (1.0 - ALPHA) * (g * g);
                    *w -= rate * g / (s.sqrt() + EPSILON);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        assert!(OptimizerKind::NAMES.iter().all(|name| OptimizerKind::parse(name).is_some_and(|k| k.name() == *name)));
    }

    #[test]
    fn first_two_steps_by_hand() {
        let steps = |kind| {
            let mut optimizer = Optimizer::new(kind, 0.1, 0.5, 1);
            let mut w = [1.0];
            optimizer.step(&mut w, &[2.0]);
            let first = w[0];
            optimizer.step(&mut w, &[2.0]);
            [first, w[0]]
        };
        let near = |actual: [f32; 2], expected: [f32; 2]| {
            assert!(actual.iter().zip(expected).all(|(a, e)| (a - e).abs() < 2e-6), "{actual:?} {expected:?}");
        };
        near(steps(OptimizerKind::Sgd), [0.8, 0.5]);
        // A constant gradient: adam's bias correction makes every step η.
        near(steps(OptimizerKind::Adam), [0.9, 0.8]);
        // √(0.01·4) = 0.2, √(0.0199·4) = 0.282135.
        near(steps(OptimizerKind::RmsProp), [0.0, -0.708_881]);
    }
}
