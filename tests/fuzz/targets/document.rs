//! The playground document, and all that looks at a document before anything runs.

use super::issues::assert_issues;
use super::look::assert_range;
use super::request::assert_refused;
use tuneground::playground::form::request::edit;
use tuneground::playground::form::{self, RangeKind};
use tuneground::playground::{self, Document, Objective, Plan, cost, dry_run_document, model_for, refit};
use tuneground::sagemaker::limits::MAX_REQUEST_BYTES;
use tuneground::simulate::ClockSettings;

/// What is read is written and read again as the same; the checks, the form, the bill and the plan can take whatever it is.
pub fn check(text: &str) {
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(error) => {
            assert_refused(&error, text);
            return assert_eq!(playground::read_document(text), Err(playground::issues_of(&error)));
        }
    };
    assert_again(&document);
    for objective in [Objective::Problem, Objective::External] {
        let checked = playground::check(&document, objective);
        assert_issues(&checked.issues, &document.request.to_json(), text.len());
        match &checked.plan {
            Ok(plan) => assert_plan(plan),
            Err(obstacles) => assert!(!obstacles.is_empty(), "nothing says why it cannot run"),
        }
    }
    let _ = cost::Billing::of(&document.request, &ClockSettings::default());
    let _ = (model_for(&document), form::combinations(&document), form::unknown_statics(&document));
    assert_again(&refit(Document::default(), document.request.clone()));
    change(&document);
}

/// It can be written, and be read again as what it was.
pub(super) fn assert_again(document: &Document) {
    let written = document.to_json().to_string();
    if written.len() <= MAX_REQUEST_BYTES {
        assert_eq!(Document::parse(&written).as_ref(), Ok(document), "what was read is written and read again");
    }
}

/// It can start, and how long it takes is known.
fn assert_plan(plan: &Plan) {
    let seconds = plan.expected_seconds();
    assert!(seconds.is_finite() && seconds >= 0.0, "{seconds} s");
    let simulation = plan.start();
    let jobs = simulation.job().state().jobs();
    assert!(!jobs.is_empty() && jobs.len() <= plan.config.max_parallel_jobs() as usize);
    for job in jobs {
        assert!(plan.config.space().parameters().len() == job.hyperparameters.len() && job.until_epoch >= 1);
    }
}

/// What a click changes leaves a document.
fn change(document: &Document) {
    let document = &mut document.clone();
    // One that names no model gets another when it is read, if the change asks for another.
    document.problem.get_or_insert_default().model.get_or_insert_with(|| "mlp".to_owned());
    for row in form::rows(document).iter().take(4) {
        let _ = row.summary();
        if let Some(range) = row.range() {
            assert_range(&range);
            assert!(form::bars(&range).heights.iter().all(|height| (0.0..=1.0).contains(height)), "{range:?}");
        }
        for kind in RangeKind::ALL {
            let mut changed = document.clone();
            form::to_kind(&mut changed, &row.key, kind);
            assert_again(&changed);
        }
        let mut changed = document.clone();
        form::fix(&mut changed, &row.key);
        form::tune(&mut changed, &row.name);
        assert_again(&changed);
    }
    let changes: [fn(&mut Document); 8] = [
        |document| form::to_strategy(document, "Grid"),
        edit::to_several,
        edit::add_definition,
        |document| edit::to_one(document, 0),
        |document| form::set_model(document, "surrogate"),
        |document| form::set_model(document, "ackley"),
        |document| form::set_model(document, "mlp"),
        |document| form::set_dataset(document, "iris"),
    ];
    let mut changed = document.clone();
    for change in changes {
        change(&mut changed);
        assert_again(&changed);
    }
    assert_eq!(dry_run_document(changed.request.clone()).request, changed.request);
}
