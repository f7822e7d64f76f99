//! You against the tuner: training jobs placed by hand, as many as the tuner may have, and then the tuner's beside them.

mod board;
mod game;
mod score;
mod values;

pub(super) use game::Game;

use super::choices::{AxisSelects, ChosenAxes};
use crate::charts::download::Download;
use crate::charts::plain_table::PlainTable;
use crate::charts::table::DataButton;
use crate::store::Store;
use board::Board;
use leptos::prelude::*;
use score::{Lines, Score};
use tuneground::language::{t, text};
use values::Values;

/// The board, the values of the next training job, and the score.
#[component]
pub(super) fn ByHandView(
    /// The game, which goes on while other views are shown.
    game: Game,
) -> impl IntoView {
    let store = Store::expect();
    let chosen = ChosenAxes::follow(store);
    let ChosenAxes { choices, axes, .. } = chosen;
    let tabular = RwSignal::new(false);
    let lines = Lines::follow(store, game);
    let rows = Memo::new(move |_| lines.rows(game, false));
    let why_not = move || {
        let is_here = store.ran_at_aws.with(Option::is_none) && store.problem.with(Option::is_some);
        (!is_here || game.is_refused.get())
            .then_some(t!("Its training jobs cannot be trained here, so there is nothing to place."))
    };
    view! {
        <div class="view-tools">
            <AxisSelects chosen/>
            <Download name="by-hand" rows=Callback::new(move |()| untrack(|| lines.rows(game, true)))/>
            <DataButton on=tabular label={t!("the game")}/>
        </div>
        <div class="view-body hand-game" data-testid="by-hand">
            <Show
                when=move || why_not().is_none()
                fallback=move || view! { <p class="plot-empty muted">{why_not}</p> }
            >
                {move || if tabular.get() {
                    let headings = Signal::derive(move || rows.with(|rows| rows.first().cloned().unwrap_or_default()));
                    let body = Signal::derive(move || rows.with(|rows| rows.get(1..).unwrap_or_default().to_vec()));
                    view! { <PlainTable label={t!("What you placed, and what the tuner came to")} headings rows=body/> }.into_any()
                } else {
                    view! { <Board game choices axes/> }.into_any()
                }}
                <div class="hand-side">
                    <Show when=move || !game.is_shown.get() fallback=move || view! { <Score game lines/><Buttons game/> }>
                        <Values game/>
                        <Buttons game/>
                        <Score game lines/>
                    </Show>
                </div>
            </Show>
        </div>
    }
}

/// What can be done next.
#[component]
fn Buttons(game: Game) -> impl IntoView {
    let left = Memo::new(move |_| game.left());
    let count = move || game.jobs.with(Vec::len);
    let tuner = move || game.ground.with(|ground| ground.as_ref().map_or(t!("the tuner"), |ground| text(ground.tuner)));
    let may_show = move || count() > 0 && !game.is_shown.get();
    view! {
        <p class="small" data-testid="hand-left" hidden=move || game.is_shown.get()>
            {move || match (count(), left.get()) {
                (0, most) => t!(
                    "You against {tuner}: place up to {most} training jobs. Each has the epochs and the random numbers of the tuner's own.",
                    tuner = tuner(), most
                ),
                (placed, 0) => t!("All {placed} are placed.", placed),
                (placed, left) => t!("{placed} placed, {left} left.", placed, left),
            }}
            {move || game.is_training().then(|| format!(" {}", t!("Training…")))}
        </p>
        <div class="hand-buttons">
            <Show when=move || !game.is_shown.get()>
                <button type="button" class="button" data-testid="hand-place" disabled=move || !game.may_place() on:click=move |_| game.place()>
                    {t!("Train these values")}
                </button>
            </Show>
            <Show when=may_show>
                <button type="button" class="button" class:primary=move || left.get() == 0 data-testid="hand-show" on:click=move |_| game.show()>
                    {t!("Show the tuner's")}
                </button>
            </Show>
            <Show when=move || { count() > 0 }>
                <button type="button" class="button" data-testid="hand-again" on:click=move |_| game.begin()>{t!("Start over")}</button>
            </Show>
        </div>
    }
}
