//! How the tuning job searches, and for what.

use super::hyperband::Hyperband;
use crate::components::Icon;
use crate::components::fields::{
    Choice, field_row_with, issues_at, issues_of, messages, no_issues, of_document, select_box,
};
use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::form::{self, fields};
use tuneground::strategy::StrategyKind;

const OBJECTIVE: &str = "HyperParameterTuningJobConfig.HyperParameterTuningJobObjective";

/// Strategy, seed and objective.
#[component]
pub(super) fn StrategyGroup() -> impl IntoView {
    let editor = Editor::expect();
    let is_hyperband = of_document(editor, form::is_hyperband);
    let dice = move |_| {
        editor.drafts.update(|drafts| drafts.forget(fields::RANDOM_SEED.key));
        // Four digits: short enough to say aloud.
        let seed = (js_sys::Math::random() * 10_000.0) as i64;
        editor.edit(|document| document.request.hyper_parameter_tuning_job_config.random_seed = Some(seed));
    };
    let button = view! {
        <button type="button" class="icon-button" title={t!("Another seed")} aria-label={t!("Another seed")} data-testid="dice" on:click=dice><Icon name="dice"/></button>
    };
    view! {
        <section class="group">
            <div class="group-title"><h2>{t!("Strategy")}</h2></div>
            <Strategies/>
            <Show when=move || is_hyperband.get()><Hyperband/></Show>
            <Objective/>
            {field_row_with(editor, &fields::RANDOM_SEED, button.into_any())}
        </section>
    }
}

/// The strategies that run here, side by side.
#[component]
fn Strategies() -> impl IntoView {
    let editor = Editor::expect();
    let chosen = of_document(editor, |document| document.request.hyper_parameter_tuning_job_config.strategy.clone());
    let issues = issues_of(editor, "HyperParameterTuningJobConfig.Strategy");
    let choose = move |name: &'static str| {
        editor.drafts.update(|drafts| drafts.forget("range "));
        editor.edit(|document| form::to_strategy(document, name));
    };
    let segment = move |kind: StrategyKind| {
        let name = kind.name();
        let is_chosen = move || chosen.with(|chosen| chosen == name);
        view! {
            <label class=format!("segment {}", name.to_lowercase())>
                <input type="radio" name="strategy" value=name data-testid=format!("strategy-{name}") prop:checked=is_chosen on:change=move |_| choose(name)/>
                <span>{kind.title()}</span>
            </label>
        }
    };
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{t!("Strategy")}</legend>
            {StrategyKind::ALL.map(segment).collect_view()}
        </fieldset>
        {messages(issues)}
    }
}

/// The metric, and which way is better.
#[component]
fn Objective() -> impl IntoView {
    let editor = Editor::expect();
    let issues = issues_at(editor, |path| path.starts_with(OBJECTIVE));
    let objective = of_document(editor, |document| {
        let config = &document.request.hyper_parameter_tuning_job_config;
        let objective = config.hyper_parameter_tuning_job_objective.clone().unwrap_or_default();
        (objective.metric_name, objective.objective_type)
    });
    let metric = Choice {
        key: "objective".to_owned(),
        testid: "objective",
        name: Some(t!("Objective metric").to_owned()),
        options: of_document(editor, |document| {
            form::metric_names(document).into_iter().map(|name| (name.clone(), name)).collect::<Vec<_>>()
        }),
        value: Signal::derive(move || objective.get().0),
        issues,
        choose: Callback::new(move |name: String| editor.edit(|document| form::set_metric(document, &name))),
    };
    let directions = [(Direction::Maximize, t!("Maximize")), (Direction::Minimize, t!("Minimize"))];
    let direction = Choice {
        key: "direction".to_owned(),
        testid: "direction",
        name: Some(t!("Direction of the objective").to_owned()),
        options: Signal::stored(directions.map(|(own, text)| (own.name().to_owned(), text.to_owned())).to_vec()),
        value: Signal::derive(move || objective.get().1),
        issues: no_issues(),
        choose: Callback::new(move |name: String| {
            editor.edit(|document| {
                let objective =
                    &mut document.request.hyper_parameter_tuning_job_config.hyper_parameter_tuning_job_objective;
                objective.get_or_insert_default().objective_type = name;
            });
        }),
    };
    // The other way round is allowed, and hardly ever meant.
    let is_against = of_document(editor, move |document| {
        let (name, direction) = objective.get();
        let own = form::metrics(document).iter().find(|metric| metric.name == name)?;
        (Direction::parse(&direction)? != own.direction).then(|| match own.direction {
            Direction::Maximize => t!("{name} is better the other way round: Maximize", name),
            Direction::Minimize => t!("{name} is better the other way round: Minimize", name),
        })
    });
    view! {
        <div class="field">
            <div class="field-line objective">{select_box(direction)} {select_box(metric)}</div>
            {messages(issues)}
            {move || is_against.get().map(|text| view! { <p class="caution">{text}</p> })}
        </div>
    }
}
