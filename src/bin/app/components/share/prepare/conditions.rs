//! What "Check my answer" asks for, condition by condition, with what it finds of the tuning job on the screen.

use super::text_box::{Kind, text_box};
use crate::components::Icon;
use crate::dom;
use crate::store::Store;
use leptos::prelude::*;
use std::collections::BTreeMap;
use tuneground::completion::Criterion;
use tuneground::language::t;
use tuneground::playground::Session;
use tuneground::playground::workshop::{ConditionDraft, ConditionKind, Draft, Outcome, Workshop};

/// The list.
#[component]
pub(super) fn Conditions(draft: RwSignal<Draft>) -> impl IntoView {
    let count = Memo::new(move |_| draft.with(|draft| draft.conditions.len()));
    let add = move |_| {
        draft.update(|draft| draft.conditions.push(ConditionDraft::default()));
        let last = count.get_untracked() - 1;
        request_animation_frame(move || {
            if let Some(kind) = document().get_element_by_id(&kind_id(last)) {
                dom::focus(&kind);
            }
        });
    };
    view! {
        <section class="prepare-checks" aria-labelledby="prepare-checks">
            <h3 id="prepare-checks">{t!("Check my answer")}</h3>
            <p class="small muted">{t!("All of it has to hold when the tuning job has ended. It is in the link, so who looks for the answers can read them there.")}</p>
            <ol>{move || (0..count.get()).map(|index| view! { <One draft index/> }).collect_view()}</ol>
            <button type="button" class="button small" data-testid="prepare-add" on:click=add>{t!("Add a condition")}</button>
        </section>
    }
}

fn kind_id(index: usize) -> String {
    format!("prepare-kind-{index}")
}

/// A condition of the draft. It may be gone already when what shows it looks once more.
#[derive(Clone, Copy)]
struct Place {
    draft: RwSignal<Draft>,
    index: usize,
}

impl Place {
    fn see<T: Default>(self, look: impl FnOnce(&ConditionDraft) -> T) -> T {
        self.draft.with(|draft| draft.conditions.get(self.index).map(look).unwrap_or_default())
    }

    fn change(self, change: impl FnOnce(&mut ConditionDraft)) {
        self.draft.update(|draft| {
            if let Some(condition) = draft.conditions.get_mut(self.index) {
                change(condition);
            }
        });
    }
}

#[component]
fn One(draft: RwSignal<Draft>, index: usize) -> impl IntoView {
    let store = Store::expect();
    let place = Place { draft, index };
    let kind = Memo::new(move |_| place.see(|condition| condition.kind));
    let choose = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        if let Some(kind) = ConditionKind::ALL.into_iter().find(|kind| kind.name() == name) {
            place.change(|condition| condition.kind = kind);
        }
    };
    let remove = move |_| {
        draft.update(|draft| {
            if index < draft.conditions.len() {
                draft.conditions.remove(index);
            }
        });
    };
    let found = Memo::new(move |_| {
        // As the tuning job goes on, and ends.
        store.view(Session::is_complete);
        place.see(|condition| Some(judged(store, condition)))
    });
    let words = move || match found.get() {
        Some(Judged::Wrong(words)) => view! { <p class="error" data-testid="prepare-error">{words}</p> }.into_any(),
        Some(Judged::Now { is_met, words }) => {
            let mark = if is_met { t!("holds here") } else { t!("does not hold here") };
            view! { <p class="small muted" data-testid="prepare-now">{format!("{words} — {mark}")}</p> }.into_any()
        }
        Some(Judged::NotYet) | None => ().into_any(),
    };
    view! {
        <li class="prepare-check" data-testid="prepare-check">
            <div class="prepare-kind">
                <select class="select" id=kind_id(index) aria-label={t!("What is checked")} data-testid="prepare-kind" on:change=choose>
                    {ConditionKind::ALL.into_iter().map(|own| view! {
                        <option value=own.name() prop:selected=move || kind.get() == own>{own.title()}</option>
                    }).collect_view()}
                </select>
                <button type="button" class="icon-button quiet" aria-label={t!("Take this condition away")} title={t!("Take this condition away")}
                    data-testid="prepare-remove" on:click=remove><Icon name="close"/></button>
            </div>
            <div class="prepare-parts">{move || parts(place, kind.get())}</div>
            {boxed(place, t!("Said when it does not hold, to help"), "prepare-say", Kind::Line, |own| &own.say, |own| &mut own.say)}
            <div role="status">{words}</div>
        </li>
    }
}

/// The boxes of a kind.
fn parts(place: Place, kind: ConditionKind) -> AnyView {
    match kind {
        ConditionKind::EndedBy => ended_by(place),
        ConditionKind::Request => view! {
            {boxed(place, t!("Member of the request"), "prepare-path", Kind::Line, |own| &own.path, |own| &mut own.path)}
            {boxed(place, t!("Its value"), "prepare-value", Kind::Line, |own| &own.value, |own| &mut own.value)}
        }
        .into_any(),
        ConditionKind::Answer => question(place),
        _ => view! {
            {boxed(place, t!("At least"), "prepare-least", Kind::Number, |own| &own.least, |own| &mut own.least)}
            {boxed(place, t!("At most"), "prepare-most", Kind::Number, |own| &own.most, |own| &mut own.most)}
        }
        .into_any(),
    }
}

/// A box for a text of a condition.
fn boxed(
    place: Place,
    label: &'static str,
    testid: &'static str,
    kind: Kind,
    look: fn(&ConditionDraft) -> &String,
    part: fn(&mut ConditionDraft) -> &mut String,
) -> AnyView {
    let value = Memo::new(move |_| place.see(|condition| look(condition).clone()));
    text_box(label, testid, kind, value.into(), move |text| place.change(|condition| *part(condition) = text))
}

fn ended_by(place: Place) -> AnyView {
    let value = Memo::new(move |_| place.see(|condition| condition.ended_by.clone()));
    // By hand, or a criterion: as the event log names them.
    let names = Criterion::ALL.into_iter().map(Criterion::name).chain(["Stopped"]);
    view! {
        <label class="prepare-line"><span>{t!("It is ended by")}</span>
            <select class="select" data-testid="prepare-ended-by" on:change=move |event| place.change(|condition| condition.ended_by = event_target_value(&event))>
                <option value="" prop:selected=move || value.with(String::is_empty)>{t!("choose")}</option>
                {names.map(|name| view! {
                    <option value=name translate="no" prop:selected=move || value.with(|value| value == name)>{name}</option>
                }).collect_view()}
            </select></label>
    }
    .into_any()
}

fn question(place: Place) -> AnyView {
    let choices = Memo::new(move |_| place.see(ConditionDraft::choices));
    let chosen = Memo::new(move |_| place.see(|condition| condition.choice));
    let choose = move |event: leptos::ev::Event| {
        let choice = event_target_value(&event).parse().unwrap_or_default();
        place.change(|condition| condition.choice = choice);
    };
    let is_number = Memo::new(move |_| choices.with(Vec::is_empty));
    let right = move || {
        if is_number.get() {
            return view! {
                {boxed(place, t!("The right number"), "prepare-answer", Kind::Number, |own| &own.answer, |own| &mut own.answer)}
                {boxed(place, t!("May be off by"), "prepare-within", Kind::Number, |own| &own.within, |own| &mut own.within)}
            }
            .into_any();
        }
        view! {
            <label class="prepare-line"><span>{t!("The right answer")}</span>
                <select class="select" data-testid="prepare-choice" on:change=choose>
                    {move || choices.get().into_iter().enumerate().map(|(place, choice)| view! {
                        <option value=place prop:selected=move || chosen.get() == place>{choice}</option>
                    }).collect_view()}
                </select></label>
        }
        .into_any()
    };
    view! {
        <div class="prepare-wide">{boxed(place, t!("Question"), "prepare-question", Kind::Line, |own| &own.question, |own| &mut own.question)}</div>
        <div class="prepare-wide">
            {boxed(place, t!("Answers to choose from, one a line; none where a number is asked for"), "prepare-choices", Kind::Lines,
                |own| &own.choices, |own| &mut own.choices)}
        </div>
        {right}
    }
    .into_any()
}

/// What is to be said of a condition.
#[derive(Clone, PartialEq)]
enum Judged {
    /// It cannot be checked: why.
    Wrong(String),
    /// What a check of the tuning job on the screen finds.
    Now { is_met: bool, words: String },
    /// There is nothing to check yet, or a question, which learners answer.
    NotYet,
}

fn judged(store: Store, condition: &ConditionDraft) -> Judged {
    match condition.read() {
        Err(wrong) => Judged::Wrong(wrong.to_string()),
        Ok(_) if condition.kind == ConditionKind::Answer => Judged::NotYet,
        Ok(condition) => {
            let alone = Workshop { check: Some(vec![condition]), ..Workshop::default() };
            let found = store.check(&alone, &BTreeMap::new());
            match found.and_then(|(outcomes, _)| outcomes.into_iter().next()) {
                Some(Outcome { is_met, words, .. }) => Judged::Now { is_met, words },
                None => Judged::NotYet,
            }
        }
    }
}
