//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn JobPanel() -> impl IntoView {
    view! { <section></section> }
}
