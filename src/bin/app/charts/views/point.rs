//! A training job's point in a plot.

use crate::charts::tracks::JobTrack;
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

/// How a point is drawn.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct DrawnPoint {
    mark: Mark,
    level: u8,
    is_out: bool,
    path: String,
}

impl DrawnPoint {
    /// A job's point. Completed jobs are larger the better they are, from level 0 on; those that are left out are faint.
    pub(super) fn new(job: &TrainingJob, places: &Places, level: u8, is_out: bool) -> Self {
        let mark = Mark::of(&job.status);
        let radius = if mark == Mark::Completed { 3.6 + 0.45 * f64::from(level) } else { 4.0 };
        let place = places.get(job.number.index()).copied().flatten();
        Self { mark, level, is_out, path: place.map_or_else(String::new, |place| mark.path(place, radius)) }
    }
}

/// A point in the shape of the job's state, stronger the better the job is.
#[component]
pub(super) fn Point(
    /// Whose.
    track: JobTrack<DrawnPoint>,
) -> impl IntoView {
    let JobTrack { number, drawn, .. } = track;
    move || {
        drawn.with(|drawn| {
            let state = drawn.mark.id();
            let class = format!("mark-shape point {state} level-{}", drawn.level);
            view! { <path class=class class:out=drawn.is_out data-testid="point" data-job=number.0 data-state=state d=drawn.path.clone()/> }
        })
    }
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
