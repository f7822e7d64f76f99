//! What a training job trains: model, data set and clock.

use super::data_picture::DataPicture;
use super::drawing::Drawing;
use super::own_file::OwnFileFields;
use crate::components::Icon;
use crate::components::fields::{
    Choice, choice_row, details, field_row, fold, has_error, issues_at, issues_of, of_document,
};
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::dataset::{DatasetName, Task};
use tuneground::language::{in_language, t};
use tuneground::model::ModelKind;
use tuneground::playground::form::{self, fields};
use tuneground::playground::plot::short;
use tuneground::playground::{Document, ProblemModel};

const WIDTH: f64 = 92.0;
const HEIGHT: f64 = 72.0;

/// The problem: a picture and three lines, which open to the fields.
#[component]
pub(super) fn ProblemGroup() -> impl IntoView {
    let editor = Editor::expect();
    let issues = issues_at(editor, |path| path.starts_with("Problem"));
    let is_wrong = Signal::derive(move || {
        let in_fields = fields::ALL.iter().filter(|field| field.path.starts_with("Problem"));
        let drafts = editor.drafts.with(|drafts| {
            in_fields.clone().any(|field| drafts.get(field.key).is_some_and(|draft| draft.error.is_some()))
        });
        drafts || issues.with(|issues| has_error(issues))
    });
    let open = fold(false, is_wrong);
    let picture = of_document(editor, Picture::of);
    let title = move || {
        editor.document.with(|document| {
            let model = form::problem_model(document).map_or(t!("No model"), ProblemModel::title);
            match Picture::of(document) {
                Picture::Data => format!("{model}, {}", form::dataset_name(document).title().to_lowercase()),
                Picture::Function | Picture::Nothing => model.to_owned(),
            }
        })
    };
    let summary = view! {
        <span class="group-title">
            <h2>{t!("Problem")}</h2>
            <span class="muted">{title}</span>
            <Icon name="chevron"/>
        </span>
        <span class="problem-now">
            {move || match picture.get() {
                Picture::Data => Some(view! { <DataPicture/> }.into_any()),
                Picture::Function => Some(view! { <Function/> }.into_any()),
                Picture::Nothing => None,
            }}
            <span class="lines">{move || editor.document.with(lines).into_iter().map(|line| view! { <span>{line}</span> }).collect_view()}</span>
        </span>
    };
    let body = || view! { <ProblemFields/> }.into_any();
    view! { <section data-testid="problem">{details("group fold problem", open, summary.into_any(), body)}</section> }
}

/// What there is to see of a problem.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Picture {
    /// The data that a model is trained on.
    Data,
    /// A test function over its first two variables.
    Function,
    /// Nothing: the objective is made up.
    Nothing,
}

impl Picture {
    fn of(document: &Document) -> Self {
        if form::is_surrogate(document) {
            Self::Nothing
        } else if form::test_function(document).is_some() {
            Self::Function
        } else {
            Self::Data
        }
    }
}

/// The problem in a few lines.
fn lines(document: &Document) -> Vec<String> {
    let mut lines = Vec::new();
    let text = |field: &form::Field| {
        let given = field.text(document);
        in_language(if given.is_empty() {
            field.default.map(|default| default(document)).unwrap_or_default()
        } else {
            given
        })
    };
    if form::is_surrogate(document) {
        lines.push(t!("the objective is made up").to_owned());
        let (seed, noise) = (text(&fields::SURFACE_SEED), text(&fields::OBSERVATION_NOISE));
        lines.push(t!("surface seed {seed}, noise {noise}", seed, noise));
        lines.push(t!("{seconds} s an epoch in the cloud", seconds = text(&fields::SECONDS_PER_EPOCH)));
        return lines;
    }
    if form::test_function(document).is_some() {
        lines.push(match form::known_minimum(document) {
            Some(least) => t!("smallest value {value}", value = short(least)),
            None => t!("smallest value not known").to_owned(),
        });
        let (seed, noise) = (text(&fields::SHIFT_SEED), text(&fields::VALUE_NOISE));
        lines.push(t!("shift seed {seed}, noise {noise}", seed, noise));
        lines.push(t!("{seconds} s a value in the cloud", seconds = text(&fields::SECONDS_PER_EPOCH)));
        return lines;
    }
    let given = form::dataset_spec(document).filter(|spec| spec.name().is_given());
    match given {
        Some(spec) => {
            lines.push(t!("{rows} rows, {features} features", rows = spec.samples(), features = spec.features()));
            lines.push(match spec.task() {
                Task::Classification { classes } => t!("{classes} classes", classes),
                Task::Regression => t!("a number is predicted").to_owned(),
            });
        }
        None if form::dataset_name(document) == DatasetName::Drawn => {
            lines.push(t!("not enough points yet").to_owned());
        }
        None if form::dataset_name(document).is_given() => lines.push(t!("no file yet").to_owned()),
        None => {
            let (rows, noise) = (text(&fields::SAMPLES_FIELD), text(&fields::NOISE));
            lines.push(t!("{rows} rows, noise {noise}", rows, noise));
            lines.push(t!("data seed {seed}", seed = text(&fields::DATA_SEED)));
        }
    }
    if let Some(spec) = form::model(document).and_then(ModelKind::epochs_hyperparameter) {
        let epochs = form::static_value(document, spec.name).unwrap_or(spec.default);
        let are_rounds = spec.unit == "rounds";
        lines.push(match (form::is_tuned(document, spec.name), are_rounds) {
            (true, false) => t!("epochs are tuned").to_owned(),
            (true, true) => t!("rounds are tuned").to_owned(),
            (false, false) => t!("{epochs} epochs a job", epochs),
            (false, true) => t!("{rounds} rounds a job", rounds = epochs),
        });
    }
    lines.push(t!("{seconds} s an epoch in the cloud", seconds = text(&fields::SECONDS_PER_EPOCH)));
    lines
}

/// A test function over its first two variables, the stronger the smaller it is; its minimisers are marked.
#[component]
fn Function() -> impl IntoView {
    let editor = Editor::expect();
    let picture = of_document(editor, |document| form::function_picture(document, WIDTH, HEIGHT));
    let drawn = move || {
        let picture = picture.get()?;
        let level = |(level, path)| view! { <path class=format!("level-{level}") d=path/> };
        let levels = picture.levels.into_iter().enumerate().map(level).collect_view();
        let minimum = |(x, y): (f64, f64)| view! { <circle class="minimum" cx=x cy=y r="3"/> };
        Some(view! { {levels} {picture.minimisers.into_iter().map(minimum).collect_view()} })
    };
    view! {
        <svg class="scatter function" viewBox=format!("0 0 {WIDTH} {HEIGHT}") width=WIDTH height=HEIGHT role="img" aria-label={t!("The function over its first two variables, with its minimum")}>{drawn}</svg>
    }
}

#[component]
fn ProblemFields() -> impl IntoView {
    let editor = Editor::expect();
    let model = Choice {
        key: "model".to_owned(),
        testid: "model",
        name: None,
        options: Signal::stored(
            ProblemModel::ALL.map(|model| (model.name().to_owned(), model.title().to_owned())).to_vec(),
        ),
        value: of_document(editor, |document| {
            let given = document.problem.as_ref().and_then(|problem| problem.model.clone());
            given.unwrap_or_else(|| ProblemModel::DEFAULT.name().to_owned())
        }),
        issues: issues_of(editor, "Problem.Model"),
        choose: Callback::new(move |name: String| {
            let keys =
                ["samples", "noise", "classes", "observation-noise", "surrogate-epochs", "shift-seed", "value-noise"];
            editor.drafts.update(|drafts| keys.iter().for_each(|key| drafts.forget(key)));
            editor.edit(|document| form::set_model(document, &name));
        }),
    };
    let dataset = Choice {
        key: "dataset".to_owned(),
        testid: "dataset",
        name: None,
        options: Signal::stored(
            DatasetName::ALL.map(|name| (name.name().to_owned(), name.title().to_owned())).to_vec(),
        ),
        value: of_document(editor, |document| {
            let dataset = document.problem.as_ref().and_then(|problem| problem.dataset.as_ref());
            let given = dataset.and_then(|dataset| dataset.name.clone());
            given.unwrap_or_else(|| DatasetName::TwoMoons.name().to_owned())
        }),
        issues: issues_of(editor, "Problem.Dataset.Name"),
        choose: Callback::new(move |name: String| {
            editor.drafts.update(|drafts| ["samples", "noise", "classes"].iter().for_each(|key| drafts.forget(key)));
            editor.edit(|document| form::set_dataset(document, &name));
            if name == DatasetName::File.name() {
                editor.own_data.choose_again(editor);
            }
        }),
    };
    let name = of_document(editor, form::dataset_name);
    let stands_for = move || {
        editor.document.with(|document| {
            form::problem_model(document).map(|model| t!("Stands for {what}", what = model.stands_for()))
        })
    };
    let is_given = Memo::new(move |_| name.get().is_given());
    let is_drawn = Memo::new(move |_| name.get() == DatasetName::Drawn);
    let is_own = Memo::new(move |_| name.get() == DatasetName::File);
    let has_classes = Memo::new(move |_| {
        let limits = name.get().class_limits();
        limits.start() != limits.end()
    });
    let picture = of_document(editor, Picture::of);
    let dataset = StoredValue::new(dataset);
    // What is made of data, what is known, or what is made up.
    let ground = move || {
        match picture.get() {
        Picture::Function => view! {
            {field_row(editor, &fields::SHIFT_SEED)}
            {field_row(editor, &fields::VALUE_NOISE)}
        }
        .into_any(),
        Picture::Nothing => view! {
            {field_row(editor, &fields::SURFACE_SEED)}
            {field_row(editor, &fields::OBSERVATION_NOISE)}
            {field_row(editor, &fields::SURROGATE_EPOCHS)}
        }
        .into_any(),
        Picture::Data => view! {
            {choice_row(t!("Data set"), dataset.get_value())}
            <p class="note">{move || name.get().caption()}</p>
            <Show when=move || is_own.get()><OwnFileFields/></Show>
            <Show when=move || is_drawn.get()><Drawing/></Show>
            <Show when=move || !is_given.get()>{field_row(editor, &fields::SAMPLES_FIELD)} {field_row(editor, &fields::NOISE)}</Show>
            <Show when=move || has_classes.get()>{field_row(editor, &fields::CLASSES)}</Show>
            {field_row(editor, &fields::DATA_SEED)}
            {field_row(editor, &fields::VALIDATION)}
        }
        .into_any(),
    }
    };
    view! {
        {choice_row(t!("Model"), model)}
        <p class="note">{stands_for}</p>
        {ground}
        {field_row(editor, &fields::SECONDS_PER_EPOCH)}
        {field_row(editor, &fields::STARTUP_SECONDS)}
        <p class="note">{t!("Here an epoch takes microseconds. The simulated clock runs at this pace, and AWS bills by it.")}</p>
    }
}
