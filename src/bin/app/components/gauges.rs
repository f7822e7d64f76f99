//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn Gauges() -> impl IntoView {
    view! { <section></section> }
}
