//! A field with one value: text, number, choice, yes or no.

use super::Form;
use crate::components::fields::{Choice, Entry, Says, id_of, messages, select_box, text_box, with_unit};
use leptos::prelude::*;
use tuneground::language::{t, text};
use tuneground::playground::form::request::{Place, edit, words};
use tuneground::sagemaker::{Member, Shape};

/// What the names of the form's drafts begin with.
pub(super) fn draft_key(path: &str) -> String {
    format!("request {path}")
}

/// The box of a field, and what is wrong with it. `name`: what a screen reader calls it, where no label does.
pub(super) fn field(form: Form, place: &Place, member: Member, name: Option<String>) -> (AnyView, AnyView) {
    let path = place.to_string();
    let key = draft_key(&path);
    let (own, editor) = (place.clone(), form.editor);
    let text = Signal::from(Memo::new(move |_| form.request.with(|request| edit::text(own.look(request)))));
    let place = place.clone();
    let accept = move |text: &str| {
        let mut read = Ok(());
        editor.document.maybe_update(|document| {
            read = edit::accept(document, &place, &member, text);
            read.is_ok()
        });
        read
    };
    let allowed: &[&str] = match member.shape {
        Shape::Choice(allowed) => allowed,
        Shape::Flag => &["true", "false"],
        shape => {
            let input_mode = if matches!(shape, Shape::Whole(..)) { "numeric" } else { "text" };
            let entry = Entry {
                key,
                testid: "request-field",
                path: Signal::stored(path),
                has_hint: name.is_none(),
                says: Says::OfRequest,
                name,
                input_mode,
                text,
                placeholder: Signal::stored(if member.required { String::new() } else { member.default.to_owned() }),
                is_wrong: Signal::stored(false),
                accept: Callback::new(move |text: String| accept(&text)),
            };
            return text_box(editor, entry);
        }
    };
    let mut options: Vec<(String, String)> = Vec::new();
    if !member.required {
        let left_out = match member.default {
            "" => t!("left out").to_owned(),
            default => t!("left out ({value})", value = default),
        };
        options.push((String::new(), left_out));
    }
    options.extend(allowed.iter().map(|value| ((*value).to_owned(), (*value).to_owned())));
    let at = path.clone();
    let issues = form.issues_at(move |path| path == at);
    let choose = Callback::new(move |text: String| accept(&text).unwrap_or_default());
    let options = Signal::stored(options);
    let choice = Choice { key, testid: "request-field", name, options, value: text, issues, choose };
    (select_box(choice), messages(issues))
}

/// What a field is for, which values it takes, and AWS's name for it.
pub(super) fn about(id: &str, member: Member) -> AnyView {
    let limits = match words::limits(member.shape) {
        limits if limits.is_empty() => limits,
        limits => format!(" {}", t!("{sentence}.", sentence = first_upper(&limits))),
    };
    view! {
        <p class="note" id=format!("{id}-hint")>
            {words::help(&member)} <span class="limits">{limits}</span> " " <code>{member.name}</code>
        </p>
    }
    .into_any()
}

fn first_upper(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// A line of the form: label and box; below, what it is for and what is wrong.
pub(super) fn row(form: Form, place: Place, member: Member) -> AnyView {
    let path = place.to_string();
    let id = id_of(&draft_key(&path));
    let (control, messages) = field(form, &place, member, None);
    let (unit, is_time) = (text(words::unit(&member)), member.name.ends_with("InSeconds"));
    let seconds = move || {
        let value = form.request.with(|request| place.look(request).and_then(serde_json::Value::as_i64));
        value.filter(|_| is_time).and_then(words::duration).map(|text| format!("= {text}"))
    };
    let class = match member.shape {
        Shape::Whole(..) | Shape::Real => "request-field number",
        Shape::Choice(_) | Shape::Flag => "request-field choice",
        _ => "request-field",
    };
    view! {
        <div class=class data-path=path>
            <label for=id.clone()>{words::label(&member)}{member.required.then(required_mark)}</label>
            <div class="request-box">
                {with_unit(control, unit)}
                <span class="muted small">{seconds}</span>
            </div>
            <div class="request-below">{messages} {about(&id, member)}</div>
        </div>
    }
    .into_any()
}

fn required_mark() -> AnyView {
    view! { <span class="required" title={t!("AWS requires it")} aria-hidden="true">"*"</span> }.into_any()
}
