//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    view! { <section></section> }
}
