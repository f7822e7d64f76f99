//! All problems of the request in one list; each leads to its field.

use super::Form;
use crate::components::fields::message;
use leptos::prelude::*;
use tuneground::playground::form::request::section_of;
use tuneground::playground::{Issue, Severity};

/// As many as a person reads; the next ones come when these are put right.
const MOST: usize = 100;

/// The list, worst first, and a line above it that counts.
#[component]
pub(super) fn AllIssues(form: Form) -> impl IntoView {
    let issues = Memo::new(move |_| {
        form.editor.checked.with(|checked| {
            let is_aws = |issue: &&Issue| section_of(&issue.path).is_some() || issue.path.is_empty();
            let mut issues: Vec<Issue> = checked.issues.iter().filter(is_aws).cloned().collect();
            issues.sort_by_key(|issue| issue.severity);
            issues
        })
    });
    let count = move |severity: Severity| {
        issues.with(|issues| issues.iter().filter(|issue| issue.severity == severity).count())
    };
    let line = move || {
        let plural = |count: usize, one: &str, many: &str| match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
        let parts = [
            plural(count(Severity::Error), "error", "errors"),
            plural(count(Severity::Warning), "warning", "warnings"),
            plural(count(Severity::Advice), "piece of advice", "pieces of advice"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "Nothing is wrong with it".to_owned() } else { parts.join(", ") }
    };
    let is_fine = move || count(Severity::Error) == 0;
    let item = move |issue: &Issue| {
        let path = issue.path.clone();
        let lead = move |_| form.show(&path);
        view! {
            <li>
                <button type="button" class="issue-path" data-testid="request-issue" on:click=lead><code>{issue.path.clone()}</code></button>
                {message(issue)}
            </li>
        }
    };
    view! {
        <section class="request-issues" aria-labelledby="request-issues-title">
            <h3 id="request-issues-title">"Problems"</h3>
            <p class="issue-line" class:fine=is_fine role="status" data-testid="request-issue-line">{line}</p>
            <ul tabindex="0" aria-label="All problems">{move || issues.with(|issues| issues.iter().take(MOST).map(item).collect_view())}</ul>
        </section>
    }
}
