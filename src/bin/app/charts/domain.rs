//! The part of an objective axis that is shown; stands still as long as it can.

use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::Session;
use tuneground::playground::plot::{follow, objective_domain};

/// Follows the part of the axis that shows all learning curves.
pub(super) fn follow_curves(store: Store) -> RwSignal<Option<(f64, f64)>> {
    follow_domain(store, |session| {
        let curves = session.state().jobs().iter().map(|job| job.curve.values());
        objective_domain(&curves, session.config().objective().direction)
    })
}

/// Follows the part of the axis that shows the latest objective of each training job.
pub(super) fn follow_latest(store: Store) -> RwSignal<Option<(f64, f64)>> {
    follow_domain(store, |session| {
        let latest: Vec<f64> = session.state().jobs().iter().filter_map(|job| job.curve.last()).collect();
        objective_domain(&latest.chunks(1), session.config().objective().direction)
    })
}

/// Follows what `wanted` asks for while a tuning job runs, and begins anew with the next.
pub(super) fn follow_domain(
    store: Store,
    wanted: impl Fn(&Session) -> Option<(f64, f64)> + Send + Sync + 'static,
) -> RwSignal<Option<(f64, f64)>> {
    let domain = RwSignal::new(None);
    Effect::new(move |run_before| {
        let run = store.run_id();
        let shown = if run_before == Some(run) { domain.get_untracked() } else { None };
        let wanted = store.view(&wanted).flatten();
        let next = wanted.map(|wanted| follow(shown, wanted)).or(shown);
        if next != domain.get_untracked() {
            domain.set(next);
        }
        run
    });
    domain
}
