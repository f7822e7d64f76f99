//! The editor of a range: kind, limits, scaling, values.

use super::density::density;
use crate::components::fields::{
    Choice, Entry, Says, has_error, id_of, messages, no_issues, plain, select_box, text_box,
};
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::{t, text};
use tuneground::model::HyperParameterKind;
use tuneground::playground::form::{self, Bound, Drafts, RangeKind, RangeRow};
use tuneground::playground::{Checked, Document, Issue, Severity};
use tuneground::search_space::Scaling;

/// Handles of the range that is edited.
#[derive(Clone, Copy)]
struct Edited {
    document: RwSignal<Document>,
    drafts: RwSignal<Drafts>,
    checked: Memo<Checked>,
    row: Memo<RangeRow>,
    path: Memo<String>,
    draft_key: StoredValue<String>,
}

impl Edited {
    fn key(self) -> String {
        self.row.with_untracked(|row| row.key.clone())
    }

    fn kind(self) -> Option<RangeKind> {
        self.row.with(|row| row.kind)
    }

    fn field_key(self, field: &str) -> String {
        self.draft_key.with_value(|start| format!("{start}{field}"))
    }

    /// What the model takes here; `None` for a name that it does not know.
    fn takes(self) -> Option<HyperParameterKind> {
        let name = self.row.with(|row| row.name.clone());
        let model = self.document.with(form::model)?;
        model.hyperparameter(&name).map(|spec| spec.kind)
    }

    fn forget_drafts(self) {
        self.drafts.update(|drafts| self.draft_key.with_value(|start| drafts.forget(start)));
    }
}

/// The editor.
#[component]
pub(super) fn RangeEditor(
    /// The range.
    row: Memo<RangeRow>,
    /// Where it stands.
    path: Memo<String>,
    /// What is wrong with it or in it.
    issues: Memo<Vec<Issue>>,
    /// What its drafts begin with.
    draft_key: String,
) -> impl IntoView {
    let Editor { document, drafts, checked, .. } = Editor::expect();
    let edited = Edited { document, drafts, checked, row, path, draft_key: StoredValue::new(draft_key) };
    // Those of the limits and of the scaling are said there.
    let own = Memo::new(move |_| {
        let parts =
            [".MinValue", ".MaxValue", ".Values", ".ScalingType"].map(|part| path.with(|path| format!("{path}{part}")));
        issues.with(|issues| issues.iter().filter(|issue| !parts.contains(&issue.path)).cloned().collect::<Vec<_>>())
    });
    let is_categorical = Memo::new(move |_| edited.kind() == Some(RangeKind::Categorical));
    let help = move || {
        let name = row.with(|row| row.name.clone());
        let model = edited.document.with(form::model)?;
        model
            .hyperparameters()
            .iter()
            .find(|spec| spec.name == name)
            .map(|spec| t!("{help}. {takes}", help = text(spec.help), takes = form::takes(spec.kind)))
    };
    let is_known = Memo::new(move |_| edited.takes().is_some());
    let fix = move |_| {
        let key = edited.key();
        edited.forget_drafts();
        edited.document.update(|document| form::fix(document, &key));
    };
    let take_out = move |_| {
        let key = edited.key();
        edited.forget_drafts();
        edited.document.update(|document| form::take_out(document, &key));
    };
    view! {
        <p class="note">{help}</p>
        <Show when=move || is_categorical.get() fallback=move || numeric(edited)>{values(edited)}</Show>
        {messages(own)}
        <div class="range-foot">
            <button type="button" class="button quiet small" on:click=fix hidden=move || !is_known.get()>{t!("Fix at one value")}</button>
            <button type="button" class="button quiet small" on:click=take_out>{t!("Remove")}</button>
        </div>
    }
}

/// The choice of the kind, as far as the model leaves one.
fn kind_choice(edited: Edited) -> AnyView {
    let options = Memo::new(move |_| {
        let kinds: &[RangeKind] = match edited.takes() {
            Some(HyperParameterKind::Integer { .. }) => &[RangeKind::Integer, RangeKind::Categorical],
            Some(HyperParameterKind::Categorical { .. }) => &[RangeKind::Categorical],
            Some(HyperParameterKind::Continuous { .. }) | None => &RangeKind::ALL,
        };
        kinds.iter().map(|kind| (kind.name().to_owned(), kind.title().to_owned())).collect::<Vec<_>>()
    });
    let choose = Callback::new(move |name: String| {
        let Some(kind) = RangeKind::parse(&name) else { return };
        edited.forget_drafts();
        let key = edited.key();
        edited.document.update(|document| form::to_kind(document, &key, kind));
    });
    let key = edited.field_key("kind");
    let id = id_of(&key);
    let choice = Choice {
        key,
        testid: "range-kind",
        name: None,
        options: options.into(),
        value: Memo::new(move |_| edited.kind().map_or("", RangeKind::name).to_owned()).into(),
        issues: no_issues(),
        choose,
    };
    view! { <div class="cell"><label for=id>{t!("Type")}</label>{select_box(choice)}</div> }.into_any()
}

fn numeric(edited: Edited) -> AnyView {
    let (min, min_messages) = bound_box(edited, Bound::Min);
    let (max, max_messages) = bound_box(edited, Bound::Max);
    let (scaling, scaling_messages) = scaling_choice(edited);
    view! {
        {density(edited.row, 260.0, 34.0)}
        <div class="range-axis"><span>{move || edited.row.with(|row| row.min.clone())}</span><span>{move || meaning(edited)}</span><span>{move || edited.row.with(|row| row.max.clone())}</span></div>
        <div class="cells">{min} {max}</div>
        <div class="cells uneven">{kind_choice(edited)} {scaling}</div>
        {min_messages} {max_messages} {scaling_messages}
    }
    .into_any()
}

/// What a scaling type means for the draws.
fn meaning(edited: Edited) -> &'static str {
    match edited.row.with(|row| Scaling::parse(&row.scaling)) {
        Some(Scaling::Auto) => t!("Auto: linear here"),
        Some(Scaling::Linear) => t!("every value alike"),
        Some(Scaling::Logarithmic) => t!("every power of ten alike"),
        Some(Scaling::ReverseLogarithmic) => t!("finest near 1"),
        None => "",
    }
}

fn bound_box(edited: Edited, bound: Bound) -> (AnyView, AnyView) {
    let (label, testid, member) = match bound {
        Bound::Min => (t!("Min"), "range-min", "MinValue"),
        Bound::Max => (t!("Max"), "range-max", "MaxValue"),
    };
    let key = edited.field_key(member);
    let id = id_of(&key);
    let accept = Callback::new(move |text: String| {
        match edited.row.with_untracked(|row| row.kind) {
            Some(RangeKind::Integer) => form::read_whole(&text).map(|_| ())?,
            _ => form::read_real(&text).map(|_| ())?,
        }
        let key = edited.key();
        edited.document.update(|document| form::set_bound(document, &key, bound, text.trim()));
        Ok(())
    });
    let entry = Entry {
        key,
        testid,
        path: Signal::derive(move || format!("{}.{member}", edited.path.get())),
        name: None,
        input_mode: "text",
        text: Signal::derive(move || {
            edited.row.with(|row| if bound == Bound::Min { row.min.clone() } else { row.max.clone() })
        }),
        placeholder: Signal::stored(String::new()),
        has_hint: false,
        says: Says::Everything,
        // What is wrong with the range as a whole can be put right at either end.
        is_wrong: Signal::derive(move || {
            let path = edited.path.get();
            edited.checked.with(|checked| {
                checked.issues.iter().any(|issue| issue.path == path && issue.severity == Severity::Error)
            })
        }),
        accept,
    };
    let (input, messages) = text_box(Editor::expect(), entry);
    (view! { <div class="cell"><label for=id>{label}</label>{input}</div> }.into_any(), messages)
}

fn scaling_choice(edited: Edited) -> (AnyView, AnyView) {
    let path = move || format!("{}.ScalingType", edited.path.get());
    let issues = Memo::new(move |_| {
        let path = path();
        let checked = edited.checked;
        checked.with(|checked| checked.issues.iter().filter(|issue| issue.path == path).cloned().collect::<Vec<_>>())
    });
    let options = Memo::new(move |_| {
        let is_integer = edited.kind() == Some(RangeKind::Integer);
        let fits = |scaling: &Scaling| !(is_integer && *scaling == Scaling::ReverseLogarithmic);
        plain(Scaling::ALL.iter().filter(|scaling| fits(scaling)).map(|scaling| scaling.name()))
    });
    let key = edited.field_key("scaling");
    let id = id_of(&key);
    let choice = Choice {
        key,
        testid: "range-scaling",
        name: None,
        options: options.into(),
        value: Memo::new(move |_| edited.row.with(|row| row.scaling.clone())).into(),
        issues,
        choose: Callback::new(move |name: String| {
            let key = edited.key();
            edited.document.update(|document| form::set_scaling(document, &key, &name));
        }),
    };
    let cell = view! { <div class="cell"><label for=id>{t!("Scaling")}</label>{select_box(choice)}</div> };
    (cell.into_any(), messages(issues))
}

/// The values of a categorical range: one a line, or a tick each where the model has a list.
fn values(edited: Edited) -> AnyView {
    let path = edited.path;
    let issues = Memo::new(move |_| {
        let path = path.with(|path| format!("{path}.Values"));
        let checked = edited.checked;
        checked.with(|checked| checked.issues.iter().filter(|issue| issue.path == path).cloned().collect::<Vec<_>>())
    });
    let box_or_ticks = move || match edited.takes() {
        Some(HyperParameterKind::Categorical { values }) => ticks(edited, values),
        _ => value_lines(edited, issues),
    };
    view! { {box_or_ticks} {messages(issues)} }.into_any()
}

fn ticks(edited: Edited, known: &'static [&'static str]) -> AnyView {
    let all = Memo::new(move |_| {
        let mut all: Vec<String> = known.iter().map(|&value| value.to_owned()).collect();
        edited.row.with(|row| {
            let others: Vec<_> = row.values.iter().filter(|value| !all.contains(value)).cloned().collect();
            all.extend(others);
        });
        all
    });
    let tick = move |value: String| {
        let own = StoredValue::new(value.clone());
        let is_in = move || own.with_value(|own| edited.row.with(|row| row.values.contains(own)));
        let turn = move |_| {
            let (key, order) = (edited.key(), all.get_untracked());
            let mut values = edited.row.with_untracked(|row| row.values.clone());
            own.with_value(|own| {
                if values.contains(own) { values.retain(|value| value != own) } else { values.push(own.clone()) }
            });
            values.sort_by_key(|value| order.iter().position(|known| known == value));
            edited.document.update(|document| form::set_values(document, &key, values));
        };
        view! { <label class="tick"><input type="checkbox" prop:checked=is_in on:change=turn/>{value}</label> }
    };
    view! { <div class="ticks" role="group" aria-label={t!("Values")}>{move || all.get().into_iter().map(tick).collect_view()}</div> }
        .into_any()
}

fn value_lines(edited: Edited, issues: Memo<Vec<Issue>>) -> AnyView {
    let key = StoredValue::new(edited.field_key("values"));
    let id = key.with_value(|key| id_of(key));
    let drafts = edited.drafts;
    // The text keeps the empty lines that a person is about to fill.
    let shown = Memo::new(move |_| {
        let draft = drafts.with(|drafts| key.with_value(|key| drafts.get(key).map(|draft| draft.text.clone())));
        draft.unwrap_or_else(|| edited.row.with(|row| row.values.join("\n")))
    });
    let take = move |text: String| {
        let values = text.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect();
        let range = edited.key();
        edited.document.update(|document| form::set_values(document, &range, values));
        drafts.update(|drafts| key.with_value(|key| drafts.put(key, text, Ok(()))));
    };
    view! {
        <div class="cells">
            <div class="cell">
                <label for=id.clone()>{t!("Values, one a line")}</label>
                <textarea
                    class="input lines-box"
                    id=id
                    data-testid="range-values"
                    rows=move || edited.row.with(|row| row.values.len().clamp(3, 6).to_string())
                    spellcheck="false"
                    aria-invalid=move || issues.with(|issues| has_error(issues)).then_some("true")
                    prop:value=move || shown.get()
                    on:input=move |event| take(event_target_value(&event))
                    on:blur=move |_| drafts.update(|drafts| key.with_value(|key| drafts.settle(key)))
                ></textarea>
            </div>
            {kind_choice(edited)}
        </div>
    }
    .into_any()
}
