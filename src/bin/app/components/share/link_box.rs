//! A link to copy: as text, as a QR code, and how long it is.

use crate::components::{Icon, qr_code};
use crate::dom;
use leptos::prelude::*;
use tuneground::language::t;

/// Links with more characters are cut by some of what passes them on.
const LONG: usize = 2000;

/// The link, a button that copies it, what is to be known of its length, and its QR code.
#[component]
pub(super) fn LinkBox(
    /// The link, with the page's address.
    #[prop(into)]
    link: Signal<String>,
    /// What tests call it: the box is `NAME-link`, the button `NAME-copy`.
    name: &'static str,
) -> impl IntoView {
    let said = RwSignal::new("");
    // What is said is of the link that was copied.
    Effect::new(move || {
        link.track();
        said.set("");
    });
    let copy = move |_| {
        let refused = t!("The browser does not allow it; mark the link and copy it");
        dom::copy(&link.get_untracked(), refused, move |words| said.set(words));
    };
    let select = move |event: leptos::ev::FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
    view! {
        <div class="share-link">
            <input class="input" readonly aria-label={t!("Link")} data-testid=format!("{name}-link") prop:value=move || link.get() on:focus=select/>
            <button type="button" class="button primary" data-testid=format!("{name}-copy") on:click=copy><Icon name="copy"/>{t!("Copy")}</button>
        </div>
        <p class="small muted" role="status">
            {move || format!("{} {}", t!("{count} characters.", count = link.with(String::len)), said.get())}
        </p>
        {move || (link.with(String::len) > LONG).then(|| view! {
            <p class="caution">{t!("This link is long, and some mail programs and chats cut such links. The playground document, under JSON, is safe from that.")}</p>
        })}
        // A dialog that is closed has no link.
        {move || link.with(|link| (!link.is_empty()).then(|| qr_code(link, t!("The link as a QR code"))))}
    }
}
