//! Files that come with messages.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The bytes of a part of a file, from the one numbered `from` to before `to`.
pub(crate) async fn part(file: &Blob, from: f64, to: f64) -> Result<Vec<u8>, String> {
    let words = |_| "the file cannot be read: was it changed, moved or deleted meanwhile?".to_owned();
    let part = file.slice_with_f64_and_f64(from, to).map_err(words)?;
    JsFuture::from(part.array_buffer()).await.map(|buffer| to_bytes(&buffer)).map_err(words)
}

/// All bytes of a file.
pub(crate) async fn whole(file: &Blob) -> Result<Vec<u8>, String> {
    part(file, 0.0, file.size()).await
}

/// The bytes of an `ArrayBuffer`.
pub(crate) fn to_bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec()
}
