//! What went wrong outside any field, until it is dismissed.

use super::Icon;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;

/// A bar with what went wrong.
#[component]
pub(crate) fn Notices() -> impl IntoView {
    let store = Store::expect();
    move || {
        store.notice.get().map(|text| {
            view! {
                <div class="notice" role="alert">
                    <p>{text}</p>
                    <button type="button" class="icon-button" aria-label={t!("Dismiss")} on:click=move |_| store.notice.set(None)>
                        <Icon name="close"/>
                    </button>
                </div>
            }
        })
    }
}
