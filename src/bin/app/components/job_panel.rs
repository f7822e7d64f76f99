//! The job that is edited: its problem, search space, strategy, and what stops it.
//!
//! Nothing here touches the tuning job on the screen: a field changes [`Editor::document`], and Run begins a job with it.
//! What is wrong is said below the field, with who says so, from [`Editor::checked`] or from the field's own draft.

mod completion;
mod data_picture;
mod density;
mod drawing;
mod fixed;
mod hyperband;
mod own_file;
mod problem;
mod range_editor;
mod range_row;
mod search_space;
mod strategy;
mod train_on;
mod warm_start;

use crate::components::fields::{Elsewhere, area, field_row};
use crate::editor::Editor;
use crate::parts::in_turn;
use completion::{Completion, EarlyStopping};
use leptos::prelude::*;
use problem::ProblemGroup;
use search_space::SearchSpaceGroup;
use strategy::StrategyGroup;
use train_on::TrainOnGroup;
use tuneground::language::t;
use tuneground::playground::Severity;
use tuneground::playground::form::{self, fields};
use tuneground::playground::workshop::Area;
use warm_start::WarmStartGroup;
use wasm_bindgen::JsCast as _;

/// The column with the job.
#[component]
pub(crate) fn JobPanel() -> impl IntoView {
    let editor = Editor::expect();
    let is_grid = Memo::new(move |_| {
        editor.document.with(|document| document.request.hyper_parameter_tuning_job_config.strategy == "Grid")
    });
    let is_hyperband = Memo::new(move |_| editor.document.with(form::is_hyperband));
    view! {
        <form
            class="job-panel"
            class:edits-grid=move || is_grid.get()
            class:edits-hyperband=move || is_hyperband.get()
            data-testid="job-panel"
            novalidate
            autocomplete="off"
            on:submit=|event| event.prevent_default()
        >
            {in_turn(|| view! { <Elsewhere severity=Severity::Error/> {area(Area::Problem, view! { <ProblemGroup/> })} }.into_any())}
            {in_turn(|| area(Area::SearchSpace, view! { <SearchSpaceGroup/> }))}
            {in_turn(|| area(Area::Strategy, view! { <StrategyGroup/> }))}
            {in_turn(|| area(Area::WarmStart, view! { <WarmStartGroup/> }))}
            {in_turn(|| area(Area::EarlyStopping, view! { <StopsJobsEarly/> }))}
            {in_turn(|| view! { <Completion/> }.into_any())}
            {in_turn(|| view! { <TrainOnGroup/> {area(Area::WholeRequest, view! { <TuningJobGroup/> })} }.into_any())}
            {in_turn(|| view! { <Elsewhere severity=Severity::Warning/> <Elsewhere severity=Severity::Advice/> }.into_any())}
        </form>
    }
}

/// The rule that stops training jobs early. Hyperband stops them itself; then the rule is only shown to be switched off.
#[component]
fn StopsJobsEarly() -> impl IntoView {
    let editor = Editor::expect();
    let is_shown = Memo::new(move |_| {
        editor.document.with(|document| !form::is_hyperband(document) || form::stops_early(document))
    });
    view! { <Show when=move || is_shown.get()><EarlyStopping/></Show> }
}

/// What the tuning job is called, and the way to the rest of its request.
#[component]
fn TuningJobGroup() -> impl IntoView {
    let editor = Editor::expect();
    view! {
        <section class="group">
            <div class="group-title"><h2>{t!("Tuning job")}</h2></div>
            {field_row(editor, &fields::NAME)}
            <button type="button" class="button small wide" aria-haspopup="dialog" data-testid="open-request" on:click=move |_| editor.open_whole("HyperParameterTuningJobName")>
                {t!("The whole request…")}
            </button>
        </section>
    }
}

/// Takes the person to the first field that has to be put right, and opens what hides it. False when there is none.
pub(crate) fn focus_first_error() -> bool {
    let wrong = document().query_selector("[data-testid='job-panel'] [aria-invalid='true']").ok().flatten();
    let Some(wrong) = wrong else { return false };
    let mut around = wrong.parent_element();
    while let Some(element) = around {
        if element.tag_name() == "DETAILS" {
            crate::dom::ignore(element.set_attribute("open", ""));
        }
        around = element.parent_element();
    }
    if let Some(field) = wrong.dyn_ref::<web_sys::HtmlElement>() {
        crate::dom::ignore(field.focus());
    }
    true
}
