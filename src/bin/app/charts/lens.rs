//! Which training jobs are looked at closely, for all views: whoever filters or brushes writes it here, and what is left out of it is
//! drawn faintly everywhere.

use crate::store::Store;
use leptos::prelude::*;
use tuneground::playground::lens::{Brush, Lens};
use tuneground::playground::plot::Axis;

/// The lens that the views share. Handles only: copies are the same lens.
#[derive(Clone, Copy)]
pub(super) struct SharedLens(RwSignal<Lens>);

impl SharedLens {
    /// A clear one, provided to the views; another search space begins with a clear one as well.
    pub(super) fn provide(store: Store) -> Self {
        let lens = RwSignal::new(Lens::default());
        let space = store.of_config(|config| config.space().clone());
        Effect::new(move |_| {
            space.with(|_| lens.set(Lens::default()));
        });
        let left_out = Memo::new(move |_| {
            let lens = lens.get();
            if lens.is_clear() {
                return Vec::new();
            }
            store.view(|session| lens.left_out(session.state().history(), session.config().space())).unwrap_or_default()
        });
        Effect::new(move |_| {
            store.left_out.set(left_out.get());
        });
        let shared = Self(lens);
        provide_context(shared);
        shared
    }

    /// The lens that the views share.
    pub(super) fn expect() -> Self {
        expect_context()
    }

    /// Looks at it; follows it.
    pub(super) fn with<T>(self, look: impl FnOnce(&Lens) -> T) -> T {
        self.0.with(look)
    }

    /// As it is now, not followed.
    pub(super) fn now(self) -> Lens {
        self.0.get_untracked()
    }

    /// Changes it.
    pub(super) fn update(self, change: impl FnOnce(&mut Lens)) {
        self.0.update(change);
    }

    /// The brush on an axis; follows it.
    pub(super) fn brush_on(self, axis: Axis) -> Option<Brush> {
        self.0.with(|lens| lens.brushes.get(&axis).cloned())
    }

    /// Brushes an axis; nothing takes its brush away.
    pub(super) fn brush(self, axis: Axis, brush: Option<Brush>) {
        self.0.update(|lens| lens.brush(axis, brush));
    }
}
