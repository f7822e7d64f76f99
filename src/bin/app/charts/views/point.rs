//! Training jobs' points in a plot.

use crate::charts::marks::{Layer, class_of, job_marks};
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::plot::{Mark, levels};
use tuneground::training_job::{JobNumber, TrainingJob};

/// Where each training job lies, in the order of launch; `None` for those that have no place.
pub(super) type Places = Vec<Option<(f64, f64)>>;

/// How good each training job is among those that ended, from 0 to the best; follows the tuning job on the screen.
pub(super) fn follow_levels(store: Store) -> Memo<Vec<u8>> {
    let ended = store.memo(|session| session.state().launched() - session.state().running());
    Memo::new(move |_| {
        store.run_id();
        if ended.get().unwrap_or(0) == 0 {
            return Vec::new();
        }
        untrack(|| store.view(|session| levels(session.state().history()))).unwrap_or_default()
    })
}

/// Where all points are alike, how strong they are.
const EVEN_LEVEL: u8 = 2;

/// A point for each training job, in the shape of its state. Completed jobs are larger and stronger the better they are, from
/// level 0 on, where `levels` says how good each is; without it they are all alike.
#[component]
pub(super) fn Points(
    /// Where each job lies.
    places: Memo<Places>,
    /// How good each job is, as [`follow_levels`] has it.
    #[prop(optional)]
    levels: Option<Memo<Vec<u8>>>,
) -> impl IntoView {
    let class = if levels.is_some() { "points" } else { "points even" };
    let layer = Layer { class, element: "path", test_id: "point" };
    let context = move || {
        places.track();
        if let Some(levels) = levels {
            levels.track();
        }
    };
    let level_of = move |job: JobNumber| match levels {
        Some(levels) => levels.with_untracked(|levels| levels.get(job.index()).copied().unwrap_or(0)),
        None => EVEN_LEVEL,
    };
    let place_of = move |job: JobNumber| places.with_untracked(|places| places.get(job.index()).copied().flatten());
    let detail = move |job: &TrainingJob| (place_of(job.number), level_of(job.number));
    job_marks(Store::expect(), layer, context, detail, |_, job, ((), &(place, level)), is_out| {
        let mark = Mark::of(&job.status);
        let radius = if mark == Mark::Completed { 3.6 + 0.45 * f64::from(level) } else { 4.0 };
        vec![
            ("class", format!("{} level-{level}", class_of("mark-shape point", mark, is_out))),
            ("data-state", mark.id().to_owned()),
            ("d", place.map_or_else(String::new, |place| mark.path(place, radius))),
        ]
    })
}

/// A ring around a job's point.
#[component]
pub(super) fn Ring(
    /// Why: the class it is drawn by.
    kind: &'static str,
    /// Whose.
    #[prop(into)]
    job: Signal<Option<JobNumber>>,
    /// Where each job lies.
    places: Memo<Places>,
    /// What stands beside it.
    #[prop(optional)]
    label: &'static str,
    /// Where the plot ends: the label stays inside.
    #[prop(into)]
    right: Signal<f64>,
) -> impl IntoView {
    let place = Memo::new(move |_| {
        let index = job.get()?.index();
        places.with(|places| places.get(index).copied().flatten())
    });
    move || {
        place.get().map(|(x, y)| {
            let is_left = x + 50.0 > right.get();
            let (dx, anchor) = if is_left { (-10.0, "end") } else { (10.0, "start") };
            view! {
                <g class=format!("ring {kind}") transform=format!("translate({x:.1} {y:.1})") data-testid=format!("{kind}-point")>
                    <circle r="9"/>
                    {(!label.is_empty()).then(|| view! { <text x=dx y="-8" text-anchor=anchor>{label}</text> })}
                </g>
            }
        })
    }
}
