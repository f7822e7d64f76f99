//! How the game stands: both lines of the best so far, and the outcome in sentences.

use super::game::Game;
use crate::charts::axes::{Axes, Names};
use crate::charts::frame::{AxisPlan, Frame};
use crate::charts::measure::measure;
use crate::store::Store;
use leptos::html::Div;
use leptos::prelude::*;
use tuneground::language::{in_language, marked, t, text};
use tuneground::objective::Direction;
use tuneground::playground::by_hand::{standing, told};
use tuneground::playground::plot::{BestSoFar, Scale, best_after, best_so_far, objective_domain, short, step_line};

/// The best so far of both.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    own: Memo<BestSoFar>,
    theirs: Memo<BestSoFar>,
    direction: Memo<Direction>,
}

impl Lines {
    /// Follows the game; the tuner's is empty until it is shown.
    pub(super) fn follow(store: Store, game: Game) -> Self {
        let direction = Memo::new(move |_| {
            game.ground.with(|ground| ground.as_ref().map_or(Direction::Maximize, |ground| ground.objective.direction))
        });
        let own = Memo::new(move |_| game.jobs.with(|jobs| best_so_far(jobs, direction.get())));
        let theirs = Memo::new(move |_| {
            if !game.is_shown.get() {
                return Vec::new();
            }
            store.view(|session| best_so_far(session.state().jobs(), direction.get())).unwrap_or_default()
        });
        Self { own, theirs, direction }
    }

    /// What the table says, headings first: of each number of training jobs, what both came to and their best so far. A file
    /// has it in English.
    pub(super) fn rows(self, game: Game, is_file: bool) -> Vec<Vec<String>> {
        let said = |english: &'static str| if is_file { english } else { text(english) };
        let written = |value: f64| if is_file { value.to_string() } else { in_language(value.to_string()) };
        let tuner = game.ground.with(|ground| ground.as_ref().map_or(marked!("The tuner"), |ground| ground.tuner));
        let tuner = said(tuner);
        let names = game.ground.with(|ground| {
            let parameters = ground.as_ref().map(|ground| ground.space.parameters()).unwrap_or_default();
            let heading = |name: &str| if is_file { format!("Your {name}") } else { t!("Your {name}", name) };
            parameters.iter().map(|own| heading(&own.name)).collect::<Vec<_>>()
        });
        let headings =
            [marked!("Training job"), marked!("Yours"), marked!("Your best")].map(|own| said(own).to_owned());
        let their_best = if is_file { format!("{tuner}'s best") } else { t!("{tuner}'s best", tuner) };
        let headings = headings.into_iter().chain(names.clone()).chain([tuner.to_owned(), their_best]).collect();
        let (own, theirs) = (self.own.get(), self.theirs.get());
        let best = |line: &BestSoFar, place: usize| (place < line.len()).then(|| best_after(line, place + 1)).flatten();
        let number = |value: Option<f64>| value.map(written).unwrap_or_default();
        let of = |line: &BestSoFar, place: usize| match line.get(place) {
            Some(job) => job.value.map_or_else(|| said(marked!("failed")).to_owned(), written),
            None => String::new(),
        };
        let row = |place: usize| {
            let values = game.jobs.with(|jobs| {
                let job = own.get(place).and_then(|ended| jobs.get(ended.job.index()));
                let texts = job.map(|job| job.hyperparameters.to_texts()).unwrap_or_default();
                let text = |index: usize| texts.get(index).map(|(_, text)| text.clone()).unwrap_or_default();
                (0..names.len()).map(text).collect::<Vec<_>>()
            });
            let first = [(place + 1).to_string(), of(&own, place), number(best(&own, place))];
            first.into_iter().chain(values).chain([of(&theirs, place), number(best(&theirs, place))]).collect()
        };
        std::iter::once(headings).chain((0..own.len().max(theirs.len())).map(row)).collect()
    }
}

/// The outcome.
#[component]
pub(super) fn Score(game: Game, lines: Lines) -> impl IntoView {
    let store = Store::expect();
    let sentences = Memo::new(move |_| {
        let Some(ground) = game.ground.get() else { return Vec::new() };
        let direction = ground.objective.direction;
        let standing = store.view(|session| {
            let theirs = if game.is_shown.get() { session.state().jobs() } else { &[] };
            let has_ended = game.is_shown.get() && session.state().has_ended();
            game.jobs.with(|own| standing(own, theirs, has_ended, direction))
        });
        standing.map(|standing| told(&standing, text(ground.tuner), direction)).unwrap_or_default()
    });
    let first = move || sentences.with(|all| all.first().cloned());
    let others = move || {
        let others = sentences.with(|all| all.get(1..).unwrap_or_default().to_vec());
        others.into_iter().map(|text| view! { <p class="small">{text}</p> }).collect_view()
    };
    view! {
        <div class="hand-words" data-testid="hand-words">
            <p role="status">{first}</p>
            <Show when=move || !lines.own.with(Vec::is_empty)><LinesPlot game lines/></Show>
            {others}
        </div>
    }
}

#[component]
fn LinesPlot(game: Game, lines: Lines) -> impl IntoView {
    let element = NodeRef::<Div>::new();
    let size = RwSignal::new((0.0, 0.0));
    measure(element, size);
    let frame = Memo::new(move |_| {
        let (own, theirs) = (lines.own.get(), lines.theirs.get());
        let values: Vec<f64> = own.iter().chain(&theirs).filter_map(|job| job.value).collect();
        let (low, high) = objective_domain(&values.chunks(1), lines.direction.get()).unwrap_or((0.0, 1.0));
        let most = own.len().max(theirs.len()).max(2) as f64;
        let metric = game.ground.with(|ground| ground.as_ref().map(|ground| ground.objective.metric_name.clone()));
        let x = AxisPlan {
            scale: Scale::whole(0.0, most),
            name: t!("training jobs ended →").to_owned(),
            gap: 50.0,
            padding: 8.0,
        };
        let name = t!("best {metric}", metric = metric.unwrap_or_default());
        let y = AxisPlan { scale: Scale::linear(low, high), name, gap: 26.0, padding: 0.0 };
        Frame::new(size.get(), x, y, Some(lines.direction.get()))
    });
    let line = move |of: Memo<BestSoFar>| {
        frame.with(|frame| {
            of.with(|line| {
                let steps = line.iter().filter(|job| job.is_step);
                let steps =
                    steps.filter_map(|job| Some((frame.x.at(f64::from(job.count)), frame.y.clamped(job.value?))));
                step_line(steps, frame.x.at(line.len() as f64))
            })
        })
    };
    let best = |line: &BestSoFar| best_after(line, line.len()).map(short);
    let summary = move || {
        let (own, theirs) = (lines.own.with(best), lines.theirs.with(best));
        let own = own.unwrap_or_else(|| t!("none").to_owned());
        match theirs {
            Some(theirs) => {
                t!("The best so far over the training jobs that ended: yours {own}; the tuner's {theirs}.", own, theirs)
            }
            None => t!("The best so far over the training jobs that ended: yours {own}.", own),
        }
    };
    view! {
        <div class="plot hand-lines" node_ref=element role="img" aria-label=summary>
            <svg class="plot-svg" aria-hidden="true" focusable="false" width=move || size.get().0 height=move || size.get().1>
                <Axes frame upright=false/>
                <path class="best-line" data-testid="hand-line-tuner" d=move || line(lines.theirs)/>
                <path class="hand-line" data-testid="hand-line-own" d=move || line(lines.own)/>
                <Names frame/>
            </svg>
        </div>
    }
}
