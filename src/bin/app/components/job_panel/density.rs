//! A range, drawn as the density that it samples from.

use leptos::prelude::*;
use std::fmt::Write as _;
use tuneground::language::t;
use tuneground::playground::form::{RangeRow, bars};

/// The picture of a range, `width` by `height`; an empty line while something is wrong with it.
pub(super) fn density(row: Memo<RangeRow>, width: f64, height: f64) -> AnyView {
    let picture = Memo::new(move |_| row.with(|row| row.range().map(|range| bars(&range))));
    let path = move || {
        picture.with(|picture| {
            let mut path = String::new();
            let Some(picture) = picture else { return path };
            let step = width / picture.heights.len().max(1) as f64;
            let gap = if step > 6.0 { 2.0 } else { step * 0.25 };
            for (index, share) in picture.heights.iter().enumerate() {
                // What is drawn at all can be seen.
                let tall = if *share > 0.0 { (share * height).max(1.0) } else { 0.0 };
                let (x, wide) = (index as f64 * step, step - gap);
                // Writing to a text cannot fail.
                let _ = write!(path, "M{x:.2} {height}v-{tall:.2}h{wide:.2}v{tall:.2}z");
            }
            path
        })
    };
    let name = move || {
        row.with(|row| {
            let range = row.summary();
            match row.scaling.as_str() {
                "" => t!("Drawn from {range}", range),
                scaling => t!("Drawn from {range}, {scaling} scale", range, scaling),
            }
        })
    };
    view! {
        <svg class="density" viewBox=format!("0 0 {width} {height}") width=width height=height preserveAspectRatio="none" role="img" aria-label=name>
            <path d=path/>
        </svg>
    }
    .into_any()
}
