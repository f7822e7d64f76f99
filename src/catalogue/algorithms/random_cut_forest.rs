//! Random Cut Forest. Pages `random-cut-forest-tuning`, `rcf_hyperparameters`, `randomcutforest`. Its recommended ranges are
//! all the values that the page of hyperparameters allows.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE_OR_PIPE, Image, channel, maximize, of_data, tune, whole, whole_log,
};
use crate::language::marked;

pub(super) static RANDOM_CUT_FOREST: Algorithm = Algorithm {
    id: "random-cut-forest",
    title: marked!("Random Cut Forest"),
    image: Image::only("randomcutforest", Registry::General),
    chosen_by: None,
    metrics: &[maximize("test:f1")],
    tunable: &[
        // A tree of a few samples isolates nothing; from 32 on is ours.
        tune("num_samples_per_tree", whole_log("1", "2048")).within(whole_log("32", "2048")),
        tune("num_trees", whole("50", "1000")),
    ],
    statics: &[of_data("feature_dim", "10")],
    early_stopping: EarlyStopping::NotListed,
    // The page: training data are split among the machines, and nothing else; the test data have the label first.
    channels: &[channel("train", "text/csv;label_size=0").sharded(), channel("test", "text/csv;label_size=1")],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.c5.xlarge",
    page: "random-cut-forest-tuning",
};
