//! Why a training job was launched with the values it has, in sentences with the numbers that were expected.

use crate::language::{decimals, t};
use crate::objective::Direction;
use crate::playground::plot::short;
use crate::strategy::bayesian::Forecast;
use crate::strategy::{Reason, StrategyKind};
use crate::training_job::{JobNumber, TrainingJob};
use crate::tuning_job::{Event, LogEntry, TuningConfig};

/// Why a training job has its values: the strategy's reason, as the log has it; `None` where the job is not in the log.
pub fn reason_of(log: &[LogEntry], number: JobNumber) -> Option<&Reason> {
    log.iter().find_map(|entry| match &entry.event {
        Event::TrainingJobCreated { job, reason, .. } if *job == number => Some(reason),
        _ => None,
    })
}

/// Why a training job has its values; sentences.
pub fn launched(job: &TrainingJob, reason: &Reason, config: &TuningConfig) -> String {
    let told = match reason {
        Reason::NextCombination => {
            let number = job.number;
            return match config.space().cardinality() {
                Some(all) => t!(
                    "Grid search tries all combinations in turn. This is number {number} of {all}; there is no other reason.",
                    number,
                    all,
                ),
                None => t!(
                    "Grid search tries all combinations in turn. This is number {number}; there is no other reason.",
                    number,
                ),
            };
        }
        Reason::Random if config.strategy() == StrategyKind::Hyperband => t!(
            "Hyperband draws the values at random, so there is no reason for these. What it decides is how long a job trains."
        ),
        Reason::Random => {
            t!("Random search draws the values without looking at earlier jobs, so there is no reason for these.")
        }
        Reason::InitialDesign => t!(
            "One of the first: Bayesian search spreads these evenly over the ranges, until it has seen enough to fit a model."
        ),
        Reason::ParentsBest => t!("It tries what was among the best at a parent of the warm start."),
        Reason::LeftOver => t!("It is one of the last combinations that had not been tried."),
        Reason::Unknown => t!("Why it has these values was not recorded."),
        Reason::ExpectedImprovement(forecast) => return forecast_told(forecast, job, config.objective().direction),
    };
    told.to_owned()
}

fn forecast_told(forecast: &Forecast, job: &TrainingJob, direction: Direction) -> String {
    let (low, high) = forecast.range();
    let mut told = t!(
        "Of all combinations, this one promised the greatest improvement. The model expected {median}, and two times in three between \
         {low} and {high}, against {best} at the best job so far: a chance of {chance} to beat it.",
        median = short(forecast.median),
        low = short(low),
        high = short(high),
        best = short(forecast.best),
        chance = percent(forecast.improvement_probability),
    );
    let mut add = |sentence: &str| {
        told.push(' ');
        told.push_str(sentence);
    };
    add(if forecast.explores() {
        t!("It explores: it is worth a job for what is not known there.")
    } else {
        t!("It exploits: it is more likely than not to be the best so far.")
    });
    if forecast.success_probability < 0.995 {
        let chance = percent(forecast.success_probability);
        add(&t!("The chance that it does not fail was put at {chance}.", chance));
    }
    if let Some(value) = job.final_objective() {
        let came = short(value);
        add(&if job.curve.epochs() < job.until_epoch {
            t!("It was stopped before its last epoch, at {value}.", value = came)
        } else if forecast.contains(value) {
            t!("It came to {value}, within that range.", value = came)
        } else if direction.is_better(value, forecast.good) {
            t!("It came to {value}, better than expected.", value = came)
        } else {
            t!("It came to {value}, worse than expected.", value = came)
        });
    }
    told
}

/// The same in a few words, for the list of decisions; `None` where there is no reason to tell of.
pub fn launched_in_short(reason: &Reason) -> Option<String> {
    let Reason::ExpectedImprovement(forecast) = reason else { return None };
    let (low, high) = forecast.range();
    let [median, low, high, best] = [forecast.median, low, high, forecast.best].map(short);
    let chance = percent(forecast.improvement_probability);
    Some(if forecast.explores() {
        t!(
            "explores: {median} expected, {low} to {high}, and {chance} likely to beat {best}",
            median,
            low,
            high,
            chance,
            best,
        )
    } else {
        t!(
            "exploits: {median} expected, {low} to {high}, and {chance} likely to beat {best}",
            median,
            low,
            high,
            chance,
            best,
        )
    })
}

/// A probability for people.
fn percent(probability: f64) -> String {
    match 100.0 * probability {
        percent if percent < 1.0 => t!("less than 1 %").to_owned(),
        percent if percent > 99.0 => t!("more than 99 %").to_owned(),
        percent => t!("{percent} %", percent = decimals(percent, 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::{Objective, Preset, check};
    use crate::tuning_job::TuningJob;

    fn job(preset: &str) -> TuningJob {
        check(&Preset::find(preset).unwrap().document(), Objective::Problem).plan.unwrap().run_to_end()
    }

    fn all(job: &TuningJob) -> Vec<String> {
        let told = |own: &TrainingJob| launched(own, reason_of(job.log(), own.number).unwrap(), job.config());
        job.state().jobs().iter().map(told).collect()
    }

    #[test]
    fn bayesian_search_tells_what_it_expected() {
        let job = job("bayesian");
        let told = all(&job);
        assert!(told[0].starts_with("One of the first"), "{}", told[0]);
        let fitted = told.iter().filter(|told| told.contains("promised the greatest improvement")).count();
        assert!(fitted > told.len() / 2, "{fitted}");
        let whole: Vec<&String> = told.iter().filter(|told| told.contains("It came to")).collect();
        assert!(whole.iter().any(|told| told.contains("within that range")), "{whole:?}");
        assert!(told.iter().any(|told| told.contains("It was stopped before its last epoch, at")));
        assert_eq!(told.iter().filter(|told| told.contains("explores") || told.contains("exploits")).count(), fitted);
    }

    #[test]
    fn two_in_three_come_within_the_range() {
        let (mut within, mut all) = (0_u32, 0_u32);
        for seed in 0..4 {
            let mut document = Preset::find("branin").unwrap().document();
            document.request.hyper_parameter_tuning_job_config.strategy = "Bayesian".to_owned();
            document.request.hyper_parameter_tuning_job_config.random_seed = Some(seed);
            let job = check(&document, Objective::Problem).plan.unwrap().run_to_end();
            for own in job.state().jobs() {
                if let (Some(Reason::ExpectedImprovement(forecast)), Some(value)) =
                    (reason_of(job.log(), own.number), own.final_objective())
                {
                    all += 1;
                    within += u32::from(forecast.contains(value));
                }
            }
        }
        // Measured: 155 of 210 over six seeds.
        assert!(all > 100 && (0.5..0.9).contains(&(f64::from(within) / f64::from(all))), "{within} of {all}");
    }

    #[test]
    fn the_other_strategies_have_no_reason() {
        for (preset, words) in [("hyperband", "Hyperband draws"), ("early-stopping", "Random search draws")] {
            assert!(all(&job(preset)).iter().all(|told| told.starts_with(words)), "{preset}");
        }
        assert!(reason_of(&[], JobNumber(1)).is_none());
    }

    #[test]
    fn chances_are_never_certain() {
        assert_eq!([0.0, 0.5, 1.0].map(percent), ["less than 1 %", "50 %", "more than 99 %"]);
    }
}
