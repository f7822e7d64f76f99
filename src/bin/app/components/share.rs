//! The job as a link and as a QR code.

use super::{Dialog, Icon, qr_code};
use crate::address::{self, OpenView};
use crate::dom;
use crate::store::{Shared, Store};
use leptos::prelude::*;
use std::fmt::Write as _;
use tuneground::language::{self, t};
use tuneground::playground::Session;
use tuneground::playground::plot::duration;

/// Links with more characters are cut by some of what passes them on.
const LONG: usize = 2000;

/// The dialog.
#[component]
pub(crate) fn Share(
    /// Opens the dialog whenever it changes.
    asked: RwSignal<u32>,
) -> impl IntoView {
    let store = Store::expect();
    let is_open = RwSignal::new(false);
    let as_it_stands = RwSignal::new(false);
    let said = RwSignal::new("");
    let in_language = RwSignal::new(false);
    Effect::new(move || {
        if asked.get() > 0 {
            said.set("");
            is_open.set(true);
        }
    });
    // What is edited and did not run has not been anywhere.
    let can_stand = move || !store.has_changes() && store.run_id().is_some();
    let standing = Memo::new(move |_| if as_it_stands.get() && can_stand() { standing(store) } else { String::new() });
    let shared = Memo::new(move |_| is_open.get().then(|| store.link()).flatten());
    let link = Memo::new(move |_| {
        shared.with(|shared| match shared {
            Some(Ok(Shared { link, .. })) => {
                let language = if in_language.get() { ["&lang=", language::name()].concat() } else { String::new() };
                format!("{}#s={link}{}{language}", address::of_page(), standing.get())
            }
            _ => String::new(),
        })
    });
    let refused = move || shared.with(|shared| shared.as_ref()?.as_ref().err().cloned());
    let file = move || shared.with(|shared| shared.as_ref()?.as_ref().ok()?.file.clone());
    let copy = move |_| {
        dom::copy(&link.get_untracked(), move |worked| {
            said.set(if worked {
                t!("Copied")
            } else {
                t!("The browser does not allow it; mark the link and copy it")
            });
        });
    };
    let select = move |event: leptos::ev::FocusEvent| event_target::<web_sys::HtmlInputElement>(&event).select();
    let whole = move || {
        view! {
            <p>{t!("The whole job is in the link, behind the #, where browsers send it to nobody. Whoever opens it has the same job, and the same results.")}</p>
            <div class="share-link">
                <input class="input" readonly aria-label={t!("Link")} data-testid="share-link" prop:value=move || link.get() on:focus=select/>
                <button type="button" class="button primary" data-testid="share-copy" on:click=copy><Icon name="copy"/>{t!("Copy")}</button>
            </div>
            <p class="small muted" role="status">
                {move || format!("{} {}", t!("{count} characters.", count = link.with(String::len)), said.get())}
            </p>
            <label class="check">
                <input type="checkbox" data-testid="share-standing" disabled=move || !can_stand()
                    prop:checked=move || as_it_stands.get() on:change=move |event| as_it_stands.set(event_target_checked(&event))/>
                <span>{move || words_of_standing(store)}</span>
            </label>
            <label class="check">
                <input type="checkbox" data-testid="share-language" prop:checked=move || in_language.get()
                    on:change=move |event| in_language.set(event_target_checked(&event))/>
                <span>{t!("Open it in this language, whatever the browser prefers")}</span>
            </label>
            {move || file().map(|name| view! {
                <p class="caution" data-testid="share-file">
                    {t!("The rows of {name} are not in the link. Whoever opens it is asked for the file.", name)}
                </p>
            })}
            {move || (link.with(String::len) > LONG).then(|| view! {
                <p class="caution">{t!("This link is long, and some mail programs and chats cut such links. The playground document, under JSON, is safe from that.")}</p>
            })}
            {move || qr_code(&link.get(), t!("The link as a QR code"))}
        }
    };
    view! {
        <Dialog name="share" title={t!("Share the job")} is_open>
            {move || match refused() {
                Some(reason) => view! { <p class="error" role="alert" data-testid="share-refused">{reason}</p> }.into_any(),
                None => whole().into_any(),
            }}
            <p class="small"><a href="#class" data-testid="share-class" on:click=move |_| is_open.set(false)>{t!("Collect the results of a class…")}</a></p>
        </Dialog>
    }
}

/// How the tuning job stands on the screen, as the address says it.
fn standing(store: Store) -> String {
    let time = store.view(Session::playhead).unwrap_or(0.0);
    let mut text = format!("&t={}", time.round());
    if let Some(job) = store.selected.get() {
        let _ = write!(text, "&job={job}");
    }
    if let Some(view) = expect_context::<OpenView>().0.get() {
        let _ = write!(text, "&view={view}");
    }
    text
}

/// The same in words.
fn words_of_standing(store: Store) -> String {
    let time = duration(store.view(Session::playhead).unwrap_or(0.0).round());
    match store.selected.get() {
        Some(job) => t!("Show it as it stands here: at {time}, with job {job}, in this view", time, job),
        None => t!("Show it as it stands here: at {time}, in this view", time),
    }
}
