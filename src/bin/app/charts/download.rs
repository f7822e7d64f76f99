//! A view's picture and numbers as files: SVG and PNG as it looks now, CSV of its table.

use crate::components::Icon;
use crate::dom::{self, ignore};
use crate::store::Store;
use leptos::html::Details;
use leptos::prelude::*;
use tuneground::language::t;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{
    CanvasRenderingContext2d, DomRectReadOnly, Element, HtmlCanvasElement, HtmlElement, HtmlImageElement, XmlSerializer,
};

/// What an SVG's look depends on, and what style sheets say of it here.
const STYLES: [&str; 17] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-opacity",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "opacity",
    "font-family",
    "font-size",
    "font-weight",
    "paint-order",
    "text-anchor",
    "shape-rendering",
    "display",
    "visibility",
];
/// The namespace of SVG.
const SVG: &str = "http://www.w3.org/2000/svg";
/// Pixels of a PNG for each of the page's, so that it is sharp in print.
const PNG_SCALE: f64 = 2.0;

/// Where the baseline of a line of text lies, as a part of its height.
const BASELINE: f64 = 0.76;

/// A menu of files to save.
#[component]
pub(super) fn Download(
    /// The files' name, without its ending.
    name: &'static str,
    /// The rows of the CSV file, headings first.
    rows: Callback<(), Vec<Vec<String>>>,
) -> impl IntoView {
    let menu = NodeRef::<Details>::new();
    let store = Store::expect();
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let picture = move || {
        let own = menu.get_untracked()?;
        drawn(&own.closest(".chart-card").ok().flatten()?)
    };
    let none =
        move || store.announcement.set(t!("There is no picture here; the table can be saved as CSV.").to_owned());
    let svg = move |_| {
        close();
        match picture() {
            Some(picture) => dom::download(&format!("{name}.svg"), "image/svg+xml", &picture.text),
            None => none(),
        }
    };
    let png = move |_| {
        close();
        match picture() {
            Some(picture) => save_png(name, &picture),
            None => none(),
        }
    };
    let csv = move |_| {
        close();
        let lines: Vec<String> = rows.run(()).iter().map(|row| csv_line(row)).collect();
        dom::download(&format!("{name}.csv"), "text/csv", &(lines.join("\r\n") + "\r\n"));
    };
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            if let Some(summary) = menu.get_untracked().and_then(|menu| menu.first_element_child()) {
                dom::focus(&summary);
            }
        }
    };
    view! {
        <details class="menu" node_ref=menu data-testid="download" on:keydown=leave>
            <summary class="icon-button quiet" data-testid="download-menu" title={t!("Save as a file")} aria-label={t!("Save this view as a file")}><Icon name="download"/></summary>
            <div class="menu-body">
                <button type="button" data-testid="download-svg" on:click=svg>{t!("Picture, SVG")}</button>
                <button type="button" data-testid="download-png" on:click=png>{t!("Picture, PNG")}</button>
                <button type="button" data-testid="download-csv" on:click=csv>{t!("Numbers, CSV")}</button>
            </div>
        </details>
    }
}

/// A line of a CSV file (RFC 4180).
fn csv_line(cells: &[String]) -> String {
    let cell = |text: &String| {
        let plain = !text.contains(['"', ',', '\n', '\r']);
        if plain { text.clone() } else { format!("\"{}\"", text.replace('"', "\"\"")) }
    };
    cells.iter().map(cell).collect::<Vec<_>>().join(",")
}

/// A picture that needs no style sheet.
struct Picture {
    text: String,
    width: f64,
    height: f64,
}

/// The plots of a card as they look now, side by side as they are; `None` where there is none. HTML that is marked with
/// `data-in-picture` belongs to them: `text` for a line of text, `box` for a coloured bar.
fn drawn(card: &Element) -> Option<Picture> {
    let plots = card.query_selector_all("svg.plot-svg, [data-in-picture]").ok()?;
    let plots: Vec<Element> = (0..plots.length()).filter_map(|place| plots.item(place)?.dyn_into().ok()).collect();
    let boxes: Vec<DomRectReadOnly> = plots.iter().map(|plot| plot.get_bounding_client_rect().into()).collect();
    let least = |of: fn(&DomRectReadOnly) -> f64| boxes.iter().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&DomRectReadOnly) -> f64| boxes.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
    let (left, top) = (least(DomRectReadOnly::left), least(DomRectReadOnly::top));
    let (width, height) = (most(DomRectReadOnly::right) - left, most(DomRectReadOnly::bottom) - top);
    if plots.is_empty() {
        return None;
    }
    let whole = svg("svg", &[("xmlns", SVG), ("viewBox", &format!("0 0 {width} {height}"))])?;
    // Behind all else, since nothing lies behind a file.
    let surface = computed(card, "--surface").filter(|colour| !colour.is_empty()).unwrap_or_else(|| "white".to_owned());
    let back = svg("rect", &[("width", "100%"), ("height", "100%"), ("fill", &surface)])?;
    whole.append_child(&back).ok()?;
    for (plot, own) in plots.iter().zip(&boxes) {
        let copy = copy_of(plot, (own.left() - left, own.top() - top), (own.width(), own.height()))?;
        whole.append_child(&copy).ok()?;
    }
    let text = XmlSerializer::new().ok()?.serialize_to_string(&whole).ok()?;
    Some(Picture { text, width, height })
}

/// A part of the picture, at its place and of its size.
fn copy_of(part: &Element, (x, y): (f64, f64), (width, height): (f64, f64)) -> Option<Element> {
    let kind = part.get_attribute("data-in-picture");
    if kind.as_deref() == Some("text") {
        return text_of(part, (x, y), (width, height));
    }
    let copy = if kind.is_some() {
        svg("rect", &[("fill", &computed(part, "background-color")?)])?
    } else {
        let copy: Element = part.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        copy_styles(part, &copy);
        copy
    };
    for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] {
        ignore(copy.set_attribute(name, &value.to_string()));
    }
    Some(copy)
}

/// A line of text as SVG has it: its place is that of its baseline, at the end where it is aligned there.
fn text_of(element: &Element, (x, y): (f64, f64), (width, height): (f64, f64)) -> Option<Element> {
    let style = |name: &str| computed(element, name).unwrap_or_default();
    let (x, anchor) = if style("text-align") == "right" { (x + width, "end") } else { (x, "start") };
    let (fill, family, size, weight) = (style("color"), style("font-family"), style("font-size"), style("font-weight"));
    let attributes = [
        ("fill", fill.as_str()),
        ("font-family", &family),
        ("font-size", &size),
        ("font-weight", &weight),
        ("text-anchor", anchor),
        ("x", &x.to_string()),
        ("y", &(y + BASELINE * height).to_string()),
    ];
    let text = svg("text", &attributes)?;
    text.set_text_content(element.text_content().as_deref());
    Some(text)
}

/// An SVG element.
fn svg(name: &str, attributes: &[(&str, &str)]) -> Option<Element> {
    let element = document().create_element_ns(Some(SVG), name).ok()?;
    for (name, value) in attributes {
        element.set_attribute(name, value).ok()?;
    }
    Some(element)
}

fn computed(element: &Element, property: &str) -> Option<String> {
    let style = dom::window().get_computed_style(element).ok()??;
    style.get_property_value(property).ok().map(|value| value.trim().to_owned())
}

/// Writes what the style sheets say of each element onto its copy.
fn copy_styles(from: &Element, to: &Element) {
    if let Ok(Some(style)) = dom::window().get_computed_style(from) {
        for name in STYLES {
            if let Ok(value) = style.get_property_value(name)
                && !value.is_empty()
            {
                ignore(to.set_attribute(name, &value));
            }
        }
    }
    ignore(to.remove_attribute("class"));
    let (own, copies) = (from.children(), to.children());
    for place in 0..own.length() {
        let (Some(own), Some(copy)) = (own.item(place), copies.item(place)) else { continue };
        match image_of(&own) {
            Some(image) => ignore(to.replace_child(&image, &copy).map(|_| ())),
            None => copy_styles(&own, &copy),
        }
    }
}

/// What a canvas within the drawing shows, as an image in its place.
fn image_of(element: &Element) -> Option<Element> {
    if element.tag_name() != "foreignObject" {
        return None;
    }
    let canvas: HtmlCanvasElement = element.query_selector("canvas").ok()??.dyn_into().ok()?;
    let given = |name: &str| element.get_attribute(name).unwrap_or_default();
    let (x, y, width, height) = (given("x"), given("y"), given("width"), given("height"));
    let (url, opacity) = (canvas.to_data_url().ok()?, computed(&canvas, "opacity").unwrap_or_default());
    let attributes = [
        ("href", url.as_str()),
        ("x", &x),
        ("y", &y),
        ("width", &width),
        ("height", &height),
        ("opacity", &opacity),
        ("preserveAspectRatio", "none"),
    ];
    svg("image", &attributes)
}

/// Draws the picture on a canvas and saves that.
fn save_png(name: &'static str, picture: &Picture) {
    let Ok(image) = HtmlImageElement::new() else { return };
    let address = format!("data:image/svg+xml,{}", js_sys::encode_uri_component(&picture.text));
    let (width, height) = (picture.width, picture.height);
    let loaded = image.clone();
    let draw = Closure::once_into_js(move || {
        let Some(canvas) =
            document().create_element("canvas").ok().and_then(|own| own.dyn_into::<HtmlCanvasElement>().ok())
        else {
            return;
        };
        canvas.set_width((PNG_SCALE * width) as u32);
        canvas.set_height((PNG_SCALE * height) as u32);
        let context =
            canvas.get_context("2d").ok().flatten().and_then(|own| own.dyn_into::<CanvasRenderingContext2d>().ok());
        let Some(context) = context else { return };
        let size = (f64::from(canvas.width()), f64::from(canvas.height()));
        ignore(context.draw_image_with_html_image_element_and_dw_and_dh(&loaded, 0.0, 0.0, size.0, size.1));
        if let Ok(url) = canvas.to_data_url()
            && let Some(anchor) =
                document().create_element("a").ok().and_then(|own| own.dyn_into::<web_sys::HtmlAnchorElement>().ok())
        {
            anchor.set_href(&url);
            anchor.set_download(&format!("{name}.png"));
            anchor.unchecked_ref::<HtmlElement>().click();
        }
    });
    image.set_onload(Some(draw.unchecked_ref()));
    image.set_src(&address);
}
