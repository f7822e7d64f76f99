//! Numbers predicted: linear regression against least squares, and a network where a line is not enough.

use super::{EpochMetrics, ModelKind, Progress, TrainingRun, TrainingSpec};
use crate::dataset::{Dataset, Name, RowTargets, Rows};
use std::sync::Arc;

/// y = 30 + 5 x₁ − 2 x₂ + 4 sin 3x₁ on a grid with x₁, x₂ in −1…1.
pub(super) fn waves(rows: usize) -> Dataset {
    let side = (rows as f64).sqrt().ceil() as usize;
    let at = |index: usize| 2.0 * index as f64 / (side - 1) as f64 - 1.0;
    let points = (0..rows).map(|row| [at(row % side), at(row / side)]);
    let value = |[a, b]: [f64; 2]| 30.0 + 5.0 * a - 2.0 * b + 4.0 * libm::sin(3.0 * a);
    let rows =
        Rows { features: points.clone().flatten().collect(), targets: RowTargets::Values(points.map(value).collect()) };
    Dataset::from_rows(rows, vec![Name::Borrowed("x1"), Name::Borrowed("x2")], Vec::new(), 0.25, 1)
}

fn last_epoch(kind: ModelKind, pairs: &[(&str, &str)]) -> (TrainingRun, EpochMetrics) {
    let spec = TrainingSpec::new(kind, pairs.iter().copied()).unwrap();
    let mut run = TrainingRun::new(&spec, Arc::new(waves(400)), 1, 1);
    let mut last = None;
    while !run.is_finished() {
        if let Progress::Epoch(metrics) = run.advance(usize::MAX) {
            last = Some(metrics);
        }
    }
    (run, last.unwrap())
}

/// Mean squared error of the least-squares plane on the validation rows, in standardised units, by the normal equations.
fn least_squares(dataset: &Dataset) -> f64 {
    let row = |features: &[f32]| [f64::from(features[0]), f64::from(features[1]), 1.0];
    let (mut matrix, mut right) = ([[0.0; 3]; 3], [0.0; 3]);
    let train = dataset.train();
    for (features, y) in train.features().chunks_exact(2).zip(train.targets().values()) {
        let x = row(features);
        for i in 0..3 {
            right[i] += x[i] * f64::from(*y);
            for j in 0..3 {
                matrix[i][j] += x[i] * x[j];
            }
        }
    }
    for pivot in 0..3 {
        let (row, known) = (matrix[pivot], right[pivot]);
        for below in pivot + 1..3 {
            let factor = matrix[below][pivot] / row[pivot];
            matrix[below].iter_mut().zip(row).for_each(|(entry, above)| *entry -= factor * above);
            right[below] -= factor * known;
        }
    }
    let mut w = [0.0; 3];
    for i in (0..3).rev() {
        let known: f64 = (i + 1..3).map(|j| matrix[i][j] * w[j]).sum();
        w[i] = (right[i] - known) / matrix[i][i];
    }
    let validation = dataset.validation();
    let pairs = validation.features().chunks_exact(2).zip(validation.targets().values());
    let squares = pairs.map(|(features, y)| {
        let predicted: f64 = row(features).iter().zip(w).map(|(x, w)| x * w).sum();
        (predicted - f64::from(*y)) * (predicted - f64::from(*y))
    });
    squares.sum::<f64>() / validation.rows() as f64
}

#[test]
fn linear_regression_finds_the_least_squares() {
    let full_batch = [("mini_batch_size", "10000"), ("learning_rate", "0.2"), ("epochs", "200"), ("optimizer", "sgd")];
    let (run, metrics) = last_epoch(ModelKind::LogisticRegression, &full_batch);
    let deviation = run.dataset().target_scale().deviation;
    let [_, objective, mse, rmse, absolute] = metrics.values()[..] else { panic!("{metrics:?}") };
    let expected = least_squares(run.dataset()) * deviation * deviation;
    assert!((mse / expected - 1.0).abs() < 1e-4, "{mse} {expected}");
    assert_eq!((objective, rmse), (mse, (mse / deviation / deviation).sqrt() * deviation));
    assert!(absolute < rmse && absolute > 0.5 * rmse);
}

#[test]
fn a_network_bends_where_a_line_cannot() {
    let (_, line) = last_epoch(ModelKind::LogisticRegression, &[("epochs", "30")]);
    let (run, bent) = last_epoch(ModelKind::Mlp, &[("epochs", "60")]);
    assert!(bent.values()[2] < 0.3 * line.values()[3], "{bent:?} {line:?}");
    let validation = run.dataset().validation();
    let mut predictions = Vec::new();
    run.predict(validation.features(), &mut predictions);
    let absolute: f64 =
        predictions.iter().zip(validation.targets().values()).map(|(z, y)| f64::from((z - y).abs())).sum();
    let deviation = run.dataset().target_scale().deviation;
    assert!((absolute / validation.rows() as f64 * deviation - bent.values()[3]).abs() < 1e-4);
}

#[test]
fn numbers_that_run_away_diverge() {
    let spec =
        TrainingSpec::new(ModelKind::LogisticRegression, [("learning_rate", "900"), ("optimizer", "sgd")]).unwrap();
    let mut run = TrainingRun::new(&spec, Arc::new(waves(100)), 1, 1);
    let end = loop {
        match run.advance(usize::MAX) {
            Progress::Working | Progress::Epoch(_) => {}
            end => break end,
        }
    };
    assert!(matches!(end, Progress::Diverged { .. }), "{end:?}");
}
