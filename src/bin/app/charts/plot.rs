//! What all plots have in common: they are measured, have axes, show the training job under the pointer, and can be
//! walked through with the keyboard.

use super::axes::{Axes, Names};
use super::frame::Frame;
use super::measure::measure;
use super::pointing::{point_at, toggle};
use super::tooltip::PointedAt;
use crate::parts::{self, Coming, later};
use crate::store::Store;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::training_job::JobNumber;

/// A plot's box. The marks themselves are its children, SVG in pixels.
#[component]
pub(super) fn Plot(
    /// What the plot shows, for those who do not see it.
    #[prop(into)]
    summary: Signal<String>,
    /// The size of the box, which is measured here.
    size: RwSignal<(f64, f64)>,
    /// The plot's frame.
    frame: Memo<Frame>,
    /// The training job under a pointer.
    nearest: Callback<(f64, f64), Option<JobNumber>>,
    /// Where a training job is pointed at with the keyboard; `None` when it is not in the plot.
    anchor: Callback<JobNumber, Option<(f64, f64)>>,
    /// What is said while there is nothing to see.
    #[prop(into)]
    empty: Signal<Option<&'static str>>,
    /// True for grid lines in both directions, false for rows only.
    #[prop(default = true)]
    upright: bool,
    /// The marks.
    children: Children,
) -> impl IntoView {
    let store = Store::expect();
    let element = NodeRef::<Div>::new();
    measure(element, size);
    // Where the tooltip is; `None` when neither pointer nor keyboard is in this plot.
    let at = RwSignal::new(None);
    let was_pointed_at = Memo::new(move |before: Option<&bool>| before == Some(&true) || at.with(Option::is_some));

    let point = move |event: &PointerEvent| {
        let pointer = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let job = nearest.run(pointer);
        store.hovered.set(job);
        at.set(job.map(|_| pointer));
    };
    let leave = move || {
        store.hovered.set(None);
        at.set(None);
    };
    let show = move |job: JobNumber| {
        point_at(store, job);
        at.set(anchor.run(job));
    };
    let press = move |event: KeyboardEvent| {
        let count = untrack(|| store.view(|session| session.state().launched())).unwrap_or(0);
        let has_place = |number: &u32| anchor.run(JobNumber(*number)).is_some();
        let cursor = store.hovered.get_untracked().or(store.selected.get_untracked()).map_or(0, |job| job.0);
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => (cursor + 1..=count).find(has_place),
            "ArrowLeft" | "ArrowUp" if cursor == 0 => (1..=count).rev().find(has_place),
            "ArrowLeft" | "ArrowUp" => (1..cursor).rev().find(has_place),
            "Home" => (1..=count).find(has_place),
            "End" => (1..=count).rev().find(has_place),
            "Enter" | " " => {
                toggle(store, store.hovered.get_untracked());
                None
            }
            "Escape" => {
                store.selected.set(None);
                leave();
                None
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(number) = next {
            show(JobNumber(number));
        }
    };

    view! {
        <div
            class="plot"
            node_ref=element
            tabindex="0"
            role="group"
            aria-roledescription={t!("plot")}
            aria-label=move || summary.get()
            on:pointermove=move |event| point(&event)
            on:pointerdown=move |event| point(&event)
            on:pointerleave=move |event| if event.pointer_type() == "mouse" { leave() }
            on:click=move |_| toggle(store, store.hovered.get_untracked())
            on:keydown=press
            on:blur=move |_| leave()
        >
            <svg class="plot-svg" aria-hidden="true" focusable="false" width=move || size.get().0 height=move || size.get().1>
                <Axes frame upright/>
                {children()}
                <Names frame/>
            </svg>
            {move || empty.get().map(|text| view! { <p class="plot-empty muted">{text}</p> })}
            {move || was_pointed_at.get().then(|| later(Coming::Nothing, move || parts::tooltip(PointedAt { at, frame })))}
        </div>
    }
}
