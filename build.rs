//! The page is cut into parts that load when they are needed (`src/bin/app/parts.rs`). The tool that cuts it after linking
//! needs to know what refers to what, so the linker keeps its notes.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").as_deref() == Ok("wasm") {
        println!("cargo::rustc-link-arg-bin=app=--emit-relocs");
    }
}
