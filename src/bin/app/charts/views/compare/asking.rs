//! What is compared, and what is known of it: asked of the engine, which works on whatever is looked at meanwhile.

use super::report::{Progress, Report, VariantReport, items, text, variant};
use crate::api::Asker;
use crate::engine::Js;
use crate::store::Store;
use leptos::prelude::*;
use std::time::Duration;
use tuneground::language::t;
use tuneground::playground::compare::{Along, Change, REPEATS, SETS};
use tuneground::protocol::JsonValue as _;
use wasm_bindgen::{JsCast as _, JsValue};

/// How often is asked how far it is; and of so many answers one is drawn, since all of it takes a frame's time and more.
const ASK_AGAIN: Duration = Duration::from_millis(250);
const DRAWN: u32 = 4;

/// What is compared, and what is known of it. Handles only.
#[derive(Clone, Copy)]
pub(in crate::charts::views) struct Compared {
    pub(super) changes: RwSignal<Vec<Change>>,
    pub(super) repeats: RwSignal<u32>,
    pub(super) along: RwSignal<Along>,
    /// The variants that would be compared, or why there are none.
    pub(super) variants: RwSignal<Result<Vec<VariantReport>, String>>,
    pub(super) progress: RwSignal<Option<Progress>>,
    pub(super) report: RwSignal<Option<Report>>,
    /// The request whose results these are.
    asked: RwSignal<Option<String>>,
    /// Whether another would be asked for now.
    pub(super) is_stale: RwSignal<bool>,
    /// Why it does not run.
    pub(super) problem: RwSignal<Option<String>>,
    pub(super) is_running: RwSignal<bool>,
    /// The comparison's handle, and the request that began it.
    id: StoredValue<Option<(f64, String)>>,
    /// Grows with each start, so that nobody asks for one that is over.
    turn: StoredValue<u32>,
    is_asked: StoredValue<bool>,
    asker: Asker,
}

impl Compared {
    /// The first ready-made set, and nothing known.
    pub(in crate::charts::views) fn new() -> Self {
        Self {
            changes: RwSignal::new(SETS[0].changes.to_vec()),
            repeats: RwSignal::new(REPEATS[0]),
            along: RwSignal::new(Along::Jobs),
            variants: RwSignal::new(Ok(Vec::new())),
            progress: RwSignal::new(None),
            report: RwSignal::new(None),
            asked: RwSignal::new(None),
            is_stale: RwSignal::new(false),
            problem: RwSignal::new(None),
            is_running: RwSignal::new(false),
            id: StoredValue::new(None),
            turn: StoredValue::new(0),
            is_asked: StoredValue::new(false),
            asker: Asker::expect(),
        }
    }

    /// The request for what is chosen; or why there is none.
    fn request(self, store: Store) -> Result<String, String> {
        let edited = store.edited().ok_or(t!("The job is not there yet"))??;
        let changes: Vec<String> =
            self.changes.with(|changes| changes.iter().map(|change| format!("\"{}\"", change.id())).collect());
        Ok(format!("{{{edited},\"Changes\":[{}],\"Repeats\":{}}}", changes.join(","), self.repeats.get()))
    }

    /// Asks which variants there would be, whenever the document or the choice is another, as long as somebody looks.
    pub(super) fn follow(self, store: Store) {
        let request = Memo::new(move |_| self.request(store));
        Effect::new(move || {
            request.track();
            self.ask_variants(request);
        });
        Effect::new(move || {
            let is_same = request.with(|request| self.asked.with(|asked| request.as_ref().ok() == asked.as_ref()));
            self.is_stale.set(!is_same);
        });
    }

    fn ask_variants(self, request: Memo<Result<String, String>>) {
        let (Some(asked), Some(false)) = (request.try_get_untracked(), self.is_asked.try_get_value()) else { return };
        let question = match &asked {
            Ok(question) => Js::parse(question),
            Err(why) => return self.variants.set(Err(why.clone())),
        };
        self.is_asked.set_value(true);
        leptos::task::spawn_local(async move {
            let answer = self.asker.ask("compare.variants", question).await;
            if self.is_asked.try_set_value(false).is_some() {
                return;
            }
            if let Ok(answer) = answer {
                let nothing = text(&answer, "Nothing");
                let all = items(&answer, "Variants").iter().map(variant).collect();
                self.variants.set(if nothing.is_empty() { Ok(all) } else { Err(nothing) });
            }
            // The view may be gone by now.
            if request.try_get_untracked().is_some_and(|current| current != asked) {
                self.ask_variants(request);
            }
        });
    }

    /// Runs what is chosen.
    pub(super) fn run(self, store: Store) {
        match untrack(|| self.request(store)) {
            Ok(request) => {
                self.asker.use_all_cores();
                self.progress.set(None);
                self.report.set(None);
                self.asked.set(Some(request.clone()));
                self.begin(store, request);
            }
            Err(why) => self.problem.set(Some(why)),
        }
    }

    fn begin(self, store: Store, request: String) {
        self.problem.set(None);
        self.is_running.set(true);
        self.id.set_value(None);
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        leptos::task::spawn_local(async move {
            let answer = self.asker.ask("compare.start", Js::parse(&request)).await;
            let id = answer.map(|answer| answer.member("Comparison").and_then(|id| id.number()));
            if self.turn.try_get_value() != Some(turn) {
                // It was cancelled before it had a name.
                if let Ok(Some(id)) = id {
                    self.end(id).await;
                }
                return;
            }
            match id {
                Ok(Some(id)) => {
                    self.id.set_value(Some((id, request)));
                    self.look(store, turn, 0);
                }
                Ok(None) => self.is_running.set(false),
                Err(error) => {
                    self.is_running.set(false);
                    self.problem.set(Some(words(&error)));
                }
            }
        });
    }

    /// Asks how far it is, and again a little later; `count` is how often it has asked.
    fn look(self, store: Store, turn: u32, count: u32) {
        let Some(Some((id, request))) = self.id.try_get_value() else { return };
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        let along = self.along.get_untracked();
        let question = format!("{{\"Comparison\":{id},\"Along\":\"{}\"}}", along.id());
        leptos::task::spawn_local(async move {
            let answer = self.asker.ask("compare.report", Js::parse(&question)).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match answer.ok().and_then(|answer| Some((Progress::read(&answer)?, answer))) {
                // The engine was lost with it: begin anew, to the same end.
                None if self.is_running.get_untracked() => self.begin(store, request),
                None => {}
                Some((progress, answer)) => {
                    let has_ended = progress.has_ended;
                    let is_first_end = has_ended && self.is_running.get_untracked();
                    self.progress.set(Some(progress));
                    if has_ended || (progress.done > 0 && count.is_multiple_of(DRAWN)) {
                        self.report.set((progress.done > 0).then(|| Report::read(&answer, along)));
                    }
                    if is_first_end {
                        self.is_running.set(false);
                        store.announcement.set(t!("The comparison has ended").to_owned());
                    }
                    if !has_ended {
                        set_timeout(move || self.look(store, turn, count + 1), ASK_AGAIN);
                    }
                }
            }
        });
    }

    /// Puts something else along x.
    pub(super) fn choose_axis(self, store: Store, along: Along) {
        self.along.set(along);
        if let Some(turn) = self.turn.try_get_value().filter(|_| !self.is_running.get_untracked()) {
            self.look(store, turn, 0);
        }
    }

    /// Ends it where it is.
    pub(super) fn cancel(self, store: Store) {
        let turn = self.turn.get_value() + 1;
        // Whoever asks now asks for what was before.
        self.turn.set_value(turn);
        let Some((id, _)) = self.id.get_value() else { return self.is_running.set(false) };
        leptos::task::spawn_local(async move {
            self.end(id).await;
            if self.turn.try_get_value() == Some(turn) {
                self.look(store, turn, 0);
            }
        });
    }
}

impl Compared {
    async fn end(self, id: f64) {
        // What cannot be cancelled is not there any more.
        let _ = self.asker.ask("compare.cancel", Js::parse(&format!("{{\"Comparison\":{id}}}"))).await;
    }
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map(|error| String::from(error.message())).unwrap_or_default()
}
