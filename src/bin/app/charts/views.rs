//! The views under the learning curves: tabs, some with several ways to look at the same thing.

mod answers;
mod belief;
mod best_so_far;
mod brackets;
mod brushing;
mod by_hand;
mod choices;
mod compare;
mod criteria;
mod distribution;
mod heat;
mod importance;
mod jobs;
mod kinds;
mod lens_menu;
mod panels;
mod parallel;
mod point;
mod search_space;
mod surface;
mod timeline;
mod why;
mod winner;

use super::lens::SharedLens;
use crate::address::{self, OpenView};
use crate::dom;
use crate::parts::in_turn;
use crate::store::Store;
use answers::AnswersView;
use best_so_far::BestSoFarView;
use brackets::BracketsView;
use by_hand::{ByHandView, Game};
use compare::{CompareView, Compared};
use criteria::CriteriaView;
use distribution::DistributionView;
use importance::ImportanceView;
use jobs::JobsView;
use kinds::Kinds;
use lens_menu::LensMenu;
use leptos::ev::KeyboardEvent;
use leptos::html::Button;
use leptos::prelude::*;
use panels::PanelsView;
use parallel::ParallelView;
use search_space::SearchSpaceView;
use surface::SurfaceView;
use timeline::TimelineView;
use tuneground::language::{marked, t};
use why::{Rests, WhyView};
use winner::WinnerView;

/// A view.
#[derive(Clone, Copy, Debug, PartialEq)]
enum View {
    SearchSpace,
    Surface,
    Jobs,
    Progress,
    Timeline,
    Why,
    Importance,
    Compare,
    ByHand,
    Answers,
}

impl View {
    const ALL: [Self; 10] = [
        Self::SearchSpace,
        Self::Surface,
        Self::Jobs,
        Self::Progress,
        Self::Timeline,
        Self::Why,
        Self::Importance,
        Self::Compare,
        Self::ByHand,
        Self::Answers,
    ];

    fn id(self) -> &'static str {
        match self {
            Self::SearchSpace => "search-space",
            Self::Surface => "surface",
            Self::Jobs => "jobs",
            Self::Progress => "best-so-far",
            Self::Timeline => "timeline",
            Self::Why => "why",
            Self::Importance => "importance",
            Self::Compare => "compare",
            Self::ByHand => "by-hand",
            Self::Answers => "answers",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::SearchSpace => t!("Search space"),
            Self::Surface => t!("Surface"),
            Self::Jobs => t!("Jobs"),
            Self::Progress => t!("Best so far"),
            Self::Timeline => t!("Timeline"),
            Self::Why => t!("Why?"),
            Self::Importance => t!("Importance"),
            Self::Compare => t!("Compare"),
            Self::ByHand => t!("By hand"),
            Self::Answers => t!("API"),
        }
    }
}

/// Ways to look at the search space.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Space {
    Points,
    Slices,
    Pairs,
    Parallel,
}

/// Ways to look at how far the tuning job has come.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Progress {
    Best,
    Distribution,
    Criteria,
    Winner,
}

/// Ways to look at who ran when.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Slots {
    Timeline,
    Brackets,
}

const SPACES: [(Space, &str, &str); 4] = [
    (Space::Points, "points", marked!("Points")),
    (Space::Slices, "slices", marked!("Slices")),
    (Space::Pairs, "pairs", marked!("Pairs")),
    (Space::Parallel, "parallel", marked!("Parallel")),
];
const PROGRESSES: [(Progress, &str, &str); 4] = [
    (Progress::Best, "best", marked!("Best so far")),
    (Progress::Distribution, "distribution", marked!("Distribution")),
    (Progress::Criteria, "criteria", marked!("Criteria")),
    (Progress::Winner, "winner", marked!("Winner?")),
];
const SLOTS: [(Slots, &str, &str); 2] =
    [(Slots::Timeline, "timeline", marked!("Slots")), (Slots::Brackets, "brackets", marked!("Brackets"))];

/// The views, one at a time.
#[component]
pub(crate) fn Views() -> impl IntoView {
    let store = Store::expect().for_views();
    provide_context(store);
    SharedLens::provide(store);
    let strategy = store.of_config(|config| config.strategy().name().to_lowercase());
    let by_link = address::value("view").and_then(|id| View::ALL.into_iter().find(|view| view.id() == id));
    let view = RwSignal::new(by_link.unwrap_or(View::SearchSpace));
    let open = expect_context::<OpenView>();
    Effect::new(move || open.0.set(Some(view.get().id())));
    let (space, progress, slots) =
        (RwSignal::new(Space::Points), RwSignal::new(Progress::Best), RwSignal::new(Slots::Timeline));
    let rests = Rests::new();
    let compared = Compared::new();
    let game = Game::new(store);
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
            dom::ignore(button.focus());
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
    // What is chosen within a view, and what narrows all of them.
    let bar = move || {
        let kinds = match view.get() {
            View::SearchSpace => view! { <Kinds label={t!("Search space as")} kinds=&SPACES shown=space/> }.into_any(),
            View::Progress => view! { <Kinds label={t!("Progress as")} kinds=&PROGRESSES shown=progress/> }.into_any(),
            View::Timeline => view! { <Kinds label={t!("Timeline as")} kinds=&SLOTS shown=slots/> }.into_any(),
            _ => ().into_any(),
        };
        let is_winner = view.get() == View::Progress && progress.get() == Progress::Winner;
        let has_jobs = !is_winner
            && !matches!(view.get(), View::Answers | View::Why | View::Importance | View::Compare | View::ByHand);
        view! { {kinds}{has_jobs.then(|| view! { <LensMenu/> })} }
    };
    let shown = move || match view.get() {
        View::SearchSpace => match space.get() {
            Space::Points => view! { <SearchSpaceView/> }.into_any(),
            Space::Slices => view! { <PanelsView pairs=false/> }.into_any(),
            Space::Parallel => view! { <ParallelView/> }.into_any(),
            Space::Pairs => view! { <PanelsView pairs=true/> }.into_any(),
        },
        View::Surface => view! { <SurfaceView/> }.into_any(),
        View::Jobs => view! { <JobsView/> }.into_any(),
        View::Progress => match progress.get() {
            Progress::Best => view! { <BestSoFarView/> }.into_any(),
            Progress::Distribution => view! { <DistributionView/> }.into_any(),
            Progress::Criteria => view! { <CriteriaView/> }.into_any(),
            Progress::Winner => view! { <WinnerView/> }.into_any(),
        },
        View::Timeline => match slots.get() {
            Slots::Timeline => view! { <TimelineView/> }.into_any(),
            Slots::Brackets => view! { <BracketsView/> }.into_any(),
        },
        View::Why => view! { <WhyView rests/> }.into_any(),
        View::Importance => view! { <ImportanceView/> }.into_any(),
        View::Compare => view! { <CompareView compared/> }.into_any(),
        View::ByHand => view! { <ByHandView game/> }.into_any(),
        View::Answers => view! { <AnswersView/> }.into_any(),
    };
    view! {
        <section class=move || format!("card chart-card views runs-{}", strategy.get().unwrap_or_default()) data-area="views" data-testid="views">
            <div class="tabs" role="tablist" aria-label={t!("Views")} on:keydown=press>
                {View::ALL.into_iter().zip(buttons).map(tab).collect_view()}
            </div>
            <div class="view" id="view" role="tabpanel" aria-labelledby=move || format!("tab-{}", view.get().id())>
                <div class="view-bar" class:none=move || view.get() == View::Why>{in_turn(move || bar.into_any())}</div>
                {in_turn(move || shown.into_any())}
            </div>
        </section>
    }
}
