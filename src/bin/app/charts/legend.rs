//! What the marks mean.

use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::plot::Mark;

/// The shapes of the four states, and whatever else a plot draws.
#[component]
pub(super) fn Legend(
    /// True when the dashed line of the median rule is drawn.
    #[prop(optional, into)]
    median: Signal<bool>,
) -> impl IntoView {
    let items = Mark::ALL.map(|mark| {
        view! { <li><Shape mark/>{mark.word()}</li> }
    });
    view! {
        <ul class="legend" aria-label={t!("Legend")}>
            {items.collect_view()}
            <Show when=move || median.get()>
                <li title={t!("A training job below this line, or above it where less is better, is stopped after its epoch")}>
                    <svg class="shape" width="22" height="12" viewBox="-11 -6 22 12" aria-hidden="true"><path class="median" d="M-11 0H11"/></svg>
                    {t!("median rule's threshold")}
                </li>
            </Show>
        </ul>
    }
}

/// The shape of a state, to stand in text.
#[component]
pub(super) fn Shape(
    /// Which.
    mark: Mark,
) -> impl IntoView {
    view! {
        <svg class="shape" width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true" focusable="false">
            <path class=format!("mark-shape {}", mark.id()) d=mark.path((0.0, 0.0), 4.0)/>
        </svg>
    }
}
