//! Small things that need the browser.

use tuneground::language::t;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// The window.
pub(crate) fn window() -> web_sys::Window {
    leptos::prelude::window()
}

/// Puts the keyboard's focus on an element.
pub(crate) fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        ignore(element.focus());
    }
}

/// For calls whose failure has no remedy and shows elsewhere.
pub(crate) fn ignore<T>(_: Result<T, JsValue>) {}

/// Takes away what index.html shows until the page has started.
pub(crate) fn remove_boot_screen() {
    if let Some(boot) = leptos::prelude::document().get_element_by_id("boot") {
        boot.remove();
    }
}

/// The content of a `<meta>` element.
pub(crate) fn meta_content(name: &str) -> Option<String> {
    let element = leptos::prelude::document().query_selector(&format!("meta[name='{name}']")).ok()??;
    element.get_attribute("content")
}

/// True when the person has asked for less motion.
pub(crate) fn prefers_reduced_motion() -> bool {
    matches_media("(prefers-reduced-motion: reduce)")
}

/// True when the browser matches a media query.
pub(crate) fn matches_media(query: &str) -> bool {
    window().match_media(query).ok().flatten().is_some_and(|list| list.matches())
}

/// Tells `hear` whether the browser matches a media query, now and whenever that changes.
pub(crate) fn on_media(query: &str, hear: impl Fn(bool) + 'static) {
    let Some(list) = window().match_media(query).ok().flatten() else { return };
    hear(list.matches());
    let changed = list.clone();
    let closure = Closure::<dyn FnMut()>::new(move || hear(changed.matches()));
    ignore(list.add_event_listener_with_callback("change", closure.into_js_value().unchecked_ref()));
}

/// True when nobody can see the page: its tab was left, or its window. Nothing is drawn then.
pub(crate) fn is_hidden() -> bool {
    leptos::prelude::document().hidden()
}

/// Calls `act` whenever the page is hidden.
pub(crate) fn on_hidden(act: impl Fn() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(move || {
        if is_hidden() {
            act();
        }
    });
    let callback = closure.into_js_value();
    let document = leptos::prelude::document();
    ignore(document.add_event_listener_with_callback("visibilitychange", callback.unchecked_ref()));
}

/// Does something when the browser has had its turn.
pub(crate) fn soon(act: impl FnOnce() + 'static) {
    ignore(window().set_timeout_with_callback(Closure::once_into_js(act).unchecked_ref()));
}

/// Goes on in a task of its own, so that the page answers in between.
pub(crate) async fn turn() {
    let later = js_sys::Promise::new(&mut |go_on, _| ignore(window().set_timeout_with_callback(&go_on)));
    ignore(wasm_bindgen_futures::JsFuture::from(later).await);
}

/// Milliseconds since the page was opened.
pub(crate) fn now() -> f64 {
    window().performance().map_or(0.0, |performance| performance.now())
}

/// Calls `action` every `milliseconds`, as long as the page lives.
pub(crate) fn every(milliseconds: i32, action: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(action).into_js_value();
    ignore(window().set_interval_with_callback_and_timeout_and_arguments_0(closure.unchecked_ref(), milliseconds));
}

/// Puts text on the clipboard, and has it said in words that it is there, or `refused` where the browser does not allow it.
pub(crate) fn copy(text: &str, refused: &'static str, say: impl FnOnce(&'static str) + 'static) {
    let clipboard = window().navigator().clipboard();
    // A page over plain http has none.
    if clipboard.is_undefined() {
        return say(refused);
    }
    let promise = clipboard.write_text(text);
    wasm_bindgen_futures::spawn_local(async move {
        let worked = wasm_bindgen_futures::JsFuture::from(promise).await.is_ok();
        say(if worked { t!("Copied") } else { refused });
    });
}

/// Offers text as a file to save.
pub(crate) fn download(file_name: &str, media_type: &str, text: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    if let Ok(anchor) = leptos::prelude::document().create_element("a") {
        let anchor: web_sys::HtmlAnchorElement = anchor.unchecked_into();
        anchor.set_href(&url);
        anchor.set_download(file_name);
        anchor.click();
    }
    ignore(web_sys::Url::revoke_object_url(&url));
}
