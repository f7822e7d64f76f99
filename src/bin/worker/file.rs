//! Files: those beside the page, and those that come with messages.

use crate::port::scope;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Response};

/// The bytes of a file in the folder of data sets, which is beside the worker's program.
pub(crate) async fn fetch(name: &str) -> Result<Vec<u8>, String> {
    let fetched = JsFuture::from(scope().fetch_with_str(&format!("data/{name}"))).await;
    let response: Response = fetched.and_then(JsCast::dyn_into).map_err(|_| format!("{name} could not be loaded"))?;
    if !response.ok() {
        return Err(format!("{name} could not be loaded: the server said {}", response.status()));
    }
    match response.array_buffer() {
        Ok(buffer) => {
            JsFuture::from(buffer).await.map(|buffer| to_bytes(&buffer)).map_err(|_| format!("{name} was cut off"))
        }
        Err(_) => Err(format!("{name} was cut off")),
    }
}

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

/// A file of these bytes, in the browser's memory.
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()
}

fn to_bytes(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec()
}
