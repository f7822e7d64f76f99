//! A curve drawn again, on top and thick: of the best training job, of the selected one, of the one pointed at.

use super::frame::Frame;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::plot::{Mark, curve_end, curve_path};
use tuneground::training_job::JobNumber;

/// How a curve on top is drawn.
#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    job: JobNumber,
    path: String,
    end: Option<(f64, f64)>,
    mark: Mark,
}

/// A learning curve on top of all others.
#[component]
pub(super) fn CurveOnTop(
    /// Why it is on top: the class it is drawn by.
    kind: &'static str,
    /// Whose.
    #[prop(into)]
    job: Signal<Option<JobNumber>>,
    /// The plot's frame.
    frame: Memo<Frame>,
) -> impl IntoView {
    let store = Store::expect();
    let drawn = Memo::new(move |_| {
        let number = job.get()?;
        store
            .view(|session| {
                let job = session.state().job(number)?;
                let direction = session.config().objective().direction;
                frame.with(|frame| {
                    Some(Drawn {
                        job: number,
                        path: curve_path(job.number, job.curve.values(), frame.epochs(session), &frame.y),
                        end: curve_end(job, frame.epochs(session), &frame.y, direction),
                        mark: Mark::of(&job.status),
                    })
                })
            })
            .flatten()
    });
    move || {
        drawn.get().map(|drawn| {
            view! {
                <g class=format!("on-top {kind} {}", drawn.mark.id()) data-testid=format!("{kind}-curve") data-job=drawn.job.0>
                    <path class="halo" d=drawn.path.clone()/>
                    <path class="line" d=drawn.path/>
                    {drawn.end.map(|place| view! {
                        <path class=format!("mark-shape {}", drawn.mark.id()) d=drawn.mark.path(place, 4.8)/>
                    })}
                </g>
            }
        })
    }
}
