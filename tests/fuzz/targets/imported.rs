//! AWS's answers about a tuning job that ran there: `{"Describe": …, "Pages": […]}`.

use super::look::assert_shown;
use serde_json::Value;
use tuneground::playground::{Objective, PRESETS, check_with_parents, imported_job, training_jobs_of_parent};
use tuneground::protocol::entry_to_json;
use tuneground::sagemaker::responses::{Account, TuningJobRecord, describe_tuning_job};
use tuneground::sagemaker::{from_value, parse_text};

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
        assert_learnt_from(&imported.parent);
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

/// Whatever a parent is, a tuning job can be checked that has it, and its evaluations lie in its own ranges.
fn assert_learnt_from(parent: &Value) {
    let name = parent["HyperParameterTuningJobName"].as_str().unwrap_or("parent");
    let mut document = PRESETS[0].document();
    let parents = serde_json::json!([{ "HyperParameterTuningJobName": name }]);
    let config = serde_json::json!({ "ParentHyperParameterTuningJobs": parents, "WarmStartType": "TransferLearning" });
    document.request.warm_start_config = from_value(config).ok();
    let checked = check_with_parents(&document, Objective::Problem, std::slice::from_ref(parent));
    let plan = checked.plan.unwrap_or_else(|issues| panic!("{issues:?}"));
    for (values, objective) in
        plan.config.warm_start().iter().flat_map(|own| &own.parents).flat_map(|own| &own.evaluations)
    {
        assert!(objective.is_finite() && values.len() == plan.config.space().parameters().len());
    }
}
