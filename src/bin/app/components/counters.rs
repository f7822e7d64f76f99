//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn Counters() -> impl IntoView {
    view! { <section></section> }
}
