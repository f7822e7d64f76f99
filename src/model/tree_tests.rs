//! Trees as training jobs: what they take, how long they take, and that they report what they predict.

use super::regression_tests::waves;
use super::{EpochMetrics, ModelKind, NonFinite, Progress, TrainingRun, TrainingSpec};
use crate::dataset::{Dataset, DatasetName, DatasetOptions, DatasetSpec, Name, RowTargets, Rows, Targets, Task};
use std::sync::Arc;

const TREES: [ModelKind; 2] = [ModelKind::GradientBoostedTrees, ModelKind::DecisionTree];

/// Two classes, four, and numbers.
fn tasks() -> [Dataset; 3] {
    let toy = |name, classes| DatasetSpec::new(name, &DatasetOptions { classes, ..DatasetOptions::default() }).unwrap();
    [
        Dataset::generate(&toy(DatasetName::TwoMoons, None)).unwrap(),
        Dataset::generate(&toy(DatasetName::Blobs, Some(4))).unwrap(),
        waves(400),
    ]
}

fn run_on(dataset: Dataset, kind: ModelKind, pairs: &[(&str, &str)], seed: u64) -> TrainingRun {
    let spec = TrainingSpec::new(kind, pairs.iter().copied()).unwrap();
    TrainingRun::new(&spec, Arc::new(dataset), seed, 1)
}

/// Every epoch's metrics.
fn to_the_end(run: &mut TrainingRun, max_rows: usize) -> Vec<EpochMetrics> {
    let mut epochs = Vec::new();
    loop {
        match run.advance(max_rows) {
            Progress::Working => {}
            Progress::Epoch(metrics) => epochs.push(metrics),
            Progress::Finished => return epochs,
            diverged @ Progress::Diverged { .. } => panic!("{diverged:?}"),
        }
    }
}

fn pairs_of(kind: ModelKind) -> &'static [(&'static str, &'static str)] {
    match kind {
        ModelKind::DecisionTree => &[("criterion", "entropy"), ("max_leaf_nodes", "12")],
        _ => &[("num_round", "6"), ("subsample", "0.7"), ("colsample_bytree", "0.5"), ("alpha", "0.1")],
    }
}

#[test]
fn slices_do_not_change_results() {
    for kind in TREES {
        for dataset in tasks() {
            let run = run_on(dataset, kind, pairs_of(kind), 1);
            let mut whole = run.clone();
            let epochs = to_the_end(&mut whole, usize::MAX);
            assert_eq!(epochs.len(), if kind == ModelKind::DecisionTree { 1 } else { 6 });
            assert!(whole.is_finished() && whole.advance(1) == Progress::Finished);
            let (mut expected, mut predicted) = (Vec::new(), Vec::new());
            whole.predict(run.dataset().validation().features(), &mut expected);
            for max_rows in [0, 100, 999] {
                let mut sliced = run.clone();
                assert_eq!(to_the_end(&mut sliced, max_rows), epochs, "{kind:?} {max_rows}");
                sliced.predict(run.dataset().validation().features(), &mut predicted);
                assert_eq!(predicted, expected);
            }
        }
    }
}

#[test]
fn what_is_predicted_scores_as_reported() {
    for kind in TREES {
        for dataset in tasks() {
            let mut run = run_on(dataset, kind, pairs_of(kind), 1);
            let last = *to_the_end(&mut run, 1000).last().unwrap();
            let dataset = run.dataset();
            let (task, outputs) = (dataset.task(), dataset.task().outputs());
            let names = kind.metrics(task).iter().map(|metric| metric.name);
            for (name, &reported) in names.zip(last.values()) {
                let (part, metric) = name.split_once(':').unwrap();
                let table = if part == "train" { dataset.train() } else { dataset.validation() };
                let mut predicted = vec![9.0];
                run.predict(table.features(), &mut predicted);
                assert_eq!(predicted.len(), table.rows() * outputs);
                let rows = || predicted.chunks_exact(outputs);
                let mean = |sum: f64| sum / table.rows() as f64;
                let expected = match table.targets() {
                    Targets::Classes(labels) => {
                        assert!(rows().all(|p| (p.iter().sum::<f32>() - 1.0).abs() < 1e-5));
                        let of_label = || rows().zip(labels).map(|(p, &label)| (p, p[usize::from(label)]));
                        let hits = of_label().filter(|(p, own)| p.iter().all(|other| other <= own)).count() as f64;
                        match metric {
                            "accuracy" => mean(hits),
                            "error" | "merror" => 1.0 - mean(hits),
                            "logloss" | "mlogloss" => mean(of_label().map(|(_, own)| -f64::from(own).ln()).sum()),
                            // Area under the curve, by its definition over all pairs.
                            _ => {
                                let of =
                                    |class| rows().zip(labels).filter(move |row| *row.1 == class).map(|row| row.0[1]);
                                let pairs = of(1).flat_map(|one| of(0).map(move |zero| (one, zero)));
                                let won = |(one, zero)| if one == zero { 0.5 } else { f64::from(one > zero) };
                                pairs.clone().map(won).sum::<f64>() / pairs.count() as f64
                            }
                        }
                    }
                    Targets::Values(values) => {
                        let error = |(p, y): (&[f32], &f32)| f64::from(p[0] - y) * dataset.target_scale().deviation;
                        let errors = rows().zip(values).map(error);
                        match metric {
                            "mae" => mean(errors.map(f64::abs).sum()),
                            _ => mean(errors.map(|e| e * e).sum()).sqrt(),
                        }
                    }
                };
                assert!((reported - expected).abs() < 2e-4, "{kind:?} {task:?} {name}: {reported} {expected}");
            }
        }
    }
}

#[test]
fn defaults_learn_what_they_can() {
    let last = |name, kind| {
        let dataset = Dataset::generate(&DatasetSpec::default_of(name)).unwrap();
        to_the_end(&mut run_on(dataset, kind, &[], 1), 1000).last().unwrap().values().to_vec()
    };
    for (name, most_wrong) in [
        (DatasetName::TwoMoons, 0.1),
        (DatasetName::Circles, 0.1),
        (DatasetName::Spirals, 0.2),
        (DatasetName::Blobs, 0.1),
        (DatasetName::Iris, 0.13),
    ] {
        let boosted = last(name, ModelKind::GradientBoostedTrees);
        // The second of the validation metrics is error or merror.
        let error = boosted[boosted.len() / 2 + 1];
        assert!(error < most_wrong, "{name:?} {boosted:?}");
        let tree = last(name, ModelKind::DecisionTree);
        assert!(tree[0] == 1.0 && tree[1] > 1.0 - 1.5 * most_wrong, "{name:?} {tree:?}");
    }
    let deviation = waves(400).target_scale().deviation;
    for kind in TREES {
        let reported = *to_the_end(&mut run_on(waves(400), kind, &[], 1), 1000).last().unwrap();
        let rmse = kind.metrics(Task::Regression).iter().position(|metric| metric.name == "validation:rmse").unwrap();
        assert!(reported.values()[rmse] < 0.3 * deviation, "{kind:?} {reported:?}");
    }
}

#[test]
fn the_seed_decides_which_rows_and_columns_are_drawn() {
    let kind = ModelKind::GradientBoostedTrees;
    let of = |seed| to_the_end(&mut run_on(waves(400), kind, pairs_of(kind), seed), 1000);
    assert_eq!(of(1), of(1));
    assert_ne!(of(1), of(2));
}

/// `alpha` is in the target's own unit, as for XGBoost: in a unit a thousand times as small it takes a thousand times as much.
#[test]
fn penalties_are_in_the_targets_unit() {
    let thousandths = |dataset: &Dataset| {
        let numbers = |table: &crate::dataset::Table| -> Vec<[f64; 3]> {
            let raw = |y: &f32| f64::from(*y) * dataset.target_scale().deviation + dataset.target_scale().mean;
            let rows = table.features().chunks_exact(2).zip(table.targets().values());
            rows.map(|(x, y)| [f64::from(x[0]), f64::from(x[1]), 1000.0 * raw(y)]).collect()
        };
        let all = [numbers(dataset.train()), numbers(dataset.validation())].concat();
        let rows = Rows {
            features: all.iter().flat_map(|row| [row[0], row[1]]).collect(),
            targets: RowTargets::Values(all.iter().map(|row| row[2]).collect()),
        };
        Dataset::from_rows(rows, vec![Name::Borrowed("x1"), Name::Borrowed("x2")], Vec::new(), 0.25, 1)
    };
    let improvement = |dataset: Dataset, alpha: &str| {
        let pairs = [("num_round", "5"), ("alpha", alpha)];
        let epochs = to_the_end(&mut run_on(dataset, ModelKind::GradientBoostedTrees, &pairs, 1), 1000);
        epochs.last().unwrap().values()[0] / epochs[0].values()[0]
    };
    assert!(improvement(waves(400), "1000") > 0.99, "no leaf's sum is above the penalty");
    assert!(improvement(thousandths(&waves(400)), "1000") < 0.5);
}

#[test]
fn targets_too_large_for_their_squares_fail_the_training_job() {
    let large = |unit: f64| {
        let rows = Rows {
            features: (0..80).map(f64::from).collect(),
            targets: RowTargets::Values((0..80).map(|row| f64::from(row % 7) * unit).collect()),
        };
        Dataset::from_rows(rows, vec![Name::Borrowed("x")], Vec::new(), 0.25, 1)
    };
    let first_end = |run: &mut TrainingRun| loop {
        match run.advance(10) {
            Progress::Working => {}
            end => return end,
        }
    };
    let failed = Progress::Diverged { epoch: 1, what: NonFinite::Data };
    let boosted = &[("num_round", "2")][..];
    // Squares beyond 32 bits, then the numbers themselves.
    for (unit, kind, pairs) in [
        (1e30, ModelKind::GradientBoostedTrees, boosted),
        (1e39, ModelKind::GradientBoostedTrees, boosted),
        (1e39, ModelKind::DecisionTree, &[]),
    ] {
        let mut run = run_on(large(unit), kind, pairs, 1);
        assert_eq!((first_end(&mut run), run.advance(10)), (failed, failed), "{kind:?} {unit}");
        assert!(!run.is_finished());
    }
}

/// The bits of the last validation metric: they must be these natively and in WebAssembly.
#[test]
fn golden_bits() {
    let bits = TREES.map(|kind| {
        tasks().map(|dataset| {
            let last = *to_the_end(&mut run_on(dataset, kind, pairs_of(kind), 1), 1000).last().unwrap();
            last.values().last().unwrap().to_bits()
        })
    });
    assert_eq!(bits, GOLDEN, "{bits:#x?}");
}

const GOLDEN: [[u64; 3]; 2] = [
    [0x3fef_74bc_6a7e_f9db, 0x3fbc_28f5_c28f_5c29, 0x3ffd_f3bd_0000_0000],
    [0x3fed_c28f_5c28_f5c3, 0x3fed_1eb8_51eb_851f, 0x3fee_4991_13e2_9b8e],
];

#[test]
fn work_of_trees_counts_the_sums_that_rows_enter() {
    let boosted = |pairs: &[(&str, &str)], outputs| {
        TrainingSpec::new(ModelKind::GradientBoostedTrees, pairs.iter().copied()).unwrap().work(10, 4, outputs)
    };
    assert_eq!(boosted(&[], 2), 10.0 * 25.0);
    assert_eq!((boosted(&[], 3), boosted(&[], 1)), (30.0 * 25.0, 10.0 * 25.0));
    assert_eq!(boosted(&[("colsample_bytree", "0.6"), ("max_depth", "3")], 2), 10.0 * 7.0);
    assert!(boosted(&[("max_depth", "0")], 2) > boosted(&[("max_depth", "10")], 2));
    let tree = |pairs: &[(&str, &str)]| {
        TrainingSpec::new(ModelKind::DecisionTree, pairs.iter().copied()).unwrap().work(10, 4, 2)
    };
    assert_eq!(tree(&[("max_leaf_nodes", "8")]), 10.0 * 12.0);
    assert_eq!(tree(&[("max_depth", "2")]), 10.0 * 8.0);
}

#[test]
fn trees_say_what_they_take() {
    let told = |kind, pairs: &[(&str, &str)]| {
        let errors = TrainingSpec::new(kind, pairs.iter().copied()).unwrap_err();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        told(
            ModelKind::GradientBoostedTrees,
            &[
                ("learning_rate", "0.3"),
                ("eta", "1.5"),
                ("max_depth", "11"),
                ("min_child_weight", "-1"),
                ("subsample", "0"),
                ("num_round", "4001"),
            ]
        ),
        [
            "gradient-boosted-trees has no hyperparameter learning_rate; it has eta, max_depth, min_child_weight, \
             subsample, colsample_bytree, gamma, alpha, lambda, num_round",
            "eta is \"1.5\"; it takes a number from 0 to 1",
            "max_depth is \"11\"; it takes a whole number from 0 to 10",
            "min_child_weight is \"-1\"; it takes a number from 0 to 1000",
            "subsample is \"0\"; it takes a number greater than 0 and at most 1",
            "num_round is \"4001\"; it takes a whole number from 1 to 4000",
        ]
    );
    assert_eq!(
        told(ModelKind::DecisionTree, &[("criterion", "squared_error"), ("max_leaf_nodes", "1"), ("max_depth", "0")]),
        [
            "criterion is \"squared_error\"; it takes gini, entropy",
            "max_leaf_nodes is \"1\"; it takes a whole number from 2 to 10000",
            "max_depth is \"0\"; it takes a whole number from 1 to 100",
        ]
    );
}
