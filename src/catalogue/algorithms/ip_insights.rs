//! IP Insights. Pages `ip-insights-tuning`, `ip-insights-hyperparameters`, `ip-insights`.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, EarlyStopping, FILE, Image, can, channel, maximize, of_data, real, real_log, required, tune, usual,
    whole, whole_log,
};

pub(super) static IP_INSIGHTS: Algorithm = Algorithm {
    id: "ip-insights",
    title: "IP Insights",
    image: Image::only("ipinsights", Registry::General),
    chosen_by: None,
    metrics: &[maximize("validation:discriminator_auc")],
    tunable: &[
        tune("learning_rate", real_log("1e-4", "0.1")),
        tune("vector_dim", whole("8", "256")),
        tune("mini_batch_size", whole_log("100", "50000")),
        // Its default is 1e-5; above 0 for the axis, and the end is ours.
        tune("weight_decay", real("0.0", "1.0")).within(real_log("1e-7", "0.1")),
        can("epochs", whole_log("1", "100")),
        can("num_entity_vectors", whole_log("10000", "1000000")),
        can("num_ip_encoder_layers", whole("1", "10")),
        can("random_negative_sampling_rate", whole("0", "10")),
        can("shuffled_negative_sampling_rate", whole("0", "10")),
    ],
    statics: &[of_data("num_entity_vectors", "20000"), required("vector_dim", "128"), usual("epochs", "10")],
    early_stopping: EarlyStopping::Supported,
    channels: &[channel("train", "text/csv"), channel("validation", "text/csv")],
    input_modes: FILE,
    instance_type: "ml.p3.2xlarge",
    page: "ip-insights-tuning",
};
