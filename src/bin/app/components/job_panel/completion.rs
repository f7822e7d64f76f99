//! What stops a training job early, and what ends the tuning job.

use crate::components::fields::{
    Choice, Entry, Says, area, choice_row, entry_of, field_row, hint, id_of, issues_of, messages, no_issues,
    of_document, select_box, switch, switched_row, text_box, with_unit,
};
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::{t, text};
use tuneground::playground::form::{self, TimeUnit, fields};
use tuneground::playground::workshop::Area;
use tuneground::sagemaker::limits;

const RUNTIME: &str = "HyperParameterTuningJobConfig.ResourceLimits.MaxRuntimeInSeconds";

/// The median rule.
#[component]
pub(super) fn EarlyStopping() -> impl IntoView {
    let editor = Editor::expect();
    let on = of_document(editor, form::stops_early);
    let turn = Callback::new(move |on: bool| {
        editor.drafts.update(|drafts| drafts.forget(fields::MIN_COMPLETED_JOBS.key));
        editor.edit(|document| form::set_stops_early(document, on));
    });
    let mut entry = entry_of(editor, &fields::MIN_COMPLETED_JOBS);
    entry.name = Some(t!("The rule begins after so many completed jobs").to_owned());
    let (input, below) = text_box(editor, entry);
    let input = with_unit(input, text(fields::MIN_COMPLETED_JOBS.unit));
    let kind = issues_of(editor, "HyperParameterTuningJobConfig.TrainingJobEarlyStoppingType");
    view! {
        <section class="group">
            <div class="group-title"><h2>{t!("Early stopping")}</h2></div>
            <div class="field">
                <div class="field-line">
                    <label id="job-early-stopping-label" for="job-early-stopping">{t!("Median rule")}</label>
                    <span class="field-box" hidden=move || !on.get()>{area(Area::Settings, view! { <span class="unit">{t!("after")}</span> {input} })}</span>
                    {switch("job-early-stopping", "early-stopping-switch", on, turn)}
                </div>
                {below}
                {messages(kind)}
                {hint(editor, &fields::MIN_COMPLETED_JOBS)}
            </div>
        </section>
    }
}

/// The limits and the completion criteria.
#[component]
pub(super) fn Completion() -> impl IntoView {
    let editor = Editor::expect();
    let target = move || editor.document.with_untracked(form::default_target).to_string();
    let grid_jobs = issues_of(editor, fields::MAX_JOBS.path);
    let is_for_grid = move || grid_jobs.with(|issues| issues.iter().any(|issue| issue.rule == "grid-jobs"));
    let leave_empty = move |_| {
        editor.drafts.update(|drafts| drafts.forget(fields::MAX_JOBS.key));
        editor.edit(|document| fields::MAX_JOBS.accept(document, "").unwrap_or_default());
    };
    view! {
        <section class="group">
            <div class="group-title"><h2>{t!("Stop the tuning job when")}</h2></div>
            {area(Area::Limits, view! {
                {field_row(editor, &fields::MAX_JOBS)}
                <button type="button" class="button small" hidden=move || !is_for_grid() on:click=leave_empty>{t!("Run all combinations")}</button>
                {field_row(editor, &fields::MAX_PARALLEL)}
            })}
            {area(Area::Completion, view! {
                {switched_row(editor, &fields::TARGET, "target-switch", target, ().into_any())}
                {switched_row(editor, &fields::NOT_IMPROVING, "not-improving-switch", || "10".to_owned(), improvement(editor))}
                <Converged/>
            })}
            {area(Area::Limits, view! { <RunningTime/> })}
        </section>
    }
}

/// What counts as improving: AWS's two texts differ.
fn improvement(editor: Editor) -> AnyView {
    let options = [("Strict", t!("any better value")), ("OnePercent", t!("better by 1 % or more"))];
    let choice = Choice {
        key: "improvement".to_owned(),
        testid: "improvement",
        name: None,
        options: Signal::stored(options.map(|(own, text)| (own.to_owned(), text.to_owned())).to_vec()),
        value: of_document(editor, form::improvement),
        issues: issues_of(editor, "Settings.BestObjectiveNotImproving.Improvement"),
        choose: Callback::new(move |name: String| editor.edit(|document| form::set_improvement(document, &name))),
    };
    view! {
        <details class="more">
            <summary>{t!("What counts as better")}</summary>
            {area(Area::Settings, choice_row(t!("Better is"), choice))}
            <p class="note">{t!("AWS's developer guide counts any better value, its API reference 1 % or more.")}</p>
        </details>
    }
    .into_any()
}

#[component]
fn Converged() -> impl IntoView {
    let editor = Editor::expect();
    let on = of_document(editor, form::ends_on_convergence);
    let turn = Callback::new(move |on: bool| editor.edit(|document| form::set_ends_on_convergence(document, on)));
    let kind = issues_of(
        editor,
        "HyperParameterTuningJobConfig.TuningJobCompletionCriteria.ConvergenceDetected.CompleteOnConvergence",
    );
    view! {
        <div class="field">
            <div class="field-line">
                <label id="job-convergence-label" for="job-convergence">{t!("Converged")}</label>
                {switch("job-convergence", "convergence-switch", on, turn)}
            </div>
            {messages(kind)}
            <div hidden=move || !on.get()>
                <details class="more">
                    <summary>{t!("When it counts as converged")}</summary>
                    <p class="note">{t!("AWS ends the job when an improvement of more than 1 % is unlikely, and does not publish how it judges. Tuneground estimates the chance from how many results are within 1 % of the best: where many came as near and none went past, few others will.")}</p>
                    {area(Area::Settings, view! {
                        {field_row(editor, &fields::CONVERGENCE_PROBABILITY)}
                        {field_row(editor, &fields::CONVERGENCE_HORIZON)}
                        {field_row(editor, &fields::CONVERGENCE_MIN_JOBS)}
                    })}
                </details>
            </div>
        </div>
    }
}

/// The running time, in a unit of the person's choice.
#[component]
fn RunningTime() -> impl IntoView {
    const KEY: &str = "max-runtime";
    const FIRST: i64 = 4 * 3600;
    let editor = Editor::expect();
    let seconds = of_document(editor, |document| {
        document.request.hyper_parameter_tuning_job_config.resource_limits.max_runtime_in_seconds
    });
    let set = move |seconds: Option<i64>| {
        editor.drafts.update(|drafts| drafts.forget(KEY));
        editor.edit(|document| {
            document.request.hyper_parameter_tuning_job_config.resource_limits.max_runtime_in_seconds = seconds;
        });
    };
    let chosen = RwSignal::new(None::<TimeUnit>);
    let unit = move || chosen.get().unwrap_or_else(|| TimeUnit::fitting(seconds.get().unwrap_or(FIRST)));
    let on = Signal::derive(move || seconds.get().is_some());
    let last = StoredValue::new(FIRST);
    let turn = Callback::new(move |on: bool| {
        if let Some(seconds) = seconds.get_untracked() {
            last.set_value(seconds);
        }
        set(on.then(|| last.get_value()));
    });
    let entry = Entry {
        key: KEY.to_owned(),
        testid: "max-runtime",
        path: Signal::stored(RUNTIME.to_owned()),
        name: Some(t!("{label}: value", label = t!("Running time"))),
        input_mode: "decimal",
        text: Signal::derive(move || editor.document.with(|document| form::runtime_text(document, unit()))),
        placeholder: Signal::stored(String::new()),
        has_hint: true,
        says: Says::Everything,
        is_wrong: Signal::stored(false),
        accept: Callback::new(move |text: String| {
            let unit = untrack(unit);
            // While the number changes, its unit stays.
            chosen.set(Some(unit));
            let mut read = Ok(());
            editor.document.maybe_update(|document| {
                read = form::set_runtime(document, &text, unit);
                read.is_ok()
            });
            read
        }),
    };
    let (input, below) = text_box(editor, entry);
    let units = Choice {
        key: "max-runtime-unit".to_owned(),
        testid: "max-runtime-unit",
        name: Some(t!("Unit of the running time").to_owned()),
        options: Signal::stored(TimeUnit::ALL.map(|unit| (unit.symbol().to_owned(), unit.title().to_owned())).to_vec()),
        value: Signal::derive(move || unit().symbol().to_owned()),
        issues: no_issues(),
        choose: Callback::new(move |symbol: String| {
            // The number stays and its meaning changes: who chooses a unit has just written the number, or is about to.
            let text = editor.document.with_untracked(|document| form::runtime_text(document, untrack(unit)));
            chosen.set(TimeUnit::parse(&symbol));
            editor.edit(|document| form::set_runtime(document, &text, untrack(unit)).unwrap_or_default());
        }),
    };
    let help = t!(
        "On the simulated clock; training jobs that still run are stopped. AWS: {seconds} s to {days} days",
        seconds = limits::MIN_TUNING_RUNTIME_SECONDS,
        days = limits::MAX_TUNING_RUNTIME_SECONDS / 86_400
    );
    view! {
        <div class="field">
            <div class="field-line">
                <label id="job-max-runtime-switch-label" for="job-max-runtime-switch">{t!("Running time")}</label>
                <span class="field-box" hidden=move || !on.get()>{input} {select_box(units)}</span>
                {switch("job-max-runtime-switch", "max-runtime-switch", on, turn)}
            </div>
            {below}
            <p class="hint" id=format!("{}-hint", id_of(KEY))>{help}</p>
        </div>
    }
}
