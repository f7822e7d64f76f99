//! An on-off switch, and lines that have one.

use super::entry::{entry_of, hint, id_of, text_box, with_unit};
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::{t, text};
use tuneground::playground::form::{Field, Slot};

/// A switch; its label is the element `{id}-label`.
pub(crate) fn switch(id: &str, testid: &'static str, on: Signal<bool>, turn: Callback<bool>) -> AnyView {
    let label = format!("{id}-label");
    view! {
        <button
            type="button"
            role="switch"
            class="switch"
            id=id.to_owned()
            data-testid=testid
            aria-labelledby=label
            aria-checked=move || if on.get() { "true" } else { "false" }
            on:click=move |_| turn.run(!on.get_untracked())
        ></button>
    }
    .into_any()
}

/// A line with a switch and, while it is on, a box for the field's value. Turned off, the field leaves the document; turned
/// on again, its last value comes back.
pub(crate) fn switched_row(
    editor: Editor,
    field: &'static Field,
    testid: &'static str,
    first: impl Fn() -> String + Send + Sync + 'static,
    more: AnyView,
) -> AnyView {
    let on = Signal::from(Memo::new(move |_| editor.document.with(|document| field.is_given(document))));
    let last = StoredValue::new(None::<String>);
    let turn = Callback::new(move |on: bool| {
        editor.drafts.update(|drafts| drafts.forget(field.key));
        if on {
            // It can be read: it comes from the document, or from the form itself.
            let text = last.get_value().unwrap_or_else(&first);
            editor.edit(|document| field.accept(document, &text).unwrap_or_default());
        } else {
            last.set_value(Some(editor.document.with_untracked(|document| field.text(document))));
            editor.edit(|document| match field.slot {
                Slot::Whole { set, .. } => set(document, None),
                Slot::Real { set, .. } => set(document, None),
                Slot::Text { .. } => {}
            });
        }
    });
    let mut entry = entry_of(editor, field);
    let (label, unit) = (text(field.label), text(field.unit));
    entry.name =
        Some(if unit.is_empty() { t!("{label}: value", label) } else { t!("{label}: value {unit}", label, unit) });
    let (input, messages) = text_box(editor, entry);
    let input = with_unit(input, unit);
    let id = format!("{}-switch", id_of(field.key));
    let (label_id, control) = (format!("{id}-label"), switch(&id, testid, on, turn));
    view! {
        <div class="field">
            <div class="field-line">
                <label id=label_id for=id>{label}</label>
                <span class="field-box" hidden=move || !on.get()>{input}</span>
                {control}
            </div>
            <div hidden=move || !on.get()>{messages} {more}</div>
            {hint(editor, field)}
        </div>
    }
    .into_any()
}
