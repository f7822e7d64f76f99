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

/// A `<details>` element that keeps to the signal, and the signal to it. Its body is built when it is first opened: most stay closed.
pub(crate) fn details(
    class: &'static str,
    open: RwSignal<bool>,
    summary: AnyView,
    body: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let was_opened = Memo::new(move |was: Option<&bool>| was == Some(&true) || open.get());
    let element = NodeRef::<leptos::html::Details>::new();
    let toggled = move |_| {
        if let Some(element) = element.get_untracked() {
            open.set(element.has_attribute("open"));
        }
    };
    view! {
        <details class=class node_ref=element prop:open=move || open.get() on:toggle=toggled>
            <summary>{summary}</summary>
            <div class="fold-body">{move || was_opened.get().then(&body)}</div>
        </details>
    }
    .into_any()
}
