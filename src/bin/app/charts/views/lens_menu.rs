//! The filter: which training jobs are looked at closely, by state, by rank and by stretches of the axes. What is brushed of the
//! ranges can become the next tuning job's.

use super::choices::Choices;
use crate::charts::legend::Shape;
use crate::charts::lens::SharedLens;
use crate::dom;
use crate::store::Store;
use leptos::html::{Details, Input};
use leptos::prelude::*;
use std::collections::BTreeSet;
use tuneground::language::t;
use tuneground::playground::lens::{Brush, Lens};
use tuneground::playground::plot::{Axis, Mark, short_with_point};
use tuneground::search_space::ParameterRange;

/// How many of the best can be looked at.
const BEST: [u32; 5] = [1, 5, 10, 25, 50];

/// The filter, as a menu.
#[component]
pub(super) fn LensMenu() -> impl IntoView {
    let store = Store::expect();
    let lens = SharedLens::expect();
    let menu = NodeRef::<Details>::new();
    let count = Memo::new(move |_| {
        store.left_out.with(|out| {
            let all = out.len();
            (all > 0).then(|| (out.iter().filter(|out| !**out).count(), all))
        })
    });
    let is_clear = Memo::new(move |_| lens.with(Lens::is_clear));
    let label = move || match (is_clear.get(), count.get()) {
        (true, _) => t!("Filter").to_owned(),
        (false, Some((left, all))) => t!("Filter: {left} of {all}", left, all),
        (false, None) => t!("Filter: on").to_owned(),
    };
    let close = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape"
            && let Some(menu) = menu.get_untracked()
        {
            menu.set_open(false);
            if let Some(summary) = menu.first_element_child() {
                dom::focus(&summary);
            }
        }
    };
    view! {
        <details class="menu lens" node_ref=menu data-testid="lens" on:keydown=close>
            <summary class="button quiet small" class:changed=move || !is_clear.get() data-testid="lens-label">{label}</summary>
            <div class="menu-body">
                <States/>
                <Best/>
                <Axes/>
                <Actions/>
            </div>
        </details>
    }
}

#[component]
fn States() -> impl IntoView {
    let lens = SharedLens::expect();
    let state = move |mark: Mark| {
        let choose = move |event| {
            let is_shown = event_target_checked(&event);
            lens.update(|lens| {
                if is_shown {
                    lens.hidden.remove(&mark)
                } else {
                    lens.hidden.insert(mark)
                };
            });
        };
        view! {
            <label>
                <input type="checkbox" data-testid=format!("lens-{}", mark.id()) prop:checked=move || lens.with(|lens| !lens.hidden.contains(&mark)) on:change=choose/>
                <Shape mark/>
                {mark.word()}
            </label>
        }
    };
    view! { <fieldset><legend>{t!("States")}</legend>{Mark::ALL.map(state).collect_view()}</fieldset> }
}

#[component]
fn Best() -> impl IntoView {
    let lens = SharedLens::expect();
    let choose = move |event| {
        let best = event_target_value(&event);
        lens.update(|lens| lens.best = BEST.into_iter().find(|own| own.to_string() == best));
    };
    let chosen = move || lens.with(|lens| lens.best);
    view! {
        <label class="lens-row">
            <span>{t!("The best")}</span>
            <select class="select" data-testid="lens-best" on:change=choose>
                <option value="" selected=move || chosen().is_none()>{t!("all")}</option>
                {BEST.map(|best| view! { <option value=best selected=move || chosen() == Some(best)>{best}</option> }).collect_view()}
            </select>
        </label>
    }
}

/// A row for each axis: its ends, or its categories.
#[component]
fn Axes() -> impl IntoView {
    let store = Store::expect();
    let choices = store.of_config(Choices::of);
    let ranges = store
        .memo(|session| session.config().space().parameters().iter().map(|own| own.range.clone()).collect::<Vec<_>>());
    let rows = move || {
        let (choices, ranges) = (choices.get()?, ranges.get()?);
        let row = |axis: Axis| {
            let name = choices.name(axis);
            let range = if let Axis::Parameter(index) = axis { ranges.get(index).cloned() } else { None };
            match range {
                Some(ParameterRange::Categorical(range)) => {
                    view! { <Categories axis name values=range.values().to_vec()/> }.into_any()
                }
                range => view! { <Ends axis name range/> }.into_any(),
            }
        };
        Some(choices.axes().map(row).collect_view())
    };
    view! { <fieldset class="lens-axes"><legend>{t!("Between")}</legend>{rows}</fieldset> }
}

/// The ends of an axis of numbers; an empty field is the axis's own end.
#[component]
fn Ends(axis: Axis, name: String, range: Option<ParameterRange>) -> impl IntoView {
    let lens = SharedLens::expect();
    let (first, last) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let ends = move || match lens.brush_on(axis) {
        Some(Brush::Numbers(low, high)) => Some((low, high)),
        _ => None,
    };
    let given =
        |node: NodeRef<Input>| node.get_untracked().map(|input| input.value_as_number()).filter(|n| n.is_finite());
    let take = move |_| {
        let (low, high) = (given(first), given(last));
        let brush = (low.is_some() || high.is_some())
            .then(|| Brush::numbers(low.unwrap_or(f64::NEG_INFINITY), high.unwrap_or(f64::INFINITY)));
        lens.brush(axis, brush);
    };
    let text = |end: f64| if end.is_finite() { short_with_point(end) } else { String::new() };
    let (least, most) = match &range {
        Some(ParameterRange::Continuous(range)) => (short_with_point(range.min()), short_with_point(range.max())),
        Some(ParameterRange::Integer(range)) => (range.min().to_string(), range.max().to_string()),
        _ => (t!("worst").to_owned(), t!("best").to_owned()),
    };
    let (from, to) = (t!("{name} from", name), t!("{name} to", name));
    view! {
        <div class="lens-row" data-axis=name.clone()>
            <span title=name.clone()>{name.clone()}</span>
            <input type="number" step="any" class="input" placeholder=least aria-label=from node_ref=first prop:value=move || ends().map(|(low, _)| text(low)).unwrap_or_default() on:change=take/>
            "–"
            <input type="number" step="any" class="input" placeholder=most aria-label=to node_ref=last prop:value=move || ends().map(|(_, high)| text(high)).unwrap_or_default() on:change=take/>
        </div>
    }
}

/// The categories of an axis.
#[component]
fn Categories(axis: Axis, name: String, values: Vec<String>) -> impl IntoView {
    let lens = SharedLens::expect();
    let count = values.len();
    let chosen = move || match lens.brush_on(axis) {
        Some(Brush::Categories(places)) => places,
        _ => (0..count).collect::<BTreeSet<usize>>(),
    };
    let category = move |(place, text): (usize, String)| {
        let choose = move |event| {
            let mut places = untrack(chosen);
            if event_target_checked(&event) {
                places.insert(place)
            } else {
                places.remove(&place)
            };
            lens.brush(axis, (places.len() < count).then_some(Brush::Categories(places)));
        };
        view! {
            <label><input type="checkbox" prop:checked=move || chosen().contains(&place) on:change=choose/>{text.trim_matches('"').to_owned()}</label>
        }
    };
    view! {
        <div class="lens-row" data-axis=name.clone()>
            <span title=name.clone()>{name.clone()}</span>
            <span class="lens-categories">{values.into_iter().enumerate().map(category).collect_view()}</span>
        </div>
    }
}

/// Clears the filter; makes the next tuning job of it.
#[component]
fn Actions() -> impl IntoView {
    let store = Store::expect();
    let lens = SharedLens::expect();
    let said = RwSignal::new(None::<Result<String, String>>);
    let shrink = move |_| {
        let done = store.shrink(&lens.now());
        if let Ok(words) = &done {
            store.announcement.set(words.clone());
        }
        said.set(Some(done));
    };
    view! {
        <div class="lens-actions">
            <button type="button" class="button small" data-testid="lens-clear" on:click=move |_| lens.update(|lens| *lens = Lens::default())>{t!("Clear")}</button>
            <button type="button" class="button small" data-testid="lens-shrink" title={t!("Narrow the ranges to what is set here, with this tuning job as the parent of a warm start")} on:click=shrink>
                {t!("Use as new ranges")}
            </button>
        </div>
        <p class="small" role="status" data-testid="lens-said">
            {move || said.get().map(|said| match said {
                Ok(words) => view! { <span>{words}</span> }.into_any(),
                Err(words) => view! { <span class="bad">{words}</span> }.into_any(),
            })}
        </p>
    }
}
