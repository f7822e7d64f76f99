//! The strategy, with Hyperband's settings.

use super::{Report, at};
use crate::language::t;
use crate::playground::document::Document;
use crate::sagemaker::{Request, STRATEGIES, limits};
use crate::strategy::hyperband::HyperbandSettings;
use crate::strategy::{ChosenStrategy, StrategyKind};

pub(super) fn check(document: &Document, report: &mut Report) -> Option<ChosenStrategy> {
    let config = &document.request.hyper_parameter_tuning_job_config;
    match StrategyKind::parse(&config.strategy) {
        Some(StrategyKind::Grid) => Some(ChosenStrategy::Grid),
        Some(StrategyKind::Random) => Some(ChosenStrategy::Random),
        Some(StrategyKind::Bayesian) => Some(ChosenStrategy::Bayesian),
        Some(StrategyKind::Hyperband) => hyperband(document, report).map(ChosenStrategy::Hyperband),
        None => {
            let path = format!("{}.Strategy", at::CONFIG);
            let (value, known) = (format!("{:?}", config.strategy), STRATEGIES.join(", "));
            let message = t!("{value} is no strategy; AWS has {known}", value, known);
            report.error(path, "strategy", message, at::API);
            None
        }
    }
}

/// `MinResource` and `MaxResource`; the latter from a static hyperparameter when it is left out, as AWS does.
fn hyperband(document: &Document, report: &mut Report) -> Option<HyperbandSettings> {
    let request = &document.request;
    let config = &request.hyper_parameter_tuning_job_config;
    let given = config.strategy_config.as_ref().and_then(|config| config.hyperband_strategy_config.clone());
    let given = given.unwrap_or_default();
    let path = |member: &str| format!("{}.StrategyConfig.HyperbandStrategyConfig.{member}", at::CONFIG);
    let max = given.max_resource.or_else(|| max_resource_of_statics(request));
    let Some(max) = max else {
        let message = t!(
            "MaxResource is missing, and there is no static hyperparameter that AWS could take it from: {names}",
            names = limits::HYPERBAND_RESOURCE_NAMES.join(", ")
        );
        report.error(path("MaxResource"), "hyperband-max-resource", message, at::API);
        return None;
    };
    let most = limits::MAX_HYPERBAND_RESOURCE;
    let max = u32::try_from(max).ok().filter(|_| (1..=most).contains(&max));
    let max = report.keep(
        path("MaxResource"),
        "hyperband-max-resource-quota",
        at::API,
        max.ok_or_else(|| t!("MaxResource is in epochs, from 1 to {most}", most)),
    )?;
    let min = given.min_resource.unwrap_or(i64::from(HyperbandSettings::DEFAULT_MIN_RESOURCE));
    let factor = document.settings.as_ref().and_then(|settings| settings.hyperband.as_ref()?.reduction_factor);
    let factor = factor.unwrap_or(i64::from(HyperbandSettings::DEFAULT_REDUCTION_FACTOR));
    let factor = report.keep(
        "Settings.Hyperband.ReductionFactor",
        "hyperband-reduction-factor",
        at::TUNEGROUND,
        u32::try_from(factor)
            .ok()
            .filter(|factor| (2..=10).contains(factor))
            .ok_or_else(|| t!("one training job in 2 to 10 goes on at a rung; AWS does not publish its number")),
    )?;
    // A number below 1 stands as one that no settings can have.
    let settings = HyperbandSettings::new(u32::try_from(min).unwrap_or_default(), max, factor);
    report.keep(
        path("MinResource"),
        "hyperband-resources",
        at::TUNEGROUND,
        settings.map_err(|_| t!("MinResource is {min}; it must be from 1 to MaxResource, {max}", min, max)),
    )
}

fn max_resource_of_statics(request: &Request) -> Option<i64> {
    let statics = request.definition()?.static_hyper_parameters.as_ref()?;
    limits::HYPERBAND_RESOURCE_NAMES.iter().find_map(|name| statics.get(name)?.trim().parse().ok())
}
