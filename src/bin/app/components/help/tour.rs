//! A short tour: what is where on the page. It marks what it speaks of and hides nothing; the page goes on meanwhile.

use crate::dom;
use leptos::prelude::*;
use tuneground::language::{marked, t, text};

/// What is marked, and what is said of it.
const STOPS: [(&str, &str, &str); 6] = [
    (
        "[data-testid=job-panel]",
        marked!("What you ask for"),
        marked!(
            "A tuning job as SageMaker takes it: ranges of hyperparameters, a strategy, and what is to end it. Change anything; what runs is not disturbed."
        ),
    ),
    (
        ".transport",
        marked!("Time"),
        marked!(
            "Run trains real models in this page, on a simulated clock that runs as fast as you like. Pause, go from event to event, and go back."
        ),
    ),
    (
        "[data-testid=learning-curves]",
        marked!("What happens"),
        marked!(
            "Each curve is a training job, epoch by epoch. Point at one to see its hyperparameters; press on it to keep it in view."
        ),
    ),
    (
        "[data-testid=views]",
        marked!("Why it happens"),
        marked!(
            "Where the strategy looked, why a job was stopped or tried, what matters, what another strategy would have come to. Play against it under By hand."
        ),
    ),
    (
        "[data-testid=decisions]",
        marked!("Every decision"),
        marked!("Each is told with the numbers that decided it, and above it what the job would cost at AWS."),
    ),
    (
        "[data-testid=json]",
        marked!("Take it away"),
        marked!(
            "The request as JSON, for the command line, Python, Terraform; or load your own. Nothing of it leaves this machine."
        ),
    ),
];

const MARK: &str = "data-tour";

/// The tour's card, at the lower edge of the screen.
#[component]
pub(super) fn Tour(is_open: RwSignal<bool>) -> impl IntoView {
    let stop = RwSignal::new(0_usize);
    let next = NodeRef::<leptos::html::Button>::new();
    Effect::new(move |_| {
        if is_open.get() {
            stop.set(0);
        }
    });
    Effect::new(move |_| {
        unmark();
        if is_open.get() {
            mark(STOPS[stop.get()].0);
        }
    });
    // Whoever opened it with the keyboard goes on with it.
    Effect::new(move |_| {
        if let Some(button) = next.get() {
            dom::focus(&button);
        }
    });
    on_cleanup(unmark);
    let is_last = move || stop.get() + 1 == STOPS.len();
    let go_on = move |_| {
        if is_last() {
            is_open.set(false);
        } else {
            stop.update(|stop| *stop += 1);
        }
    };
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            is_open.set(false);
        }
    };
    view! {
        <Show when=move || is_open.get()>
            <section class="tour" role="dialog" aria-labelledby="tour-title" aria-describedby="tour-text" data-testid="tour" on:keydown=leave>
                <p class="small muted">{move || t!("{n} of {all}", n = stop.get() + 1, all = STOPS.len())}</p>
                <div aria-live="polite">
                    <h2 id="tour-title">{move || text(STOPS[stop.get()].1)}</h2>
                    <p id="tour-text">{move || text(STOPS[stop.get()].2)}</p>
                </div>
                <div class="tour-buttons">
                    <button type="button" class="button quiet" data-testid="tour-close" on:click=move |_| is_open.set(false)>{t!("End the tour")}</button>
                    <button type="button" class="button" data-testid="tour-back" disabled=move || stop.get() == 0
                        on:click=move |_| stop.update(|stop| *stop -= 1)>{t!("Back")}</button>
                    <button type="button" class="button primary" data-testid="tour-next" node_ref=next on:click=go_on>
                        {move || if is_last() { t!("Done") } else { t!("Next") }}
                    </button>
                </div>
            </section>
        </Show>
    }
}

fn mark(selector: &str) {
    if let Some(element) = document().query_selector(selector).ok().flatten() {
        dom::ignore(element.set_attribute(MARK, ""));
        element.scroll_into_view();
    }
}

fn unmark() {
    if let Some(element) = document().query_selector("[data-tour]").ok().flatten() {
        dom::ignore(element.remove_attribute(MARK));
    }
}
