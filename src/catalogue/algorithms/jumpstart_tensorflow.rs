//! What JumpStart fine-tunes with TensorFlow: images, texts, objects. Pages `IC-TF-tuning`, `text-classification-tensorflow-tuning`,
//! `object-detection-tensorflow-tuning`, and those of their hyperparameters.
//!
//! The tuning pages write `eps`; the pages of hyperparameters write `epsilon`, which is what the scripts read. The pages have
//! `train_only_on_top_layer` (images) as continuous and `initial_accumulator_value` (objects) as categorical; by their values
//! it is the other way round. `regularizers_l2` of object detection is on the tuning page alone.

use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE, HyperParameter, Image, Range, can, channel, maximize, minimize, real, real_log,
    real_reverse_log, tune, usual, whole, whole_log,
};
use crate::language::marked;

const LEARNING_RATE: HyperParameter = tune("learning_rate", real_log("1e-6", "0.5"));
const MOMENTUM: HyperParameter = can("momentum", real_reverse_log("0.0", "0.999"));
const REGULARIZERS: HyperParameter = can("regularizers_l2", real("0.0", "0.999"));
const BETA_1: HyperParameter = can("beta_1", real_reverse_log("1e-6", "0.999"));
const BETA_2: HyperParameter = can("beta_2", real_reverse_log("1e-6", "0.999"));
const EPSILON: HyperParameter = can("epsilon", real_log("1e-8", "1.0"));
const TOP_LAYER: HyperParameter = tune("train_only_on_top_layer", Range::Categorical(&["True", "False"]));
const OPTIMIZERS: Range = Range::Categorical(&["sgd", "adam", "rmsprop", "nesterov", "adagrad", "adadelta"]);

pub(super) static IMAGE_CLASSIFICATION: Algorithm = Algorithm {
    id: "image-classification-tensorflow",
    title: marked!("Image Classification - TensorFlow"),
    image: Image::JumpStart { model_id: "tensorflow-ic-imagenet-mobilenet-v2-100-224-classification-4" },
    chosen_by: None,
    // The page gives no regular expression.
    metrics: &[maximize("validation:accuracy")],
    tunable: &[
        LEARNING_RATE,
        tune("batch_size", whole_log("8", "512")),
        tune("optimizer", OPTIMIZERS),
        TOP_LAYER,
        MOMENTUM,
        REGULARIZERS,
        BETA_1,
        BETA_2,
        EPSILON,
    ],
    statics: &[usual("epochs", "3")],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("training", "application/x-image"), channel("validation", "application/x-image")],
    input_modes: FILE,
    instance_type: "ml.p3.2xlarge",
    page: "IC-TF-tuning",
};

pub(super) static TEXT_CLASSIFICATION: Algorithm = Algorithm {
    id: "text-classification-tensorflow",
    title: marked!("Text Classification - TensorFlow"),
    image: Image::JumpStart { model_id: "tensorflow-tc-bert-en-uncased-L-12-H-768-A-12-2" },
    chosen_by: None,
    metrics: &[maximize("validation:accuracy").logged_after("val_accuracy=")],
    tunable: &[
        LEARNING_RATE,
        tune("batch_size", whole("4", "128")),
        tune("optimizer", Range::Categorical(&["adamw", "adam", "sgd", "rmsprop", "nesterov", "adagrad", "adadelta"])),
        TOP_LAYER,
        MOMENTUM,
        REGULARIZERS,
        BETA_1,
        BETA_2,
        EPSILON,
    ],
    statics: &[usual("epochs", "10")],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("training", "text/csv"), channel("validation", "text/csv")],
    input_modes: FILE,
    instance_type: "ml.p3.2xlarge",
    page: "text-classification-tensorflow-tuning",
};

pub(super) static OBJECT_DETECTION: Algorithm = Algorithm {
    id: "object-detection-tensorflow",
    title: marked!("Object Detection - TensorFlow"),
    image: Image::JumpStart { model_id: "tensorflow-od1-ssd-resnet50-v1-fpn-640x640-coco17-tpu-8" },
    chosen_by: None,
    metrics: &[minimize("validation:localization_loss").logged_after("Val_localization=")],
    tunable: &[
        LEARNING_RATE,
        tune("batch_size", whole_log("8", "512")),
        tune("optimizer", OPTIMIZERS),
        TOP_LAYER,
        MOMENTUM,
        REGULARIZERS,
        BETA_1,
        BETA_2,
        EPSILON,
        can("initial_accumulator_value", real("0.0", "0.999")),
    ],
    statics: &[usual("epochs", "5")],
    early_stopping: EarlyStopping::NotListed,
    channels: &[channel("training", "application/x-image"), channel("validation", "application/x-image")],
    input_modes: FILE,
    instance_type: "ml.p3.2xlarge",
    page: "object-detection-tensorflow-tuning",
};
