//! The hyperparameters of the trees.
//!
//! Boosted trees have XGBoost's names, defaults and limits
//! (<https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost_hyperparameters.html>), the decision tree those of
//! scikit-learn's `DecisionTreeClassifier` and `DecisionTreeRegressor`. Where theirs are infinite, the limits here keep a
//! training job quick and its trees within some megabytes: 1,000 rounds, a depth of 10 or none, 10,000 leaves.

use super::{Field, HyperParameterKind, HyperParameterSpec};
use crate::language::marked;
use crate::model::trees::Impurity;

const PART: HyperParameterKind = HyperParameterKind::Continuous { min: 0.0, max: 1.0, min_inclusive: false };
/// From 0 on; the greatest is AWS's for what it recommends to tune.
const PENALTY: HyperParameterKind = HyperParameterKind::Continuous { min: 0.0, max: 1000.0, min_inclusive: true };

const fn spec(
    name: &'static str,
    kind: HyperParameterKind,
    default: &'static str,
    unit: &'static str,
    help: &'static str,
    field: Field,
) -> HyperParameterSpec {
    HyperParameterSpec { name, kind, default, unit, accepts_auto: false, help, field }
}

/// The boosted trees': XGBoost's names.
pub(in crate::model) const BOOSTED_TREES: &[HyperParameterSpec] = &[
    spec(
        "eta",
        HyperParameterKind::Continuous { min: 0.0, max: 1.0, min_inclusive: true },
        "0.3",
        "",
        marked!("Part of each tree's step that is taken; a smaller one learns slower and needs more rounds"),
        Field::Eta,
    ),
    spec(
        "max_depth",
        HyperParameterKind::Integer { min: 0, max: 10 },
        "6",
        "splits",
        marked!("Splits on the way to a leaf at most; 0 is no limit"),
        Field::MaxDepth,
    ),
    spec(
        "min_child_weight",
        PENALTY,
        "1",
        "",
        marked!("The least sum of second derivatives on either side of a split; more makes smaller trees"),
        Field::MinChildWeight,
    ),
    spec("subsample", PART, "1", "", marked!("Part of the rows that each tree is grown on"), Field::Subsample),
    spec(
        "colsample_bytree",
        PART,
        "1",
        "",
        marked!("Part of the features that each tree may split"),
        Field::ColsampleBytree,
    ),
    spec("gamma", PENALTY, "0", "", marked!("The least gain of a split"), Field::Gamma),
    spec("alpha", PENALTY, "0", "", marked!("L1 penalty on the leaves' weights"), Field::Alpha),
    spec("lambda", PENALTY, "1", "", marked!("L2 penalty on the leaves' weights"), Field::Lambda),
    spec(
        "num_round",
        // As far as SageMaker tunes it: https://docs.aws.amazon.com/sagemaker/latest/dg/xgboost-tuning.html
        HyperParameterKind::Integer { min: 1, max: 4000 },
        // SageMaker asks for it; XGBoost's own default, 10, would end before most searches tell anything apart.
        "50",
        "rounds",
        marked!("Rounds of boosting, a tree each, or one a class; each is an epoch"),
        Field::Epochs,
    ),
];

/// The decision tree's: scikit-learn's names. The greatest depth and number of leaves are their defaults, for they stand for
/// scikit-learn's `None`: no data set that is made here has more training rows than leaves.
pub(in crate::model) const DECISION_TREE: &[HyperParameterSpec] = &[
    spec(
        "max_leaf_nodes",
        HyperParameterKind::Integer { min: 2, max: 10_000 },
        "10000",
        "leaves",
        marked!("Leaves at most; the leaf that gains most is split first"),
        Field::MaxLeafNodes,
    ),
    spec(
        "max_depth",
        HyperParameterKind::Integer { min: 1, max: 100 },
        "100",
        "splits",
        marked!("Splits on the way to a leaf at most"),
        Field::TreeDepth,
    ),
    spec(
        "min_samples_leaf",
        HyperParameterKind::Integer { min: 1, max: 1000 },
        "1",
        "rows",
        marked!("The least number of rows in a leaf"),
        Field::MinSamplesLeaf,
    ),
    spec(
        "criterion",
        HyperParameterKind::Categorical { values: &Impurity::NAMES },
        "gini",
        "",
        marked!("What splits are to lower where classes are predicted; of numbers it is the squared error"),
        Field::Criterion,
    ),
];
