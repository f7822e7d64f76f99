//! The bar above: what runs, and how time passes.

use super::Icon;
use crate::dom;
use crate::parts::{self, Coming, Slot, later};
use crate::store::{Speed, Store};
use leptos::prelude::*;
use tuneground::language::{decimals, t, text};
use tuneground::playground::plot::duration;
use tuneground::playground::{PRESETS, Preset, Session};

/// The bar above.
#[component]
pub(crate) fn TopBar(
    /// For the menus of help and languages.
    menus: Slot,
) -> impl IntoView {
    let end = NodeRef::new();
    put_end(end);
    view! {
        <header class="top-bar">
            <a class="brand" href="./" aria-label={t!("Tuneground, start page")}>
                <svg viewBox="0 0 32 32" width="22" height="22" aria-hidden="true">
                    <path d="M6 27v-8M16 27V15M26 27V10"/>
                    <circle cx="16" cy="6" r="4"/>
                </svg>
                <h1>"Tuneground"</h1>
            </a>
            <PresetMenu/>
            <Transport/>
            <Clock/>
            <div class="bar-end" node_ref=end>
                <ShareButton/>
                {menus.view(Coming::Nothing)}
                <ThemeButton/>
            </div>
        </header>
    }
}

/// What is at the bar's right end stands in its first row where it has several. In the document, not only on the screen, so that
/// Tab goes where the eye goes.
fn put_end(end: NodeRef<leptos::html::Div>) {
    let place = move |is_narrow: bool| {
        let Some(end) = end.get_untracked() else { return };
        let Some(bar) = end.parent_element() else { return };
        let behind = if is_narrow { bar.query_selector(".transport").ok().flatten() } else { None };
        dom::ignore(bar.insert_before(&end, behind.as_deref()));
    };
    Effect::new(move || {
        if end.get().is_some() {
            dom::on_media("(max-width: 900px)", place);
        }
    });
}

/// The presets, with the one that is on the screen.
#[component]
fn PresetMenu() -> impl IntoView {
    let store = Store::expect();
    let choose = move |id: String| {
        if let Some(preset) = Preset::find(&id) {
            store.run_preset(preset);
        }
    };
    let selected = move |id: &'static str| store.preset.get() == Some(id);
    view! {
        <select
            class="select preset"
            data-area="presets"
            data-testid="preset"
            aria-label={t!("Preset")}
            title=move || store.preset.get().and_then(Preset::find).map(|preset| text(preset.description))
            prop:value=move || store.preset.get().unwrap_or_default()
            on:change=move |event| choose(event_target_value(&event))
        >
            <option value="" disabled=true hidden=true selected=move || store.preset.get().is_none()>{t!("Your own job")}</option>
            {PRESETS.iter().map(|preset| view! {
                <option value=preset.id selected=move || selected(preset.id)>{text(preset.title)}</option>
            }).collect_view()}
        </select>
    }
}

/// Run, pause, step, stop, reset, and how fast.
#[component]
fn Transport() -> impl IntoView {
    let store = Store::expect();
    let over = store.memo(|session| session.is_complete() && session.is_at_end());
    let started = store.memo(|session| !session.shown().is_empty() && session.playhead() > 0.0);
    let complete = store.memo(Session::is_complete);
    let label = move || {
        if store.playing.get() {
            (t!("Pause"), "pause")
        } else if over.get() == Some(true) || store.has_changes() {
            (if store.has_changes() { t!("Run") } else { t!("Run again") }, "play")
        } else if started.get() == Some(true) {
            (t!("Resume"), "play")
        } else {
            (t!("Run"), "play")
        }
    };
    let run = move |_| {
        if store.playing.get_untracked() {
            store.pause();
        } else if over.get_untracked() == Some(true) || store.has_changes() {
            store.run();
        } else {
            store.play();
        }
    };
    let ended = move || complete.get().unwrap_or(true);
    view! {
        <div class="transport" role="group" aria-label={t!("Run")}>
            <button type="button" class="button primary run" data-testid="run" data-does=move || label().1 title={t!("Space")} on:click=run>
                {move || { let (text, icon) = label(); view! { <Icon name=icon/><span>{text}</span> } }}
            </button>
            <button type="button" class="icon-button" data-testid="step" aria-label={t!("Step to the next event")} title={t!("Next event (→ or .)")}
                on:click=move |_| store.step()>
                <Icon name="step"/>
            </button>
            <button type="button" class="icon-button" data-testid="next-decision" aria-label={t!("Go to the next decision")}
                title={t!("Next decision (Shift →)")} on:click=move |_| store.step_to_decision()>
                <Icon name="decision"/>
            </button>
            <button type="button" class="icon-button" data-testid="stop" aria-label={t!("Stop the tuning job")}
                title={t!("Stop the tuning job by hand")} disabled=ended on:click=move |_| store.stop()>
                <Icon name="stop"/>
            </button>
            <button type="button" class="icon-button" class:changed=move || store.has_changes() data-testid="reset"
                aria-label=move || if store.has_changes() { t!("Start over with your changes") } else { t!("Start over") }
                title=move || if store.has_changes() { t!("Start over with your changes") } else { t!("Back to the start") }
                on:click=move |_| store.reset()>
                <Icon name="reset"/>
            </button>
            <select class="select speed" data-testid="speed" aria-label={t!("Speed: simulated time in a second")}
                on:change=move |event| {
                    let id = event_target_value(&event);
                    if let Some(speed) = Speed::ALL.into_iter().find(|speed| speed.id() == id) {
                        store.speed.set(speed);
                    }
                }>
                {Speed::ALL.into_iter().map(|speed| view! {
                    <option value=speed.id() selected=move || store.speed.get() == speed>{speed.label()}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

/// The scrubber and both clocks.
#[component]
fn Clock() -> impl IntoView {
    let store = Store::expect();
    let shown = store.memo(|session| session.playhead().round());
    let playhead = move || shown.get().unwrap_or(0.0);
    let scale = Memo::new(move |_| store.scale_end().ceil());
    let end = move || scale.get();
    let filled = move || format!("{:.2}%", if end() > 0.0 { 100.0 * playhead() / end() } else { 0.0 });
    view! {
        <input type="range" class="scrubber" data-testid="scrubber" aria-label={t!("Simulated time")} min="0" step="1"
            max=move || end().max(1.0).to_string()
            prop:value=move || playhead().to_string()
            style:--filled=filled
            aria-valuetext=move || duration(playhead())
            on:keydown=move |event| crate::shortcuts::step_by_key(store, &event)
            on:input=move |event| {
                store.pause();
                store.seek(event_target::<web_sys::HtmlInputElement>(&event).value_as_number());
            }/>
        <p class="clock" data-testid="clock">
            <strong data-testid="simulated-time">{move || duration(playhead())}</strong>
            <span class="muted">{move || if store.ran_at_aws.with(Option::is_some) {
                format!(" {}", t!("at AWS"))
            } else {
                format!(" {} · {}", t!("simulated"), t!("{seconds} s real", seconds = decimals(store.real_seconds(), 1)))
            }}</span>
        </p>
    }
}

/// Opens the dialog that shares the job; it loads when it is first asked for.
#[component]
fn ShareButton() -> impl IntoView {
    let asked = RwSignal::new(0);
    let was_asked = Memo::new(move |_| asked.get() > 0);
    view! {
        <button type="button" class="icon-button" data-testid="share" aria-label={t!("Share the job")} aria-haspopup="dialog"
            title={t!("Share the job")} on:click=move |_| asked.update(|asked| *asked += 1)>
            <Icon name="share"/>
        </button>
        {move || was_asked.get().then(|| later(Coming::Nothing, move || parts::share(asked)))}
    }
}

/// Light, dark, or as the system says.
#[component]
fn ThemeButton() -> impl IntoView {
    let root = || document().document_element();
    let toggle = move |_| {
        let Some(root) = root() else { return };
        let chosen = root.get_attribute("data-theme");
        let is_dark =
            chosen.map_or_else(|| dom::matches_media("(prefers-color-scheme: dark)"), |theme| theme == "dark");
        dom::ignore(root.set_attribute("data-theme", if is_dark { "light" } else { "dark" }));
    };
    view! {
        <button type="button" class="icon-button" data-testid="theme" aria-label={t!("Light or dark")}
            title={t!("Light or dark")} on:click=toggle>
            <Icon name="theme"/>
        </button>
    }
}
