//! Which keys do what.

use crate::components::Dialog;
use leptos::prelude::*;
use tuneground::language::{marked, t, text};

/// Where some keys work, and what each of them does there.
type Keys = (&'static str, &'static [(&'static str, &'static str)]);

const KEYS: [Keys; 4] = [
    (
        marked!("Anywhere but in a field"),
        &[
            (marked!("Space"), marked!("Run, pause, go on")),
            ("→ .", marked!("Next event")),
            ("←", marked!("The event before")),
            (marked!("Shift →"), marked!("Next decision")),
            (marked!("Shift ←"), marked!("The decision before")),
            (marked!("Home, End"), marked!("To the start, to the end")),
            (marked!("Esc"), marked!("Back to the best training job")),
            ("?", marked!("This list")),
        ],
    ),
    (
        marked!("In a plot"),
        &[
            ("← → ↑ ↓", marked!("From training job to training job")),
            (marked!("Enter"), marked!("Select the training job, everywhere on the page")),
            (marked!("Esc"), marked!("Leave it")),
        ],
    ),
    (
        marked!("On the board of By hand"),
        &[
            ("← → ↑ ↓", marked!("Move the next training job; with Shift further")),
            (marked!("Enter"), marked!("Place it")),
        ],
    ),
    (
        marked!("In tabs and menus"),
        &[("← →", marked!("The one before, the next one")), (marked!("Esc"), marked!("Close"))],
    ),
];

/// The list.
#[component]
pub(super) fn Keys(is_open: RwSignal<bool>) -> impl IntoView {
    let row = |&(key, does): &(&'static str, &'static str)| {
        view! { <tr><th scope="row"><kbd>{text(key)}</kbd></th><td>{text(does)}</td></tr> }
    };
    let list = move |(place, keys): Keys| {
        view! {
            <table class="keys">
                <caption>{text(place)}</caption>
                <tbody>{keys.iter().map(row).collect_view()}</tbody>
            </table>
        }
    };
    view! {
        <Dialog name="keys" title={t!("Keys")} is_open>
            {KEYS.map(list).collect_view()}
            <p class="small muted">{t!("Tab goes from control to control, and every plot has its data as a table: the button at its upper right.")}</p>
        </Dialog>
    }
}
