//! What JumpStart has for tables: LightGBM, CatBoost, TabTransformer, AutoGluon. Pages `lightgbm-tuning`, `catboost-tuning`,
//! `tabtransformer-tuning`, `autogluon-tabular-tuning`, and those of their hyperparameters.
//!
//! The pages have `binary_logloss`, `multi_logloss` (LightGBM), `Logloss` and `MultiClass` (CatBoost) as metrics to maximise. They
//! are losses, and `cross_entropy`, which is the same as `binary_logloss`, is rightly one to minimise: so are all of them here. The page
//! of TabTransformer describes `f1_score` and `accuracy_score` as cross entropies; they are what their names say.

use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE, Image, Range, can, channel, maximize, minimize, real, real_log, tune, usual, whole,
};

pub(super) static LIGHTGBM: Algorithm = Algorithm {
    id: "lightgbm",
    title: "LightGBM",
    image: Image::JumpStart { model_id: "lightgbm-classification-model" },
    chosen_by: None,
    metrics: &[
        maximize("auc").logged_after("auc: "),
        minimize("rmse").logged_after("rmse: "),
        minimize("l1").logged_after("l1: "),
        minimize("l2").logged_after("l2: "),
        minimize("huber").logged_after("huber: "),
        minimize("fair").logged_after("fair: "),
        minimize("binary_logloss").logged_after("binary_logloss: "),
        minimize("binary_error").logged_after("binary_error: "),
        maximize("average_precision").logged_after("average_precision: "),
        minimize("multi_logloss").logged_after("multi_logloss: "),
        minimize("multi_error").logged_after("multi_error: "),
        maximize("auc_mu").logged_after("auc_mu: "),
        minimize("cross_entropy").logged_after("cross_entropy: "),
    ],
    tunable: &[
        tune("learning_rate", real_log("0.001", "0.01")),
        tune("num_leaves", whole("10", "100")),
        tune("feature_fraction", real("0.1", "1.0")),
        tune("bagging_fraction", real("0.1", "1.0")),
        tune("min_data_in_leaf", whole("10", "200")),
        tune("max_depth", whole("15", "100")),
        can("bagging_freq", whole("0", "10")),
    ],
    statics: &[usual("num_boost_round", "500"), usual("metric", "auc")],
    early_stopping: EarlyStopping::Supported,
    channels: &[channel("train", "text/csv"), channel("validation", "text/csv")],
    input_modes: FILE,
    instance_type: "ml.m5.xlarge",
    page: "lightgbm-tuning",
};

/// What stands in its log before the value of whatever `eval_metric` asks for.
const BEST: &str = "bestTest = ";

pub(super) static CATBOOST: Algorithm = Algorithm {
    id: "catboost",
    title: "CatBoost",
    image: Image::JumpStart { model_id: "catboost-classification-model" },
    chosen_by: None,
    metrics: &[
        maximize("AUC").logged_after(BEST),
        minimize("RMSE").logged_after(BEST),
        minimize("MAE").logged_after(BEST),
        minimize("MedianAbsoluteError").logged_after(BEST),
        maximize("R2").logged_after(BEST),
        minimize("Logloss").logged_after(BEST),
        maximize("Precision").logged_after(BEST),
        maximize("Recall").logged_after(BEST),
        maximize("F1").logged_after(BEST),
        minimize("MultiClass").logged_after(BEST),
        maximize("Accuracy").logged_after(BEST),
        maximize("BalancedAccuracy").logged_after(BEST),
    ],
    tunable: &[
        tune("learning_rate", real_log("0.001", "0.01")),
        tune("depth", whole("4", "10")),
        tune("l2_leaf_reg", whole("2", "10")),
        tune("random_strength", real("0", "10")),
    ],
    statics: &[usual("iterations", "500"), usual("eval_metric", "AUC")],
    early_stopping: EarlyStopping::Supported,
    channels: &[channel("training", "text/csv"), channel("validation", "text/csv")],
    input_modes: FILE,
    instance_type: "ml.m5.xlarge",
    page: "catboost-tuning",
};

pub(super) static TABTRANSFORMER: Algorithm = Algorithm {
    id: "tabtransformer",
    title: "TabTransformer",
    image: Image::JumpStart { model_id: "pytorch-tabtransformerclassification-model" },
    chosen_by: None,
    metrics: &[
        maximize("accuracy_score").logged_after(r"metrics=\{'accuracy': "),
        maximize("f1_score").logged_after(r"metrics=\{'f1': "),
        maximize("r2").logged_after(r"metrics=\{'r2': "),
    ],
    tunable: &[
        tune("learning_rate", real_log("0.001", "0.01")),
        tune("input_dim", Range::Categorical(&["16", "32", "64", "128", "256", "512"])),
        tune("n_blocks", whole("1", "12")),
        tune("attn_dropout", real("0.0", "0.8")),
        tune("mlp_dropout", real("0.0", "0.8")),
        tune("frac_shared_embed", real("0.0", "0.5")),
    ],
    statics: &[usual("n_epochs", "5")],
    early_stopping: EarlyStopping::Supported,
    channels: &[channel("training", "text/csv"), channel("validation", "text/csv")],
    input_modes: FILE,
    instance_type: "ml.p3.2xlarge",
    page: "tabtransformer-tuning",
};

/// AWS's page advises against tuning it: it stacks models instead, and lists nothing to tune.
pub(super) static AUTOGLUON: Algorithm = Algorithm {
    id: "autogluon-tabular",
    title: "AutoGluon-Tabular",
    image: Image::JumpStart { model_id: "autogluon-classification-ensemble" },
    chosen_by: None,
    metrics: &[],
    tunable: &[],
    statics: &[],
    early_stopping: EarlyStopping::Supported,
    channels: &[channel("training", "text/csv")],
    input_modes: FILE,
    instance_type: "ml.p3.2xlarge",
    page: "autogluon-tabular-tuning",
};
