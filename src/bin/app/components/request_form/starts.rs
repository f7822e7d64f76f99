//! Where a request may start: blank, or with one of SageMaker's own algorithms in a Region.

use super::Form;
use super::menu::{Menu, menu};
use leptos::prelude::*;
use tuneground::catalogue::{REGIONS, find, starting_request};
use tuneground::language::{t, text};
use tuneground::playground::Document;
use tuneground::playground::form::request::{built_in, edit};

/// What the menu calls the blank request.
const BLANK: &str = "blank";

/// The menu of starts, and the way back from one.
#[component]
pub(super) fn Starts(form: Form) -> impl IntoView {
    let editor = form.editor;
    let region = RwSignal::new(built_in::FIRST_REGION.to_owned());
    let before = RwSignal::new(None::<Document>);
    let said = RwSignal::new(None::<String>);
    let start = move |id: String, region: String| {
        let next = match find(&id) {
            None if id == BLANK => Ok((edit::blank(), t!("A blank request").to_owned())),
            None => return,
            Some(algorithm) => starting_request(algorithm, &region).map(|request| {
                (
                    request,
                    t!("{algorithm}: put in your role, your data and your output", algorithm = text(algorithm.title)),
                )
            }),
        };
        match next {
            Ok((request, words)) => {
                let document = editor.document.get_untracked();
                before.set(Some(document.clone()));
                editor.load_request(document, request);
                editor.announce(&words);
                said.set(Some(words));
                form.show("HyperParameterTuningJobName");
            }
            Err(error) => said.set(Some(error.to_string())),
        }
    };
    let mut options = vec![(BLANK.to_owned(), t!("A blank request").to_owned())];
    options.extend(built_in::starts().map(|own| (own.id.to_owned(), text(own.title).to_owned())));
    let starts = menu(Menu {
        testid: "request-start",
        name: t!("Start with").to_owned(),
        button: t!("Start"),
        options,
        act: Callback::new(move |id| start(id, region.get_untracked())),
    });
    let back = move |_| {
        if let Some(document) = before.get_untracked() {
            before.set(None);
            said.set(None);
            let request = document.request.clone();
            editor.load_request(document, request);
            form.show("HyperParameterTuningJobName");
        }
    };
    view! {
        <p class="muted small start-said" role="status">
            {move || said.get().unwrap_or_else(|| t!("Form and JSON are the same request: change either.").to_owned())}
        </p>
        <Show when=move || before.with(Option::is_some)>
            <button type="button" class="button small quiet" data-testid="request-back" on:click=back>{t!("Undo")}</button>
        </Show>
        <select class="select" aria-label={t!("Region of the start")} data-testid="request-region" on:change=move |event| region.set(event_target_value(&event))>
            {REGIONS.iter().map(|own| view! { <option value=own.name selected=own.name == built_in::FIRST_REGION>{own.name}</option> }).collect_view()}
        </select>
        {starts}
    }
}

/// What else can be tuned of an algorithm of SageMaker's own.
#[component]
pub(super) fn MoreToTune(form: Form) -> impl IntoView {
    let editor = form.editor;
    let more = Memo::new(move |_| {
        let definition = form.definition.get();
        editor.document.with(|document| {
            let algorithm = built_in::algorithm(&document.request, definition)?;
            Some((text(algorithm.title), built_in::not_tuned(&document.request, definition)))
        })
    });
    let tune = move |name: String| {
        let definition = form.definition.get_untracked();
        let mut place = None;
        editor.edit(|document| place = built_in::tune(document, definition, &name));
        if let Some(place) = place {
            form.focus(place.to_string());
        }
    };
    move || {
        let (title, names) = more.get()?;
        if names.is_empty() {
            return Some(
                view! { <p class="note">{t!("Everything that AWS lets you tune of {algorithm} is tuned.", algorithm = title)}</p> }
                    .into_any(),
            );
        }
        Some(menu(Menu {
            testid: "request-tune",
            name: t!("{algorithm}: a hyperparameter in its recommended range", algorithm = title),
            button: t!("Tune it"),
            options: names.into_iter().map(|name| (name.to_owned(), name.to_owned())).collect(),
            act: Callback::new(tune),
        }))
    }
}
