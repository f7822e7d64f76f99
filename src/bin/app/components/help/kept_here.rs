//! What is kept on this machine: a list, all of it as one file, and an end to it.

use crate::components::{Dialog, Icon};
use crate::dom;
use crate::keeping::{self, KeptTab, Whose};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tuneground::language::{counted, t};
use wasm_bindgen_futures::JsFuture;

/// The dialog.
#[component]
pub(super) fn KeptHere(is_open: RwSignal<bool>) -> impl IntoView {
    let tabs = RwSignal::new(Vec::<KeptTab>::new());
    let said = RwSignal::new(String::new());
    let is_sure = RwSignal::new(false);
    let list = move || {
        spawn_local(async move {
            match keeping::list().await {
                Ok(kept) => tabs.set(kept),
                Err(why) => said.set(why),
            }
        });
    };
    Effect::new(move || {
        if is_open.get() {
            said.set(String::new());
            is_sure.set(false);
            list();
        }
    });
    let save = move |_| {
        spawn_local(async move {
            match keeping::export().await {
                Ok(text) => dom::download("tuneground.json", "application/json", &text),
                Err(why) => said.set(why),
            }
        });
    };
    let read = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()).unwrap_or_default();
            match keeping::import(&text).await {
                Ok(count) => {
                    said.set(counted!(
                        count,
                        "{count} tab was taken from the file",
                        "{count} tabs were taken from the file"
                    ));
                    list();
                }
                Err(why) => said.set(why),
            }
        });
    };
    let forget = move |tab: String| {
        spawn_local(async move {
            match keeping::forget(&tab).await {
                Ok(()) => list(),
                Err(why) => said.set(why),
            }
        });
    };
    let forget_all = move |_| {
        if is_sure.get_untracked() {
            spawn_local(async move {
                if let Err(why) = keeping::forget_all().await {
                    said.set(why);
                }
            });
        } else {
            is_sure.set(true);
        }
    };
    let row = move |kept: KeptTab| {
        let (open, forgotten) = (kept.tab.clone(), kept.tab);
        let is_closed = kept.whose == Whose::Closed;
        let whose = match kept.whose {
            Whose::This => t!("this tab"),
            Whose::Open => t!("open in another tab"),
            Whose::Closed => t!("closed"),
        };
        view! {
            <li data-testid="kept-tab">
                <p><strong>{kept.name}</strong><span class="muted small">{format!("{} · {whose}", kept.written)}</span></p>
                {is_closed.then(|| view! {
                    <button type="button" class="button small" data-testid="kept-open" on:click=move |_| keeping::open_here(&open)>{t!("Open")}</button>
                    <button type="button" class="button quiet small" data-testid="kept-forget" on:click=move |_| forget(forgotten.clone())>{t!("Delete")}</button>
                })}
            </li>
        }
    };
    view! {
        <Dialog name="kept" title={t!("What is kept on this machine")} is_open>
            <p>{t!("The browser keeps the job that you edit, what ran, and a file of your own, for each tab; nobody else has it. A tab that was closed can be opened again.")}</p>
            <ul class="kept-list">{move || tabs.get().into_iter().map(row).collect_view()}</ul>
            {move || tabs.with(Vec::is_empty).then(|| view! { <p class="muted">{t!("Nothing is kept.")}</p> })}
            <p class="small" role="status" data-testid="kept-said">{said}</p>
            <div class="kept-buttons">
                <button type="button" class="button" data-testid="kept-save" on:click=save><Icon name="download"/>{t!("Save all as one file")}</button>
                <label class="button file-button"><Icon name="open"/>{t!("Take from a file…")}
                    <input type="file" accept=".json,application/json" data-testid="kept-read" on:change=read/></label>
                <button type="button" class="button" class:bad=move || is_sure.get() data-testid="kept-forget-all" on:click=forget_all>
                    {move || if is_sure.get() { t!("Really delete all? It cannot be taken back") } else { t!("Delete all") }}
                </button>
            </div>
        </Dialog>
    }
}
