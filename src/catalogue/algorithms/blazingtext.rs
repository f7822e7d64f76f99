//! BlazingText: word vectors and text classification in one image, chosen by `mode`. Pages `blazingtext-tuning`,
//! `blazingtext_hyperparameters`, `blazingtext`.
//!
//! Its learning rate has the default 0.05, outside of the 0.005 to 0.01 that the tuning page recommends.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE_OR_PIPE, Image, Range, can, channel, maximize, real, real_log, required, tune,
    usual, whole,
};
use crate::language::marked;

const IMAGE: Image = Image::only("blazingtext", Registry::ImagesAndText);

pub(super) static TEXT_CLASSIFICATION: Algorithm = Algorithm {
    id: "blazingtext-classification",
    title: marked!("BlazingText, text classification"),
    image: IMAGE,
    chosen_by: Some(("mode", "supervised")),
    metrics: &[maximize("validation:accuracy")],
    tunable: &[
        tune("learning_rate", real("0.005", "0.01")),
        tune("vector_dim", whole("32", "300")),
        tune("word_ngrams", whole("1", "3")),
        tune("epochs", whole("5", "15")),
        tune("min_count", whole("0", "100")),
        can("buckets", whole("1000000", "10000000")),
    ],
    statics: &[required("mode", "supervised")],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("train", "text/plain"), channel("validation", "text/plain")],
    input_modes: FILE_OR_PIPE,
    // The page: C5 below 2 GB of data.
    instance_type: "ml.c5.2xlarge",
    page: "blazingtext-tuning",
};

pub(super) static WORD2VEC: Algorithm = Algorithm {
    id: "blazingtext-word2vec",
    title: "BlazingText, Word2Vec",
    image: IMAGE,
    chosen_by: None,
    metrics: &[maximize("train:mean_rho")],
    tunable: &[
        tune("learning_rate", real("0.005", "0.01")),
        tune("window_size", whole("1", "10")),
        tune("vector_dim", whole("32", "300")),
        tune("negative_samples", whole("5", "25")),
        tune("sampling_threshold", real_log("0.0001", "0.001")),
        can("mode", Range::Categorical(&["batch_skipgram", "skipgram", "cbow"])),
        // For batch_skipgram.
        can("batch_size", whole("8", "32")),
        can("epochs", whole("5", "15")),
        can("min_count", whole("0", "100")),
    ],
    statics: &[required("mode", "skipgram"), usual("epochs", "5")],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("train", "text/plain")],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.p3.2xlarge",
    page: "blazingtext-tuning",
};
