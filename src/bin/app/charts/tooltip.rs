//! The card beside a training job that is pointed at.

use super::frame::Frame;
use super::legend::Shape;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::plot::Described;

/// Pixels between the pointer and the card.
const DISTANCE: f64 = 14.0;

/// What is pointed at in a plot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PointedAt {
    /// Where in the plot; `None` hides the card.
    pub(super) at: RwSignal<Option<(f64, f64)>>,
    /// The plot's frame: the card goes to the side where there is room.
    pub(super) frame: Memo<Frame>,
}

/// The state, hyperparameters and latest value of the job that is pointed at.
#[component]
pub(crate) fn Tooltip(
    /// Where.
    pointed_at: PointedAt,
) -> impl IntoView {
    let store = Store::expect();
    let PointedAt { at, frame } = pointed_at;
    let described = Memo::new(move |_| {
        let number = store.hovered.get()?;
        store.view(|session| Some(Described::new(session.state().job(number)?, session.config()))).flatten()
    });
    let place = Memo::new(move |_| {
        let (x, y) = at.get()?;
        let (middle_x, middle_y) =
            frame.with(|frame| (0.5 * (frame.left + frame.right), 0.5 * (frame.top + frame.bottom)));
        let (dx, shift_x) = if x > middle_x { (-DISTANCE, "-100%") } else { (DISTANCE, "0") };
        let (dy, shift_y) = if y > middle_y { (-DISTANCE, "-100%") } else { (DISTANCE, "0") };
        Some((format!("{}px", x + dx), format!("{}px", y + dy), format!("translate({shift_x}, {shift_y})")))
    });
    let card = move |described: Described| {
        let place = move || place.get().unwrap_or_default();
        let rows = described.hyperparameters.into_iter();
        view! {
            <div
                class="tooltip"
                data-testid="tooltip"
                aria-hidden="true"
                style:left=move || place().0
                style:top=move || place().1
                style:transform=move || place().2
            >
                <p class="tooltip-title">
                    <strong>{described.title}</strong>
                    <Shape mark=described.mark/>
                    {described.state}
                </p>
                <p>
                    {described.objective.map(|(name, value)| view! { <strong>{value}</strong>" "<span class="muted">{name}</span><br/> })}
                    <span class="muted">{described.epoch}</span>
                </p>
                <dl>{rows.map(|(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> }).collect_view()}</dl>
            </div>
        }
    };
    move || if place.with(Option::is_some) { described.get().map(card) } else { None }
}
