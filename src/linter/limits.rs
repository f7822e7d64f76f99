//! How many training jobs, how many at a time, for how long; and tags.

use super::context::{LIMITS, Lint, repeated};
use super::rules;
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
                format!("{jobs} training jobs; {} can have {most}", config.strategy),
            )
            .fix_by_setting(format!("Set {most}"), &jobs_path, most);
        } else if jobs > limits::MAX_TRAINING_JOBS {
            let message = format!(
                "{jobs} training jobs need a quota increase; without one the limit is {}",
                limits::MAX_TRAINING_JOBS
            );
            lint.says(rules::JOBS_INCREASE, &jobs_path, message);
        }
        if parallel > jobs && jobs > 0 {
            let message = format!("{parallel} training jobs at a time, and only {jobs} in all");
            lint.says(rules::PARALLEL_EXCEEDS_JOBS, &parallel_path, message).fix_by_setting(
                format!("Set {jobs}"),
                &parallel_path,
                jobs,
            );
        }
        // A tenth of the jobs at a time leaves ten batches to learn from.
        if config.strategy == "Bayesian" && parallel > 1 && parallel <= jobs && parallel > jobs / 5 {
            let few = (jobs / 10).max(1);
            let batches = (jobs - 1) / parallel + 1;
            let message = format!(
                "with {parallel} of {jobs} training jobs at a time, Bayesian search learns from {} earlier batches at most, and \
                 comes near to random search; {few} at a time would leave it ten",
                batches - 1
            );
            lint.says(rules::BAYESIAN_PARALLEL, &parallel_path, message).fix_by_setting(
                format!("Set {few}"),
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
            format!("{parallel} training jobs at a time; AWS runs at most {most}"),
        )
        .fix_by_setting(format!("Set {most}"), &parallel_path, most);
    } else if parallel > limits::MAX_PARALLEL_TRAINING_JOBS {
        let usual = limits::MAX_PARALLEL_TRAINING_JOBS;
        let message =
            format!("{parallel} training jobs at a time need a quota increase; without one the limit is {usual}");
        lint.says(rules::PARALLEL_INCREASE, &parallel_path, message).fix_by_setting(
            format!("Set {usual}"),
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
            format!("{seconds} seconds; a tuning job runs for at most {most}, which is 30 days"),
        )
        .fix_by_setting("Set 30 days", &path, most);
    }
    let tags = lint.request.tags.as_deref().unwrap_or_default();
    for (index, key) in repeated(tags.iter().map(|tag| tag.key.as_str())) {
        let path = format!("Tags[{index}]");
        lint.says(
            rules::TAG_KEYS,
            format!("{path}.Key"),
            format!("the key {key} is there twice; a tag's key is unique"),
        )
        .fix_by_removing("Remove this tag", &path);
    }
}
