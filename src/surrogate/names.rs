//! What a hyperparameter's name says of it. Names are compared in small letters, without hyphens, underscores and dots.

/// What the name of a hyperparameter makes believe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The step size: larger learns faster, and too large diverges.
    StepSize,
    /// The model's size: larger takes longer.
    Size,
    /// The rows of an update: more take less time, and learn less in an epoch.
    Batch,
    /// Nothing in particular.
    Other,
}

/// Names by which training scripts and built-in algorithms say for how long to train: those from which AWS infers
/// Hyperband's `MaxResource` (API reference, `HyperbandStrategyConfig`), and their kin in XGBoost, scikit-learn, `LightGBM`,
/// `CatBoost`, `Seq2Seq` and Hugging Face's scripts.
const EPOCHS: [&str; 18] = [
    "epoch",
    "epochs",
    "nepoch",
    "nepochs",
    "numepoch",
    "numepochs",
    "maxepoch",
    "maxepochs",
    "maxnumepochs",
    "numtrainepochs",
    "trainepochs",
    "trainingepochs",
    "totalepochs",
    "numround",
    "numrounds",
    "numboostround",
    "nestimators",
    "iterations",
];

const STEP_SIZES: [&str; 8] =
    ["learningrate", "learningrateinit", "lr", "baselr", "initiallr", "maxlr", "stepsize", "eta"];

/// Parts of names of what makes a model, or an example, larger.
const SIZES: [&str; 18] = [
    "depth",
    "layers",
    "units",
    "hidden",
    "cells",
    "leaves",
    "leafnodes",
    "neurons",
    "filters",
    "channels",
    "width",
    "heads",
    "blocks",
    "embedding",
    "vectordim",
    "encdim",
    "mlpdim",
    "contextlength",
];

/// Parts of names that only forests and boosted trees have; nothing diverges in them.
const TREES: [&str; 12] = [
    "maxdepth",
    "numround",
    "numboostround",
    "nestimators",
    "numtrees",
    "numleaves",
    "leafnodes",
    "samplesleaf",
    "samplessplit",
    "minchildweight",
    "colsample",
    "l2leafreg",
];

fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// True for a name that says for how many epochs, or rounds, a job trains.
pub fn is_epochs(name: &str) -> bool {
    EPOCHS.contains(&plain(name).as_str())
}

/// True for a name that only forests and boosted trees have.
pub(super) fn is_trees(name: &str) -> bool {
    let name = plain(name);
    TREES.iter().any(|part| name.contains(part))
}

impl Role {
    /// What this name makes believe.
    pub(super) fn of(name: &str) -> Self {
        let name = plain(name);
        if STEP_SIZES.contains(&name.as_str()) {
            Self::StepSize
        } else if name.contains("batch") && !name.contains("norm") {
            Self::Batch
        } else if SIZES.iter().any(|part| name.contains(part)) {
            Self::Size
        } else {
            Self::Other
        }
    }
}

/// A number for a name, the same everywhere: FNV-1a, 64 bits (Fowler, Noll and Vo).
pub(super) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_say_what_they_are() {
        for name in ["epochs", "n-epochs", "n_epochs", "numepochs", "num_round", "n_estimators", "max_epochs", "Epochs"]
        {
            assert!(is_epochs(name), "{name}");
        }
        for name in ["epochs_to_wait", "rounds", "max_depth", "epoch_size", ""] {
            assert!(!is_epochs(name), "{name}");
        }
        for (name, role) in [
            ("learning_rate", Role::StepSize),
            ("learning-rate", Role::StepSize),
            ("lr", Role::StepSize),
            ("lr_scheduler", Role::Other),
            ("mini_batch_size", Role::Batch),
            ("batch_norm", Role::Other),
            ("per_device_train_batch_size", Role::Batch),
            ("max_depth", Role::Size),
            ("num_cells", Role::Size),
            ("hidden-units", Role::Size),
            ("dropout", Role::Other),
        ] {
            assert_eq!(Role::of(name), role, "{name}");
        }
        assert!(is_trees("max_depth") && is_trees("num_leaves") && !is_trees("num_layers"));
    }
}
