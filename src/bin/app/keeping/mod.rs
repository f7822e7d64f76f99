//! What is on the page is kept on this machine (`IndexedDB`), so that a reload, a crash or a closed tab loses nothing, and a running
//! tuning job goes on from where it was.
//!
//! Kept are the document that is edited, the tuning job on the screen with its log so far or with AWS's answers about it, where the playhead
//! is, the tuning jobs that a warm start can learn from, and the person's own file. The log is kept so that nothing is trained twice; since the same document is the same tuning job, what comes after
//! is the same as without the break. Each tab has a record of its own ([`tab`]). A page in another page's frame keeps nothing.
//!
//! The person sees all of it ([`all`]), saves it as one file, takes it from one, and deletes it.
//!
//! Loads with the editor: what is behind [`crate::parts::editor`].

mod all;
mod database;
mod record;
mod tab;

pub(crate) use all::{KeptTab, Whose, export, forget, forget_all, import, list, open_here};

use crate::address;
use crate::dom;
use crate::editor::Editor;
use crate::embed;
use crate::engine::Js;
use crate::store::Store;
use database::{Database, Failure};
use leptos::prelude::*;
use leptos::task::spawn_local;
use record::Record;
use serde_json::json;
use std::cell::Cell;
use std::rc::Rc;
use tab::Tab;
use tuneground::language::{marked, text};
use tuneground::protocol::SessionId;
use web_sys::Blob;

/// How often what has changed is written.
const EVERY_MILLISECONDS: i32 = 500;
/// Records of tabs that are gone; older ones are forgotten.
const MAX_RECORDS: usize = 20;

thread_local! {
    /// All was deleted, and the page is about to load again: nothing more is written.
    static IS_OVER: Cell<bool> = const { Cell::new(false) };
}

/// What was kept, to go on with.
pub(crate) struct Kept {
    /// The tab that it was kept for.
    pub(crate) tab: String,
    /// All but the log.
    pub(crate) record: Record,
    /// The log of the tuning job on the screen, as far as it was known.
    pub(crate) entries: Vec<Js>,
    /// What a warm start can learn from, as JSON text.
    pub(crate) parents: Option<String>,
    /// The person's own file, and its name.
    pub(crate) file: Option<(String, Blob)>,
}

/// What has been written.
#[derive(Default)]
struct Written {
    record: String,
    /// What a warm start can learn from has changed since.
    has_new_parents: bool,
    session: Option<SessionId>,
    entries: usize,
    chunks: u32,
    /// Something is being written.
    is_busy: bool,
    /// It was said that there is no room.
    is_full: bool,
}

/// Keeps what is on the page from now on. A handle only.
#[derive(Clone)]
pub(crate) struct Keeper {
    database: Rc<Database>,
    tab: Rc<Tab>,
}

impl Keeper {
    /// The keeper of this tab, and what was kept for it: of this tab before it was loaded again, or else of the last tab that was closed. A link
    /// comes before what was kept, unless it is the link that was open then. `None` where nothing can be kept.
    pub(crate) async fn open() -> Option<(Self, Option<Kept>)> {
        if embed::is_embedded() {
            return None;
        }
        let database = Database::open().await.ok()?;
        let (tab, before) = Tab::claim(&database).await;
        let keeper = Self { database: Rc::new(database), tab: Rc::new(tab) };
        let kept = match before {
            Some(before) => keeper.read(&before).await,
            None => None,
        };
        Some((keeper, kept))
    }

    async fn read(&self, tab: &str) -> Option<Kept> {
        let record = Record::parse(&self.database.record(tab).await.ok()??)?;
        let has_link = address::value("s").is_some() || address::is_of_workshop();
        if has_link && record.address != address::hash() {
            return None;
        }
        let entries = self.database.log(tab).await.ok()?;
        let parents = self.database.parents(tab).await.ok().flatten();
        let file = self.database.file(tab).await.ok().flatten();
        Some(Kept { tab: tab.to_owned(), record, entries, parents, file })
    }

    /// What was kept is on the page now: another tab's is this one's.
    pub(crate) async fn take_over(&self, tab: &str) {
        if tab != self.tab.id() {
            dom::ignore(self.database.forget(tab).await.map_err(|_| wasm_bindgen::JsValue::NULL));
        }
    }

    /// The keeper of the same page under another name, so that what was kept stays as it is.
    pub(crate) async fn under_another_name(self) -> Self {
        Self { tab: Rc::new(Tab::new().await), ..self }
    }

    /// Writes what has changed, again and again, and when the page is left.
    pub(crate) fn start(self, store: Store, editor: Editor) {
        let written = StoredValue::new_local(Written::default());
        Effect::new(move || {
            editor.parents.track();
            written.update_value(|written| written.has_new_parents = true);
        });
        self.clone().keep_file(store, editor);
        let write = move || self.write(store, editor, written);
        dom::on_hidden(write.clone());
        dom::every(EVERY_MILLISECONDS, write);
    }

    /// Keeps the person's own file, whenever it is another one.
    fn keep_file(self, store: Store, editor: Editor) {
        Effect::new(move |was: Option<bool>| {
            let file = editor.own_data.blob.get();
            let is_there = file.is_some();
            if is_there || was == Some(true) {
                let keeper = self.clone();
                spawn_local(async move {
                    if let Err(Failure::Full) = keeper.database.write_file(keeper.tab.id(), file.as_ref()).await {
                        store.notice.set(Some(text(NO_ROOM).to_owned()));
                    }
                });
            }
            is_there
        });
    }

    fn write(&self, store: Store, editor: Editor, written: StoredValue<Written, LocalStorage>) {
        if IS_OVER.get() || written.with_value(|written| written.is_busy) {
            return;
        }
        let session = store.run_id_untracked();
        let record = Record::of(store, editor).to_text();
        let (is_other, from, chunk) = written.with_value(|written| {
            if written.session == session { (false, written.entries, written.chunks) } else { (true, 0, 0) }
        });
        let entries = session.map(|session| store.log_from(session, from)).unwrap_or_default();
        let record_changed = written.with_value(|written| written.record != record);
        let has_new_parents = written.with_value(|written| written.has_new_parents);
        if !(is_other || record_changed || has_new_parents || !entries.is_empty()) {
            return;
        }
        // Up to fifty tuning jobs with all their training jobs: not to be written out in vain.
        let parents = has_new_parents.then(|| editor.parents.with_untracked(|parents| json!(parents).to_string()));
        written.update_value(|written| (written.is_busy, written.has_new_parents) = (true, false));
        let keeper = self.clone();
        spawn_local(async move {
            let tab = keeper.tab.id();
            let result = keeper.database.write(tab, &record, parents.as_deref(), is_other, chunk, &entries).await;
            written.update_value(|written| {
                written.is_busy = false;
                written.has_new_parents |= parents.is_some() && result.is_err();
                match &result {
                    Ok(()) => {
                        written.entries = from + entries.len();
                        written.chunks = chunk + u32::from(!entries.is_empty());
                        written.session = session;
                        written.record = record;
                    }
                    Err(Failure::Full) if !written.is_full => {
                        written.is_full = true;
                        store.notice.set(Some(text(NO_ROOM).to_owned()));
                    }
                    Err(_) => {}
                }
            });
        });
    }
}

const NO_ROOM: &str = marked!(
    "There is no room left on this machine to keep your work: what is on the page stays as long as the page is open. \
     Save the job as a link or as JSON before you leave"
);
