//! The whole screen.

use crate::address::{self, OpenView};
use crate::api;
use crate::charts::LearningCurves;
use crate::components::{Notices, TopBar};
use crate::dom;
use crate::embed;
use crate::engine::Engine;
use crate::parts::{self, Coming, Slot, in_turn, later};
use crate::prepared::Locked;
use crate::shortcuts;
use crate::store::Store;
use crate::training::Training;
use leptos::ev;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::PRESETS;

/// The whole screen: a bar above; the job, what happens, and where it stands side by side.
#[component]
pub(crate) fn App() -> impl IntoView {
    let store = Store::new(&PRESETS[0]);
    provide_context(store);
    provide_context(OpenView(RwSignal::new(None)));
    Locked::provide();
    let training = Training::new();
    provide_context(training);
    let scripts = api::Scripts::default();
    let heard = scripts.clone();
    let engine = Engine::start(Box::new(move |message| {
        if let Some(message) = heard.hear(message).and_then(|message| training.hear(message)) {
            store.hear(message);
        }
    }));
    scripts.install(&engine);
    provide_context(api::Asker::new(scripts.clone(), engine.clone()));
    training.connect(engine.clone());
    store.connect(engine);
    shortcuts::install(store);
    color_by_strategy(store);
    let is_workshop = is_workshop();
    // The first visit opens on something that runs, as soon as the editor has loaded; who has a task thinks first.
    if !is_workshop.get_untracked() {
        store.run();
    }
    let (json, menus) = (Slot::new(), Slot::new());
    let job = NodeRef::new();
    put_last_where_narrow(job);

    view! {
        <a class="skip-link" href="#learning-curves">{t!("Skip to the learning curves")}</a>
        {in_turn(move || view! { <TopBar menus/> }.into_any())}
        <Notices/>
        {move || is_workshop.get().then(|| later(Coming::Nothing, parts::workshop))}
        {embed::is_embedded().then(|| later(Coming::Nothing, move || parts::embed(store)))}
        <main class="columns">
            <aside class="column job" aria-label={t!("The job")} node_ref=job>
                {later(Coming::Groups, move || parts::editor(store, json))}
            </aside>
            <section class="column centre" aria-label={t!("What happens")}>
                {in_turn(|| view! { <LearningCurves/> }.into_any())}
                {later(Coming::Card, parts::views)}
            </section>
            <aside class="column answers" aria-label={t!("Where it stands")}>
                {later(Coming::Groups, move || parts::answers(menus))}
                {json.view(Coming::Nothing)}
            </aside>
        </main>
        <div class="visually-hidden" role="status" aria-live="polite">{move || store.announcement.get()}</div>
    }
}

/// Says on the page's root which strategy runs: the style sheets give it its colour.
fn color_by_strategy(store: Store) {
    let strategy = store.of_config(|config| config.strategy().name());
    Effect::new(move || {
        if let (Some(root), Some(name)) = (document().document_element(), strategy.get()) {
            dom::ignore(root.set_attribute("data-strategy", name));
        }
    });
}

/// Whether the address is of a workshop, or was.
fn is_workshop() -> RwSignal<bool> {
    let is_workshop = RwSignal::new(address::is_of_workshop());
    let handle = window_event_listener(ev::hashchange, move |_| {
        if address::is_of_workshop() {
            is_workshop.set(true);
        }
    });
    on_cleanup(move || handle.remove());
    is_workshop
}

/// The job stands first, at the left, and last where the columns lie below each other: what happens comes first there. In
/// the document, not only on the screen, so that the keyboard and screen readers go the same way.
fn put_last_where_narrow(job: NodeRef<leptos::html::Aside>) {
    let place = move |is_narrow: bool| {
        let Some(job) = job.get_untracked() else { return };
        let Some(columns) = job.parent_element() else { return };
        dom::ignore(if is_narrow { columns.append_with_node_1(&job) } else { columns.prepend_with_node_1(&job) });
    };
    Effect::new(move || {
        if job.get().is_some() {
            dom::on_media("(max-width: 900px)", place);
        }
    });
}
