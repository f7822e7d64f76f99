//! Factorization Machines. Pages `fm-tuning`, `fact-machines-hyperparameters`, `fact-machines`.
//!
//! The tuning page writes `epoch`; the page of hyperparameters and the SDK write `epochs`, and so does this table. Which of
//! the `…_init_…` can be tuned depends on `bias_init_method`, `linear_init_method` and `factors_init_method`: `scale` with
//! `uniform`, `sigma` with `normal`, `value` with `constant`.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE_OR_PIPE, Image, Range, can, channel, maximize, minimize, of_data, real_log,
    required, tune, usual, whole_log,
};
use crate::language::marked;

/// The page has one range for all that is continuous.
const WIDE: Range = real_log("1e-8", "512");
/// Learning rates to begin with; ours.
const RATE: Range = real_log("1e-5", "1");
/// Weight decays to begin with; ours.
const DECAY: Range = real_log("1e-8", "0.1");

pub(super) static FACTORIZATION_MACHINES: Algorithm = Algorithm {
    id: "factorization-machines",
    title: marked!("Factorization Machines"),
    image: Image::only("factorization-machines", Registry::General),
    chosen_by: None,
    metrics: &[
        maximize("test:binary_classification_accuracy"),
        minimize("test:binary_classification_cross_entropy"),
        maximize("test:binary_f_beta"),
        // For regression.
        minimize("test:rmse"),
    ],
    tunable: &[
        tune("bias_lr", WIDE).within(RATE),
        tune("linear_lr", WIDE).within(RATE),
        tune("factors_lr", WIDE).within(RATE),
        tune("linear_wd", WIDE).within(DECAY),
        tune("factors_wd", WIDE).within(DECAY),
        tune("mini_batch_size", whole_log("100", "10000")),
        can("bias_wd", WIDE),
        can("epochs", whole_log("1", "1000")),
        can("bias_init_scale", WIDE),
        can("bias_init_sigma", WIDE),
        can("bias_init_value", WIDE),
        can("factors_init_scale", WIDE),
        can("factors_init_sigma", WIDE),
        can("factors_init_value", WIDE),
        can("linear_init_scale", WIDE),
        can("linear_init_sigma", WIDE),
        can("linear_init_value", WIDE),
    ],
    statics: &[
        of_data("feature_dim", "10000"),
        required("num_factors", "64"),
        required("predictor_type", "binary_classifier"),
        usual("epochs", "10"),
    ],
    early_stopping: EarlyStopping::NotListed,
    channels: &[
        channel("train", "application/x-recordio-protobuf"),
        channel("test", "application/x-recordio-protobuf"),
    ],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.m5.xlarge",
    page: "fm-tuning",
};
