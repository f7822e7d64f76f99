//! The model, drawn: which class it says where, and the rows it was trained on; or, of data with more dimensions, what it says
//! of the validation rows.

use super::judged::draw_judgement;
use crate::dom::{self, ignore};
use crate::store::Store;
use leptos::html::Canvas;
use leptos::prelude::*;
use std::sync::Arc;
use tuneground::dataset::Dataset;
use tuneground::language::t;
use tuneground::playground::form::class_mark;
use tuneground::playground::{ModelView, Plane, Problem, SURFACE_SIDE, Surface};
use wasm_bindgen::{Clamped, JsCast};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData, Path2d};

/// The picture's side, in device pixels; the style sheet scales it down.
const SIDE: f64 = 256.0;

/// The model's decision boundary over two features with the data, or its judgement of the validation rows.
#[component]
pub(crate) fn Boundary() -> impl IntoView {
    let store = Store::expect();
    let canvas = NodeRef::<Canvas>::new();
    let spec = Memo::new(move |_| store.problem.with(|problem| problem.as_ref().and_then(Problem::dataset).cloned()));
    let dataset = RwSignal::new(None::<Shown>);
    Effect::new(move || {
        let wanted = spec.get();
        // In a task of its own: it comes with a new tuning job, when much else is drawn.
        dom::soon(move || {
            let made = wanted.and_then(|spec| Dataset::generate(&spec).ok());
            dataset.try_set(made.map(|made| Shown(Arc::new(made))));
        });
    });
    let drawn = Memo::new(move |_| {
        let drawn = store.surface.with(|surface| surface.as_ref().map(|(_, view)| view.0.clone()))?;
        serde_wasm_bindgen::from_value::<ModelView>(drawn).ok()
    });
    // The rows stay the same while models come and go: they are drawn once.
    let rows = StoredValue::new_local(None::<(Shown, HtmlCanvasElement)>);
    let draw_rows_on = move |context: &CanvasRenderingContext2d, dataset: &Shown| {
        rows.update_value(|rows| {
            if rows.as_ref().is_none_or(|(of, _)| of != dataset) {
                *rows = rows_of(&dataset.0).map(|drawn| (dataset.clone(), drawn));
            }
            if let Some((_, drawn)) = rows {
                ignore(context.draw_image_with_html_canvas_element(drawn, 0.0, 0.0));
            }
        });
    };
    Effect::new(move || {
        let Some(context) = canvas.get().and_then(|canvas| context_of(&canvas)) else { return };
        context.clear_rect(0.0, 0.0, SIDE, SIDE);
        drawn.with(|drawn| match (drawn, dataset.get()) {
            (Some(ModelView::Judged(judgement)), _) => draw_judgement(&context, judgement, SIDE),
            (plane, Some(dataset)) => {
                if let Some(ModelView::Plane(surface)) = plane {
                    draw_surface(&context, surface);
                }
                draw_rows_on(&context, &dataset);
            }
            (_, None) => {}
        });
    });
    let summary = move || {
        let judged = drawn.with(|drawn| match drawn {
            Some(ModelView::Judged(judgement)) => Some(judgement.in_words()),
            _ => None,
        });
        judged.unwrap_or_else(|| {
            let names = dataset.get().map(|Shown(dataset)| {
                let (plane, names) = (Plane::of(&dataset), dataset.feature_names());
                t!(
                    "What the model says over the plane of the data: {across} across, {up} up",
                    across = names[plane.x],
                    up = names[plane.y],
                )
            });
            names.unwrap_or_else(|| t!("What the model says of the validation rows: nothing yet").to_owned())
        })
    };
    view! {
        <canvas class="boundary" data-testid="boundary" node_ref=canvas width=SIDE.to_string() height=SIDE.to_string()
            role="img" aria-label=summary title=summary></canvas>
    }
}

/// Data sets are equal when they are the same one.
#[derive(Clone)]
struct Shown(Arc<Dataset>);

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The colour of a class, red, green and blue, for both themes: what tokens.css calls `--class-…`, in the middle of the two.
/// Any two differ by 12 and more (CIEDE2000) under protanopia, deuteranopia and tritanopia too.
pub(super) const CLASS_COLOURS: [[u8; 3]; 5] =
    [[249, 164, 97], [70, 164, 248], [53, 151, 115], [200, 112, 171], [155, 143, 11]];

fn context_of(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    canvas.get_context("2d").ok()??.dyn_into().ok()
}

/// A canvas of this side that is not on the page.
fn canvas_aside(side: u32) -> Option<(HtmlCanvasElement, CanvasRenderingContext2d)> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.unchecked_into();
    canvas.set_width(side);
    canvas.set_height(side);
    let context = context_of(&canvas)?;
    Some((canvas, context))
}

/// The surface is drawn small on a canvas of its own and scaled up, which smooths it.
fn draw_surface(context: &CanvasRenderingContext2d, surface: &Surface) {
    let mut pixels = Vec::with_capacity(4 * surface.classes.len());
    for (&class, &confidence) in surface.classes.iter().zip(&surface.confidence) {
        let [red, green, blue] = CLASS_COLOURS[usize::from(class) % CLASS_COLOURS.len()];
        pixels.extend([red, green, blue, 25 + confidence / 4 * 3]);
    }
    let side = SURFACE_SIDE as u32;
    let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&pixels), side, side);
    let (Ok(image), Some((small, drawing))) = (image, canvas_aside(side)) else { return };
    ignore(drawing.put_image_data(&image, 0.0, 0.0));
    ignore(context.draw_image_with_html_canvas_element_and_dw_and_dh(&small, 0.0, 0.0, SIDE, SIDE));
}

/// The rows that a model is trained on and judged by, a mark for each, on a canvas of their own.
fn rows_of(dataset: &Dataset) -> Option<HtmlCanvasElement> {
    let (canvas, context) = canvas_aside(SIDE as u32)?;
    let plane = Plane::of(dataset);
    let place = |value: f32, (low, high): (f32, f32)| SIDE * f64::from((value - low) / (high - low));
    let marks: Vec<_> = (0..dataset.classes())
        .map(|class| Path2d::new_with_path_string(&format!("M0 0{}", class_mark(class))))
        .collect();
    for (table, scale) in [(dataset.train(), 2.1), (dataset.validation(), 2.8)] {
        // A thousand rows are a picture; ten thousand are a blot.
        let every = table.rows().div_ceil(400).max(1);
        for row in (0..table.rows()).step_by(every) {
            let features = table.row(row);
            let (x, y) = (place(features[plane.x], plane.x_span), SIDE - place(features[plane.y], plane.y_span));
            let class = usize::from(table.targets().labels()[row]);
            let [red, green, blue] = CLASS_COLOURS[class % CLASS_COLOURS.len()];
            let Some(Ok(mark)) = marks.get(class) else { continue };
            ignore(context.set_transform(scale, 0.0, 0.0, scale, x, y));
            context.set_fill_style_str(&format!("rgb({},{},{})", red / 4 * 3, green / 4 * 3, blue / 4 * 3));
            context.fill_with_path_2d(mark);
            context.set_stroke_style_str("rgba(255,255,255,0.8)");
            context.set_line_width(1.2 / scale);
            context.stroke_with_path(mark);
        }
    }
    Some(canvas)
}
