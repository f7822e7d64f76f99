//! The size of an element, as long as it is on the page.

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{ResizeObserver, ResizeObserverEntry};

/// Writes the element's width and height in pixels to `size`, now and whenever they change.
pub(super) fn measure(element: NodeRef<Div>, size: RwSignal<(f64, f64)>) {
    let kept = StoredValue::new_local(None);
    Effect::new(move |_| {
        let Some(element) = element.get() else { return };
        let resized = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let entry: ResizeObserverEntry = entries.get(0).unchecked_into();
            let rectangle = entry.content_rect();
            // The element may have left the page between two frames.
            let _ = size.try_set((rectangle.width(), rectangle.height()));
        });
        if let Ok(observer) = ResizeObserver::new(resized.as_ref().unchecked_ref()) {
            observer.observe(&element);
            kept.set_value(Some((observer, resized)));
        }
    });
    on_cleanup(move || {
        let _ = kept.try_update_value(|kept| {
            if let Some((observer, _)) = kept.take() {
                observer.disconnect();
            }
        });
    });
}
