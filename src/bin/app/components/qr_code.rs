//! A text as a QR code.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;
use tuneground::language::t;

/// Squares around a QR code that have to be empty (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A QR code, dark on light in every theme, as cameras want it.
pub(crate) fn qr_code(text: &str, label: &'static str) -> AnyView {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Low) else {
        return view! { <p class="note">{t!("Too long for a QR code, which holds 2,953 characters.")}</p> }.into_any();
    };
    let side = code.size();
    let mut squares = String::new();
    for (y, x) in (0..side).flat_map(|y| (0..side).map(move |x| (y, x))).filter(|&(y, x)| code.get_module(x, y)) {
        // Writing to a String cannot fail.
        let _ = write!(squares, "M{x} {y}h1v1h-1z");
    }
    let whole = side + 2 * QUIET;
    view! {
        <svg class="qr-code" data-testid="qr-code" role="img" aria-label=label viewBox=format!("{0} {0} {whole} {whole}", -QUIET)>
            <rect x=-QUIET y=-QUIET width=whole height=whole fill="#fff"/>
            <path d=squares fill="#000"/>
        </svg>
    }
    .into_any()
}
