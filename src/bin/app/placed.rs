//! What a person placed by hand against the tuner, between the view that plays the game and what keeps it, which both load later.
//!
//! Neither of them may be named by the first load, nor a signal of these types: so the page has it, and nobody follows it.

use std::cell::RefCell;

/// A game: the values of each training job as texts, in the order in which they were placed, and whether the tuner's are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Placed {
    pub(crate) jobs: Vec<Vec<(String, String)>>,
    pub(crate) is_shown: bool,
}

thread_local! {
    static NOW: RefCell<Placed> = RefCell::default();
    static KEPT: RefCell<Option<Placed>> = const { RefCell::new(None) };
}

/// The game as it stands: one that was kept, as long as it waits for the view that plays it.
pub(crate) fn now() -> Placed {
    KEPT.with_borrow(|kept| kept.clone().unwrap_or_else(|| NOW.with_borrow(Clone::clone)))
}

/// Says how the game stands.
pub(crate) fn set(placed: Placed) {
    NOW.set(placed);
}

/// The game that was kept, until another is played.
pub(crate) fn kept() -> Option<Placed> {
    KEPT.with_borrow(Clone::clone)
}

/// Keeps a game for the view that plays it, or no longer.
pub(crate) fn keep(placed: Option<Placed>) {
    KEPT.set(placed);
}
