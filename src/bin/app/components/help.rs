//! Help: what there is to read, the tour, the keys, and what is kept on this machine.

mod kept_here;
mod keys;
mod tour;

use super::Icon;
use crate::dom;
use crate::parts::{self, Coming, later};
use crate::shortcuts;
use kept_here::KeptHere;
use keys::Keys;
use leptos::ev;
use leptos::html::Details;
use leptos::prelude::*;
use tour::Tour;
use tuneground::language::{self, t};

/// What can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Topic {
    /// What is where on the page.
    Tour,
    /// Which keys do what.
    Keys,
    /// What is kept on this machine.
    Kept,
}

/// The menu; what it opens loads when it is first asked for. The key `?` opens the list of keys.
#[component]
pub(crate) fn HelpMenu() -> impl IntoView {
    let menu = NodeRef::<Details>::new();
    let asked = RwSignal::new(None::<Topic>);
    let was_asked = Memo::new(move |was: Option<&bool>| was == Some(&true) || asked.with(Option::is_some));
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let leave = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
            if let Some(summary) = menu.get_untracked().and_then(|menu| menu.first_element_child()) {
                dom::focus(&summary);
            }
        }
    };
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.key() == "?" && !shortcuts::is_typed_into(&event) {
            asked.set(Some(Topic::Keys));
        }
    });
    on_cleanup(move || handle.remove());
    let ask = move |topic: Topic| {
        close();
        asked.set(Some(topic));
    };
    let page = |path: &str| [language::name(), path].concat();
    view! {
        <details class="menu help" node_ref=menu data-testid="help" on:keydown=leave>
            <summary class="icon-button" data-testid="help-menu" aria-label={t!("Help")} title={t!("Help")}><Icon name="help"/></summary>
            <div class="menu-body">
                <a href={page("/guide/")} data-testid="guide">{t!("Guide")}</a>
                <a href={page("/lessons/")} data-testid="lessons">{t!("Lessons")}</a>
                <button type="button" data-testid="help-tour" on:click=move |_| ask(Topic::Tour)>{t!("A short tour")}</button>
                <button type="button" data-testid="help-keys" on:click=move |_| ask(Topic::Keys)>{t!("Keys")}</button>
                <button type="button" data-testid="help-kept" on:click=move |_| ask(Topic::Kept)>{t!("What is kept on this machine")}</button>
                <a href="en/about/" hreflang="en">{t!("About and privacy")}</a>
            </div>
        </details>
        {move || was_asked.get().then(|| later(Coming::Nothing, move || parts::help(asked)))}
    }
}

/// What the menu opens.
#[component]
pub(crate) fn Help(
    /// What is asked for; each takes it when it opens, and gives it back when it closes.
    asked: RwSignal<Option<Topic>>,
) -> impl IntoView {
    let is_open = |topic: Topic| {
        let open = RwSignal::new(false);
        Effect::new(move || open.set(asked.get() == Some(topic)));
        Effect::new(move |was: Option<bool>| {
            let is = open.get();
            if was == Some(true) && !is && asked.get_untracked() == Some(topic) {
                asked.set(None);
            }
            is
        });
        open
    };
    view! {
        <Keys is_open={is_open(Topic::Keys)}/>
        <KeptHere is_open={is_open(Topic::Kept)}/>
        <Tour is_open={is_open(Topic::Tour)}/>
    }
}
