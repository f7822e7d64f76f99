//! The page's language. boot.js chooses it and fetches its sentences before the page starts; another one is another page load, which loses
//! nothing (`keeping`).

use crate::components::Icon;
use crate::dom::{ignore, window};
use crate::engine::Js;
use js_sys::Reflect;
use leptos::prelude::*;
use tuneground::language::{self, Table, t};
use wasm_bindgen::JsValue;

/// Where a choice is kept: for this tab, and for later ones. boot.js reads it.
const STORED: &str = "tuneground-language";

/// The languages, each in its own words.
const LANGUAGES: [(&str, &str); 4] = [("en", "English"), ("ja", "日本語"), ("es", "Español"), ("fr", "Français")];

/// What boot.js has put on `window.tuneground.language`, if the page is to speak another language than English: its sentences, as
/// [`Sentences`](tuneground::protocol::Sentences) has them.
pub(crate) fn chosen() -> Option<Js> {
    let chosen = member(&member(&window(), "tuneground"), "language");
    chosen.is_truthy().then_some(Js(chosen))
}

/// Has the page speak its language.
pub(crate) fn install() {
    if let Some(Js(chosen)) = chosen() {
        let text = |name| member(&chosen, name).as_string().unwrap_or_default();
        language::set(Table::new(text("name"), text("decimalMark"), text("groupMark"), &text("text")));
    }
}

fn member(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Chooses the language; the page loads again.
#[component]
pub(crate) fn LanguageMenu() -> impl IntoView {
    let choose = move |event| {
        let chosen = event_target_value(&event);
        for storage in [window().session_storage(), window().local_storage()].into_iter().flatten().flatten() {
            ignore(storage.set_item(STORED, &chosen));
        }
        ignore(window().location().reload());
    };
    view! {
        <span class="icon-button language">
        <Icon name="language"/>
        <select data-testid="language" aria-label={t!("Language")} title={t!("Language")} on:change=choose>
            {LANGUAGES.map(|(name, own)| view! { <option value=name lang=name selected={name == language::name()}>{own}</option> }).collect_view()}
        </select>
        </span>
    }
}
