//! What of the page is there, and what of it can be changed.

use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::workshop::{Area, Draft, Permission};

/// A menu for each area.
#[component]
pub(super) fn Areas(draft: RwSignal<Draft>) -> impl IntoView {
    let left_out = Memo::new(move |_| {
        draft.with(|draft| Area::ALL.into_iter().filter(|area| draft.permission(*area) == Permission::Nothing).count())
    });
    let locked = Memo::new(move |_| {
        draft.with(|draft| Area::ALL.into_iter().filter(|area| draft.permission(*area) == Permission::See).count())
    });
    view! {
        <details class="more" data-testid="prepare-areas">
            <summary>
                {t!("What is there, and what can be changed")}
                " "<span class="muted">{move || t!("{hidden} left out, {locked} locked", hidden = left_out.get(), locked = locked.get())}</span>
            </summary>
            <div class="prepare-areas">
                {Area::ALL.into_iter().map(|area| choice(draft, area)).collect_view()}
            </div>
            <p class="small muted">{t!("Lock the strategy, and everyone has the same seed: the same job until they change something else.")}</p>
        </details>
    }
}

fn choice(draft: RwSignal<Draft>, area: Area) -> impl IntoView {
    let chosen = Memo::new(move |_| draft.with(|draft| draft.permission(area)));
    let choices = Permission::ALL.into_iter().filter(move |permission| match permission {
        Permission::See => area.can_be_locked(),
        Permission::Change | Permission::Nothing => true,
    });
    let words = move |permission: Permission| match permission {
        Permission::Change if area.can_be_locked() => t!("can be changed"),
        Permission::Change => t!("is there"),
        Permission::See => t!("locked"),
        Permission::Nothing => t!("left out"),
    };
    let all: Vec<Permission> = choices.collect();
    let options = all.clone();
    let choose = move |event: leptos::ev::Event| {
        let place: Option<usize> = event_target_value(&event).parse().ok();
        if let Some(permission) = place.and_then(|place| all.get(place)) {
            draft.update(|draft| draft.allow(area, *permission));
        }
    };
    view! {
        <label class="prepare-area"><span>{area.title()}</span>
            <select class="select" data-testid=format!("prepare-{}", area.name()) on:change=choose>
                {options.into_iter().enumerate().map(|(place, permission)| view! {
                    <option value=place prop:selected=move || chosen.get() == permission>{words(permission)}</option>
                }).collect_view()}
            </select>
        </label>
    }
}
