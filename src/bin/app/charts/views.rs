//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn Views() -> impl IntoView {
    view! { <section></section> }
}
