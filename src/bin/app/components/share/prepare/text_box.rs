//! A box of the dialog to type in.

use leptos::prelude::*;

/// What is typed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    /// A line.
    Line,
    /// Several lines.
    Lines,
    /// A number.
    Number,
}

/// The box, with its label.
pub(super) fn text_box(
    label: &'static str,
    testid: &'static str,
    kind: Kind,
    value: Signal<String>,
    put: impl Fn(String) + 'static,
) -> AnyView {
    let typed = move |event| put(event_target_value(&event));
    let control = match kind {
        Kind::Lines => {
            view! { <textarea class="input" rows="2" data-testid=testid prop:value=value on:input=typed></textarea> }
                .into_any()
        }
        Kind::Line | Kind::Number => {
            let mode = if kind == Kind::Number { "decimal" } else { "text" };
            view! { <input class="input" inputmode=mode data-testid=testid prop:value=value on:input=typed/> }
                .into_any()
        }
    };
    view! { <label class="prepare-line"><span>{label}</span>{control}</label> }.into_any()
}
