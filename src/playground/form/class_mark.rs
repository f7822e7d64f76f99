//! The classes' shapes, which tell them apart besides their colours.

/// The shape of a class as SVG path text, around the point where the pen is; about 3 wide.
pub fn class_mark(class: usize) -> &'static str {
    match class {
        // A disc, a square, a triangle, a diamond, a cross.
        0 => "m-1.5 0a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0z",
        1 => "m-1.3-1.3h2.6v2.6h-2.6z",
        2 => "m0-1.9 1.8 3.2h-3.6z",
        3 => "m0-2 2 2-2 2-2-2z",
        _ => "m-.6-1.8h1.2v1.2h1.2v1.2h-1.2v1.2h-1.2v-1.2h-1.2v-1.2h1.2z",
    }
}
