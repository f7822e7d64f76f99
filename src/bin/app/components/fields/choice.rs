//! A box to choose from.

use super::entry::id_of;
use super::messages::has_error;
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::Issue;

/// What a box to choose from is about.
#[derive(Clone)]
pub(crate) struct Choice {
    /// Its name in the page.
    pub(crate) key: String,
    /// What tests call it.
    pub(crate) testid: &'static str,
    /// What a screen reader calls it, where no label does.
    pub(crate) name: Option<String>,
    /// Values, and how they are shown.
    pub(crate) options: Signal<Vec<(String, String)>>,
    /// The document's value.
    pub(crate) value: Signal<String>,
    /// What is wrong with it.
    pub(crate) issues: Memo<Vec<Issue>>,
    /// Takes the choice into the document.
    pub(crate) choose: Callback<String>,
}

/// The problems of what cannot be wrong.
pub(crate) fn no_issues() -> Memo<Vec<Issue>> {
    Memo::new(|_| Vec::new())
}

/// Options whose values are shown as they are.
pub(crate) fn plain<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<(String, String)> {
    values.into_iter().map(|value| (value.to_owned(), value.to_owned())).collect()
}

/// The box. A value that is none of the options is shown all the same, so that the page never says what is not so.
pub(crate) fn select_box(choice: Choice) -> AnyView {
    let Choice { key, testid, name, options, value, issues, choose } = choice;
    let all = Memo::new(move |_| {
        let (mut all, value) = (options.get(), value.get());
        if !all.iter().any(|(own, _)| *own == value) {
            all.push((value.clone(), if value.is_empty() { t!("none").to_owned() } else { value }));
        }
        all
    });
    let option = move |(own, text): (String, String)| {
        let this = own.clone();
        view! { <option value=own prop:selected=move || value.with(|value| *value == this)>{text}</option> }
    };
    view! {
        <select
            class="select"
            id=id_of(&key)
            data-testid=testid
            aria-label=name
            aria-invalid=move || issues.with(|issues| has_error(issues)).then_some("true")
            on:change=move |event| choose.run(event_target_value(&event))
        >
            {move || all.get().into_iter().map(option).collect_view()}
        </select>
    }
    .into_any()
}

/// A line: label and box; below, what is wrong.
pub(crate) fn choice_row(label: &'static str, choice: Choice) -> AnyView {
    let id = id_of(&choice.key);
    let issues = choice.issues;
    view! {
        <div class="field">
            <div class="field-line">
                <label for=id>{label}</label>
                <span class="field-box wide">{select_box(choice)}</span>
            </div>
            {super::messages::messages(issues)}
        </div>
    }
    .into_any()
}

/// A signal of the document.
pub(crate) fn of_document<T: Clone + PartialEq + Send + Sync + 'static>(
    editor: Editor,
    look: impl Fn(&tuneground::playground::Document) -> T + Send + Sync + 'static,
) -> Signal<T> {
    Memo::new(move |_| editor.document.with(&look)).into()
}
