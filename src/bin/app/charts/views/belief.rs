//! What the Bayesian strategy believes, behind the points of the search space; and where its next training job would go.

use super::heat::{colour, paint};
use crate::api::Asker;
use crate::charts::frame::Frame;
use crate::engine::Js;
use crate::store::Store;
use leptos::html::Canvas;
use leptos::prelude::*;
use tuneground::language::{decimals, t};
use tuneground::playground::plot::{Axis, BeliefValues, Facet, place_of, polyline, short, value_text};
use tuneground::protocol::{JsonValue as _, SessionId};
use tuneground::search_space::{HyperParameters, ParameterValue, SearchSpace};
use tuneground::strategy::StrategyKind;
use tuneground::training_job::JobNumber;
use tuneground::tuning_job::TuningConfig;

/// What is asked of the tuner: about which state of which tuning job, over which axes.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Wanted {
    session: SessionId,
    /// Training jobs that were launched, and that ended: the belief changes with these.
    launched: u32,
    ended: u32,
    x: usize,
    y: Option<usize>,
    job: Option<JobNumber>,
}

/// A map, and what it was asked for.
#[derive(Clone, Debug, PartialEq)]
struct Map {
    wanted: Wanted,
    values: BeliefValues,
    /// The training job with the values of all other hyperparameters.
    job: u32,
    next: Option<Next>,
}

/// Where the next training job would go.
#[derive(Clone, Debug, PartialEq)]
struct Next {
    hyperparameters: HyperParameters,
    median: f64,
    good: f64,
    bad: f64,
    best: f64,
    probability: f64,
    explores: bool,
}

/// The map of what is on the screen, as it comes.
#[derive(Clone, Copy)]
pub(super) struct BeliefOnScreen {
    map: RwSignal<Option<Map>>,
    /// What is shown of it; `None` for nothing.
    facet: RwSignal<Option<Facet>>,
    /// True for a strategy that believes something, and runs here.
    is_there: Memo<bool>,
}

impl BeliefOnScreen {
    /// Follows the tuning job on the screen over these axes, around a training job; around the best for `None`.
    pub(super) fn follow(
        store: Store,
        axes: Memo<Option<(Axis, Axis)>>,
        around: impl Fn() -> Option<JobNumber> + Send + Sync + 'static,
    ) -> Self {
        let map = RwSignal::new(None::<Map>);
        let facet = RwSignal::new(Some(Facet::Expected));
        let is_bayesian = store.of_config(|config| config.strategy() == StrategyKind::Bayesian);
        let is_there = Memo::new(move |_| is_bayesian.get() == Some(true) && store.ran_at_aws.with(Option::is_none));
        let counts = store.calm_memo(|session| {
            let state = session.state();
            (state.launched(), state.launched() - state.running())
        });
        let wanted = Memo::new(move |_| {
            let (x, y) = match axes.get()? {
                (Axis::Parameter(x), Axis::Parameter(y)) if x != y => (x, Some(y)),
                (Axis::Parameter(x), Axis::Objective) => (x, None),
                _ => return None,
            };
            let (launched, ended) = counts.get()?;
            let is_wanted = is_there.get() && facet.get().is_some() && ended > 0;
            let session = store.run_id().filter(|_| is_wanted)?;
            Some(Wanted { session, launched, ended, x, y, job: around() })
        });
        let asker = Asker::expect();
        let is_asked = StoredValue::new(false);
        // One question at a time: whoever scrubs quickly gets the answers that there was time for.
        Effect::new(move || {
            let Some(asked) = wanted.get() else { return map.set(None) };
            // Another search space, or another tuning job: the old map would be wrong, not only old.
            map.update(|map| {
                map.take_if(|map| {
                    (map.wanted.session, map.wanted.x, map.wanted.y) != (asked.session, asked.x, asked.y)
                });
            });
            ask(store, asker, wanted, is_asked, map);
        });
        Self { map, facet, is_there }
    }

    /// True where there is something to believe, though perhaps not yet.
    pub(super) fn is_there(self) -> bool {
        self.is_there.get()
    }

    /// The objective that is expected over two ranges: points along x and y, and the values, row by row from the lowest y on.
    pub(super) fn expected(self) -> Option<((usize, usize), Vec<f64>)> {
        self.map.with(|map| map.as_ref().map(|map| (map.values.size, map.values.median.clone())))
    }
}

/// Asks for what is wanted, and again if that has changed when the answer comes.
fn ask(
    store: Store,
    asker: Asker,
    wanted: Memo<Option<Wanted>>,
    is_asked: StoredValue<bool>,
    map: RwSignal<Option<Map>>,
) {
    let asked = wanted.try_get_untracked().flatten();
    let shown = store.view_untracked(|session| (session.shown().len(), session.config().space().clone()));
    let (Some(asked), Some((shown, space)), Some(false)) = (asked, shown, is_asked.try_get_value()) else { return };
    let optional = |name: &str, number: Option<u64>| number.map_or_else(String::new, |n| format!(",\"{name}\":{n}"));
    let request = format!(
        "{{\"Session\":{},\"Shown\":{shown},\"X\":{}{}{}}}",
        asked.session,
        asked.x,
        optional("Y", asked.y.map(|y| y as u64)),
        optional("Job", asked.job.map(|job| u64::from(job.0))),
    );
    is_asked.set_value(true);
    leptos::task::spawn_local(async move {
        let answer = asker.ask("belief", Js::parse(&request)).await;
        // The view may be gone by now.
        if is_asked.try_set_value(false).is_some() {
            return;
        }
        let is_current = wanted.try_get_untracked().flatten();
        if let (Ok(answer), Some(current)) = (answer, is_current)
            && (current.session, current.x, current.y) == (asked.session, asked.x, asked.y)
        {
            map.set(read(&answer, asked, &space));
        }
        if is_current != Some(asked) {
            ask(store, asker, wanted, is_asked, map);
        }
    });
}

fn read(answer: &Js, wanted: Wanted, space: &SearchSpace) -> Option<Map> {
    let number = |from: &Js, name: &str| from.member(name)?.number();
    let numbers = |name: &str| {
        let list = answer.member(name).map(|list| js_sys::Array::from(&list.0));
        list.map(|list| js_sys::Float64Array::new(&list).to_vec()).unwrap_or_default()
    };
    let next = answer.member("Next").and_then(|next| {
        let texts = next.member("HyperParameters")?;
        let value = |own: &tuneground::search_space::Parameter| {
            let value = ParameterValue::parse(&own.range, &texts.member(&own.name)?.text()?)?;
            Some((own.name.clone(), value))
        };
        Some(Next {
            hyperparameters: space.parameters().iter().map(value).collect::<Option<_>>()?,
            median: number(&next, "Median")?,
            good: number(&next, "Good")?,
            bad: number(&next, "Bad")?,
            best: number(&next, "Best")?,
            probability: number(&next, "ImprovementProbability")?,
            explores: next.member("Explores").is_some_and(|explores| explores.0.is_truthy()),
        })
    });
    Some(Map {
        wanted,
        values: BeliefValues {
            size: (number(answer, "Columns")? as usize, number(answer, "Rows")? as usize),
            median: numbers("Median"),
            good: numbers("Good"),
            bad: numbers("Bad"),
            mean: numbers("Mean"),
            deviation: numbers("Deviation"),
            log_improvement: numbers("LogImprovement"),
        },
        job: number(answer, "Job")? as u32,
        next,
    })
}

/// Chooses what is shown behind the points.
#[component]
fn FacetSelect(belief: BeliefOnScreen) -> impl IntoView {
    let option = move |facet: Option<Facet>| {
        let text = match facet {
            None => t!("no surrogate"),
            Some(Facet::Expected) => t!("expected objective"),
            Some(Facet::Uncertainty) => t!("uncertainty"),
            Some(Facet::Improvement) => t!("expected improvement"),
        };
        let id = facet.map_or("none", Facet::id);
        view! { <option value=id selected=move || belief.facet.get() == facet>{text}</option> }
    };
    let choose = move |event| {
        let id: String = event_target_value(&event);
        belief.facet.set(Facet::ALL.into_iter().find(|facet| facet.id() == id));
    };
    view! {
        <label class="axis-select">
            <span class="visually-hidden">{t!("What the surrogate says, behind the points")}</span>
            <select class="select" data-testid="facet" on:change=choose>
                {Facet::ALL.into_iter().map(Some).chain([None]).map(option).collect_view()}
            </select>
        </label>
    }
}

/// The map, or along one range the curve; below the points.
#[component]
pub(super) fn BeliefLayer(belief: BeliefOnScreen, frame: Memo<Frame>) -> impl IntoView {
    let drawn = move || {
        let facet = belief.facet.get()?;
        belief.map.with(|map| {
            let map = map.as_ref()?;
            Some(match map.wanted.y {
                Some(_) => view! { <HeatMap map=belief.map facet frame/> }.into_any(),
                None => frame.with(|frame| curve(&map.values, facet, frame)),
            })
        })
    };
    view! { <g class="belief" data-testid="belief">{drawn}</g> }
}

fn curve(values: &BeliefValues, facet: Facet, frame: &Frame) -> AnyView {
    if facet == Facet::Improvement {
        let hill = values.hill(&frame.x, frame.bottom, 0.3 * (frame.bottom - frame.top));
        return view! { <path class="belief-band" d=hill/> }.into_any();
    }
    let (median, band) = values.curve(&frame.x, &frame.y);
    view! { <path class="belief-band" d=band/> <path class="belief-line" d=median/> }.into_any()
}

/// Colours over two ranges.
#[component]
fn HeatMap(map: RwSignal<Option<Map>>, facet: Facet, frame: Memo<Frame>) -> impl IntoView {
    let canvas = NodeRef::<Canvas>::new();
    let bands = Memo::new(move |_| frame.with(|frame| (frame.x.is_band(), frame.y.is_band())));
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        map.with(|map| {
            if let Some(map) = map {
                let [red, green, blue] = colour(&canvas, "color");
                let strengths = map.values.strengths(facet).into_iter();
                let pixels: Vec<_> = strengths.map(|strength| [red, green, blue, strength / 5 * 4]).collect();
                paint(&canvas, map.values.size.0, &pixels, bands.get());
            }
        });
    });
    let edges = move || frame.with(|frame| (frame.x.edges(), frame.y.edges()));
    view! {
        <foreignObject x=move || edges().0.0 y=move || edges().1.0 width=move || edges().0.1 - edges().0.0 height=move || edges().1.1 - edges().1.0>
            <canvas class="belief-map" data-testid="belief-map" data-facet=facet.id() node_ref=canvas></canvas>
        </foreignObject>
    }
}

/// A star where the next training job would go.
#[component]
pub(super) fn NextPoint(belief: BeliefOnScreen, axes: Memo<Option<(Axis, Axis)>>, frame: Memo<Frame>) -> impl IntoView {
    let store = Store::expect();
    let has_ended = store.memo(|session| session.state().has_ended());
    let place = move || {
        // After the end nothing is launched.
        if has_ended.get() != Some(false) || belief.facet.get().is_none() {
            return None;
        }
        let (x, y) = axes.get()?;
        belief.map.with(|map| {
            let next = map.as_ref()?.next.as_ref()?;
            frame.with(|frame| {
                let at = |axis, scale| place_of(&next.hyperparameters, Some(next.median), axis, scale);
                Some((at(x, &frame.x)?, at(y, &frame.y)?))
            })
        })
    };
    move || {
        place().map(|(x, y)| {
            view! {
                <g class="next-point" data-testid="next-point" transform=format!("translate({x:.1} {y:.1})")>
                    <path d=star(9.0)/>
                    <text x="11" y="4">{t!("next")}</text>
                </g>
            }
        })
    }
}

/// A star with five points.
fn star(radius: f64) -> String {
    let tip = |i: u32| {
        let (angle, reach) =
            (f64::from(i) * std::f64::consts::PI / 5.0, if i.is_multiple_of(2) { radius } else { 0.42 * radius });
        (reach * angle.sin(), -reach * angle.cos())
    };
    polyline((0..10).map(tip)) + "Z"
}

/// What is shown behind the points, and what it says in words. Nothing for a strategy that believes nothing.
#[component]
pub(super) fn BeliefNote(belief: BeliefOnScreen, names: Memo<Option<Vec<String>>>) -> impl IntoView {
    let store = Store::expect();
    let has_ended = store.memo(|session| session.state().has_ended());
    let has_others =
        move |map: &Map| names.get().map_or(0, |names| names.len()) > 1 + usize::from(map.wanted.y.is_some());
    let words = move || {
        belief.facet.get()?;
        belief.map.with(|map| {
            let Some(map) = map else {
                return Some(t!("The surrogate is fitted once the first training jobs have ended.").to_owned());
            };
            let span = map.values.span().map_or_else(String::new, |(least, greatest)| {
                let (least, greatest, job) = (short(least), short(greatest), map.job);
                if has_others(map) {
                    t!(
                        "Expected objective at the other values of job {job}: {least} to {greatest}.",
                        job,
                        least,
                        greatest
                    )
                } else {
                    t!("Expected objective: {least} to {greatest}.", least, greatest)
                }
            });
            let next = map.next.as_ref().filter(|_| has_ended.get() == Some(false)).map_or_else(String::new, |next| {
                let (low, high) = (next.good.min(next.bad), next.good.max(next.bad));
                t!(
                    "Next: {values}; expected {median} ({low} to {high}), {percent} % likely to beat the {best} \
                     expected of the best so far: {why}.",
                    values = in_short(&next.hyperparameters),
                    median = short(next.median),
                    low = short(low),
                    high = short(high),
                    percent = decimals(100.0 * next.probability, 0),
                    best = short(next.best),
                    why = if next.explores { t!("exploring") } else { t!("exploiting") },
                )
            });
            Some(if next.is_empty() { span } else { span + " " + &next })
        })
    };
    view! {
        <Show when=move || belief.is_there.get()>
            <div class="belief-row">
                <FacetSelect belief/>
                {move || words().map(|words| view! { <p class="note" data-testid="belief-note">{words}</p> })}
            </div>
        </Show>
    }
}

fn in_short(values: &HyperParameters) -> String {
    values.iter().map(|(name, own)| format!("{name} {}", value_text(own))).collect::<Vec<_>>().join(", ")
}

/// The names of the hyperparameters.
pub(super) fn names(config: &TuningConfig) -> Vec<String> {
    config.space().parameters().iter().map(|own| own.name.clone()).collect()
}
