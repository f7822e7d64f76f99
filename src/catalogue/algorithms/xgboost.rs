//! XGBoost. Pages `xgboost-tuning`, `xgboost_hyperparameters`, `xgboost`.
//!
//! The page of May 2023 lists 12 metrics; the container itself (aws/sagemaker-xgboost-container, `xgb_constants.py`, June 2026)
//! reports more, and those are here too. Left out is `validation:interval-regression-accuracy`, an accuracy that the container
//! declares as one to minimise. The page has `max_delta_step` as an integer, the container as continuous: the page is followed.
//! The page's image versions end with 1.5-1; newer pages and the SDK have 1.7-1, 3.0-5 and 3.2-0 as well.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE_OR_PIPE, Image, can, channel, maximize, minimize, real, real_log, required, tune,
    usual, whole,
};

pub(super) static XGBOOST: Algorithm = Algorithm {
    id: "xgboost",
    title: "XGBoost",
    image: Image::Registry {
        repository: "sagemaker-xgboost",
        // Version 0.72, without colsample_bynode.
        older: &["xgboost"],
        registry: Registry::XgBoost,
        tag: "1.7-1",
        other_tags: &["3.2-0", "3.0-5", "1.5-1", "1.3-1", "1.2-2", "1.2-1", "1.0-1", "0.90-2", "0.90-1"],
    },
    chosen_by: None,
    metrics: &[
        maximize("validation:auc"),
        maximize("validation:accuracy"),
        minimize("validation:error"),
        maximize("validation:f1"),
        minimize("validation:logloss"),
        minimize("validation:mae"),
        maximize("validation:map"),
        minimize("validation:merror"),
        minimize("validation:mlogloss"),
        minimize("validation:mse"),
        maximize("validation:ndcg"),
        minimize("validation:rmse"),
        // The container's.
        maximize("validation:aucpr"),
        maximize("validation:balanced_accuracy"),
        maximize("validation:f1_binary"),
        maximize("validation:f1_macro"),
        maximize("validation:precision"),
        maximize("validation:precision_macro"),
        maximize("validation:precision_micro"),
        maximize("validation:r2"),
        maximize("validation:recall"),
        maximize("validation:recall_macro"),
        maximize("validation:recall_micro"),
        minimize("validation:aft-nloglik"),
        minimize("validation:cox-nloglik"),
        minimize("validation:gamma-deviance"),
        minimize("validation:gamma-nloglik"),
        minimize("validation:mape"),
        minimize("validation:mphe"),
        minimize("validation:poisson-nloglik"),
        minimize("validation:rmsle"),
        minimize("validation:tweedie-nloglik"),
    ],
    tunable: &[
        tune("eta", real("0.1", "0.5")),
        // 0 stands for no limit, which is no neighbour of 1.
        tune("max_depth", whole("0", "10")).within(whole("1", "10")),
        tune("min_child_weight", real("0", "120")).within(real_log("1", "120")),
        tune("subsample", real("0.5", "1")),
        // AWS's notebook about logarithmic scaling (amazon-sagemaker-examples, xgboost_random_log) has 0.01 to 10 for both.
        tune("alpha", real("0", "1000")).within(real_log("0.01", "10")),
        tune("lambda", real("0", "1000")).within(real_log("0.01", "10")),
        can("colsample_bylevel", real("0.1", "1")),
        can("colsample_bynode", real("0.1", "1")),
        can("colsample_bytree", real("0.5", "1")),
        can("gamma", real("0", "5")),
        can("max_delta_step", whole("0", "10")),
        can("num_round", whole("1", "4000")),
    ],
    statics: &[required("num_round", "100"), usual("objective", "binary:logistic")],
    early_stopping: EarlyStopping::Supported,
    channels: &[channel("train", "text/csv"), channel("validation", "text/csv")],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.m5.2xlarge",
    page: "xgboost-tuning",
};
