//! A script's calls: the request objects of the operations on tuning jobs that exist.

use serde_json::Value;
use std::sync::LazyLock;
use tuneground::playground::{Document, Objective, PRESETS, check as check_document};
use tuneground::sagemaker::responses::{Account, ApiError, TuningJobRecord};
use tuneground::tuning_job::{Input, TuningJob};

/// Two tuning jobs, one under way and one that was stopped.
static JOBS: LazyLock<[(Document, TuningJob); 2]> = LazyLock::new(|| {
    [0, 1].map(|index| {
        let document = PRESETS[index].document();
        let plan = check_document(&document, Objective::External).plan.unwrap_or_else(|issues| panic!("{issues:?}"));
        let mut job = TuningJob::start(plan.config);
        for running in job.state().jobs().to_vec() {
            job.handle(10.0, Input::Epoch { job: running.number, metrics: vec![0.5] });
        }
        if index == 1 {
            job.handle(20.0, Input::Stop);
        }
        (document, job)
    })
});

/// Whatever is asked, there is an answer, or one of AWS's errors with words.
pub fn check(text: &str) {
    let Ok(request) = serde_json::from_str::<Value>(text) else { return };
    let records = JOBS.iter().map(|(document, job)| TuningJobRecord::of(&document.request, job, 90.0));
    let account: Account<'_> = records.collect();
    for operation in Account::OPERATIONS.into_iter().chain(["none"]) {
        match account.call(operation, &request) {
            Ok(answer) => assert!(answer.is_object()),
            Err(error) => assert_words(&error),
        }
    }
    for refused in [account.check_stop(&request).err(), account.check_delete(&request).err()] {
        refused.iter().for_each(assert_words);
    }
    account.check_create(text).err().iter().for_each(assert_words);
}

fn assert_words(error: &ApiError) {
    assert!(!error.message.is_empty() && !error.kind.name().is_empty());
}
