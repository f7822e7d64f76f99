//! Brushing: dragging over a plot marks a region. With a finger the page scrolls instead; the filter has fields for the same.

use crate::charts::lens::SharedLens;
use crate::store::Store;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use tuneground::playground::plot::{Axis, Scale};

/// A drag shorter than this is a click.
const SHORTEST: f64 = 5.0;

/// A point of a plot, in pixels.
pub(super) type Place = (f64, f64);

/// Wraps a plot so that dragging over it marks a region, from one corner to the other; a drag that is over is handed on.
#[component]
pub(super) fn Brushing(
    /// Hears the two corners.
    on_brush: Callback<(Place, Place)>,
    /// The plot.
    children: Children,
) -> impl IntoView {
    let store = Store::expect();
    let from = RwSignal::new(None::<Place>);
    let to = RwSignal::new(None::<Place>);
    let place = |event: &PointerEvent| (f64::from(event.offset_x()), f64::from(event.offset_y()));
    let is_long = |a: Place, b: Place| (a.0 - b.0).abs().max((a.1 - b.1).abs()) >= SHORTEST;
    let begin = move |event: PointerEvent| {
        if event.button() == 0 && event.pointer_type() != "touch" {
            from.set(Some(place(&event)));
            to.set(None);
        }
    };
    let drag = move |event: PointerEvent| {
        if let Some(start) = from.get_untracked() {
            let at = place(&event);
            if event.buttons() & 1 == 0 {
                from.set(None);
                return to.set(None);
            }
            if to.get_untracked().is_some() || is_long(start, at) {
                to.set(Some(at));
            }
        }
    };
    let end = move |_| {
        if let (Some(a), Some(b)) = (from.get_untracked(), to.get_untracked())
            && is_long(a, b)
        {
            // The click that follows selects nobody.
            store.hovered.set(None);
            on_brush.run((a, b));
        }
        from.set(None);
        to.set(None);
    };
    let corners = move || {
        let ((ax, ay), (bx, by)) = (from.get()?, to.get()?);
        let px = |pixels: f64| format!("{pixels:.0}px");
        Some((px(ax.min(bx)), px(ay.min(by)), px((ax - bx).abs()), px((ay - by).abs())))
    };
    view! {
        <div class="brushing" on:pointerdown=begin on:pointermove=drag on:pointerup=end on:pointercancel=move |_| { from.set(None); to.set(None); }>
            {children()}
            {move || corners().map(|(left, top, width, height)| view! {
                <div class="brush-drag" style:left=left style:top=top style:width=width style:height=height></div>
            })}
        </div>
    }
}

/// A brushed stretch of an axis, over the whole height or width of its plot.
#[component]
pub(super) fn BrushedStretch(
    /// The brushed axis.
    #[prop(into)]
    axis: Signal<Option<Axis>>,
    /// Its scale, and the first and last pixel across it.
    #[prop(into)]
    place: Signal<(Scale, f64, f64)>,
    /// True where the axis is upright.
    upright: bool,
) -> impl IntoView {
    let lens = SharedLens::expect();
    move || {
        let brush = lens.brush_on(axis.get()?)?;
        let (scale, first, last) = place.get();
        let (low, high) = brush.pixels(&scale);
        let (x, y, width, height) =
            if upright { (first, low, last - first, high - low) } else { (low, first, high - low, last - first) };
        Some(
            view! { <rect class="brushed" data-testid="brushed" x=x y=y width=width.max(1.0) height=height.max(1.0)/> },
        )
    }
}
