//! The golden traces in a real browser: WebAssembly runs the same tuning jobs, to the last bit, as the native build.

#![cfg(target_arch = "wasm32")]

#[path = "golden/mod.rs"]
#[allow(unreachable_pub, reason = "another test takes it in as well")]
mod golden;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn golden_traces_are_the_same_in_webassembly() {
    for golden in golden::GOLDEN {
        if let Err(difference) = golden::compare(&golden) {
            panic!("{difference}");
        }
    }
}
