//! Images, with MXNet: classification, object detection, semantic segmentation. Pages `IC-tuning`, `IC-Hyperparameter`,
//! `image-classification`; `object-detection-tuning`, `object-detection-api-config`, `object-detection`;
//! `semantic-segmentation-tuning`, `segmentation-hyperparameters`, `semantic-segmentation`.
//!
//! What the optimizers use differs, so the starting requests keep to `sgd`, whose momentum and weight decay they tune. The pages
//! recommend G4dn among others; it is the least of them.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE_OR_PIPE, Image, Range, can, channel, maximize, of_data, real, real_log,
    real_reverse_log, tune, usual, whole, whole_log,
};
use crate::language::marked;

const MOMENTUM: Range = real_reverse_log("0.0", "0.999");
/// Of 0 to 0.999, on a linear axis, hardly a job would come near the defaults, 1e-4 and 5e-4; ours.
const DECAY: Range = real_log("1e-5", "0.01");
const RECORDS: &str = "application/x-recordio";

pub(super) static IMAGE_CLASSIFICATION: Algorithm = Algorithm {
    id: "image-classification",
    title: marked!("Image Classification - MXNet"),
    image: Image::only("image-classification", Registry::ImagesAndText),
    chosen_by: None,
    metrics: &[maximize("validation:accuracy")],
    tunable: &[
        tune("learning_rate", real_log("1e-6", "0.5")),
        tune("mini_batch_size", whole_log("8", "512")).within(whole_log("8", "128")),
        tune("momentum", MOMENTUM),
        tune("weight_decay", real("0.0", "0.999")).within(DECAY),
        can("optimizer", Range::Categorical(&["sgd", "adam", "rmsprop", "nag"])),
        can("beta_1", real_reverse_log("1e-6", "0.999")),
        can("beta_2", real_reverse_log("1e-6", "0.999")),
        can("eps", real_log("1e-8", "1.0")),
        can("gamma", real_reverse_log("1e-8", "0.999")),
    ],
    statics: &[
        of_data("num_classes", "2"),
        of_data("num_training_samples", "1000"),
        usual("epochs", "30"),
        usual("optimizer", "sgd"),
        usual("use_pretrained_model", "1"),
    ],
    early_stopping: EarlyStopping::Supported,
    channels: &[channel("train", RECORDS), channel("validation", RECORDS)],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.g4dn.xlarge",
    page: "IC-tuning",
};

pub(super) static OBJECT_DETECTION: Algorithm = Algorithm {
    id: "object-detection",
    title: marked!("Object Detection - MXNet"),
    image: Image::only("object-detection", Registry::ImagesAndText),
    chosen_by: None,
    metrics: &[maximize("validation:mAP")],
    tunable: &[
        tune("learning_rate", real_log("1e-6", "0.5")),
        tune("mini_batch_size", whole("8", "64")),
        tune("momentum", MOMENTUM),
        tune("weight_decay", real("0.0", "0.999")).within(DECAY),
        can("optimizer", Range::Categorical(&["sgd", "adam", "rmsprop", "adadelta"])),
    ],
    statics: &[
        of_data("num_classes", "2"),
        of_data("num_training_samples", "1000"),
        usual("epochs", "30"),
        usual("optimizer", "sgd"),
        usual("use_pretrained_model", "1"),
    ],
    early_stopping: EarlyStopping::Supported,
    channels: &[channel("train", RECORDS), channel("validation", RECORDS)],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.g4dn.xlarge",
    page: "object-detection-tuning",
};

pub(super) static SEMANTIC_SEGMENTATION: Algorithm = Algorithm {
    id: "semantic-segmentation",
    title: marked!("Semantic Segmentation"),
    image: Image::only("semantic-segmentation", Registry::ImagesAndText),
    chosen_by: None,
    metrics: &[maximize("validation:mIOU"), maximize("validation:pixel_accuracy")],
    tunable: &[
        tune("learning_rate", real_log("1e-4", "0.1")),
        tune("mini_batch_size", whole_log("1", "128")).within(whole("4", "32")),
        tune("momentum", real_reverse_log("0.9", "0.999")),
        tune("weight_decay", real_log("1e-5", "1e-3")),
        // The tuning page (which writes optimzer) has sgd, adam and adadelta; the page of hyperparameters has no adadelta,
        // but adagrad, nag and rmsprop. Here is what both have.
        can("optimizer", Range::Categorical(&["sgd", "adam"])),
    ],
    statics: &[
        of_data("num_classes", "21"),
        of_data("num_training_samples", "1000"),
        usual("epochs", "10"),
        usual("optimizer", "sgd"),
    ],
    early_stopping: EarlyStopping::NotListed,
    channels: &[
        channel("train", "image/jpeg"),
        channel("validation", "image/jpeg"),
        channel("train_annotation", "image/png"),
        channel("validation_annotation", "image/png"),
    ],
    input_modes: FILE_OR_PIPE,
    instance_type: "ml.g4dn.xlarge",
    page: "semantic-segmentation-tuning",
};
