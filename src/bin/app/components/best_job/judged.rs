//! What a model says of the validation rows: a confusion matrix, or predicted against actual numbers.

use super::boundary::CLASS_COLOURS;
use crate::dom::ignore;
use tuneground::playground::Judgement;
use web_sys::CanvasRenderingContext2d;

/// Up to so many classes, the cells are large enough for numbers and names.
const MOST_WITH_NUMBERS: usize = 12;
/// Room for the names, as a part of the side.
const FOR_NAMES: f64 = 0.11;

fn colour([red, green, blue]: [u8; 3], opacity: f64) -> String {
    format!("rgba({red},{green},{blue},{opacity:.3})")
}

/// Draws a judgement on a canvas of this side.
pub(super) fn draw_judgement(context: &CanvasRenderingContext2d, judgement: &Judgement, side: f64) {
    match judgement {
        Judgement::Classes { names, counts } => draw_classes(context, names, counts, side),
        Judgement::Numbers(pairs) => draw_numbers(context, pairs, side),
    }
}

/// Classes down, what the model says across: right in one colour, wrong in another, the stronger the more of a class's rows.
fn draw_classes(context: &CanvasRenderingContext2d, names: &[String], counts: &[u32], side: f64) {
    let [wrong, right] = [CLASS_COLOURS[0], CLASS_COLOURS[1]];
    let room = FOR_NAMES * side;
    let cell = (side - room) / names.len().max(1) as f64;
    context.set_text_align("center");
    context.set_text_baseline("middle");
    let font = |size: f64| format!("{size:.0}px system-ui, sans-serif");
    for (actual, row) in counts.chunks_exact(names.len().max(1)).enumerate() {
        let all: u32 = row.iter().sum();
        for (said, &count) in row.iter().enumerate() {
            let (x, y) = (room + cell * said as f64, room + cell * actual as f64);
            let part = f64::from(count) / f64::from(all.max(1));
            // One row in a hundred is to be seen as well.
            let opacity = if count == 0 { 0.04 } else { 0.2 + 0.8 * part.sqrt() };
            context.set_fill_style_str(&colour(if actual == said { right } else { wrong }, opacity));
            context.fill_rect(x + 0.5, y + 0.5, cell - 1.0, cell - 1.0);
            if count > 0 && names.len() <= MOST_WITH_NUMBERS {
                context.set_font(&font((cell * 0.5).clamp(9.0, 22.0)));
                context.set_fill_style_str("#14171c");
                ignore(context.fill_text_with_max_width(
                    &count.to_string(),
                    x + cell / 2.0,
                    y + cell / 2.0,
                    cell - 2.0,
                ));
            }
        }
    }
    context.set_font(&font((room * 0.6).min(cell * 0.9)));
    context.set_fill_style_str("#8b9099");
    for (class, name) in names.iter().enumerate() {
        let middle = room + cell * (class as f64 + 0.5);
        let short: String = name.chars().take(if names.len() > 4 { 3 } else { 12 }).collect();
        ignore(context.fill_text_with_max_width(&short, middle, room / 2.0, cell - 2.0));
        ignore(context.fill_text_with_max_width(&short, room / 2.0, middle, room - 2.0));
    }
}

/// Predicted numbers up, actual ones across; on the line both are the same.
fn draw_numbers(context: &CanvasRenderingContext2d, pairs: &[(f32, f32)], side: f64) {
    let (low, high) = pairs
        .iter()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), (actual, _)| (low.min(*actual), high.max(*actual)));
    let span = f64::from(high - low).max(f64::MIN_POSITIVE);
    let margin = 0.06 * side;
    // A prediction far outside stays at the edge.
    let place = |value: f32| (margin + (side - 2.0 * margin) * (f64::from(value - low) / span)).clamp(3.0, side - 3.0);
    context.set_stroke_style_str("#8b9099");
    context.set_line_width(1.5);
    context.begin_path();
    context.move_to(margin, side - margin);
    context.line_to(side - margin, margin);
    context.stroke();
    context.set_fill_style_str(&colour(CLASS_COLOURS[1], 0.7));
    for &(actual, said) in pairs {
        context.begin_path();
        ignore(context.arc(place(actual), side - place(said), 3.0, 0.0, core::f64::consts::TAU));
        context.fill();
    }
}
