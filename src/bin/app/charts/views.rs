//! The views under the learning curves: tabs.

mod answers;
mod belief;
mod best_so_far;
mod heat;
mod importance;
mod jobs;
mod point;
mod search_space;
mod surface;
mod why;
mod winner;

use crate::store::Store;
use answers::AnswersView;
use best_so_far::BestSoFarView;
use importance::ImportanceView;
use jobs::JobsView;
use leptos::ev::KeyboardEvent;
use leptos::html::Button;
use leptos::prelude::*;
use search_space::SearchSpaceView;
use surface::SurfaceView;
use why::{Rests, WhyView};
use winner::WinnerView;

/// A view.
#[derive(Clone, Copy, Debug, PartialEq)]
enum View {
    SearchSpace,
    Surface,
    Jobs,
    BestSoFar,
    Why,
    Importance,
    Winner,
    Answers,
}

impl View {
    const ALL: [Self; 8] = [
        Self::SearchSpace,
        Self::Surface,
        Self::Jobs,
        Self::BestSoFar,
        Self::Why,
        Self::Importance,
        Self::Winner,
        Self::Answers,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::SearchSpace => "search-space",
            Self::Surface => "surface",
            Self::Jobs => "jobs",
            Self::BestSoFar => "best-so-far",
            Self::Why => "why",
            Self::Importance => "importance",
            Self::Winner => "winner",
            Self::Answers => "answers",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::SearchSpace => "Search space",
            Self::Surface => "Surface",
            Self::Jobs => "Jobs",
            Self::BestSoFar => "Best so far",
            Self::Why => "Why?",
            Self::Importance => "Importance",
            Self::Winner => "Winner?",
            Self::Answers => "API",
        }
    }
}

/// The views, one at a time.
#[component]
pub(crate) fn Views() -> impl IntoView {
    let store = Store::expect();
    let strategy = store.memo(|session| session.config().strategy().name().to_lowercase());
    let view = RwSignal::new(View::SearchSpace);
    let rests = Rests::new();
    let buttons = View::ALL.map(|_| NodeRef::<Button>::new());
    let press = move |event: KeyboardEvent| {
        let place = View::ALL.iter().position(|&own| own == view.get_untracked()).unwrap_or(0);
        let last = View::ALL.len() - 1;
        let next = match event.key().as_str() {
            "ArrowRight" => (place + 1) % View::ALL.len(),
            "ArrowLeft" => place.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        event.prevent_default();
        view.set(View::ALL[next]);
        if let Some(button) = buttons[next].get_untracked() {
            crate::dom::ignore(button.focus());
        }
    };
    let tab = move |(own, node): (View, NodeRef<Button>)| {
        let is_shown = move || view.get() == own;
        view! {
            <button
                type="button"
                role="tab"
                id=format!("tab-{}", own.id())
                data-testid=format!("tab-{}", own.id())
                aria-selected=move || is_shown().to_string()
                aria-controls="view"
                tabindex=move || if is_shown() { "0" } else { "-1" }
                node_ref=node
                on:click=move |_| view.set(own)
            >
                {own.label()}
            </button>
        }
    };
    view! {
        <section class=move || format!("card chart-card views runs-{}", strategy.get().unwrap_or_default()) data-testid="views">
            <div class="tabs" role="tablist" aria-label="Views" on:keydown=press>
                {View::ALL.into_iter().zip(buttons).map(tab).collect_view()}
            </div>
            <div class="view" id="view" role="tabpanel" aria-labelledby=move || format!("tab-{}", view.get().id())>
                {move || match view.get() {
                    View::SearchSpace => view! { <SearchSpaceView/> }.into_any(),
                    View::Surface => view! { <SurfaceView/> }.into_any(),
                    View::Jobs => view! { <JobsView/> }.into_any(),
                    View::BestSoFar => view! { <BestSoFarView/> }.into_any(),
                    View::Why => view! { <WhyView rests/> }.into_any(),
                    View::Importance => view! { <ImportanceView/> }.into_any(),
                    View::Winner => view! { <WinnerView/> }.into_any(),
                    View::Answers => view! { <AnswersView/> }.into_any(),
                }}
            </div>
        </section>
    }
}
