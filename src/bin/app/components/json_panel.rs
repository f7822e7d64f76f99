//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn JsonPanel() -> impl IntoView {
    view! { <section></section> }
}
