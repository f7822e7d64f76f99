//! DeepAR. Pages `deepar-tuning`, `deepar_hyperparameters`, `deepar`.

use crate::catalogue::registry::Registry;
use crate::catalogue::table::{
    Algorithm, Channel, EarlyStopping, FILE, Image, can, minimize, real, real_log, required, tune, whole, whole_log,
};
use crate::language::marked;

/// The format goes by the files' ending: `.json`, `.json.gz` or `.parquet`.
const fn files(name: &'static str) -> Channel {
    Channel { name, content_type: None, is_sharded: false }
}

pub(super) static DEEPAR: Algorithm = Algorithm {
    id: "deepar",
    title: marked!("DeepAR Forecasting"),
    image: Image::only("forecasting-deepar", Registry::DeepAr),
    chosen_by: None,
    metrics: &[minimize("test:RMSE"), minimize("test:mean_wQuantileLoss"), minimize("train:final_loss")],
    // The five that matter most, in the page's order.
    tunable: &[
        // The page of hyperparameters: typically 10 to 1000.
        tune("epochs", whole_log("1", "1000")).within(whole_log("10", "1000")),
        tune("context_length", whole_log("1", "200")).within(whole("7", "60")),
        tune("mini_batch_size", whole("32", "1028")),
        tune("learning_rate", real_log("1e-5", "0.1")),
        tune("num_cells", whole("30", "200")),
        can("num_layers", whole("1", "8")),
        can("dropout_rate", real("0.00", "0.2")),
        can("embedding_dimension", whole("1", "50")),
    ],
    statics: &[
        required("time_freq", "D"),
        required("prediction_length", "14"),
        required("epochs", "100"),
        required("context_length", "14"),
    ],
    early_stopping: EarlyStopping::NotListed,
    channels: &[files("train"), files("test")],
    input_modes: FILE,
    // The page names the C4 of this size, which newer Regions do not have.
    instance_type: "ml.c5.2xlarge",
    page: "deepar-tuning",
};
