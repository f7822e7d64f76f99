//! A part that opens and closes. It opens by itself when something in it has to be put right.

use leptos::prelude::*;

/// Whether a part is open, following `is_wrong` to open and never to close.
pub(crate) fn fold(open_at_first: bool, is_wrong: Signal<bool>) -> RwSignal<bool> {
    let open = RwSignal::new(open_at_first);
    Effect::new(move |_| {
        if is_wrong.get() {
            open.set(true);
        }
    });
    open
}

/// A `<details>` element that keeps to the signal, and the signal to it.
pub(crate) fn details(class: &'static str, open: RwSignal<bool>, summary: AnyView, body: AnyView) -> AnyView {
    let element = NodeRef::<leptos::html::Details>::new();
    let toggled = move |_| {
        if let Some(element) = element.get_untracked() {
            open.set(element.has_attribute("open"));
        }
    };
    view! {
        <details class=class node_ref=element prop:open=move || open.get() on:toggle=toggled>
            <summary>{summary}</summary>
            <div class="fold-body">{body}</div>
        </details>
    }
    .into_any()
}
