//! The parts of the page that load after it is interactive.
//!
//! Each function marked `wasm_split` is where the build cuts the page's WebAssembly (scripts/path/wasm-bindgen): what only these
//! functions reach goes into a file of its own. So nothing else of the page may name what is behind them, or it is part of
//! the first load again; `make build` shows how large each file is.

#![expect(clippy::unnecessary_wraps, reason = "the error is of the load that `fallible` puts before the function")]

use crate::api::ScriptCalls;
use crate::charts::{FilesOfCurves, PointedAt, TableOfCurves, Tooltip, Views};
use crate::components::{
    BestJob, ClassResults, Cost, Counters, Decisions, Gauges, Help, HelpMenu, RanAtAws, RequestForm, Share, Task, Topic,
};
use crate::dom;
use crate::editor;
use crate::embed;
use crate::engine::Engine;
use crate::language::LanguageMenu;
use crate::scripts::Scripts;
use crate::store::Store;
use leptos::prelude::*;
use leptos::reactive::computed::ScopedFuture;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::cell::RefCell;
use std::pin::Pin;
use std::rc::Rc;
use tuneground::language::t;

/// A part, or that it could not be loaded.
type Loaded<T> = Result<T, SplitLoaderError>;

/// The job panel, and the JSON panel in its slot; from then on there is something to run.
#[wasm_split(editor, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn editor(store: Store, json: Slot) -> Loaded<AnyView> {
    Ok(editor::start(store, json))
}

/// The form of the whole request.
#[wasm_split(whole, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn whole_request() -> Loaded<AnyView> {
    Ok(view! { <RequestForm/> }.into_any())
}

/// Where the tuning job stands; and the menus of help and languages in their slot.
#[wasm_split(views, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn answers(menus: Slot) -> Loaded<AnyView> {
    menus.fill(in_turn(|| view! { <HelpMenu/><LanguageMenu/> }.into_any()));
    Ok(view! {
        {in_turn(|| view! { <RanAtAws/><BestJob/> }.into_any())}
        {in_turn(|| view! { <Counters/><Cost/> }.into_any())}
        {in_turn(|| view! { <Gauges/><Decisions/> }.into_any())}
    }
    .into_any())
}

/// The views below the learning curves.
#[wasm_split(views, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn views() -> Loaded<AnyView> {
    Ok(view! { <Views/> }.into_any())
}

/// The learning curves as a table.
#[wasm_split(views, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn table_of_curves() -> Loaded<AnyView> {
    Ok(view! { <TableOfCurves/> }.into_any())
}

/// The learning curves as files to save.
#[wasm_split(views, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn files_of_curves() -> Loaded<AnyView> {
    Ok(view! { <FilesOfCurves/> }.into_any())
}

/// The card beside what is pointed at in a plot.
#[wasm_split(views, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn tooltip(pointed_at: PointedAt) -> Loaded<AnyView> {
    Ok(view! { <Tooltip pointed_at/> }.into_any())
}

/// The dialog that shares the job, which opens when `asked` changes.
#[wasm_split(share, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn share(asked: RwSignal<u32>) -> Loaded<AnyView> {
    Ok(view! { <Share asked/> }.into_any())
}

/// The tour, the list of keys, and what is kept on this machine.
#[wasm_split(help, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn help(asked: RwSignal<Option<Topic>>) -> Loaded<AnyView> {
    Ok(view! { <Help asked/> }.into_any())
}

/// What somebody prepared for others to do, and what came of it.
#[wasm_split(task, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn workshop() -> Loaded<AnyView> {
    Ok(view! { <Task/><ClassResults/> }.into_any())
}

/// What speaks with the page around this one.
#[wasm_split(task, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn embed(store: Store) -> Loaded<AnyView> {
    embed::start(store);
    Ok(().into_any())
}

/// What answers scripts.
#[wasm_split(scripts, wasm_split_path = leptos::wasm_split, fallible)]
pub(crate) fn scripts(engine: Engine) -> Loaded<Rc<dyn ScriptCalls>> {
    Ok(Rc::new(Scripts::new(engine)))
}

/// A place on the page for a part that comes later.
#[derive(Clone, Copy)]
pub(crate) struct Slot(RwSignal<Option<AnyView>, LocalStorage>);

impl Slot {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self(RwSignal::new_local(None))
    }

    /// Puts the part in its place.
    pub(crate) fn fill(self, part: AnyView) {
        self.0.set(Some(part));
    }

    /// What is shown: the part as soon as it is there, until then a box.
    pub(crate) fn view(self, coming: Coming) -> AnyView {
        let place =
            move || view! { <div class=format!("coming {}", coming.class()) aria-busy="true"></div> }.into_any();
        (move || {
            self.0.track();
            self.0.try_update_untracked(Option::take).flatten().unwrap_or_else(place)
        })
        .into_any()
    }
}

/// What stands in the place of a part that is coming.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Coming {
    /// Groups of a side column.
    Groups,
    /// A card with a plot.
    Card,
    /// Nothing, nor a word when it cannot be loaded: nobody waits for it.
    Nothing,
}

impl Coming {
    fn class(self) -> &'static str {
        match self {
            Self::Groups => "groups",
            Self::Card => "card",
            Self::Nothing => "nothing",
        }
    }
}

/// A piece of the page that is drawn in a task of its own, after the pieces before it, so that the page answers in between: what is
/// drawn for the first time is compiled for the first time too.
pub(crate) fn in_turn(piece: impl FnOnce() -> AnyView + 'static) -> AnyView {
    let (slot, owner) = (Slot::new(), Owner::current().unwrap_or_default());
    dom::soon(move || slot.fill(owner.with(piece)));
    slot.view(Coming::Nothing)
}

/// Starts loading a part; gives the future of it.
type Load = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Loaded<AnyView>>>>>;

/// Shows a part as soon as it has loaded; or a way to try again where it could not be loaded.
pub(crate) fn later<F: Future<Output = Loaded<AnyView>> + 'static>(
    coming: Coming,
    load: impl Fn() -> F + 'static,
) -> AnyView {
    let place = Place { slot: Slot::new(), coming, owner: Owner::current().unwrap_or_default() };
    show(&place, Rc::new(Box::new(move || Box::pin(load()) as _)));
    place.slot.view(coming)
}

/// Where a part goes, and who owns its signals.
#[derive(Clone)]
struct Place {
    slot: Slot,
    coming: Coming,
    owner: Owner,
}

/// Starts a part that was asked for.
type Begin = Box<dyn FnOnce()>;

thread_local! {
    /// The parts that wait until the page is interactive; `None` from then on.
    static WAITING: RefCell<Option<Vec<Begin>>> = const { RefCell::new(Some(Vec::new())) };
}

/// The page is interactive: its parts load from now on.
pub(crate) fn begin_loading() {
    WAITING.take().into_iter().flatten().for_each(|begin| begin());
}

fn show(place: &Place, load: Rc<Load>) {
    let place = place.clone();
    let begin: Begin = Box::new(move || fetch(place, load));
    let may_begin = WAITING.with_borrow_mut(|waiting| match waiting {
        Some(waiting) => {
            waiting.push(begin);
            None
        }
        None => Some(begin),
    });
    if let Some(begin) = may_begin {
        begin();
    }
}

fn fetch(place: Place, load: Rc<Load>) {
    let part = place.owner.with(|| ScopedFuture::new(load()));
    leptos::task::spawn_local(async move {
        match part.await {
            // Parts that arrive together are drawn one by one, so that the page answers in between.
            Ok(part) => dom::soon(move || place.slot.fill(part)),
            Err(_) if place.coming == Coming::Nothing => {}
            Err(_) => place.slot.fill(failed(&place, load)),
        }
    });
}

fn failed(place: &Place, load: Rc<Load>) -> AnyView {
    let (class, place) = (format!("part-failed {}", place.coming.class()), place.clone());
    view! {
        <div class=class role="alert">
            <p>{t!("This part of the page could not be loaded.")}</p>
            <button type="button" class="button small" on:click=move |_| show(&place, Rc::clone(&load))>{t!("Try again")}</button>
        </div>
    }
    .into_any()
}
