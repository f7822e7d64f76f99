//! A list: of texts, one a line; of small structures, as a table; of others, one below the other.

use super::Form;
use super::group::members;
use super::leaf::{about, draft_key, field};
use crate::components::Icon;
use crate::components::fields::{has_error, id_of, messages};
use leptos::prelude::*;
use serde_json::Value;
use tuneground::language::t;
use tuneground::playground::form::request::{Place, edit, words};
use tuneground::sagemaker::{Member, Shape};

/// Columns that still fit side by side.
const MOST_COLUMNS: usize = 4;

/// A list with its heading.
pub(super) fn list(form: Form, place: Place, member: Member) -> AnyView {
    let Shape::List(item, ..) = member.shape else { return ().into_any() };
    let path = place.to_string();
    let id = id_of(&draft_key(&path));
    let at = path.clone();
    let label = words::label(&member);
    if !matches!(item, Shape::Object(_)) {
        let issues = form.issues_at(move |path| is_at(path, &at));
        return view! {
            <div class="request-field lines" data-path=path>
                <label for=id.clone()>{t!("{name}, one a line", name = label)}</label>
                <div class="request-box">{lines(form, &place, member, None)}</div>
                <div class="request-below">{messages(issues)} {about(&id, member)}</div>
            </div>
        }
        .into_any();
    }
    let issues = form.issues_at(move |path| path == at);
    let own = place.clone();
    let count = Memo::new(move |_| {
        form.request.with(|request| own.look(request).and_then(Value::as_array).map_or(0, Vec::len))
    });
    let list = List { form, place: StoredValue::new(place), member, item: edit::item_of(item), count };
    let add = move |_| {
        let (place, item) = (list.place.get_value(), list.item);
        let index = count.get_untracked();
        form.editor.edit(|document| edit::add_item(document, &place, &item));
        form.focus(place.item(index).to_string());
    };
    view! {
        <section class="request-group" data-path=path aria-labelledby=id.clone()>
            <div class="request-group-head"><h3 id=id.clone()>{label.clone()}</h3></div>
            {about(&id, member)}
            {messages(issues)}
            {if is_small(*item) { list.table() } else { list.cards() }}
            <button type="button" class="button small" data-testid="request-add" aria-label={t!("Add to {name}", name = label)} on:click=add>
                <Icon name="plus"/>{t!("Add")}
            </button>
        </section>
    }
    .into_any()
}

/// True for a structure that fits into a line.
fn is_small(shape: Shape) -> bool {
    let fits = |member: &Member| match member.shape {
        Shape::List(item, ..) => matches!(item, Shape::Text(_)),
        Shape::Object(_) | Shape::TextMap(_) => false,
        _ => true,
    };
    matches!(shape, Shape::Object(members) if members.len() <= MOST_COLUMNS && members.iter().all(fits))
}

fn is_at(path: &str, place: &str) -> bool {
    path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('['))
}

/// A list of structures.
#[derive(Clone, Copy)]
struct List {
    form: Form,
    place: StoredValue<Place>,
    member: Member,
    item: Member,
    count: Memo<usize>,
}

impl List {
    fn label(self) -> String {
        words::label(&self.member)
    }

    fn remove_button(self, index: usize) -> AnyView {
        let remove = move |_| {
            let (place, form) = (self.place.get_value(), self.form);
            // The items behind it move up, and texts that were typed there no longer stand where they were typed.
            form.editor.drafts.update(|drafts| drafts.forget(&draft_key(&place.to_string())));
            form.editor.edit(|document| edit::remove_item(document, &place, index, self.member.required));
            let next = index.min(self.count.get_untracked().saturating_sub(1));
            form.focus(place.item(next).to_string());
        };
        let name = t!("Remove {name} {number}", name = self.label(), number = index + 1);
        view! { <button type="button" class="icon-button" title={t!("Remove")} aria-label=name data-testid="request-remove" on:click=remove><Icon name="close"/></button> }
            .into_any()
    }

    fn item_issues(self, index: usize) -> AnyView {
        let at = self.place.with_value(|place| place.item(index).to_string());
        messages(self.form.issues_at(move |path| path == at))
    }

    fn table(self) -> AnyView {
        let Shape::Object(columns) = self.item.shape else { return ().into_any() };
        let grid = match columns.len() {
            1 => "request-table one",
            2 => "request-table two",
            3 => "request-table three",
            _ => "request-table four",
        };
        let heads =
            columns.iter().map(|member| view! { <span title=words::help(member)>{words::label(member)}</span> });
        let row = move |index: usize| {
            let place = self.place.with_value(|place| place.item(index));
            let (cells, below): (Vec<_>, Vec<_>) =
                columns.iter().map(|member| self.cell(&place, index, *member)).unzip();
            view! {
                <li data-path=place.to_string() data-testid="request-row">
                    <div class="request-row">{cells} {self.remove_button(index)}</div>
                    {below} {self.item_issues(index)}
                </li>
            }
        };
        view! {
            <div class=grid>
                <div class="request-row heads" aria-hidden="true" hidden=move || self.count.get() == 0>{heads.collect_view()}</div>
                <ul><For each=move || 0..self.count.get() key=|index| *index let:index>{row(index)}</For></ul>
            </div>
        }
        .into_any()
    }

    fn cell(self, row: &Place, index: usize, member: Member) -> (AnyView, AnyView) {
        let place = row.member(member.name);
        let name = format!("{}, {} {}", words::label(&member), self.label(), index + 1);
        let path = place.to_string();
        if let Shape::List(..) = member.shape {
            let at = path.clone();
            let issues = self.form.issues_at(move |path| is_at(path, &at));
            let cell = view! { <span class="request-cell" data-path=path>{lines(self.form, &place, member, Some(name))}</span> };
            return (cell.into_any(), messages(issues));
        }
        let (control, messages) = field(self.form, &place, member, Some(name));
        (view! { <span class="request-cell" data-path=path>{control}</span> }.into_any(), messages)
    }

    fn cards(self) -> AnyView {
        let card = move |index: usize| {
            let place = self.place.with_value(|place| place.item(index));
            let named = place.clone();
            let title = Memo::new(move |_| {
                let name =
                    self.form.request.with(|request| named.look(request).and_then(edit::own_name).map(str::to_owned));
                name.unwrap_or_else(|| format!("{} {}", self.label(), index + 1))
            });
            view! {
                <li class="request-card" data-path=place.to_string() data-testid="request-card">
                    <div class="request-group-head"><h4>{move || title.get()}</h4> {self.remove_button(index)}</div>
                    {self.item_issues(index)}
                    {members(self.form, &place, self.item.shape)}
                </li>
            }
        };
        view! { <ul><For each=move || 0..self.count.get() key=|index| *index let:index>{card(index)}</For></ul> }
            .into_any()
    }
}

/// A list of texts, one a line. What is typed stays as it is typed while it is: also the empty line at its end.
fn lines(form: Form, place: &Place, member: Member, name: Option<String>) -> AnyView {
    let path = place.to_string();
    let key = StoredValue::new(draft_key(&path));
    let at = path.clone();
    let issues = form.issues_at(move |path| is_at(path, &at));
    let own = place.clone();
    let texts = Memo::new(move |_| form.request.with(|request| edit::lines(own.look(request))));
    let drafts = form.editor.drafts;
    let shown = Memo::new(move |_| {
        let draft = drafts.with(|drafts| key.with_value(|key| drafts.get(key).map(|draft| draft.text.clone())));
        draft.unwrap_or_else(|| texts.get())
    });
    let place = place.clone();
    let take = move |text: String| {
        form.editor.edit(|document| edit::set_lines(document, &place, &member, &text));
        drafts.update(|drafts| key.with_value(|key| drafts.put(key, text, Ok(()))));
    };
    let id = key.with_value(|key| id_of(key));
    let hint = name.is_none().then(|| format!("{id}-hint"));
    view! {
        <textarea
            class="input lines-box"
            id=id
            aria-label=name
            aria-describedby=hint
            data-testid="request-lines"
            rows=move || shown.with(|text| (text.matches('\n').count() + 1).clamp(1, 8).to_string())
            spellcheck="false"
            aria-invalid=move || issues.with(|issues| has_error(issues)).then_some("true")
            prop:value=move || shown.get()
            on:input=move |event| take(event_target_value(&event))
            on:blur=move |_| drafts.update(|drafts| key.with_value(|key| drafts.settle(key)))
        ></textarea>
    }
    .into_any()
}
