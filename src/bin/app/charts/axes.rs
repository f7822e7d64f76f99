//! Grid lines, ticks and names of a plot's axes.

use super::frame::Frame;
use leptos::prelude::*;

/// What lies behind the data: grid lines and labels.
#[component]
pub(super) fn Axes(
    /// The plot's frame.
    frame: Memo<Frame>,
    /// True for grid lines in both directions, false for rows only.
    upright: bool,
) -> impl IntoView {
    move || {
        frame.with(|frame| {
            let (left, right, top, bottom) = (frame.left, frame.right, frame.top, frame.bottom);
            let bands = frame.y.is_band();
            let rows = frame.y_ticks.iter().map(|tick| {
                let at = tick.at;
                view! {
                    <line class="grid" class:band=bands x1=left x2=right y1=crisp(at) y2=crisp(at)/>
                    <text class="tick" text-anchor="end" x=left - 8.0 y=at + 4.0>{tick.label.clone()}</text>
                }
            });
            let columns = frame.x_ticks.iter().map(|tick| {
                let at = tick.at;
                view! {
                    {upright.then(|| view! { <line class="grid" x1=crisp(at) x2=crisp(at) y1=top y2=bottom/> })}
                    <text class="tick" text-anchor="middle" x=at y=bottom + 15.0>{tick.label.clone()}</text>
                }
            });
            view! {
                <g class="axes">
                    {rows.collect_view()}
                    {columns.collect_view()}
                    <line class="axis" x1=left x2=right y1=crisp(bottom) y2=crisp(bottom)/>
                    <text class="tick" text-anchor="end" x=frame.x_name.x y=frame.x_name.y>{frame.x_name.text.clone()}</text>
                </g>
            }
        })
    }
}

/// What lies in front of the data: the name of the y axis, and "better" at its good end.
#[component]
pub(super) fn Names(
    /// The plot's frame.
    frame: Memo<Frame>,
) -> impl IntoView {
    move || {
        frame.with(|frame| {
            let name = frame.y_name.clone();
            view! {
                <text class="axis-name" x=name.x y=name.y>{name.text}</text>
                {frame.better.clone().map(|better| view! {
                    <text class="axis-name better" x=better.x y=better.y>{better.text}</text>
                })}
            }
        })
    }
}

/// The middle of the pixel, so that a line of one pixel is not smeared over two.
fn crisp(at: f64) -> f64 {
    at.floor() + 0.5
}
