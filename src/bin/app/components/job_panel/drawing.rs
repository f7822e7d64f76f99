//! A plane to draw points on: with the pointer, or with the arrow keys.

use crate::components::fields::{issues_at, messages, of_document};
use crate::editor::Editor;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use std::fmt::Write as _;
use tuneground::dataset::Drawn;
use tuneground::language::t;
use tuneground::playground::form::{self, class_mark};
use wasm_bindgen::JsCast as _;

/// The plane goes from -1 to 1 along both axes; this is half its side in the picture's unit.
const HALF: f64 = 110.0;
/// Classes that can be drawn.
const CLASSES: usize = 5;
/// How far the rubber reaches, and how far points of one stroke are apart, in the plane's unit.
const RUBBER: f64 = 0.08;
const APART: f64 = 0.045;
/// How far an arrow key goes.
const KEY_STEP: f64 = 0.1;

/// What a stroke does.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tool {
    /// Draws points of this class.
    Draw(usize),
    /// Takes points away.
    Rub,
}

/// The plane with its tools.
#[component]
pub(super) fn Drawing() -> impl IntoView {
    let editor = Editor::expect();
    let tool = RwSignal::new(Tool::Draw(0));
    // Where the last point of a stroke was put; `None` between strokes.
    let stroke = RwSignal::new(None::<[f64; 2]>);
    let cursor = RwSignal::new(None::<[f64; 2]>);
    let drawn = of_document(editor, form::drawn_points);
    let issues = issues_at(editor, |path| path == "Problem.Dataset.Points");
    let apply = move |at: [f64; 2]| {
        let at = at.map(|x| x.clamp(-1.0, 1.0));
        let mut points = drawn.get_untracked();
        match tool.get_untracked() {
            Tool::Draw(class) => points.add(class, at),
            Tool::Rub => points.remove(at, RUBBER),
        }
        editor.edit(|document| form::set_drawn_points(document, &points));
    };
    let down = move |event: PointerEvent| {
        let Some(at) = place(&event) else { return };
        if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) {
            crate::dom::ignore(element.set_pointer_capture(event.pointer_id()));
        }
        stroke.set(Some(at));
        apply(at);
    };
    let moved = move |event: PointerEvent| {
        let (Some([a, b]), Some(at)) = (stroke.get_untracked(), place(&event)) else { return };
        if (at[0] - a).hypot(at[1] - b) >= APART {
            stroke.set(Some(at));
            apply(at);
        }
    };
    let key = move |event: KeyboardEvent| {
        let [x, y] = cursor.get_untracked().unwrap_or_default();
        let step = if event.shift_key() { KEY_STEP / 5.0 } else { KEY_STEP };
        let to = match event.key().as_str() {
            "ArrowLeft" => [x - step, y],
            "ArrowRight" => [x + step, y],
            "ArrowUp" => [x, y + step],
            "ArrowDown" => [x, y - step],
            " " | "Enter" => {
                event.prevent_default();
                return apply([x, y]);
            }
            _ => return,
        };
        event.prevent_default();
        cursor.set(Some(to.map(|x| x.clamp(-1.0, 1.0))));
    };
    let paths = move || {
        drawn.with(|drawn| {
            let path = |(class, points): (usize, &Vec<[f64; 2]>)| {
                let marks = points.iter().fold(String::new(), |mut path, [x, y]| {
                    // Writing to a text cannot fail.
                    let _ = write!(path, "M{:.1} {:.1}{}", x * HALF, -y * HALF, class_mark(class));
                    path
                });
                view! { <path class=format!("class-{class}") d=marks/> }
            };
            drawn.classes().iter().enumerate().map(path).collect_view()
        })
    };
    let cross = move || {
        cursor.get().map(|[x, y]| {
            let (x, y) = (x * HALF, -y * HALF);
            view! { <path class="crosshair" d=format!("M{} {y}h12M{x} {}v12", x - 6.0, y - 6.0)/> }
        })
    };
    let clear = move |_| editor.edit(|document| form::set_drawn_points(document, &Drawn::default()));
    let count = move || {
        drawn.with(|drawn| {
            t!("{points} points of {classes} classes", points = drawn.len(), classes = drawn.classes().len())
        })
    };
    view! {
        <div class="drawing">
            <div class="tools" role="toolbar" aria-label={t!("What to draw")}>
                {(0..CLASSES).map(Tool::Draw).chain([Tool::Rub]).map(|own| tool_button(own, tool)).collect_view()}
                <button type="button" class="button quiet small" data-testid="drawing-clear" on:click=clear>{t!("Clear")}</button>
            </div>
            <svg class="scatter plane" viewBox=format!("{0} {0} {1} {1}", -HALF, 2.0 * HALF) tabindex="0" role="application"
                aria-label={t!("A plane to draw points on: click or drag; or move with the arrow keys and draw with the space bar")}
                data-testid="drawing" on:pointerdown=down on:pointermove=moved on:pointerup=move |_| stroke.set(None)
                on:pointercancel=move |_| stroke.set(None) on:keydown=key>
                {paths}
                {move || drawn.with(Drawn::is_empty).then(|| view! {
                    <text class="hint" y="-6" aria-hidden="true">{t!("Click or drag to draw points")}</text>
                    <text class="hint" y="12" aria-hidden="true">{t!("of the class chosen above")}</text>
                })}
                {cross}
            </svg>
            <p class="note" role="status" data-testid="drawing-count">{count}</p>
            {messages(issues)}
        </div>
    }
}

/// A button that takes up a tool.
fn tool_button(own: Tool, tool: RwSignal<Tool>) -> AnyView {
    let label = match own {
        Tool::Draw(class) => t!("Draw class {number}", number = class + 1),
        Tool::Rub => t!("Rub out").to_owned(),
    };
    let face = match own {
        Tool::Draw(class) => view! {
            <svg viewBox="-4 -4 8 8" width="14" height="14" aria-hidden="true"><path class=format!("class-{class}") d=format!("M0 0{}", class_mark(class))/></svg>
        }
        .into_any(),
        Tool::Rub => t!("Rub").into_any(),
    };
    view! {
        <button type="button" class="tool" title=label.clone() aria-label=label
            aria-pressed=move || if tool.get() == own { "true" } else { "false" } on:click=move |_| tool.set(own)>{face}</button>
    }
    .into_any()
}

/// Where in the plane a pointer is.
fn place(event: &PointerEvent) -> Option<[f64; 2]> {
    let element = event.current_target()?.dyn_into::<web_sys::Element>().ok()?;
    let shown = element.get_bounding_client_rect();
    let (width, height) = (shown.width().max(1.0), shown.height().max(1.0));
    let x = (f64::from(event.client_x()) - shown.left()) / width;
    let y = (f64::from(event.client_y()) - shown.top()) / height;
    Some([2.0 * x - 1.0, 1.0 - 2.0 * y])
}
