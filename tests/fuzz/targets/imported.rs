//! AWS's answers about a tuning job that ran there: `{"Describe": …, "Pages": […]}`.

use super::look::assert_shown;
use serde_json::Value;
use tuneground::playground::{imported_job, training_jobs_of_parent};
use tuneground::protocol::entry_to_json;
use tuneground::sagemaker::parse_text;
use tuneground::sagemaker::responses::{Account, TuningJobRecord, describe_tuning_job};

/// A tuning job that is imported is a whole one, in the order of time; one that is not says why.
pub fn check(text: &str) {
    let Ok(value) = parse_text(text) else { return };
    let describe = value.get("Describe").unwrap_or(&Value::Null);
    let pages = value.get("Pages").and_then(Value::as_array).cloned().unwrap_or_default();
    for (describe, pages) in [(describe, pages.as_slice()), (&Value::Null, &pages), (&value, &[])] {
        let imported = match imported_job(describe, pages) {
            Ok(imported) => imported,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                continue;
            }
        };
        let times: Vec<f64> = imported.log.iter().map(|entry| entry.time).collect();
        assert!(times.iter().all(|time| time.is_finite() && *time >= 0.0), "{times:?}");
        assert!(times.is_sorted(), "{times:?}");
        assert!(imported.billable_seconds.is_finite() && imported.billable_seconds >= 0.0);
        let (state, session) = (imported.state(), imported.session());
        assert_eq!(session.state(), &state);
        assert!(session.is_at_end() && session.is_complete());
        assert_shown(&session);
        for entry in &imported.log {
            assert!(entry_to_json(entry, &imported.config, &state).is_object());
        }
        assert!(training_jobs_of_parent(&imported.parent) <= state.jobs().len());
        if let Some(request) = &imported.request {
            let (config, log, now) = (&imported.config, imported.log.as_slice(), state.now());
            let record = TuningJobRecord { request, config, state: &state, log, parents: &[], startup: 90.0, now };
            assert!(describe_tuning_job(&record).is_object());
            let account: Account<'_> = [record].into_iter().collect();
            // Each looks through all of them.
            for job in state.jobs().iter().take(8) {
                let named = serde_json::json!({ "TrainingJobName": job.name });
                let _ = account.call("describeTrainingJob", &named);
            }
        }
    }
}
