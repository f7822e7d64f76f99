//! Values over a plane as coloured pixels.

use crate::dom;
use wasm_bindgen::{Clamped, JsCast as _};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData};

/// Cells of a band are drawn as so many pixels, so that they are not smoothed into each other.
const BAND_PIXELS: usize = 16;

/// Draws cells, row by row from the top, `columns` in a row: one pixel each, or many along an axis of bands. The style sheet
/// scales them up, which smooths them.
pub(super) fn paint(canvas: &HtmlCanvasElement, columns: usize, cells: &[[u8; 4]], bands: (bool, bool)) {
    let columns = columns.max(1);
    let repeat = |is_band: bool| if is_band { BAND_PIXELS } else { 1 };
    let (wide, high) = (repeat(bands.0), repeat(bands.1));
    let mut pixels = Vec::with_capacity(4 * cells.len() * wide * high);
    for row in cells.chunks(columns) {
        for _ in 0..high {
            for cell in row {
                for _ in 0..wide {
                    pixels.extend(cell);
                }
            }
        }
    }
    canvas.set_width((columns * wide) as u32);
    canvas.set_height((cells.len() / columns * high) as u32);
    let image = ImageData::new_with_u8_clamped_array(Clamped(&pixels), (columns * wide) as u32);
    let context = canvas.get_context("2d").ok().flatten().and_then(|context| context.dyn_into().ok());
    if let (Ok(image), Some(context)) = (image, context) {
        let context: CanvasRenderingContext2d = context;
        dom::ignore(context.put_image_data(&image, 0.0, 0.0));
    }
}

/// A colour that the style sheet gives the canvas, by the name of the property.
pub(super) fn colour(canvas: &HtmlCanvasElement, property: &str) -> [u8; 3] {
    let style = dom::window().get_computed_style(canvas).ok().flatten();
    let text = style.and_then(|style| style.get_property_value(property).ok()).unwrap_or_default();
    let mut parts = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok());
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}
