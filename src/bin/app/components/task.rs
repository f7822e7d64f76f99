//! What somebody prepared for others: the goal, hints, questions, "Check my answer", and the result as a code for the teacher.

use crate::address;
use crate::components::{Icon, qr_code};
use crate::dom;
use crate::embed;
use crate::prepared::Locked;
use crate::store::Store;
use leptos::ev;
use leptos::prelude::*;
use std::collections::BTreeMap;
use tuneground::language::t;
use tuneground::playground::Session;
use tuneground::playground::workshop::{
    Area, Layout, MAX_NAME_BYTES, Outcome, Permission, Question, ResultCode, Workshop,
};

/// The task of the page's address. Another address brings another.
#[component]
pub(crate) fn Task() -> impl IntoView {
    let workshop = RwSignal::new(None);
    let wrong = RwSignal::new(None::<String>);
    let read = move || {
        let found = address::value("w").map(|link| Workshop::from_link(&link)).transpose();
        wrong.set(found.as_ref().err().map(|error| t!("The task of this link cannot be shown. {error}", error)));
        workshop.set(found.ok().flatten());
    };
    read();
    let handle = window_event_listener(ev::hashchange, move |_| read());
    on_cleanup(move || handle.remove());
    let locked = Locked::expect();
    Effect::new(move || workshop.with(|workshop| arrange(workshop.as_ref(), locked)));
    let assignment = move || {
        workshop.get().map(|workshop| {
            let is_there = workshop.goal.is_some() || workshop.title.is_some() || workshop.has_check();
            is_there.then(|| view! { <Assignment workshop/> })
        })
    };
    view! {
        {move || wrong.get().map(|wrong| view! { <p class="task error" role="alert">{wrong}</p> })}
        {assignment}
    }
}

/// Says on the page's root how it is arranged and what is left out, which the style sheets follow, and what is locked.
fn arrange(workshop: Option<&Workshop>, locked: Locked) {
    let Some(root) = document().document_element() else { return };
    let layout = match workshop.map(Workshop::arrangement) {
        None | Some(Layout::Page) => "page",
        Some(Layout::Presenter) => "presenter",
        Some(Layout::Figure) => "figure",
    };
    dom::ignore(root.set_attribute("data-layout", layout));
    let with = |permission| {
        let is = move |area: &Area| workshop.is_some_and(|workshop| workshop.permission(*area) == permission);
        Area::ALL.into_iter().filter(is).map(Area::name).collect::<Vec<_>>()
    };
    let hidden = with(Permission::Nothing);
    let is_left = |areas: &[Area]| areas.iter().any(|area| !hidden.contains(&area.name()));
    let mut words = hidden.join(" ");
    for (column, areas) in [("job-column", &Area::JOB[..]), ("answers-column", &Area::ANSWERS[..])] {
        if !is_left(areas) {
            words = format!("{words} {column}");
        }
    }
    dom::ignore(root.set_attribute("data-hide", &words));
    // A column that has nothing to put the focus on has it itself, so that the keyboard can scroll it.
    if let Some(answers) = document().query_selector(".answers").ok().flatten() {
        let has_control = is_left(&[Area::Json, Area::Cost]);
        dom::ignore(if has_control {
            answers.remove_attribute("tabindex")
        } else {
            answers.set_attribute("tabindex", "0")
        });
    }
    locked.0.set(with(Permission::See));
}

#[component]
fn Assignment(workshop: Workshop) -> impl IntoView {
    let hints = workshop.hints.clone().unwrap_or_default();
    let all_hints = hints.len();
    let shown_hints = RwSignal::new(0_usize);
    let hint_label =
        move || t!("Hint {hint} of {last}", hint = (shown_hints.get() + 1).min(all_hints), last = all_hints);
    let has_all = move || shown_hints.get() >= all_hints;
    let (title, goal) = (workshop.title.clone(), workshop.goal.clone());
    let has_check = workshop.has_check();
    view! {
        <section class="task" aria-label={t!("Task")} data-testid="task">
            <div class="task-head">
                <div class="task-words">
                    {title.map(|title| view! { <h2>{title}</h2> })}
                    {goal.map(|goal| view! { <p data-testid="task-goal">{goal}</p> })}
                </div>
                <button type="button" class="button" data-testid="task-hint" hidden=has_all
                    on:click=move |_| shown_hints.update(|shown| *shown += 1)>{hint_label}</button>
            </div>
            <div class="task-hints" role="status"><ol>
                {move || hints.iter().take(shown_hints.get()).map(|hint| view! { <li>{hint.clone()}</li> }).collect_view()}
            </ol></div>
            {has_check.then(|| view! { <Checking workshop/> })}
        </section>
    }
}

/// What came of a check.
#[derive(Clone)]
enum Checked {
    /// It has to wait: why.
    NotYet(&'static str),
    /// All conditions.
    Done(Vec<Outcome>, ResultCode),
}

#[component]
fn Checking(workshop: Workshop) -> impl IntoView {
    let store = Store::expect();
    let answers = RwSignal::new(BTreeMap::<usize, String>::new());
    let checked = RwSignal::new(None::<Checked>);
    let questions: Vec<(usize, Question)> =
        workshop.questions().map(|(index, question)| (index, question.clone())).collect();
    let check = move |_| {
        let result = check_now(store, &workshop, &answers.get_untracked());
        if let Checked::Done(outcomes, code) = &result {
            embed::tell_checked(outcomes, code);
        }
        checked.set(Some(result));
    };
    // What was found is of the tuning job that was on the screen.
    Effect::new(move |was: Option<_>| {
        let now = store.run_id();
        if was.is_some_and(|was| was != now) {
            checked.set(None);
        }
        now
    });
    view! {
        {questions.into_iter().map(|(index, question)| asked(index, question, answers)).collect_view()}
        <button type="button" class="button primary" data-testid="task-check" on:click=check>{t!("Check my answer")}</button>
        <div class="task-result" role="status" data-testid="task-result">
            {move || checked.get().map(|checked| match checked {
                Checked::NotYet(why) => view! { <p>{why}</p> }.into_any(),
                Checked::Done(outcomes, code) => view! { <Found outcomes code/> }.into_any(),
            })}
        </div>
    }
}

fn check_now(store: Store, workshop: &Workshop, answers: &BTreeMap<usize, String>) -> Checked {
    if store.has_changes_untracked() {
        return Checked::NotYet(t!("The job was changed and has not run yet: press Run, and check when it has ended."));
    }
    if store.view_untracked(Session::is_complete) != Some(true) || !store.is_over() {
        return Checked::NotYet(t!(
            "The tuning job has not ended yet: let it run to its end, or stop it, and check then."
        ));
    }
    match store.check(workshop, answers) {
        Some((outcomes, code)) => Checked::Done(outcomes, code),
        None => Checked::NotYet(t!("This tuning job did not run here, so it cannot be checked.")),
    }
}

/// A question, with what is answered.
fn asked(index: usize, question: Question, answers: RwSignal<BTreeMap<usize, String>>) -> AnyView {
    let answer = move |text: String| answers.update(|answers| drop(answers.insert(index, text)));
    let name = format!("question-{index}");
    match question.choices.filter(|choices| !choices.is_empty()) {
        Some(choices) => view! {
            <fieldset class="question">
                <legend>{question.text}</legend>
                {choices.into_iter().enumerate().map(|(place, choice)| view! {
                    <label class="check">
                        <input type="radio" name=name.clone() value=place + 1 on:change=move |_| answer((place + 1).to_string())/>
                        <span>{choice}</span>
                    </label>
                }).collect_view()}
            </fieldset>
        }
        .into_any(),
        None => view! {
            <label class="question">
                <span>{question.text}</span>
                <input class="input" inputmode="decimal" name=name on:input=move |event| answer(event_target_value(&event))/>
            </label>
        }
        .into_any(),
    }
}

/// What was found, and the result as a code.
#[component]
fn Found(outcomes: Vec<Outcome>, code: ResultCode) -> impl IntoView {
    let is_right = outcomes.iter().all(|outcome| outcome.is_met);
    let verdict = if is_right {
        t!("Right. This is your result:").to_owned()
    } else {
        let met = outcomes.iter().filter(|outcome| outcome.is_met).count();
        t!("Not yet: {met} of {all} hold.", met, all = outcomes.len())
    };
    let row = |outcome: Outcome| {
        view! {
            <li class:met=outcome.is_met>
                <span class="visually-hidden">{if outcome.is_met { t!("Holds:") } else { t!("Does not hold:") }}" "</span>
                {outcome.words}
                {outcome.say.map(|say| view! { <span class="say">{say}</span> })}
            </li>
        }
    };
    let name = RwSignal::new(String::new());
    let text = Memo::new(move |_| ResultCode { name: name.get(), ..code.clone() }.encode());
    let said = RwSignal::new("");
    let copy = move |_| {
        let refused = t!("The browser does not allow it; mark the code and copy it");
        dom::copy(&text.get_untracked(), refused, move |words| said.set(words));
    };
    view! {
        <p class="verdict" class:right=is_right>{verdict}</p>
        <ul class="outcomes">{outcomes.into_iter().map(row).collect_view()}</ul>
        <div class="result-code">
            <label>{t!("Your name, if you like")}
                <input class="input" maxlength=MAX_NAME_BYTES data-testid="task-name" on:input=move |event| name.set(event_target_value(&event))/>
            </label>
            <p class="code-line"><code data-testid="task-code">{move || text.get()}</code>
                <button type="button" class="icon-button quiet" title={t!("Copy")} aria-label={t!("Copy the result code")} on:click=copy>
                    <Icon name="copy"/>
                </button>
                <span class="small muted">{move || said.get()}</span></p>
            <details class="more"><summary>{t!("As a QR code")}</summary>{move || qr_code(&text.get(), t!("The result as a QR code"))}</details>
        </div>
    }
}
