//! All problems of the request in one list; each leads to its field.

use super::Form;
use crate::components::fields::{Says, message};
use leptos::prelude::*;
use tuneground::language::{counted, t};
use tuneground::linter::is_about_request;
use tuneground::playground::{Issue, Severity};

/// As many as a person reads; the next ones come when these are put right.
const MOST: usize = 100;

/// The list, worst first, and a line above it that counts.
#[component]
pub(super) fn AllIssues(form: Form) -> impl IntoView {
    let issues = Memo::new(move |_| {
        let mut issues = Says::OfRequest.of(form.editor, |_| true);
        issues.sort_by_key(|issue| issue.severity);
        issues
    });
    let count = move |severity: Severity| {
        issues.with(|issues| issues.iter().filter(|issue| issue.severity == severity).count())
    };
    let line = move || {
        let words = |severity: Severity| {
            let count = Some(count(severity)).filter(|&count| count > 0)?;
            Some(match severity {
                Severity::Error => counted!(count, "{count} error", "{count} errors"),
                Severity::Warning => counted!(count, "{count} warning", "{count} warnings"),
                Severity::Advice => counted!(count, "{count} piece of advice", "{count} pieces of advice"),
            })
        };
        let parts = [Severity::Error, Severity::Warning, Severity::Advice];
        let parts: Vec<String> = parts.into_iter().filter_map(words).collect();
        if parts.is_empty() { t!("Nothing is wrong with it").to_owned() } else { parts.join(", ") }
    };
    // What keeps it from running here is said apart: AWS does not mind.
    let here = Memo::new(move |_| {
        form.editor.checked.with(|checked| {
            let first = checked.plan.as_ref().err()?.iter().find(|issue| !is_about_request(issue))?;
            Some(first.message.clone())
        })
    });
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
            <h3 id="request-issues-title">{t!("Problems")}</h3>
            <p class="issue-line" class:fine=is_fine role="status" data-testid="request-issue-line">{line}</p>
            <p class="muted small" data-testid="request-runs-here">{move || here.get().map(|why| t!("No dry run here yet: {why}", why))}</p>
            <ul tabindex="0" aria-label={t!("All problems")}>{move || issues.with(|issues| issues.iter().take(MOST).map(item).collect_view())}</ul>
        </section>
    }
}
