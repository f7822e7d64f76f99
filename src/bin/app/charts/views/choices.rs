//! The axes that a view can have: the tuned hyperparameters and the objective, by name, each on the scale that it is searched on.

use crate::charts::frame::AxisPlan;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::plot::{Axis, Scale, default_axes};
use tuneground::tuning_job::TuningConfig;

/// The axes that can be chosen; the objective comes last.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Choices {
    pub(super) names: Vec<String>,
    /// Of the hyperparameters.
    pub(super) scales: Vec<Scale>,
    pub(super) defaults: (Axis, Axis),
    pub(super) direction: Direction,
}

impl Choices {
    pub(super) fn of(config: &TuningConfig) -> Self {
        let parameters = config.space().parameters();
        Self {
            names: parameters.iter().map(|own| &own.name).chain([&config.objective().metric_name]).cloned().collect(),
            scales: parameters.iter().map(|own| Scale::of_range(&own.range)).collect(),
            defaults: default_axes(config.space()),
            direction: config.objective().direction,
        }
    }

    pub(super) fn index(&self, axis: Axis) -> usize {
        if let Axis::Parameter(index) = axis { index } else { self.scales.len() }
    }

    pub(super) fn axis(&self, index: usize) -> Axis {
        if index < self.scales.len() { Axis::Parameter(index) } else { Axis::Objective }
    }

    /// All of them, the objective last.
    pub(super) fn axes(&self) -> impl Iterator<Item = Axis> {
        (0..=self.scales.len()).map(|index| self.axis(index))
    }

    /// What an axis is called.
    pub(super) fn name(&self, axis: Axis) -> String {
        self.names.get(self.index(axis)).cloned().unwrap_or_default()
    }

    /// An axis's scale; `objective` is the part of the objective's axis that is shown.
    pub(super) fn scale(&self, axis: Axis, objective: (f64, f64)) -> Scale {
        self.scales.get(self.index(axis)).cloned().unwrap_or_else(|| Scale::linear(objective.0, objective.1))
    }

    /// An axis with its name: `learning_rate, log scale →`.
    pub(super) fn plan(&self, axis: Axis, objective: (f64, f64), arrow: &str, gap: f64) -> AxisPlan {
        let scale = self.scale(axis, objective);
        let padding = if scale.is_band() { 0.0 } else { 12.0 };
        let name = self.name(axis);
        let name = match scale.remark() {
            Some(remark) => format!("{name}, {remark} {arrow}"),
            None if scale.is_band() => name,
            None => format!("{name} {arrow}"),
        };
        AxisPlan { scale, name, gap, padding }
    }
}

/// What is along x and y: the axes that suit the search space, or those that were chosen by hand. Handles only.
#[derive(Clone, Copy)]
pub(super) struct ChosenAxes {
    /// What there is to choose.
    pub(super) choices: Memo<Option<Choices>>,
    /// What is shown.
    pub(super) axes: Memo<Option<(Axis, Axis)>>,
    chosen: RwSignal<Option<(Axis, Axis)>>,
}

impl ChosenAxes {
    /// Those of the tuning job on the screen; another search space begins with its own.
    pub(super) fn follow(store: Store) -> Self {
        let choices = store.of_config(Choices::of);
        let chosen = RwSignal::new(None);
        Effect::new(move |_| {
            choices.with(|_| chosen.set(None));
        });
        let axes = Memo::new(move |_| chosen.get().or_else(|| choices.get().map(|choices| choices.defaults)));
        Self { choices, axes, chosen }
    }

    fn choose(self, is_x: bool, index: usize) {
        let (Some(choices), Some((x, y))) = (self.choices.get_untracked(), self.axes.get_untracked()) else { return };
        let axis = choices.axis(index);
        self.chosen.set(Some(if is_x { (axis, y) } else { (x, axis) }));
    }
}

/// Choose what is along x and y.
#[component]
pub(super) fn AxisSelects(
    /// What is chosen.
    chosen: ChosenAxes,
) -> impl IntoView {
    let names = Signal::derive(move || chosen.choices.get().map(|choices| choices.names).unwrap_or_default());
    let index = move |is_x: bool| {
        Signal::derive(move || {
            let (choices, (x, y)) = (chosen.choices.get()?, chosen.axes.get()?);
            Some(choices.index(if is_x { x } else { y }))
        })
    };
    let choose = move |is_x: bool| Callback::new(move |index| chosen.choose(is_x, index));
    view! {
        <AxisSelect label="x" test_id="axis-x" names index=index(true) on_choose=choose(true)/>
        <AxisSelect label="y" test_id="axis-y" names index=index(false) on_choose=choose(false)/>
    }
}

/// Chooses what is along an axis, by its place among the names.
#[component]
pub(super) fn AxisSelect(
    /// `x` or `y`.
    label: &'static str,
    /// What tests know it by.
    test_id: &'static str,
    /// What there is to choose.
    #[prop(into)]
    names: Signal<Vec<String>>,
    /// What is chosen.
    index: Signal<Option<usize>>,
    /// Hears the choice.
    on_choose: Callback<usize>,
) -> impl IntoView {
    view! {
        <label class="axis-select">
            <span class="muted" aria-hidden="true">{label}</span>
            <select
                class="select"
                aria-label={t!("{axis} axis", axis = label)}
                data-testid=test_id
                on:change=move |event| if let Ok(index) = event_target_value(&event).parse() { on_choose.run(index) }
            >
                {move || names.get().into_iter().enumerate().map(|(place, name)| view! {
                    <option value=place selected=move || index.get() == Some(place)>{name}</option>
                }).collect_view()}
            </select>
        </label>
    }
}
