//! A tuned hyperparameter: a line with its picture, which opens to the editor.

use super::density::density;
use super::range_editor::RangeEditor;
use crate::components::Icon;
use crate::components::fields::{details, fold, has_error, issues_at};
use crate::editor::Editor;
use crate::parts::in_turn;
use leptos::prelude::*;
use tuneground::playground::Severity;
use tuneground::playground::form;

/// What the drafts of a range's boxes begin with.
pub(super) fn draft_key(key: &str) -> String {
    format!("range {key}: ")
}

/// One tuned hyperparameter.
#[component]
pub(super) fn RangeRow(
    /// Which one.
    key: String,
    /// Whether it is open at first.
    open_at_first: bool,
) -> impl IntoView {
    let editor = Editor::expect();
    let wanted = key.clone();
    let row = Memo::new(move |_| {
        let rows = editor.document.with(form::rows);
        rows.into_iter().find(|row| row.key == wanted).unwrap_or_default()
    });
    let path = Memo::new(move |_| row.with(form::RangeRow::path));
    let issues = issues_at(editor, move |at| path.with(|path| at.strip_prefix(path.as_str()).is_some_and(is_below)));
    let start = draft_key(&key);
    let has_drafts = Memo::new(move |_| editor.drafts.with(|drafts| drafts.errors_of(&start) > 0));
    let is_wrong = Memo::new(move |_| has_drafts.get() || issues.with(|issues| has_error(issues)));
    let open = fold(open_at_first, is_wrong.into());
    let values = move || row.with(form::RangeRow::summary);
    // What a closed row has to say, by the worst of it; the words stand in the open one.
    let worst = Memo::new(move |_| issues.with(|issues| issues.iter().map(|issue| issue.severity).min()));
    let class = move || match worst.get() {
        _ if is_wrong.get() => "range-name wrong",
        Some(Severity::Warning) => "range-name cautioned",
        Some(Severity::Advice) => "range-name noted",
        _ => "range-name",
    };
    let words = move || issues.with(|issues| issues.first().map(|issue| issue.message.clone()));
    let summary = view! {
        <span class=class title=words>{key.clone()}</span>
        <span>{in_turn(move || density(row, 60.0, 16.0))}</span>
        <span class="range-values" title=values>{values}</span>
        <Icon name="chevron"/>
    };
    let start = draft_key(&key);
    let body = move || view! { <RangeEditor row=row path=path issues=issues draft_key=start.clone()/> }.into_any();
    view! {
        <li data-testid="range" data-name=key>
            {details("range fold", open, summary.into_any(), body)}
        </li>
    }
}

/// True for what stands behind a place's own path in a path within the place.
fn is_below(rest: &str) -> bool {
    matches!(rest.chars().next(), None | Some('.' | '['))
}
