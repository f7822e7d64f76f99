//! Distances between rows: k-NN, k-means and PCA. Pages `kNN-tuning`, `kNN_hyperparameters`, `k-nearest-neighbors`;
//! `k-means-tuning`, `k-means-api-config`, `k-means`; `PCA-reference`, `pca`.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE_OR_PIPE, Image, Range, channel, maximize, minimize, of_data, required, tune, whole,
    whole_log,
};
use crate::language::marked;

pub(super) static KNN: Algorithm = Algorithm {
    id: "knn",
    title: marked!("k-nearest neighbors"),
    image: Image::only("knn", Registry::General),
    chosen_by: None,
    metrics: &[
        maximize("test:accuracy"),
        // For regression.
        minimize("test:mse"),
    ],
    tunable: &[
        tune("k", whole_log("1", "1024")),
        // Not more rows than most data have; ours.
        tune("sample_size", whole_log("256", "20000000")).within(whole_log("256", "100000")),
    ],
    statics: &[
        of_data("feature_dim", "10"),
        required("predictor_type", "classifier"),
        required("k", "10"),
        required("sample_size", "10000"),
    ],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("train", "text/csv"), channel("test", "text/csv")],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.m5.2xlarge",
    page: "kNN-tuning",
};

pub(super) static KMEANS: Algorithm = Algorithm {
    id: "kmeans",
    title: "k-means",
    image: Image::only("kmeans", Registry::General),
    chosen_by: None,
    metrics: &[minimize("test:msd"), minimize("test:ssd")],
    tunable: &[
        tune("mini_batch_size", whole("3000", "15000")),
        tune("extra_center_factor", whole("4", "10")),
        tune("init_method", Range::Categorical(&["kmeans++", "random"])),
        tune("epochs", whole("1", "10")),
    ],
    statics: &[required("k", "10"), of_data("feature_dim", "10")],
    early_stopping: EarlyStopping::NotListed,
    // Without a label column.
    channels: &[channel("train", "text/csv;label_size=0").sharded(), channel("test", "text/csv;label_size=0")],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.m5.xlarge",
    page: "k-means-tuning",
};

/// There is no page about tuning it: it reports nothing to tune for.
pub(super) static PCA: Algorithm = Algorithm {
    id: "pca",
    title: marked!("Principal Component Analysis (PCA)"),
    image: Image::only("pca", Registry::General),
    chosen_by: None,
    metrics: &[],
    tunable: &[],
    statics: &[of_data("feature_dim", "10"), required("mini_batch_size", "1000"), required("num_components", "2")],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("train", "text/csv;label_size=0")],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.m5.xlarge",
    page: "pca",
};
