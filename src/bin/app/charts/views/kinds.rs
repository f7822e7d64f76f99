//! Several ways to look at the same thing, in one tab: buttons beside each other.

use leptos::prelude::*;
use tuneground::language::text;

/// The buttons; the first way is shown at first.
#[component]
pub(super) fn Kinds<K: Copy + PartialEq + Send + Sync + 'static>(
    /// What they choose between.
    label: &'static str,
    /// The ways, each with its id and its marked name.
    kinds: &'static [(K, &'static str, &'static str)],
    /// The one that is shown.
    shown: RwSignal<K>,
) -> impl IntoView {
    let button = move |&(kind, id, name): &(K, &'static str, &'static str)| {
        view! {
            <button type="button" data-testid=format!("kind-{id}") aria-pressed=move || (shown.get() == kind).to_string() on:click=move |_| shown.set(kind)>
                {text(name)}
            </button>
        }
    };
    view! {
        <div class="segmented kinds" role="group" aria-label=label>{kinds.iter().map(button).collect_view()}</div>
    }
}
