//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn BestJob() -> impl IntoView {
    view! { <section></section> }
}
