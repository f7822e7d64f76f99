//! Hyperband's settings, and the table of what it is going to do.

use super::edit_in;
use super::field::{Field, Slot};
use crate::language::{marked, t};
use crate::playground::Document;
use crate::playground::document::{HyperbandSettingsDocument, SettingsDocument};
use crate::sagemaker::{HyperParameterTuningJobStrategyConfig, HyperbandStrategyConfig, limits};
use crate::strategy::StrategyKind;
use crate::strategy::hyperband::{HyperbandSettings, Schedule};
use crate::tuning_job::TuningConfig;

/// The first epoch after which a training job may be stopped.
pub const MIN_RESOURCE: Field = Field {
    key: "min-resource",
    path: "HyperParameterTuningJobConfig.StrategyConfig.HyperbandStrategyConfig.MinResource",
    label: marked!("Judged from epoch"),
    unit: "",
    help: marked!(
        "MinResource: no training job is stopped before. AWS does not say what it is when left out; Tuneground takes 1."
    ),
    limits: |_| t!("AWS: {least} to {most}", least = limits::MIN_HYPERBAND_RESOURCE, most = "MaxResource"),
    default: Some(|_| HyperbandSettings::DEFAULT_MIN_RESOURCE.to_string()),
    slot: Slot::Whole {
        get: |document| resources(document)?.min_resource,
        set: |document, value| edit_resources(document, |resources| resources.min_resource = value),
    },
};

/// The last epoch of every training job.
pub const MAX_RESOURCE: Field = Field {
    key: "max-resource",
    path: "HyperParameterTuningJobConfig.StrategyConfig.HyperbandStrategyConfig.MaxResource",
    label: marked!("Stopped at epoch"),
    unit: "",
    help: marked!("MaxResource. When it is left out, AWS takes a static hyperparameter such as epochs."),
    limits: |_| t!("AWS: {least} to {most}", least = "MinResource", most = limits::MAX_HYPERBAND_RESOURCE),
    default: None,
    slot: Slot::Whole {
        get: |document| resources(document)?.max_resource,
        set: |document, value| edit_resources(document, |resources| resources.max_resource = value),
    },
};

/// The reduction factor.
pub const REDUCTION_FACTOR: Field = Field {
    key: "reduction-factor",
    path: "Settings.Hyperband.ReductionFactor",
    label: marked!("Goes on: one in"),
    unit: marked!("jobs"),
    help: marked!(
        "At each rung, of the training jobs of a bracket. AWS does not publish its number; Tuneground takes 3, as the paper does."
    ),
    limits: |_| t!("{least} to {most}", least = 2, most = 10),
    default: Some(|_| HyperbandSettings::DEFAULT_REDUCTION_FACTOR.to_string()),
    slot: Slot::Whole {
        get: |document| document.settings.as_ref()?.hyperband.as_ref()?.reduction_factor,
        set: |document, value| {
            edit_in(&mut document.settings, |settings: &mut SettingsDocument| {
                edit_in(&mut settings.hyperband, |part: &mut HyperbandSettingsDocument| part.reduction_factor = value);
            });
        },
    },
};

/// Whether the strategy is Hyperband.
pub fn is_hyperband(document: &Document) -> bool {
    document.request.hyper_parameter_tuning_job_config.strategy == StrategyKind::Hyperband.name()
}

/// What Hyperband is going to do: how many training jobs of each bracket are expected to train for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BracketTable {
    /// The columns: epochs, the last of them `MaxResource`.
    pub epochs: Vec<u32>,
    /// A row a bracket, the one that judges soonest first: its number, and for each column the training jobs; `None` where
    /// the bracket has no rung.
    pub rows: Vec<(u32, Vec<Option<u32>>)>,
}

/// The table of a tuning job; `None` when its strategy is another one.
pub fn bracket_table(config: &TuningConfig) -> Option<BracketTable> {
    let expected = Schedule::new(config.hyperband()?).expected(config.criteria().max_training_jobs);
    let mut epochs: Vec<u32> = expected.iter().flat_map(|row| row.jobs.iter().map(|(epoch, _)| *epoch)).collect();
    epochs.sort_unstable();
    epochs.dedup();
    let row_of = |jobs: &[(u32, u32)]| {
        let at = |epoch: &u32| jobs.iter().find(|(own, _)| own == epoch).map(|(_, jobs)| *jobs);
        epochs.iter().map(at).collect()
    };
    let rows = expected.iter().map(|row| (row.bracket, row_of(&row.jobs))).collect();
    Some(BracketTable { epochs, rows })
}

fn resources(document: &Document) -> Option<&HyperbandStrategyConfig> {
    let config = &document.request.hyper_parameter_tuning_job_config;
    config.strategy_config.as_ref()?.hyperband_strategy_config.as_ref()
}

pub(super) fn edit_resources(document: &mut Document, change: impl FnOnce(&mut HyperbandStrategyConfig)) {
    let config = &mut document.request.hyper_parameter_tuning_job_config.strategy_config;
    edit_in(config, |config: &mut HyperParameterTuningJobStrategyConfig| {
        edit_in(&mut config.hyperband_strategy_config, change);
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::form::to_strategy;
    use crate::playground::{Objective, PRESETS, check};

    #[test]
    fn hyperband_is_chosen_with_all_that_it_needs_and_left_without_a_trace() {
        let before = PRESETS[0].document();
        let mut document = before.clone();
        to_strategy(&mut document, "Hyperband");
        let checked = check(&document, Objective::Problem);
        assert!(checked.issues.is_empty(), "{:?}", checked.issues);
        let config = checked.plan.unwrap().config;
        // The preset has epochs 20 as a static hyperparameter.
        assert_eq!(config.hyperband().map(HyperbandSettings::max_resource), Some(20));
        let table = bracket_table(&config).unwrap();
        assert_eq!(table.epochs, [2, 7, 20]);
        assert_eq!(table.rows.iter().map(|(bracket, _)| *bracket).collect::<Vec<_>>(), [2, 1, 0]);
        assert_eq!(table.rows[1].1[0], None, "bracket 1 begins at the second rung");
        let begin: u32 = table.rows.iter().filter_map(|(_, jobs)| jobs.iter().flatten().next()).sum();
        assert_eq!(begin, config.criteria().max_training_jobs);

        // Without it, the number of epochs that the model would train for becomes MaxResource.
        let mut bare = before.clone();
        if let Some(definition) = &mut bare.request.training_job_definition {
            definition.static_hyper_parameters = None;
        }
        to_strategy(&mut bare, "Hyperband");
        let plan = check(&bare, Objective::Problem).plan.unwrap();
        assert_eq!(plan.config.hyperband().map(HyperbandSettings::max_resource), Some(plan.config.max_epochs()));

        to_strategy(&mut document, "Random");
        crate::playground::form::set_stops_early(&mut document, true);
        assert_eq!(document, before);
        assert_eq!(bracket_table(&check(&document, Objective::Problem).plan.unwrap().config), None);
    }
}
