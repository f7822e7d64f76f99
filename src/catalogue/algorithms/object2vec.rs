//! Object2Vec. Pages `object2vec-tuning`, `object2vec-hyperparameters`, `object2vec`.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE, Image, Range, can, channel, maximize, minimize, of_data, real, real_log, tune,
    whole, whole_log,
};

pub(super) static OBJECT2VEC: Algorithm = Algorithm {
    id: "object2vec",
    title: "Object2Vec",
    image: Image::only("object2vec", Registry::General),
    chosen_by: None,
    metrics: &[
        // With output_layer softmax, the default.
        minimize("validation:cross_entropy"),
        maximize("validation:accuracy"),
        // With output_layer mean_squared_error.
        minimize("validation:mean_squared_error"),
        minimize("test:cross_entropy"),
        maximize("test:accuracy"),
        minimize("test:mean_squared_error"),
    ],
    // Where the starting request has a smaller range, it is ours: around the default, and for memory's sake.
    tunable: &[
        tune("learning_rate", real_log("1e-6", "1.0")).within(real_log("1e-5", "0.01")),
        tune("enc_dim", whole_log("4", "4096")).within(whole_log("64", "4096")),
        tune("mlp_dim", whole("16", "1024")),
        tune("mlp_layers", whole("1", "4")),
        tune("dropout", real("0.0", "1.0")).within(real("0.0", "0.5")),
        tune("mini_batch_size", whole_log("1", "8192")).within(whole_log("16", "512")),
        can("early_stopping_patience", whole("1", "5")),
        can("early_stopping_tolerance", real_log("0.001", "0.1")),
        can("enc0_cnn_filter_width", whole("1", "5")),
        can("enc0_layers", whole("1", "4")),
        can("enc0_token_embedding_dim", whole("5", "300")),
        can("enc1_cnn_filter_width", whole("1", "5")),
        can("enc1_layers", whole("1", "4")),
        can("enc1_token_embedding_dim", whole("5", "300")),
        can("epochs", whole("4", "20")),
        can("mlp_activation", Range::Categorical(&["tanh", "relu", "linear"])),
        can("optimizer", Range::Categorical(&["adagrad", "adam", "rmsprop", "sgd", "adadelta"])),
        can("weight_decay", real("0.0", "1.0")),
    ],
    statics: &[of_data("enc0_max_seq_len", "100"), of_data("enc0_vocab_size", "10000")],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("train", "application/jsonlines"), channel("validation", "application/jsonlines")],
    input_modes: FILE,
    instance_type: "ml.m5.2xlarge",
    page: "object2vec-tuning",
};
