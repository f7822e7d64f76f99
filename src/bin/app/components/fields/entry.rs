//! A box to type in. What is typed is never lost or rewritten while it is typed: the box keeps the text, and the document
//! gets the value when the text is one.

use super::messages::{Says, has_error, issues_at, message};
use crate::editor::Editor;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use tuneground::language::text;
use tuneground::playground::form::Field;

/// What a box is about.
pub(crate) struct Entry {
    /// Its name among the drafts, and in the page.
    pub(crate) key: String,
    /// What tests call it.
    pub(crate) testid: &'static str,
    /// Where its value stands, as the checks name it.
    pub(crate) path: Signal<String>,
    /// What a screen reader calls it, where no label does.
    pub(crate) name: Option<String>,
    /// Which keys a phone shows.
    pub(crate) input_mode: &'static str,
    /// The document's value, as text.
    pub(crate) text: Signal<String>,
    /// What counts when it is left empty.
    pub(crate) placeholder: Signal<String>,
    /// Whether a hint describes it besides its problems.
    pub(crate) has_hint: bool,
    /// Which problems are said here: all, or only those of the request.
    pub(crate) says: Says,
    /// True when something that is said elsewhere is wrong with it.
    pub(crate) is_wrong: Signal<bool>,
    /// Takes what was typed into the document, or says why not.
    pub(crate) accept: Callback<String, Result<(), String>>,
}

/// A name that can stand in an `id`.
pub(crate) fn id_of(key: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    format!("job-{}", key.chars().map(plain).collect::<String>())
}

/// The box, and what is wrong with its text.
pub(crate) fn text_box(editor: Editor, entry: Entry) -> (AnyView, AnyView) {
    let Entry { key, testid, path, name, input_mode, text, placeholder, has_hint, says, is_wrong, accept } = entry;
    let key = StoredValue::new(key);
    let draft = Memo::new(move |_| editor.drafts.with(|drafts| key.with_value(|key| drafts.get(key).cloned())));
    let issues = {
        let path = Memo::new(move |_| path.get());
        Memo::new(move |_| {
            let at = path.get();
            says.of(editor, |path| path == at)
        })
    };
    let shown = Memo::new(move |_| draft.get().map_or_else(|| text.get(), |draft| draft.text));
    let refused = Memo::new(move |_| draft.get().and_then(|draft| draft.error));
    let is_wrong =
        Memo::new(move |_| is_wrong.get() || refused.with(Option::is_some) || issues.with(|issues| has_error(issues)));
    let take = move |typed: String| {
        let read = accept.run(typed.clone());
        editor.drafts.update(|drafts| key.with_value(|key| drafts.put(key, typed, read)));
    };
    let settle = move || editor.drafts.update(|drafts| key.with_value(|key| drafts.settle(key)));
    let id = key.with_value(|key| id_of(key));
    let described_by = if has_hint { format!("{id}-error {id}-hint") } else { format!("{id}-error") };
    let error_id = format!("{id}-error");
    let input = view! {
        <input
            type="text"
            class="input"
            id=id
            data-testid=testid
            inputmode=input_mode
            spellcheck="false"
            autocomplete="off"
            autocapitalize="off"
            prop:value=move || shown.get()
            placeholder=move || placeholder.get()
            aria-label=name
            aria-invalid=move || is_wrong.get().then_some("true")
            aria-describedby=described_by
            on:input=move |event| take(event_target_value(&event))
            on:blur=move |_| settle()
            on:keydown=move |event| {
                if input_mode == "numeric" && let Some(next) = stepped(&event, &shown.get_untracked()) {
                    event.prevent_default();
                    take(next);
                }
            }
        />
    };
    let below = move || match refused.get() {
        Some(error) => view! { <p class="error" data-testid="field-error">{error}</p> }.into_any(),
        None => issues.with(|issues| issues.iter().map(message).collect_view()).into_any(),
    };
    let messages = view! { <div class="messages" id=error_id aria-live="polite">{below}</div> };
    (input.into_any(), messages.into_any())
}

/// The arrow keys count up and down, with Shift in tens.
fn stepped(event: &KeyboardEvent, text: &str) -> Option<String> {
    let step = match event.key().as_str() {
        "ArrowUp" => 1,
        "ArrowDown" => -1,
        _ => return None,
    };
    let step = if event.shift_key() { 10 * step } else { step };
    let value: i64 = text.trim().parse().ok()?;
    Some(value.saturating_add(step).max(0).to_string())
}

/// The entry of a field of the table.
pub(crate) fn entry_of(editor: Editor, field: &'static Field) -> Entry {
    Entry {
        key: field.key.to_owned(),
        testid: field.key,
        path: Signal::stored(field.path.to_owned()),
        name: None,
        input_mode: field.input_mode(),
        text: Signal::derive(move || editor.document.with(|document| field.text(document))),
        placeholder: Signal::derive(move || {
            field.default.map(|default| editor.document.with(default)).unwrap_or_default()
        }),
        has_hint: true,
        says: Says::Everything,
        is_wrong: Signal::stored(false),
        accept: Callback::new(move |text: String| {
            let mut read = Ok(());
            editor.document.maybe_update(|document| {
                read = field.accept(document, &text);
                read.is_ok()
            });
            read
        }),
    }
}

/// A box with what it counts in it, behind the number; `unit` is in the language of the page.
pub(crate) fn with_unit(input: AnyView, unit: &'static str) -> AnyView {
    if unit.is_empty() {
        return input;
    }
    // Half an em for a letter, and two for a character of Japanese: the box has room for the number beside it.
    let width: usize = unit.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum();
    view! { <span class="boxed" style:--unit=width.to_string()>{input}<span class="unit" aria-hidden="true">{unit}</span></span> }.into_any()
}

/// What a field does and takes, shown while a person is in it.
pub(crate) fn hint(editor: Editor, field: &'static Field) -> AnyView {
    let id = format!("{}-hint", id_of(field.key));
    let limits = Memo::new(move |_| editor.document.with(|document| (field.limits)(document)));
    view! { <p class="hint" id=id>{text(field.help)} " " <span class="limits">{move || limits.get()}</span></p> }
        .into_any()
}

/// A field of the table, as a line: label, box, unit; below, what is wrong.
pub(crate) fn field_row(editor: Editor, field: &'static Field) -> AnyView {
    field_row_with(editor, field, ().into_any())
}

/// The same, with something more at the end of the line.
pub(crate) fn field_row_with(editor: Editor, field: &'static Field, more: AnyView) -> AnyView {
    let (input, messages) = text_box(editor, entry_of(editor, field));
    let input = with_unit(input, text(field.unit));
    view! {
        <div class="field">
            <div class="field-line">
                <label for=id_of(field.key)>{text(field.label)}</label>
                <span class="field-box">{input} {more}</span>
            </div>
            {messages}
            {hint(editor, field)}
        </div>
    }
    .into_any()
}

/// The problems at one place that does not change.
pub(crate) fn issues_of(editor: Editor, path: &'static str) -> Memo<Vec<tuneground::playground::Issue>> {
    issues_at(editor, move |at| at == path)
}
