//! The game as it stands: the training jobs placed so far, and the values of the next.

use crate::api::Asker;
use crate::engine::Js;
use crate::placed::{self, Placed};
use crate::store::Store;
use leptos::prelude::*;
use std::collections::BTreeMap;
use tuneground::language::marked;
use tuneground::objective::Objective;
use tuneground::playground::by_hand::{placed, pointed_at, values_of};
use tuneground::protocol::{JsonValue as _, SessionId};
use tuneground::search_space::{HyperParameters, Parameter, ParameterRange, ParameterValue, SearchSpace};
use tuneground::strategy::StrategyKind;
use tuneground::training_job::{JobNumber, TrainingJob};

/// What the game is about; with another begins another game.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Ground {
    pub(super) space: SearchSpace,
    pub(super) objective: Objective,
    /// As many training jobs as the tuning job may have.
    pub(super) most: usize,
    /// What the tuner is called; a marked text.
    pub(super) tuner: &'static str,
}

/// The game; kept while other views are shown. Handles only: copies are the same game.
#[derive(Clone, Copy)]
pub(in crate::charts::views) struct Game {
    pub(super) ground: Memo<Option<Ground>>,
    /// The training jobs placed so far; those that are still trained are in progress.
    pub(super) jobs: RwSignal<Vec<TrainingJob>>,
    /// The values of the next, in the order of the ranges.
    pub(super) values: RwSignal<Vec<ParameterValue>>,
    /// What is wrong with what was typed, by the place of its range: nothing is placed before that is put right.
    pub(super) wrong: RwSignal<BTreeMap<usize, String>>,
    /// True once the tuner's are shown.
    pub(super) is_shown: RwSignal<bool>,
    /// True where the training jobs cannot be trained here.
    pub(super) is_refused: RwSignal<bool>,
    /// Tells answers of this game from those of an earlier one.
    round: RwSignal<u32>,
    store: StoredValue<Store>,
    asker: Asker,
}

impl Game {
    /// A game on what is on the screen.
    pub(in crate::charts::views) fn new(store: Store) -> Self {
        let ground = store.of_config(|config| Ground {
            space: config.space().clone(),
            objective: config.objective().clone(),
            most: config.criteria().max_training_jobs as usize,
            tuner: match config.strategy() {
                StrategyKind::Bayesian => marked!("Bayesian search"),
                StrategyKind::Random => marked!("Random search"),
                StrategyKind::Grid => marked!("Grid search"),
                StrategyKind::Hyperband => marked!("Hyperband"),
            },
        });
        let game = Self {
            ground,
            jobs: RwSignal::new(Vec::new()),
            values: RwSignal::new(Vec::new()),
            wrong: RwSignal::new(BTreeMap::new()),
            is_shown: RwSignal::new(false),
            is_refused: RwSignal::new(false),
            round: RwSignal::new(0),
            store: StoredValue::new(store),
            asker: Asker::expect(),
        };
        Effect::new(move |_| {
            ground.track();
            store.problem.track();
            game.set_up();
            if let Some(kept) = placed::kept() {
                game.take_up(&kept);
            }
        });
        Effect::new(move |_| {
            let jobs = game.jobs.with(|jobs| jobs.iter().map(|job| job.hyperparameters.to_texts()).collect());
            placed::set(Placed { jobs, is_shown: game.is_shown.get() });
        });
        game
    }

    /// Begins anew.
    pub(super) fn begin(self) {
        placed::keep(None);
        self.set_up();
    }

    /// Goes on with a game that was kept, if it is about these ranges: its training jobs come to the same once more.
    fn take_up(self, kept: &Placed) {
        let Some(session) = self.store.get_value().run_id_untracked() else { return };
        let jobs = self.ground.with_untracked(|ground| {
            let space = &ground.as_ref()?.space;
            let text_of = |texts: &[(String, String)], wanted: &str| {
                texts.iter().find(|(name, _)| name == wanted).map(|(_, text)| text.clone())
            };
            let read = |texts: &Vec<(String, String)>| values_of(space, |name| text_of(texts, name));
            kept.jobs.iter().map(read).collect::<Option<Vec<_>>>()
        });
        for values in jobs.into_iter().flatten() {
            self.launch(session, values);
        }
        self.is_shown.set(kept.is_shown);
    }

    /// The start of a game, in the middle of all ranges.
    fn set_up(self) {
        self.round.update(|round| *round += 1);
        self.jobs.set(Vec::new());
        self.wrong.set(BTreeMap::new());
        self.is_shown.set(false);
        self.is_refused.set(false);
        let middle = self.ground.with_untracked(|ground| {
            let parameters = ground.as_ref().map(|ground| ground.space.parameters()).unwrap_or_default();
            parameters.iter().map(|own| middle_of(&own.range)).collect()
        });
        self.values.set(middle);
    }

    /// How many training jobs are left to place.
    pub(super) fn left(self) -> usize {
        let most = self.ground.with(|ground| ground.as_ref().map_or(0, |ground| ground.most));
        most.saturating_sub(self.jobs.with(Vec::len))
    }

    /// True when a training job can be placed.
    pub(super) fn may_place(self) -> bool {
        self.left() > 0 && !self.is_shown.get() && self.wrong.with(BTreeMap::is_empty)
    }

    /// True while one is being trained.
    pub(super) fn is_training(self) -> bool {
        self.jobs.with(|jobs| jobs.iter().any(TrainingJob::is_running))
    }

    /// Places a training job at the values.
    pub(super) fn place(self) {
        let store = self.store.get_value();
        let (session, values, true) = untrack(|| (store.run_id(), self.hyperparameters(), self.may_place())) else {
            return;
        };
        let (Some(session), Some(values)) = (session, values) else { return };
        if self.jobs.with_untracked(Vec::is_empty) {
            // What the tuner found would give the game away.
            store.pause();
            store.seek(0.0);
        }
        placed::keep(None);
        self.launch(session, values);
    }

    /// Launches a training job at these values.
    fn launch(self, session: SessionId, values: HyperParameters) {
        let number = JobNumber(self.jobs.with_untracked(Vec::len) as u32 + 1);
        let job = TrainingJob::launched(number, String::new(), values.clone(), 0, f64::from(number.0));
        self.jobs.update(|jobs| jobs.push(job));
        self.train(session, number, values);
    }

    fn hyperparameters(self) -> Option<HyperParameters> {
        self.ground.with(|ground| {
            let parameters = ground.as_ref()?.space.parameters();
            let pair = |(own, value): (&Parameter, ParameterValue)| (own.name.clone(), value);
            Some(parameters.iter().zip(self.values.get()).map(pair).collect())
        })
    }

    fn train(self, session: SessionId, number: JobNumber, values: HyperParameters) {
        let round = self.round.get_untracked();
        let request = js_sys::Object::new();
        let texts = js_sys::Object::new();
        let set = |object: &js_sys::Object, name: &str, value: wasm_bindgen::JsValue| {
            let _ = js_sys::Reflect::set(object, &name.into(), &value);
        };
        for (name, text) in values.to_texts() {
            set(&texts, &name, text.into());
        }
        set(&request, "Session", f64::from(session).into());
        set(&request, "Number", number.0.into());
        set(&request, "TunedHyperParameters", texts.into());
        leptos::task::spawn_local(async move {
            let answer = self.asker.ask("by_hand", Js(request.into())).await;
            if self.round.try_get_untracked() != Some(round) {
                return;
            }
            let read = answer.ok().and_then(|answer| {
                let objectives = answer.member("Values")?.items()?;
                let objectives: Vec<f64> = objectives.iter().filter_map(Js::number).collect();
                Some((objectives, answer.member("Failure").and_then(|failure| failure.text())))
            });
            let Some((objectives, failure)) = read else {
                self.begin();
                return self.is_refused.set(true);
            };
            self.jobs.update(|jobs| {
                if let Some(job) = jobs.get_mut(number.index()) {
                    *job = placed(number, values, &objectives, failure);
                }
            });
        });
    }

    /// Shows what the tuner does: from its start, if it is not shown yet.
    pub(super) fn show(self) {
        placed::keep(None);
        self.is_shown.set(true);
        let store = self.store.get_value();
        if !store.is_over() {
            store.play();
        }
    }

    /// Sets a hyperparameter of the next training job to what is pointed at on its axis.
    pub(super) fn point_at(self, index: usize, number: f64) {
        let value = self
            .ground
            .with_untracked(|ground| pointed_at(&ground.as_ref()?.space.parameters().get(index)?.range, number));
        if let Some(value) = value {
            self.set(index, value);
        }
    }

    /// Sets a hyperparameter of the next training job.
    pub(super) fn set(self, index: usize, value: ParameterValue) {
        self.wrong.update(|wrong| {
            wrong.remove(&index);
        });
        self.values.update(|values| {
            if let Some(own) = values.get_mut(index) {
                *own = value;
            }
        });
    }
}

/// The middle of a range, as round as anybody would write it.
fn middle_of(range: &ParameterRange) -> ParameterValue {
    let middle = range.value_at(0.5);
    match middle {
        ParameterValue::Continuous(number) => pointed_at(range, number).unwrap_or(middle),
        other => other,
    }
}
