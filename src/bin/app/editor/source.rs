//! The document that is edited, as the rest of the page knows it.

use super::{A_FIELD_IS_WRONG, Editor};
use crate::components::focus_first_error;
use crate::store::{JobSource, NextJob, Operation, Shared};
use leptos::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tuneground::language::{t, text};
use tuneground::objective::Direction;
use tuneground::playground::cost::Billing;
use tuneground::playground::form::parents_of;
use tuneground::playground::lens::{Lens, shrink};
use tuneground::playground::workshop::{Attempt, Outcome, ResultCode, Workshop, check_answer};
use tuneground::playground::{Preset, Session, parent_name, to_link};
use tuneground::sagemaker::responses::{Account, TuningJobRecord};

impl JobSource for Editor {
    fn take(&self) -> Result<NextJob, String> {
        let plan = self.checked.with_untracked(|checked| checked.plan.clone());
        if let Some(reason) = self.reason_not_to_run() {
            focus_first_error();
            return Err(reason);
        }
        let plan = plan.map_err(|_| t!("The job cannot run yet"))?;
        Ok(self.next_job(self.document.get_untracked(), plan, Vec::new()))
    }

    fn edited(&self) -> Result<String, String> {
        if self.drafts.with(|drafts| drafts.errors() > 0) {
            return Err(text(A_FIELD_IS_WRONG).to_owned());
        }
        let document = self.document.get();
        if let Some(reason) = self.own_data.reason_not_to_run(&document) {
            return Err(reason);
        }
        let parents = self.parents.with(|known| parents_of(&document, known));
        Ok(format!("\"Document\":{},\"Parents\":{}", document.to_json(), Value::from(parents)))
    }

    fn link(&self) -> Result<Shared, String> {
        if self.drafts.with(|drafts| drafts.errors() > 0) {
            return Err(text(A_FIELD_IS_WRONG).to_owned());
        }
        Ok(self.document.with(|document| {
            let dataset = document.problem.as_ref().and_then(|problem| problem.dataset.as_ref());
            let file = dataset.and_then(|dataset| dataset.file.as_ref()).map(|file| file.name.clone());
            Shared { link: to_link(document), file }
        }))
    }

    fn load_preset(&self, preset: &'static Preset) {
        self.load(preset.document(), Some(preset.id));
    }

    fn billing(&self) -> Billing {
        self.billing.get_value()
    }

    fn shrink(&self, lens: &Lens, session: &Session) -> Result<String, String> {
        let name = session.config().name();
        let is_known =
            |parents: &Vec<Value>| parents.iter().filter_map(parent_name).any(|own| own.eq_ignore_ascii_case(name));
        if !self.parents.with_untracked(is_known) {
            return Err(
                t!("A warm start begins from a tuning job that has ended: let this one end, or stop it.").to_owned()
            );
        }
        let ran = self.on_screen.get_untracked();
        let mut document = ran.unwrap_or_else(|| self.document.get_untracked());
        let space = session.config().space();
        self.parents.with_untracked(|known| shrink(&mut document, lens, space, name, known))?;
        let words = t!(
            "The job at the left has the new ranges now, and learns from {name}. Press Run when it is as you want it.",
            name
        );
        self.load(document, None);
        Ok(words)
    }

    fn check(
        &self,
        session: &Session,
        workshop: &Workshop,
        answers: &BTreeMap<usize, String>,
    ) -> Option<(Vec<Outcome>, ResultCode)> {
        self.on_screen.with_untracked(|document| {
            let billing = self.billing.get_value();
            let attempt =
                Attempt { request: &document.as_ref()?.request, state: session.state(), billing: &billing, answers };
            let outcomes = check_answer(workshop, attempt)?;
            let code = ResultCode::of(workshop, attempt, &outcomes, "");
            Some((outcomes, code))
        })
    }

    fn answer(&self, session: &Session, operation: Operation) -> String {
        let startup = self.billing.with_value(|billing| billing.startup_seconds);
        self.on_screen.with_untracked(|document| match document {
            Some(document) => self.parents_on_screen.with_value(|parents| {
                let (config, state, log, now) =
                    (session.config(), session.state(), session.shown(), session.playhead());
                let record = TuningJobRecord { request: &document.request, config, state, log, parents, startup, now };
                answer(record, operation)
            }),
            None => t!("This tuning job ran at AWS: what was loaded is AWS's own answer.").to_owned(),
        })
    }
}

/// AWS's answer, or the error that AWS would answer with, as JSON text.
fn answer(record: TuningJobRecord<'_>, operation: Operation) -> String {
    let account: Account<'_> = [record].into_iter().collect();
    let name = record.config.name();
    let history = record.state.history();
    let (operation, input) = match operation {
        Operation::DescribeTuningJob => {
            ("describeHyperParameterTuningJob", json!({ "HyperParameterTuningJobName": name }))
        }
        Operation::ListTrainingJobs => {
            let order = match record.config.objective().direction {
                Direction::Maximize => "Descending",
                Direction::Minimize => "Ascending",
            };
            let input = json!({
                "HyperParameterTuningJobName": name,
                "SortBy": "FinalObjectiveMetricValue",
                "SortOrder": order,
            });
            ("listTrainingJobsForHyperParameterTuningJob", input)
        }
        Operation::DescribeTrainingJob(wanted) => {
            let job = wanted.and_then(|number| history.get(number)).or_else(|| history.best().map(|(job, _)| job));
            let job = job.or_else(|| record.state.jobs().first());
            ("describeTrainingJob", json!({ "TrainingJobName": job.map(|job| job.name.as_str()).unwrap_or_default() }))
        }
    };
    match account.call(operation, &input) {
        Ok(answer) => format!("{answer:#}"),
        Err(error) => format!("{}: {}", error.kind.name(), error.message),
    }
}
