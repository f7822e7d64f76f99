//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn JobPanel() -> impl IntoView {
    view! { <section></section> }
}

/// True while a field holds text that cannot be read.
pub(crate) fn has_draft_errors() -> bool {
    false
}
