//! What AWS's API would answer about the tuning job on the screen, live.

use crate::components::Icon;
use crate::dom;
use crate::store::{Operation, Store};
use leptos::prelude::*;
use tuneground::language::t;

/// The operations, by their names on AWS's command line.
const OPERATIONS: [(&str, &str); 3] = [
    ("DescribeHyperParameterTuningJob", "describe-hyper-parameter-tuning-job"),
    ("ListTrainingJobsForHyperParameterTuningJob", "list-training-jobs-for-hyper-parameter-tuning-job"),
    ("DescribeTrainingJob", "describe-training-job"),
];

/// An operation's answer as it is at the playhead.
#[component]
pub(super) fn AnswersView() -> impl IntoView {
    let store = Store::expect();
    let chosen = RwSignal::new(0_usize);
    let operation = Signal::derive(move || match chosen.get() {
        0 => Operation::DescribeTuningJob,
        1 => Operation::ListTrainingJobs,
        _ => Operation::DescribeTrainingJob(store.selected.get()),
    });
    let text = store.answer(operation);
    let shown = move || text.get().unwrap_or_default();
    let said = RwSignal::new("");
    let copy = move |_| {
        let refused = t!("The browser does not allow it; mark the text and copy it");
        dom::copy(&text.get_untracked().unwrap_or_default(), refused, move |words| {
            said.set(words);
            store.announcement.set(words.to_owned());
            set_timeout(move || said.set(""), std::time::Duration::from_secs(4));
        });
    };
    let choose = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        chosen.set(OPERATIONS.iter().position(|(own, _)| *own == name).unwrap_or_default());
    };
    view! {
        <div class="view-tools">
            <span class="small" role="status">{move || said.get()}</span>
            <select class="select small" aria-label={t!("Operation")} data-testid="answer-operation" on:change=choose>
                {OPERATIONS.iter().map(|(name, _)| view! { <option value=*name>{*name}</option> }).collect_view()}
            </select>
            <button type="button" class="icon-button quiet" title={t!("Copy")} aria-label={t!("Copy the answer")} data-testid="answer-copy" on:click=copy><Icon name="copy"/></button>
        </div>
        <div class="view-body answer">
            <p class="note">{t!("What AWS answers at this moment to")}" "<code>{move || format!("aws sagemaker {}", OPERATIONS[chosen.get()].1)}</code></p>
            <pre class="json-text" tabindex="0" role="region" aria-label={t!("The answer")} data-testid="answer">{shown}</pre>
        </div>
    }
}
