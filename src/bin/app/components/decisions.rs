//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn Decisions() -> impl IntoView {
    view! { <section></section> }
}
