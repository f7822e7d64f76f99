//! Sequence-to-Sequence. Pages `seq-2-seq-tuning`, `seq-2-seq-hyperparameters`, `seq-2-seq`.
//!
//! The page has two ranges for `weight_init_scale`: 2 to 3 for `xavier`, the default, and −1 to 1 for `uniform`. The table has
//! both and what is between them.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE, Image, Range, can, channel, maximize, minimize, real, real_log, tune, usual, whole,
};
use crate::language::marked;

const RECORDS: &str = "application/x-recordio-protobuf";
const WIDTHS: Range = Range::Categorical(&["128", "256", "512", "1024", "2048"]);

pub(super) static SEQ2SEQ: Algorithm = Algorithm {
    id: "seq2seq",
    title: marked!("Sequence-to-Sequence"),
    image: Image::only("seq2seq", Registry::ImagesAndText),
    chosen_by: None,
    metrics: &[minimize("validation:perplexity"), maximize("validation:accuracy"), maximize("validation:bleu")],
    tunable: &[
        tune("learning_rate", real_log("0.00005", "0.2")).within(real_log("0.00005", "0.01")),
        tune("batch_size", Range::Categorical(&["16", "32", "64", "128", "256", "512", "1024", "2048"]))
            .within(Range::Categorical(&["32", "64", "128", "256"])),
        tune("num_layers_encoder", whole("1", "10")).within(whole("1", "4")),
        tune("num_layers_decoder", whole("1", "10")).within(whole("1", "4")),
        tune("embed_dropout_source", real("0.0", "0.5")),
        can("optimizer_type", Range::Categorical(&["adam", "sgd", "rmsprop"])),
        can("weight_init_type", Range::Categorical(&["xavier", "uniform"])),
        can("weight_init_scale", real("-1.0", "3.0")),
        can("weight_decay", real("0.0", "0.1")),
        can("momentum", real("0.5", "0.9")),
        can("clip_gradient", real("1.0", "5.0")),
        // For recurrent networks, and for convolutional ones.
        can("rnn_num_hidden", WIDTHS),
        can("cnn_num_hidden", WIDTHS),
        can("num_embed_source", whole("256", "512")),
        can("num_embed_target", whole("256", "512")),
        can("embed_dropout_target", real("0.0", "0.5")),
        can("rnn_decoder_hidden_dropout", real("0.0", "0.5")),
        can("cnn_hidden_dropout", real("0.0", "0.5")),
        can("lr_scheduler_type", Range::Categorical(&["plateau_reduce", "fixed_rate_inv_t", "fixed_rate_inv_sqrt_t"])),
        can("plateau_reduce_lr_factor", real("0.1", "0.5")),
        can("plateau_reduce_lr_threshold", whole("1", "5")),
        can("fixed_rate_lr_half_life", whole("10", "30")),
    ],
    statics: &[usual("optimizer_type", "adam"), usual("max_num_epochs", "10")],
    early_stopping: EarlyStopping::Supported,
    channels: &[
        channel("train", RECORDS),
        channel("validation", RECORDS),
        // vocab.src.json and vocab.trg.json.
        channel("vocab", "application/json"),
    ],
    input_modes: FILE,
    instance_type: "ml.g4dn.xlarge",
    page: "seq-2-seq-tuning",
};
