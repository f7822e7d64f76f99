//! A structure: its members below a heading. One that may be left out can be added and removed.

use super::leaf::{about, draft_key};
use super::{Form, part};
use crate::components::Icon;
use crate::components::fields::{id_of, messages};
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::playground::form::request::{Place, edit, words};
use tuneground::sagemaker::{Member, Shape};

/// A structure with its heading.
pub(super) fn group(form: Form, place: Place, member: Member) -> AnyView {
    let path = place.to_string();
    let id = id_of(&draft_key(&path));
    let own = place.clone();
    let is_there = Memo::new(move |_| form.request.with(|request| own.look(request).is_some()));
    let at = path.clone();
    let issues = form.issues_at(move |path| path == at);
    let label = words::label(&member);
    let switch = (!member.required).then(|| presence(form, &place, member, is_there, &label));
    let members = move || is_there.get().then(|| members(form, &place, member.shape));
    view! {
        <section class="request-group" data-path=path aria-labelledby=id.clone()>
            <div class="request-group-head">
                <h3 id=id.clone()>{label}</h3>
                {switch}
            </div>
            {about(&id, member)}
            {messages(issues)}
            {members}
        </section>
    }
    .into_any()
}

/// The members of a structure, one below the other; of the structures in it that may be left out, those that are there. A line
/// at the end adds the others.
pub(super) fn members(form: Form, place: &Place, shape: Shape) -> AnyView {
    let Shape::Object(members) = shape else { return ().into_any() };
    let (mut shown, mut absent) = (Vec::new(), Vec::new());
    for member in members {
        let own = place.member(member.name);
        if member.required || !matches!(member.shape, Shape::Object(_)) {
            shown.push(part(form, own, *member));
            continue;
        }
        let at = own.clone();
        let is_there = Memo::new(move |_| form.request.with(|request| at.look(request).is_some()));
        let drawn = own.clone();
        shown.push((move || is_there.get().then(|| part(form, drawn.clone(), *member))).into_any());
        absent.push(add_chip(form, own, *member, is_there));
    }
    let absent = (!absent.is_empty()).then(|| view! { <div class="request-absent">{absent}</div> });
    view! { <div class="request-members">{shown} {absent}</div> }.into_any()
}

/// A button for a part that is not there.
fn add_chip(form: Form, place: Place, member: Member, is_there: Memo<bool>) -> AnyView {
    let add = move |_| {
        form.editor.edit(|document| edit::add(document, &place, &member));
        form.focus(place.to_string());
    };
    view! {
        <button type="button" class="button small quiet" hidden=move || is_there.get() title=words::help(&member) data-testid="request-absent" data-name=member.name on:click=add>
            <Icon name="plus"/>{words::label(&member)}
        </button>
    }
    .into_any()
}

/// The button that adds a part or takes it out. It stays where it is, so that the focus does.
fn presence(form: Form, place: &Place, member: Member, is_there: Memo<bool>, label: &str) -> AnyView {
    let place = place.clone();
    let turn = move |_| {
        if is_there.get_untracked() {
            form.editor.drafts.update(|drafts| drafts.forget(&draft_key(&place.to_string())));
            form.editor.edit(|document| edit::remove(document, &place));
        } else {
            form.editor.edit(|document| edit::add(document, &place, &member));
        }
    };
    let label = label.to_owned();
    let name = move || if is_there.get() { t!("Remove {name}", name = label) } else { t!("Add {name}", name = label) };
    view! {
        <button type="button" class="button small quiet" data-testid="request-presence" aria-label=name on:click=turn>
            {move || if is_there.get() { t!("Remove") } else { t!("Add") }}
        </button>
    }
    .into_any()
}
