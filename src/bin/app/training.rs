//! Where training jobs are trained: the person's wish, and what came of it.

use crate::engine::{Engine, Js};
use leptos::prelude::*;
use tuneground::protocol::{FromTuner, SessionId, TrainOn};

/// The wish, and what was last told. Handles only. Not a part of the store, which is copied everywhere.
#[derive(Clone, Copy)]
pub(crate) struct Training {
    wish: RwSignal<TrainOn>,
    told: RwSignal<Option<(SessionId, String)>>,
    engine: StoredValue<Option<Engine>, LocalStorage>,
}

impl Training {
    /// Nothing is wished and nothing was told.
    pub(crate) fn new() -> Self {
        Self {
            wish: RwSignal::new(TrainOn::default()),
            told: RwSignal::new(None),
            engine: StoredValue::new_local(None),
        }
    }

    /// Gives it the engine.
    pub(crate) fn connect(self, engine: Engine) {
        self.engine.set_value(Some(engine));
    }

    /// Takes what it is about; gives back what it is not.
    pub(crate) fn hear(self, message: FromTuner<Js>) -> Option<FromTuner<Js>> {
        if let FromTuner::TrainedOn { session, words } = message {
            self.told.set(Some((session, words)));
            return None;
        }
        Some(message)
    }

    /// Where the next tuning jobs are to be trained.
    pub(crate) fn wish(self) -> TrainOn {
        self.wish.get()
    }

    /// Says where they are to be trained.
    pub(crate) fn set_wish(self, wish: TrainOn) {
        self.wish.set(wish);
        self.engine.with_value(|engine| {
            if let Some(engine) = engine {
                engine.train_on(wish);
            }
        });
    }

    /// Who trains this tuning job, and why.
    pub(crate) fn told(self, session: Option<SessionId>) -> Option<String> {
        self.told.with(|told| told.as_ref().filter(|told| Some(told.0) == session).map(|told| told.1.clone()))
    }
}
