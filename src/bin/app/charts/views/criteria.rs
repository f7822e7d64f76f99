//! How near each completion criterion was to ending the tuning job, over simulated time.

use super::search_space::empty_frame;
use crate::charts::download::Download;
use crate::charts::frame::{AxisPlan, Frame};
use crate::charts::plain_table::PlainTable;
use crate::charts::plot::Plot;
use crate::charts::table::DataButton;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::{decimals, t};
use tuneground::playground::plot::{Scale, duration, polyline};
use tuneground::playground::words::{GaugeHistory, gauge_history};

/// Dashes tell the lines apart where colours do not.
const DASHES: [&str; 6] = ["none", "7 3", "2 3", "10 3 2 3", "4 2", "1 2"];

/// The criteria over time, or their numbers.
#[component]
pub(super) fn CriteriaView() -> impl IntoView {
    let store = Store::expect();
    let tabular = RwSignal::new(false);
    let histories = store.calm_memo(|session| gauge_history(session.shown(), session.config()));
    let histories = Memo::new(move |_| histories.get().unwrap_or_default());
    let headings = move |time: &str| {
        let labels = histories.with(|histories| histories.iter().map(|own| own.label.clone()).collect::<Vec<_>>());
        std::iter::once(time.to_owned()).chain(labels).collect::<Vec<_>>()
    };
    let rows = Memo::new(move |_| histories.with(|histories| rows(histories)));
    view! {
        <div class="view-tools">
            <Download name="criteria" rows=Callback::new(move |()| {
                untrack(|| std::iter::once(headings("Simulated time")).chain(rows.get()).collect())
            })/>
            <DataButton on=tabular label={t!("the criteria")}/>
        </div>
        <div class="view-body" data-testid="criteria">
            {move || if tabular.get() {
                let headings = Signal::derive(move || headings(t!("Simulated time")));
                view! { <PlainTable label={t!("How near each criterion was, in per cent of the way")} headings rows/> }.into_any()
            } else {
                view! { <Ways histories/> }.into_any()
            }}
        </div>
    }
}

/// A row for each time, in per cent.
fn rows(histories: &[GaugeHistory]) -> Vec<Vec<String>> {
    let times = histories.first().map(|own| own.readings.as_slice()).unwrap_or_default();
    let row = |(place, (time, _)): (usize, &(f64, f64))| {
        let cell = |own: &GaugeHistory| {
            own.readings.get(place).map_or_else(String::new, |(_, way)| format!("{:.0}", 100.0 * way))
        };
        std::iter::once(duration(*time)).chain(histories.iter().map(cell)).collect()
    };
    times.iter().enumerate().map(row).collect()
}

#[component]
fn Ways(histories: Memo<Vec<GaugeHistory>>) -> impl IntoView {
    let store = Store::expect();
    let size = RwSignal::new((0.0, 0.0));
    let reach = store.memo(|session| session.log().last().map_or(0.0, |entry| entry.time).max(600.0));
    let frame = Memo::new(move |_| {
        if size.get().0 <= 0.0 {
            return empty_frame(size.get());
        }
        let x = Scale::clock(reach.get().unwrap_or(600.0));
        let x = AxisPlan { scale: x, name: t!("simulated time →").to_owned(), gap: 70.0, padding: 8.0 };
        let name = t!("% of the way to ending the tuning job ↑").to_owned();
        let y = AxisPlan { scale: Scale::linear(0.0, 100.0), name, gap: 30.0, padding: 0.0 };
        Frame::new(size.get(), x, y, None)
    });
    let lines = move || {
        frame.with(|frame| {
            histories.with(|histories| {
                let line = |(place, own): (usize, &GaugeHistory)| {
                    let points = own.readings.iter().map(|(time, way)| (frame.x.at(*time), frame.y.at(100.0 * way)));
                    let path = polyline(points);
                    let dash = DASHES[place % DASHES.len()];
                    view! {
                        <path class="way" class:met=own.is_met data-testid="way" data-criterion=own.criterion.name() stroke-dasharray=dash d=path/>
                    }
                };
                histories.iter().enumerate().map(line).collect_view()
            })
        })
    };
    let legend = move || {
        histories.with(|histories| {
            let item = |(place, own): (usize, &GaugeHistory)| {
                let dash = DASHES[place % DASHES.len()];
                let class = if own.is_met { "way met" } else { "way" };
                view! {
                    <li>
                        <svg class="shape" width="28" height="12" viewBox="0 -6 28 12" aria-hidden="true"><path class=class stroke-dasharray=dash d="M0 0H28"/></svg>
                        {own.label.clone()}
                        {own.is_met.then(|| view! { <strong>" "{t!("ended it")}</strong> })}
                    </li>
                }
            };
            histories.iter().enumerate().map(item).collect_view()
        })
    };
    let summary = move || {
        histories.with(|histories| {
            let one = |own: &GaugeHistory| {
                let percent = decimals(own.readings.last().map_or(0.0, |(_, way)| 100.0 * way), 0);
                let criterion = &own.label;
                if own.is_met {
                    t!("{criterion}: {percent} %, it ended the tuning job", criterion, percent)
                } else {
                    t!("{criterion}: {percent} %", criterion, percent)
                }
            };
            let all: Vec<String> = histories.iter().map(one).collect();
            t!("How near each completion criterion is to ending the tuning job. {all}.", all = all.join("; "))
        })
    };
    view! {
        <Plot
            summary=Signal::derive(summary)
            size frame
            nearest=Callback::new(|_| None)
            anchor=Callback::new(|_| None)
            empty=Signal::derive(move || histories.with(Vec::is_empty).then_some(t!("No training job has started yet")))
        >
            {lines}
        </Plot>
        <ul class="legend view-legend" aria-label={t!("Criteria")}>{legend}</ul>
    }
}
