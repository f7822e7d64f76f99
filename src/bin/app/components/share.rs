//! The job as a link and as a QR code, by itself or prepared for others.

mod link_box;
mod prepare;

use super::Dialog;
use crate::address::{self, OpenView};
use crate::dom;
use crate::store::{Shared, Store};
use leptos::prelude::*;
use link_box::LinkBox;
use prepare::Prepare;
use std::fmt::Write as _;
use tuneground::language::{self, t};
use tuneground::playground::Session;
use tuneground::playground::plot::duration;

/// The dialog.
#[component]
pub(crate) fn Share(
    /// Opens the dialog whenever it changes.
    asked: RwSignal<u32>,
) -> impl IntoView {
    let store = Store::expect();
    let is_open = RwSignal::new(false);
    let is_preparing = RwSignal::new(false);
    let prepare = move |_| {
        is_open.set(false);
        is_preparing.set(true);
    };
    let collect = move |_| {
        is_open.set(false);
        dom::ignore(dom::window().location().set_hash("class"));
    };
    let as_it_stands = RwSignal::new(false);
    let in_language = RwSignal::new(false);
    Effect::new(move || {
        if asked.get() > 0 {
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
    let whole = move || {
        view! {
            <p>{t!("The whole job is in the link, behind the #, where browsers send it to nobody. Whoever opens it has the same job, and the same results.")}</p>
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
            <LinkBox link name="share"/>
        }
    };
    view! {
        <Dialog name="share" title={t!("Share the job")} is_open>
            {move || match refused() {
                Some(reason) => view! { <p class="error" role="alert" data-testid="share-refused">{reason}</p> }.into_any(),
                None => whole().into_any(),
            }}
            <div class="share-more">
                <button type="button" class="button" data-testid="share-prepare" on:click=prepare>{t!("Prepare it for others: a task, what can be changed, a check…")}</button>
                <button type="button" class="button" data-testid="share-class" on:click=collect>{t!("Collect the results of a class…")}</button>
            </div>
        </Dialog>
        <Prepare is_open=is_preparing/>
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
