//! What somebody who prepared the page for others has locked; the rest of it loads with its part ([`crate::parts::workshop`]).

use leptos::prelude::*;

/// The areas of the job panel that cannot be changed, by their names. A handle only.
#[derive(Clone, Copy)]
pub(crate) struct Locked(pub(crate) RwSignal<Vec<&'static str>>);

impl Locked {
    /// Nothing is locked.
    pub(crate) fn provide() {
        provide_context(Self(RwSignal::new(Vec::new())));
    }

    /// The one that the page's components share.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// Whether an area is.
    pub(crate) fn has(self, area: &'static str) -> bool {
        self.0.with(|locked| locked.contains(&area))
    }
}
