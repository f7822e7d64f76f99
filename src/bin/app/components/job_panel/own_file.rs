//! The user's own file: to choose it, to see how it was read, and to say what is learned of it.

use crate::components::fields::{Choice, choice_row, issues_at, messages, no_issues, of_document};
use crate::editor::Editor;
use crate::own_data::{Column, OwnFile, Progress, Summary, asked_by};
use leptos::html::Input;
use leptos::prelude::*;
use serde_json::{Value, json};
use tuneground::language::{decimals, t};
use tuneground::playground::form;

/// What there is to say of the file that is, or is not yet, the problem's data set.
#[component]
pub(super) fn OwnFileFields() -> impl IntoView {
    let editor = Editor::expect();
    let data = editor.own_data;
    let input = NodeRef::<Input>::new();
    let take = move |_| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            data.open(editor, file.name(), file.into());
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    let is_open = Memo::new(move |_| data.file.with(|file| matches!(file, OwnFile::Open(_))));
    let wanted = of_document(editor, |document| {
        form::data_file(document).and_then(|file| file["Name"].as_str().map(str::to_owned))
    });
    let button = move || match (is_open.get(), wanted.get()) {
        (true, _) => t!("Another file…").to_owned(),
        (false, Some(name)) => t!("Choose {name}…", name),
        (false, None) => t!("Choose a CSV file…").to_owned(),
    };
    let state = move || {
        data.file.with(|file| match file {
            OwnFile::Nothing => wanted.get().map(|name| {
                let text = t!("The rows of {name} are not in the document. Choose it again to run.", name);
                view! { <p class="note">{text}</p> }.into_any()
            }),
            OwnFile::Reading(name, progress) => Some(reading(editor, name, *progress)),
            OwnFile::Open(_) => None,
            OwnFile::Refused(name, reason) => {
                let text = t!("{name}: {reason}.", name, reason);
                Some(view! { <p class="message error" role="alert" data-testid="data-refused">{text}</p> }.into_any())
            }
        })
    };
    let open = Memo::new(move |_| {
        data.file.with(|file| if let OwnFile::Open(open) = file { Some(open.clone()) } else { None })
    });
    view! {
        <div class="own-file" data-testid="own-file">
            <div class="field-line">
                <label class="button small file-button">
                    {button}
                    <input type="file" class="visually-hidden" accept=".csv,.tsv,.tab,.txt,.data,text/csv,text/tab-separated-values,text/plain"
                        data-testid="data-file" node_ref=input on:change=take/>
                </label>
                <Show when=move || is_open.get()>
                    <button type="button" class="button quiet small" data-testid="data-close" on:click=move |_| data.close()>{t!("Put it away")}</button>
                </Show>
            </div>
            <p class="note">{t!("Or drop it anywhere on the page, or paste its text. At most 50 MB and 200,000 rows; it stays on this machine, and is not in a document or a link.")}</p>
            {state}
            {messages(issues_at(editor, |path| path.starts_with("Problem.Dataset.File")))}
            {move || open.with(|summary| summary.as_ref().map(|summary| opened(editor, summary)))}
        </div>
    }
}

fn reading(editor: Editor, name: &str, progress: Progress) -> AnyView {
    let megabytes = |bytes: f64| decimals(bytes / 1e6, 1);
    let words = t!(
        "Reading {name}: {read} of {all} MB, {rows} rows",
        name,
        read = megabytes(progress.bytes),
        all = megabytes(progress.of),
        rows = progress.rows
    );
    view! {
        <div class="reading" data-testid="data-reading">
            <p class="note">{words}</p>
            <div class="field-line">
                <progress max=progress.of.max(1.0) value=progress.bytes aria-label={t!("Reading {name}", name)}></progress>
                <button type="button" class="button quiet small" data-testid="data-cancel" on:click=move |_| editor.own_data.close()>{t!("Cancel")}</button>
            </div>
        </div>
    }
    .into_any()
}

/// The choice in the document, with one part changed.
fn changed(editor: Editor, part: &str, value: Value) -> Value {
    let mut asked = asked_by(&editor.document.with_untracked(form::data_file).unwrap_or_default());
    asked[part] = value;
    asked
}

fn opened(editor: Editor, summary: &Summary) -> AnyView {
    let data = editor.own_data;
    let of_file = move |name: &'static str| {
        of_document(editor, move |document| {
            form::data_file(document).and_then(|file| file[name].as_str().map(str::to_owned)).unwrap_or_default()
        })
    };
    let targets: Vec<(String, String)> = summary
        .columns
        .iter()
        .filter(|column| !column.tasks.is_empty())
        .map(|column| (column.name.clone(), column.name.clone()))
        .collect();
    let target = Choice {
        key: "data-target".to_owned(),
        testid: "data-target",
        name: None,
        options: Signal::stored(targets),
        value: of_file("Target"),
        issues: no_issues(),
        choose: Callback::new(move |name: String| {
            let mut asked = changed(editor, "Target", json!(name));
            // What the target is learned as is its own.
            asked["Task"].take();
            data.choose(editor, asked);
        }),
    };
    let columns = StoredValue::new(summary.columns.clone());
    let tasks = Memo::new(move |_| {
        let target = of_file("Target").get();
        let own =
            columns.with_value(|columns| columns.iter().find(|own| own.name == target).map(|own| own.tasks.clone()));
        own.unwrap_or_default()
    });
    let task = StoredValue::new(Choice {
        key: "data-task".to_owned(),
        testid: "data-task",
        name: None,
        options: Signal::derive(move || {
            let words = |task: &String| if task == "Regression" { t!("a number") } else { t!("a class") }.to_owned();
            tasks.get().iter().map(|task| (task.clone(), words(task))).collect()
        }),
        value: of_document(editor, |document| {
            let is_number = form::data_file(document).is_some_and(|file| file["Classes"].is_null());
            if is_number { "Regression" } else { "Classification" }.to_owned()
        }),
        issues: no_issues(),
        choose: Callback::new(move |task: String| data.choose(editor, changed(editor, "Task", json!(task)))),
    });
    let size = of_document(editor, |document| {
        let file = form::data_file(document)?;
        let (rows, features) = (&file["Rows"], &file["Features"]);
        Some(match file["Classes"].as_i64() {
            Some(classes) => {
                t!("{rows} rows of {features} features, {classes} classes to predict", rows, features, classes)
            }
            None => t!("{rows} rows of {features} features, a number to predict", rows, features),
        })
    });
    let notes = move || {
        let own = data.chosen.get().notes.into_iter();
        own.map(|note| view! { <li>{note}</li> }).collect_view()
    };
    let read_notes = summary.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    let more = (summary.more_columns > 0).then(|| {
        let text = t!("and {more} more columns, all of them learned from", more = summary.more_columns);
        view! { <li class="muted">{text}</li> }
    });
    // A wide file has hundreds of columns: nothing is made for them before somebody looks.
    let is_open = RwSignal::new(false);
    let file = of_document(editor, form::data_file);
    let rows = move || {
        let row = |column| column_row(editor, file, column);
        is_open.get().then(|| columns.get_value().into_iter().map(row).collect_view())
    };
    let text = t!("{name}: {rows} rows; {read}.", name = summary.name, rows = summary.rows, read = summary.read);
    view! {
        <p class="note" data-testid="data-summary">{text}</p>
        {choice_row(t!("Learn"), target)}
        <Show when=move || { tasks.with(|tasks| tasks.len() > 1) }>{choice_row(t!("As"), task.get_value())}</Show>
        {move || data.chosen.get().refused.map(|reason| view! { <p class="message error" role="alert" data-testid="data-choice-refused">{reason}</p> })}
        <p class="note" data-testid="data-size">{size}</p>
        <details class="learned-from" on:toggle=move |_| is_open.set(true)>
            <summary>{t!("Learned from")}</summary>
            <ul class="column-list" data-testid="data-columns">{rows}{more}</ul>
        </details>
        <ul class="note data-notes" data-testid="data-notes">{read_notes}{notes}</ul>
    }
    .into_any()
}

/// A column, which can be left out.
fn column_row(editor: Editor, file: Signal<Option<Value>>, column: Column) -> AnyView {
    let Column { name, about, is_unusable, .. } = column;
    let (own, target) = (name.clone(), name.clone());
    let is_left_out = Memo::new(move |_| {
        file.with(|file| {
            let names = file.as_ref().and_then(|file| file["LeftOut"].as_array());
            names.is_some_and(|names| names.iter().any(|name| name.as_str() == Some(&own)))
        })
    });
    let is_target = Memo::new(move |_| {
        file.with(|file| file.as_ref().is_some_and(|file| file["Target"].as_str() == Some(&target)))
    });
    let own = name.clone();
    let turn = move |_| {
        let file = editor.document.with_untracked(form::data_file).unwrap_or_default();
        let mut names: Vec<Value> = file["LeftOut"].as_array().cloned().unwrap_or_default();
        if is_left_out.get_untracked() {
            names.retain(|name| name.as_str() != Some(&own));
        } else {
            names.push(json!(own));
        }
        editor.own_data.choose(editor, changed(editor, "LeftOut", Value::Array(names)));
    };
    view! {
        <li>
            <label>
                <input type="checkbox" prop:checked=move || !is_unusable && !is_left_out.get() && !is_target.get()
                    disabled=move || is_unusable || is_target.get() on:change=turn/>
                <span class="column-name">{name}</span>
                <span class="muted">{move || if is_target.get() { t!("what is learned").to_owned() } else { about.clone() }}</span>
            </label>
        </li>
    }
    .into_any()
}
