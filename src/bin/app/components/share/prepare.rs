//! A dialog that prepares the page for others: a task, what of the page is there, and how the answer is checked; as a link, and as a
//! frame for slides and courses.

mod areas;
mod conditions;
mod text_box;

use super::LinkBox;
use crate::address;
use crate::components::{Dialog, Icon};
use crate::dom;
use crate::store::{Shared, Store};
use areas::Areas;
use conditions::Conditions;
use leptos::prelude::*;
use text_box::{Kind, text_box};
use tuneground::language::t;
use tuneground::playground::workshop::{Draft, Layout, Workshop};

/// The dialog. It begins with the task that the page has, if it has one, and keeps what is typed until the page is left.
#[component]
pub(super) fn Prepare(is_open: RwSignal<bool>) -> impl IntoView {
    let store = Store::expect();
    let draft = RwSignal::new(Draft::default());
    // Which task of the address it began with: another is another draft.
    Effect::new(move |taken: Option<Option<String>>| {
        let link = if is_open.get() { address::value("w") } else { taken.clone().flatten() };
        if link != taken.flatten() {
            let given = link.as_ref().and_then(|link| Workshop::from_link(link).ok());
            draft.set(given.as_ref().map(Draft::of).unwrap_or_default());
        }
        link
    });
    let document = Memo::new(move |_| is_open.get().then(|| store.link()).flatten());
    let link = Memo::new(move |_| {
        document.with(|document| match document {
            Some(Ok(Shared { link, .. })) => format!("{}#s={link}{}", address::of_page(), draft.with(prepared)),
            _ => String::new(),
        })
    });
    let refused = move || document.with(|document| document.as_ref()?.as_ref().err().cloned());
    // Apart from the link, so that what shows the link stays while it changes.
    let result = Memo::new(move |_| (refused(), draft.with(Draft::is_right)));
    let shown = move || {
        match result.get() {
        (Some(reason), _) => view! { <p class="error" role="alert">{reason}</p> }.into_any(),
        (None, false) => view! {
            <p class="error" role="alert" data-testid="prepare-wrong">{t!("The link is here when what is checked can be read: see above.")}</p>
        }
        .into_any(),
        (None, true) => view! {
            <LinkBox link name="prepare"/>
            <p class="prepare-try"><a href=link target="_blank" rel="noopener" data-testid="prepare-try">{t!("Try it in another tab")}</a></p>
            <details class="more"><summary>{t!("In slides or in a course")}</summary><Frame link/></details>
        }
        .into_any(),
    }
    };
    let see = move |part: fn(&Draft) -> &String| Memo::new(move |_| draft.with(|draft| part(draft).clone())).into();
    view! {
        <Dialog name="prepare" title={t!("Prepare it for others")} is_open>
            <p>{t!("Whoever opens the link has this job, with your task above it. The job waits for Run, so that learners think first.")}</p>
            <div class="prepare-words">
                {text_box(t!("Title"), "prepare-title", Kind::Line, see(|draft| &draft.title), move |text| draft.update(|draft| draft.title = text))}
                {text_box(t!("Goal: what shall they reach?"), "prepare-goal", Kind::Lines, see(|draft| &draft.goal),
                    move |text| draft.update(|draft| draft.goal = text))}
                {text_box(t!("Hints, one a line; shown one after the other when they are asked for"), "prepare-hints", Kind::Lines, see(|draft| &draft.hints),
                    move |text| draft.update(|draft| draft.hints = text))}
            </div>
            <Arrangement draft/>
            <Areas draft/>
            <Conditions draft/>
            <h3>{t!("The link")}</h3>
            {shown}
        </Dialog>
    }
}

/// What follows the document in the link.
fn prepared(draft: &Draft) -> String {
    let layout = match draft.layout {
        Layout::Page => "",
        Layout::Presenter => "&layout=presenter",
        Layout::Figure => "&layout=figure",
    };
    format!("&w={}{layout}", draft.workshop().to_link())
}

/// How the page is arranged.
#[component]
fn Arrangement(draft: RwSignal<Draft>) -> impl IntoView {
    let choice = move |layout: Layout, words: &'static str, testid: &'static str| {
        view! {
            <label class="check">
                <input type="radio" name="prepare-layout" data-testid=testid prop:checked=move || draft.with(|draft| draft.layout == layout)
                    on:change=move |_| draft.update(|draft| draft.layout = layout)/>
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="prepare-layout">
            <legend>{t!("Arrangement")}</legend>
            {choice(Layout::Page, t!("The whole page"), "prepare-page")}
            {choice(Layout::Presenter, t!("For a projector: large type"), "prepare-presenter")}
            {choice(Layout::Figure, t!("A figure beside a text: the controls of the run, the learning curves and a view"), "prepare-figure")}
        </fieldset>
    }
}

/// What shows the page in a frame of another page.
#[component]
fn Frame(#[prop(into)] link: Signal<String>) -> impl IntoView {
    let said = RwSignal::new("");
    let code = Memo::new(move |_| {
        let link = link.with(|link| link.replace('&', "&amp;"));
        format!("<iframe src=\"{link}\" width=\"760\" height=\"640\" title=\"Tuneground\"></iframe>")
    });
    let copy = move |_| {
        let refused = t!("The browser does not allow it; mark the code and copy it");
        dom::copy(&code.get_untracked(), refused, move |words| said.set(words));
    };
    view! {
        <p>{t!("HTML for a page with a frame; 760 by 640 pixels are enough for a figure.")}</p>
        <pre class="prepare-frame" tabindex="0" data-testid="prepare-frame">{move || code.get()}</pre>
        <p><button type="button" class="button small" on:click=copy><Icon name="copy"/>{t!("Copy")}</button>
            " "<span class="small muted" role="status">{said}</span></p>
    }
}
