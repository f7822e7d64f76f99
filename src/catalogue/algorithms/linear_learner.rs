//! Linear Learner. Pages `linear-learner-tuning`, `ll_hyperparameters`, `linear-learner`.
//!
//! The page writes the values of `use_bias` as Python does, `True` and `False`; the page of hyperparameters has `true` and
//! `false`, which is what the algorithm reads.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE_OR_PIPE, Image, Range, can, channel, maximize, minimize, real_log, required, tune,
    usual, whole,
};
use crate::language::marked;

pub(super) static LINEAR_LEARNER: Algorithm = Algorithm {
    id: "linear-learner",
    title: marked!("Linear Learner"),
    image: Image::only("linear-learner", Registry::General),
    chosen_by: None,
    metrics: &[
        // The one that is reported each epoch.
        minimize("validation:objective_loss"),
        minimize("validation:absolute_loss"),
        maximize("validation:binary_classification_accuracy"),
        maximize("validation:binary_f_beta"),
        maximize("validation:dcg"),
        maximize("validation:macro_f_beta"),
        maximize("validation:macro_precision"),
        maximize("validation:macro_recall"),
        minimize("validation:mse"),
        maximize("validation:multiclass_accuracy"),
        maximize("validation:multiclass_top_k_accuracy"),
        maximize("validation:precision"),
        maximize("validation:recall"),
        minimize("validation:rmse"),
        maximize("validation:roc_auc_score"),
        minimize("test:objective_loss"),
        minimize("test:absolute_loss"),
        maximize("test:binary_classification_accuracy"),
        maximize("test:binary_f_beta"),
        maximize("test:dcg"),
        maximize("test:macro_f_beta"),
        maximize("test:macro_precision"),
        maximize("test:macro_recall"),
        minimize("test:mse"),
        maximize("test:multiclass_accuracy"),
        maximize("test:multiclass_top_k_accuracy"),
        maximize("test:precision"),
        maximize("test:recall"),
        maximize("test:roc_auc_score"),
    ],
    tunable: &[
        tune("learning_rate", real_log("1e-5", "1")),
        tune("wd", real_log("1e-7", "1")),
        tune("l1", real_log("1e-7", "1")),
        tune("mini_batch_size", whole("100", "5000")),
        can("use_bias", Range::Categorical(&["true", "false"])),
        can("positive_example_weight_mult", real_log("1e-5", "1e5")),
    ],
    statics: &[required("predictor_type", "binary_classifier"), usual("epochs", "15")],
    early_stopping: EarlyStopping::SupportedFor("objective_loss"),
    channels: &[channel("train", "text/csv"), channel("validation", "text/csv")],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.m5.xlarge",
    page: "linear-learner-tuning",
};
