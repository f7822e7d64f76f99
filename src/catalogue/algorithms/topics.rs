//! Topic models: LDA and NTM. Pages `lda-tuning`, `lda_hyperparameters`, `lda`; `ntm-tuning`, `ntm_hyperparameters`, `ntm`.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE_OR_PIPE, Image, Range, can, channel, maximize, minimize, of_data, real, real_log,
    required, tune, usual, whole_log,
};
use crate::language::marked;

/// Counts of words, without a label column.
const COUNTS: &str = "text/csv;label_size=0";

pub(super) static LDA: Algorithm = Algorithm {
    id: "lda",
    title: marked!("Latent Dirichlet Allocation (LDA)"),
    image: Image::only("lda", Registry::Lda),
    chosen_by: None,
    metrics: &[maximize("test:pwll")],
    tunable: &[tune("alpha0", real_log("0.1", "10")), tune("num_topics", whole_log("1", "150"))],
    statics: &[
        required("num_topics", "10"),
        of_data("feature_dim", "1000"),
        // The number of all documents.
        of_data("mini_batch_size", "1000"),
    ],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("train", COUNTS), channel("test", COUNTS)],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.m5.xlarge",
    page: "lda-tuning",
};

pub(super) static NTM: Algorithm = Algorithm {
    id: "ntm",
    title: marked!("Neural Topic Model (NTM)"),
    image: Image::only("ntm", Registry::General),
    chosen_by: None,
    metrics: &[minimize("validation:total_loss")],
    tunable: &[
        tune("learning_rate", real_log("1e-4", "0.1")),
        tune("mini_batch_size", whole_log("16", "2048")),
        tune("optimizer", Range::Categorical(&["sgd", "adam", "adadelta"])),
        tune("encoder_layers_activation", Range::Categorical(&["sigmoid", "tanh", "relu"])),
        can("rescale_gradient", real("0.1", "1.0")),
        can("weight_decay", real("0.0", "1.0")),
    ],
    statics: &[of_data("feature_dim", "1000"), required("num_topics", "20"), usual("epochs", "50")],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("train", COUNTS), channel("validation", COUNTS)],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.g4dn.xlarge",
    page: "ntm-tuning",
};
