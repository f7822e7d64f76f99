//! The true surface over two hyperparameters, found out by training a job for each of its cells, beside what the surrogate
//! believes of it at the playhead.

mod ground;
mod legend;
mod panel;
mod sweep;
mod table;
mod truth;
mod words;

use super::belief::BeliefOnScreen;
use super::choices::AxisSelect;
use super::importance;
use crate::charts::download::Download;
use crate::charts::table::DataButton;
use crate::store::Store;
use ground::{Ground, base_of};
use legend::Legend;
use leptos::prelude::*;
use panel::{Panel, Picture};
use sweep::{SweepOnScreen, is_trained_here};
use table::{GridTable, file_rows};
use truth::Truth;
use tuneground::language::t;
use tuneground::playground::SweepGrid;
use tuneground::playground::plot::{Axis, SurfaceScale, default_axes};
use words::{Progress, Words};

/// Both surfaces, and what they say.
#[component]
pub(super) fn SurfaceView() -> impl IntoView {
    let store = Store::expect();
    let ground = store.of_config(Ground::of);
    // What was chosen by hand; another search space begins with its own axes.
    let chosen = RwSignal::new(None::<(usize, usize)>);
    Effect::new(move |_| ground.with(|_| chosen.set(None)));
    let axes = Memo::new(move |_| {
        chosen.get().or_else(|| match ground.with(|ground| ground.as_ref().map(|own| default_axes(&own.space)))? {
            (Axis::Parameter(x), Axis::Parameter(y)) => Some((x, y)),
            _ => None,
        })
    });
    let held = RwSignal::new(None);
    let base = base_of(store, held);
    let sweep = SweepOnScreen::follow(store, axes, base);
    let belief_axes = Memo::new(move |_| axes.get().map(|(x, y)| (Axis::Parameter(x), Axis::Parameter(y))));
    let belief = BeliefOnScreen::follow(store, belief_axes, move || base.get().map(|(_, job)| job));
    let estimated = importance::follow(store);
    let grid = Memo::new(move |_| {
        let (x, y) = axes.get()?;
        ground.with(|ground| SweepGrid::new(&ground.as_ref()?.space, x, y))
    });
    let swept = Memo::new(move |_| grid.with(|grid| sweep.picture(grid.as_ref()?)));
    let believed = Memo::new(move |_| belief.expected().map(|(size, values)| Picture::whole(size, values)));
    let scale = Memo::new(move |_| {
        let direction = ground.with(|ground| ground.as_ref().map(|own| own.direction))?;
        let of_believed = || believed.with(|own| SurfaceScale::new(&own.as_ref()?.values(), direction));
        swept.with(|own| SurfaceScale::new(&own.as_ref()?.values(), direction)).or_else(of_believed)
    });
    let truth = Memo::new(move |_| grid.with(|grid| Truth::of(store, grid.as_ref()?, axes.get()?, &sweep.values()?)));
    let place = RwSignal::new(None::<(f64, f64)>);
    let tabular = RwSignal::new(false);
    let choose = move |is_x: bool, index: usize| {
        let Some((x, y)) = axes.get_untracked() else { return };
        // The one that the other axis has: they change places.
        let (x, y) = match (is_x, index) {
            (true, index) if index == y => (y, x),
            (false, index) if index == x => (y, x),
            (true, index) => (index, y),
            (false, index) => (x, index),
        };
        chosen.set(Some((x, y)));
    };
    let files = move |()| {
        let rows = untrack(|| {
            ground.with(|ground| {
                grid.with(|grid| Some(file_rows(ground.as_ref()?, axes.get()?, grid.as_ref()?, &sweep.values()?)))
            })
        });
        rows.unwrap_or_default()
    };
    let names = Memo::new(move |_| {
        let names = |ground: &Ground| ground.space.parameters().iter().map(|own| own.name.clone()).collect::<Vec<_>>();
        ground.with(|ground| ground.as_ref().map(names).unwrap_or_default())
    });
    let index = move |is_x: bool| Signal::derive(move || axes.get().map(|(x, y)| if is_x { x } else { y }));
    let panels = move || {
        if tabular.get() {
            return view! { <GridTable ground axes grid sweep/> }.into_any();
        }
        view! {
            <div class="surface-panels">
                <Show when=move || is_trained_here(store)>
                    <Panel kind="true" title={t!("True")} picture=swept scale ground axes place/>
                </Show>
                <Show when=move || belief.is_there()>
                    <Panel kind="believed" title={t!("Believed by the surrogate")} picture=believed scale ground axes place/>
                </Show>
            </div>
        }
        .into_any()
    };
    view! {
        <div class="view-tools">
            <AxisSelect label="x" test_id="surface-x" names index=index(true) on_choose=Callback::new(move |index| choose(true, index))/>
            <AxisSelect label="y" test_id="surface-y" names index=index(false) on_choose=Callback::new(move |index| choose(false, index))/>
            <Download name="surface" rows=Callback::new(files)/>
            <DataButton on=tabular label={t!("the true surface")}/>
        </div>
        <div class="view-body surface" data-testid="surface">
            <Show
                when=move || axes.get().is_some()
                fallback=|| view! { <p class="plot-empty muted">{t!("A surface needs two hyperparameters that are tuned")}</p> }
            >
                {panels}
                <div class="surface-foot">
                    <Legend scale has_failures=Signal::derive(move || sweep.has_failures())/>
                    <Progress sweep/>
                    <Words ground axes base held sweep belief truth swept believed place estimated/>
                </div>
            </Show>
        </div>
    }
}
