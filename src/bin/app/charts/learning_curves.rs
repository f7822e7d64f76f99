//! To come.

use leptos::prelude::*;

/// To come.
#[component]
pub(crate) fn LearningCurves() -> impl IntoView {
    view! { <section></section> }
}
