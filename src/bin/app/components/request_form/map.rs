//! A map from names of the person's own to texts: static hyperparameters, environment variables.

use super::Form;
use super::leaf::{about, draft_key};
use crate::components::Icon;
use crate::components::fields::{Entry, Says, id_of, messages, text_box};
use leptos::prelude::*;
use serde_json::Value;
use tuneground::language::t;
use tuneground::playground::form::request::{Place, edit, words};
use tuneground::sagemaker::Member;

/// A map with its heading.
pub(super) fn map(form: Form, place: Place, member: Member) -> AnyView {
    let path = place.to_string();
    let id = id_of(&draft_key(&path));
    let at = path.clone();
    let issues = form.issues_at(move |path| path == at);
    let own = place.clone();
    let names = Memo::new(move |_| {
        form.request.with(|request| {
            let pairs = own.look(request).and_then(Value::as_object);
            pairs.map(|pairs| pairs.keys().cloned().collect::<Vec<_>>()).unwrap_or_default()
        })
    });
    let label = words::label(&member);
    let pairs = Pairs { form, place: StoredValue::new(place), names, label: StoredValue::new(label.clone()) };
    let add = move |_| {
        let place = pairs.place.get_value();
        form.editor.edit(|document| {
            edit::add_name(document, &place, "");
        });
        // The new one, or the one that still waits for its name.
        let index = names.with_untracked(|names| names.iter().position(String::is_empty).unwrap_or_default());
        form.focus(pairs.path(index));
    };
    view! {
        <section class="request-group" data-path=path aria-labelledby=id.clone()>
            <div class="request-group-head"><h3 id=id.clone()>{label.clone()}</h3></div>
            {about(&id, member)}
            {messages(issues)}
            <div class="request-table two">
                <div class="request-row heads" aria-hidden="true" hidden=move || names.with(Vec::is_empty)><span>{t!("Name")}</span><span>{t!("Text")}</span></div>
                <ul><For each=move || 0..names.with(Vec::len) key=|index| *index let:index>{pairs.row(index)}</For></ul>
            </div>
            <button type="button" class="button small" data-testid="request-add" aria-label={t!("Add to {name}", name = label)} on:click=add>
                <Icon name="plus"/>{t!("Add")}
            </button>
        </section>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Pairs {
    form: Form,
    place: StoredValue<Place>,
    names: Memo<Vec<String>>,
    label: StoredValue<String>,
}

impl Pairs {
    /// The name at a row. Rows go by their index, so that a row stays while its name is typed.
    fn name(self, index: usize) -> String {
        self.names.with(|names| names.get(index).cloned().unwrap_or_default())
    }

    fn path(self, index: usize) -> String {
        let name = untrack(|| self.name(index));
        self.place.with_value(|place| place.member(&name).to_string())
    }

    fn row(self, index: usize) -> AnyView {
        let (form, editor) = (self.form, self.form.editor);
        let path = Signal::derive(move || self.place.with_value(|place| place.member(&self.name(index)).to_string()));
        let map = self.place.with_value(Place::to_string);
        let (key, label) = (format!("{}{{{index}}}", draft_key(&map)), self.label.get_value());
        let name = Entry {
            key: format!("{key} name"),
            testid: "request-name",
            path: Signal::stored(String::new()),
            name: Some(t!("Name, {list} {number}", list = label, number = index + 1)),
            input_mode: "text",
            text: Signal::derive(move || self.name(index)),
            placeholder: Signal::stored(String::new()),
            has_hint: false,
            says: Says::OfRequest,
            is_wrong: Signal::stored(false),
            accept: Callback::new(move |text: String| {
                let (place, old) = (self.place.get_value(), untrack(|| self.name(index)));
                let mut renamed = Ok(());
                editor.edit(|document| renamed = edit::rename(document, &place, &old, &text));
                renamed
            }),
        };
        let text = Entry {
            key,
            testid: "request-text",
            path,
            name: Some(t!("Text, {list} {number}", list = label, number = index + 1)),
            input_mode: "text",
            text: Signal::derive(move || {
                let place = self.place.with_value(|place| place.member(&self.name(index)));
                form.request.with(|request| edit::text(place.look(request)))
            }),
            placeholder: Signal::stored(String::new()),
            has_hint: false,
            says: Says::OfRequest,
            is_wrong: Signal::stored(false),
            accept: Callback::new(move |text: String| {
                let (place, name) = (self.place.get_value(), untrack(|| self.name(index)));
                editor.edit(|document| edit::set_named(document, &place, &name, &text));
                Ok(())
            }),
        };
        let remove = move |_| {
            let (place, name) = (self.place.get_value(), untrack(|| self.name(index)));
            editor.drafts.update(|drafts| drafts.forget(&draft_key(&place.to_string())));
            editor.edit(|document| edit::remove_name(document, &place, &name));
            form.focus(self.path(index.min(self.names.with_untracked(Vec::len).saturating_sub(1))));
        };
        let ((name_box, name_issues), (text_box, text_issues)) = (text_box(editor, name), text_box(editor, text));
        view! {
            <li data-path=move || path.get() data-testid="request-row">
                <div class="request-row">
                    <span class="request-cell">{name_box}</span>
                    <span class="request-cell">{text_box}</span>
                    <button type="button" class="icon-button" title={t!("Remove")} aria-label={t!("Remove {name} {number}", name = label, number = index + 1)} data-testid="request-remove" on:click=remove>
                        <Icon name="close"/>
                    </button>
                </div>
                {name_issues} {text_issues}
            </li>
        }
        .into_any()
    }
}
