//! How many training jobs, how many at a time, for how long; and tags.

use super::context::{LIMITS, Lint, repeated};
use super::rules;
use crate::language::t;
use crate::sagemaker::limits;

pub(super) fn check(lint: &mut Lint<'_>) {
    let (config, given) = (lint.config(), &lint.config().resource_limits);
    let jobs_path = format!("{LIMITS}.MaxNumberOfTrainingJobs");
    let parallel_path = format!("{LIMITS}.MaxParallelTrainingJobs");
    let parallel = given.max_parallel_training_jobs;
    if let Some(jobs) = given.max_number_of_training_jobs {
        let is_random = config.strategy == "Random";
        let most = if is_random { limits::MAX_TRAINING_JOBS_RANDOM } else { limits::MAX_TRAINING_JOBS };
        if jobs > most {
            lint.says(
                rules::JOBS_QUOTA,
                &jobs_path,
                t!("{jobs} training jobs; {strategy} can have {most}", jobs, strategy = config.strategy, most),
            )
            .fix_by_setting(t!("Set {value}", value = most), &jobs_path, most);
        } else if jobs > limits::MAX_TRAINING_JOBS {
            let usual = limits::MAX_TRAINING_JOBS;
            let message =
                t!("{jobs} training jobs need a quota increase; without one the limit is {usual}", jobs, usual);
            lint.says(rules::JOBS_INCREASE, &jobs_path, message);
        }
        if parallel > jobs && jobs > 0 {
            let message = t!("{parallel} training jobs at a time, and only {jobs} in all", parallel, jobs);
            lint.says(rules::PARALLEL_EXCEEDS_JOBS, &parallel_path, message).fix_by_setting(
                t!("Set {value}", value = jobs),
                &parallel_path,
                jobs,
            );
        }
        // A tenth of the jobs at a time leaves ten batches to learn from.
        if config.strategy == "Bayesian" && parallel > 1 && parallel <= jobs && parallel > jobs / 5 {
            let few = (jobs / 10).max(1);
            let batches = (jobs - 1) / parallel + 1;
            let message = t!(
                "with {parallel} of {jobs} training jobs at a time, Bayesian search learns from {earlier} earlier batches at most, \
                 and comes near to random search; {few} at a time would leave it ten",
                parallel,
                jobs,
                earlier = batches - 1,
                few
            );
            lint.says(rules::BAYESIAN_PARALLEL, &parallel_path, message).fix_by_setting(
                t!("Set {value}", value = few),
                &parallel_path,
                few,
            );
        }
    }
    let most = limits::MAX_PARALLEL_TRAINING_JOBS_INCREASED;
    if parallel > most {
        lint.says(
            rules::PARALLEL_QUOTA,
            &parallel_path,
            t!("{parallel} training jobs at a time; AWS runs at most {most}", parallel, most),
        )
        .fix_by_setting(t!("Set {value}", value = most), &parallel_path, most);
    } else if parallel > limits::MAX_PARALLEL_TRAINING_JOBS {
        let usual = limits::MAX_PARALLEL_TRAINING_JOBS;
        let message = t!(
            "{parallel} training jobs at a time need a quota increase; without one the limit is {usual}",
            parallel,
            usual
        );
        lint.says(rules::PARALLEL_INCREASE, &parallel_path, message).fix_by_setting(
            t!("Set {value}", value = usual),
            &parallel_path,
            usual,
        );
    }
    if let Some(seconds) = given.max_runtime_in_seconds.filter(|&seconds| seconds > limits::MAX_TUNING_RUNTIME_SECONDS)
    {
        let (path, most) = (format!("{LIMITS}.MaxRuntimeInSeconds"), limits::MAX_TUNING_RUNTIME_SECONDS);
        lint.says(
            rules::RUNTIME_QUOTA,
            &path,
            t!("{seconds} seconds; a tuning job runs for at most {most}, which is 30 days", seconds, most),
        )
        .fix_by_setting(t!("Set 30 days"), &path, most);
    }
    let tags = lint.request.tags.as_deref().unwrap_or_default();
    for (index, key) in repeated(tags.iter().map(|tag| tag.key.as_str())) {
        let path = format!("Tags[{index}]");
        lint.says(
            rules::TAG_KEYS,
            format!("{path}.Key"),
            t!("the key {key} is there twice; a tag's key is unique", key),
        )
        .fix_by_removing(t!("Remove this tag"), &path);
    }
}
