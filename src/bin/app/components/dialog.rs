//! A dialog over the page.

use super::Icon;
use crate::dom;
use leptos::prelude::*;
use tuneground::language::t;

/// A dialog over the page. The browser keeps the focus in it, closes it on Escape, and gives the focus back. A press beside it closes it as well.
#[component]
pub(crate) fn Dialog(
    /// Its name for style sheets and tests: the dialog is `NAME-dialog`, the button that closes it `NAME-close`.
    name: &'static str,
    /// Its heading.
    title: &'static str,
    /// Opens it, and says whether it is open.
    is_open: RwSignal<bool>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if !is_open.get() {
            dialog.close();
        } else if !dialog.open() {
            dom::ignore(dialog.show_modal());
        }
    });
    // A press beside the dialog is a press on the dialog element itself, outside its one child.
    let beside = move |event: leptos::ev::MouseEvent| {
        if event.target() == event.current_target() {
            is_open.set(false);
        }
    };
    let id = move |part: &str| format!("{name}-{part}");
    view! {
        <dialog class=format!("dialog {name}-dialog") aria-labelledby=id("title") data-testid=id("dialog") node_ref=dialog on:mousedown=beside
            on:close=move |_| is_open.set(false)>
            <div class="dialog-inside">
                <div class="dialog-head">
                    <h2 id=id("title")>{title}</h2>
                    <button type="button" class="icon-button" aria-label={t!("Close")} data-testid=id("close") on:click=move |_| is_open.set(false)>
                        <Icon name="close"/>
                    </button>
                </div>
                {children()}
            </div>
        </dialog>
    }
}
