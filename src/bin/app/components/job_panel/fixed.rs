//! The hyperparameters that are the same in every training job.

use super::search_space::fixed_names;
use crate::components::Icon;
use crate::components::fields::{
    Choice, Entry, Says, details, fold, has_error, id_of, issues_at, issues_of, messages, of_document, plain,
    select_box, text_box,
};
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::{t, text};
use tuneground::model::{HyperParameterKind, HyperParameterSpec, ModelKind};
use tuneground::playground::Document;
use tuneground::playground::form::{self, request::Place};

const STATICS: &str = "TrainingJobDefinition.StaticHyperParameters";

/// The fixed hyperparameters: a line, which opens to the list.
#[component]
pub(super) fn Fixed(
    /// The key of the range that was added last.
    newest: StoredValue<String>,
) -> impl IntoView {
    let editor = Editor::expect();
    let issues = issues_at(editor, |path| path.starts_with(STATICS));
    let own = issues_of(editor, STATICS);
    let open = fold(false, Memo::new(move |_| issues.with(|issues| has_error(issues))).into());
    let line = move || {
        editor.document.with(|document| {
            let value = |name: String| format!("{name} {}", form::static_value(document, &name).unwrap_or_default());
            let given: Vec<String> = fixed_names(document).into_iter().map(value).collect();
            match (given.is_empty(), form::test_function(document)) {
                (true, None) => t!("all at the model's defaults").to_owned(),
                // A function has no defaults: what is not tuned has to be given.
                (true, Some(_)) => t!("nothing").to_owned(),
                (false, _) => given.join(", "),
            }
        })
    };
    let names = of_document(editor, listed);
    let summary = view! {
        <span class="range-name">{t!("Fixed")}</span>
        <span class="range-values" title=line>{line}</span>
        <Icon name="chevron"/>
    };
    let body = move || {
        view! {
            {messages(own)}
            <ul>
                <For each=move || names.get() key=Clone::clone let:name><FixedRow name=name newest=newest/></For>
            </ul>
            <p class="note">{t!("Values in grey are the model's defaults. Empty a box to go back to the default.")}</p>
        }
        .into_any()
    };
    details("range fold fixed", open, summary.into_any(), body)
}

/// What the list shows: the model's hyperparameters that are not tuned, then the request's others.
fn listed(document: &Document) -> Vec<String> {
    let known = form::model(document).map(ModelKind::hyperparameters).unwrap_or_default();
    let own = known.iter().map(|spec| spec.name.to_owned());
    let own = own.filter(|name| !form::is_tuned(document, name) || form::static_value(document, name).is_some());
    own.chain(form::unknown_statics(document).into_iter().map(|(name, _)| name)).collect()
}

fn spec_of(document: &Document, name: &str) -> Option<&'static HyperParameterSpec> {
    form::model(document)?.hyperparameter(name)
}

#[component]
fn FixedRow(name: String, newest: StoredValue<String>) -> impl IntoView {
    let editor = Editor::expect();
    let key = format!("static {name}");
    let id = id_of(&key);
    let name = StoredValue::new(name);
    let own = name.get_value();
    let spec = of_document(editor, move |document| spec_of(document, &own));
    let own = name.get_value();
    let value = of_document(editor, move |document| form::static_value(document, &own).unwrap_or_default().to_owned());
    let set = move |text: &str| name.with_value(|name| editor.edit(|document| form::set_static(document, name, text)));
    let tune = move |_| {
        newest.set_value(name.get_value());
        name.with_value(|name| editor.edit(|document| form::tune(document, name)));
    };
    let path = name.with_value(|name| Place::of(STATICS).member(name).to_string());
    let control = move || {
        let spec = spec.get();
        let default = spec.map(|spec| spec.default).unwrap_or_default();
        let Some(HyperParameterKind::Categorical { values }) = spec.map(|spec| spec.kind) else {
            let entry = Entry {
                key: key.clone(),
                testid: "static-value",
                path: Signal::stored(path.clone()),
                name: None,
                input_mode: "text",
                text: value,
                placeholder: Signal::stored(default.to_owned()),
                has_hint: false,
                says: Says::Everything,
                is_wrong: Signal::stored(false),
                accept: Callback::new(move |text: String| {
                    set(&text);
                    Ok(())
                }),
            };
            return text_box(editor, entry);
        };
        let at = path.clone();
        let issues = issues_at(editor, move |path| path == at);
        let mut options = vec![(String::new(), t!("{value} (default)", value = default))];
        options.extend(plain(values.iter().copied()));
        let choose = Callback::new(move |text: String| set(&text));
        let options = Signal::stored(options);
        let choice = Choice { key: key.clone(), testid: "static-value", name: None, options, value, issues, choose };
        (select_box(choice), messages(issues))
    };
    let parts = move || {
        let (control, messages) = control();
        let button = if spec.get().is_some() {
            view! { <button type="button" class="icon-button" title={t!("Tune it")} aria-label={t!("Tune {name}", name = name.get_value())} on:click=tune><Icon name="plus"/></button> }.into_any()
        } else {
            view! { <button type="button" class="icon-button" title={t!("Remove")} aria-label={t!("Remove {name}", name = name.get_value())} on:click=move |_| set("")><Icon name="close"/></button> }.into_any()
        };
        let help =
            |spec: &HyperParameterSpec| t!("{help}. {takes}", help = text(spec.help), takes = form::takes(spec.kind));
        let label = view! { <label for=id.clone() title=spec.get().map(help)>{name.get_value()}</label> };
        view! { <div class="field-line">{label} <span class="field-box">{control} {button}</span></div> {messages} }
    };
    view! { <li class="field" data-testid="static" data-name=name.get_value()>{parts}</li> }
}
