//! Gradients against central differences: (L(w + h) − L(w − h)) / 2h with h = 4e-3. The difference's own error is
//! h²·L‴/6 plus f32 rounding of L over h, together below 1e-4 here; the tolerance is 5e-4 absolute, with gradients of
//! order 0.1.

use super::activation::Activation;
use super::loss::Score;
use super::network::{Dropout, Network, Penalty, Workspace};
use super::regression_tests::waves;
use crate::dataset::{Dataset, DatasetName, DatasetOptions, DatasetSpec};
use crate::math::rng::{Purpose, Stream};

const H: f32 = 4e-3;
const TOLERANCE: f64 = 5e-4;
/// Not a multiple of the eight rows of a tile, so that padding is tested too.
const ROWS: usize = 21;

struct Case {
    network: Network,
    workspace: Workspace,
    penalty: Penalty,
    dropout: f32,
}

impl Case {
    fn new(activation: Activation, hidden: &[usize], penalty: Penalty, dropout: f32) -> Self {
        let options = DatasetOptions { samples: Some(60), classes: Some(3), ..DatasetOptions::default() };
        let dataset = Dataset::generate(&DatasetSpec::new(DatasetName::Blobs, &options).unwrap()).unwrap();
        Self::on(&dataset, activation, hidden, penalty, dropout)
    }

    fn on(dataset: &Dataset, activation: Activation, hidden: &[usize], penalty: Penalty, dropout: f32) -> Self {
        let widths = [&[dataset.features()], hidden, &[dataset.task().outputs()]].concat();
        let network =
            Network::new(&widths, activation, dataset.task(), &mut Stream::new(5, 0, Purpose::Initialisation));
        let mut workspace = network.workspace(ROWS);
        workspace.load(dataset.train(), 0..ROWS);
        Self { network, workspace, penalty, dropout }
    }

    /// Mean loss and penalties, and their gradient; the same rows and dropout each time.
    fn objective(&mut self) -> (f64, Vec<f32>) {
        let mut stream = Stream::new(6, 0, Purpose::Training);
        let dropout = (self.dropout > 0.0).then_some(Dropout { rate: self.dropout, stream: &mut stream });
        let mut gradient = vec![f32::NAN; self.network.parameters.len()];
        let mut score = Score::default();
        self.network.train_batch(&mut self.workspace, self.penalty, dropout, &mut score, &mut gradient);
        let (l1, l2) = (f64::from(self.penalty.l1), f64::from(self.penalty.l2));
        let penalty = |w: f64| l1 * w.abs() + 0.5 * l2 * w * w;
        let weights = self.network.weights().map(|index| f64::from(self.network.parameters[index]));
        (score.mean_loss() + weights.map(penalty).sum::<f64>(), gradient)
    }

    fn check(mut self, name: &str) {
        // Biases are zero at the start, where relu has its kink; move off it.
        for (index, w) in self.network.parameters.iter_mut().enumerate() {
            *w += if index % 2 == 0 { 0.03 } else { -0.02 };
        }
        let (_, gradient) = self.objective();
        for (index, analytic) in gradient.iter().enumerate() {
            let w = self.network.parameters[index];
            let mut at = |value: f32| {
                self.network.parameters[index] = value;
                self.objective().0
            };
            let difference = (at(w + H) - at(w - H)) / f64::from((w + H) - (w - H));
            self.network.parameters[index] = w;
            let error = (f64::from(*analytic) - difference).abs();
            assert!(error < TOLERANCE, "{name}: parameter {index} has gradient {analytic}, difference {difference}");
        }
    }
}

const NONE: Penalty = Penalty { l1: 0.0, l2: 0.0 };

#[test]
fn every_activation_at_every_depth() {
    for activation in [Activation::Tanh, Activation::Sigmoid, Activation::Relu] {
        for hidden in [&[][..], &[5], &[5, 4], &[4, 9, 4]] {
            Case::new(activation, hidden, NONE, 0.0).check(&format!("{activation:?} {hidden:?}"));
        }
    }
}

#[test]
fn squared_error() {
    for hidden in [&[][..], &[5, 4]] {
        Case::on(&waves(60), Activation::Tanh, hidden, NONE, 0.0).check(&format!("numbers, {hidden:?}"));
    }
}

#[test]
fn penalties() {
    for penalty in [Penalty { l1: 0.0, l2: 0.3 }, Penalty { l1: 0.2, l2: 0.0 }, Penalty { l1: 0.2, l2: 0.3 }] {
        Case::new(Activation::Tanh, &[], penalty, 0.0).check("softmax regression");
        Case::new(Activation::Tanh, &[5], penalty, 0.0).check("one hidden layer");
    }
}

#[test]
fn dropout() {
    for activation in [Activation::Tanh, Activation::Sigmoid, Activation::Relu] {
        Case::new(activation, &[8, 8], NONE, 0.4).check(&format!("{activation:?} with dropout"));
    }
}

#[test]
fn dropout_keeps_the_mean_and_the_asked_part() {
    let mut case = Case::new(Activation::Sigmoid, &[64], NONE, 0.25);
    case.objective();
    let (kept, total) = case.workspace.kept_units();
    let part = kept as f64 / total as f64;
    // 64 · 24 Bernoulli draws: standard deviation 0.011.
    assert!((part - 0.75).abs() < 0.04, "{part}");
}
