//! The rows of data sets that are in files: loaded when a tuning job wants them, kept as files in the browser's memory, and
//! handed to trainers with the tuning job.

use super::{OpenedFile, Tuner};
use crate::file;
use crate::port::scope;
use js_sys::{Array, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use tuneground::dataset::{DatasetSpec, FileRows, OwnFile};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Response};

/// So many are kept: those of the last tuning jobs.
const MOST_KEPT: usize = 4;

/// Where rows come from.
#[derive(Clone, PartialEq)]
enum Source {
    /// A file beside the page.
    Shipped(&'static str),
    /// The user's own, and what is learned of it.
    Own(OwnFile),
}

/// How a tuning job's rows stand.
#[derive(Clone)]
pub(super) enum Rows {
    /// They are made, not loaded; or they cannot be had, and every training job will fail and say so.
    NotInAFile,
    /// They are on their way, and training jobs wait for them.
    Coming,
    /// They are here.
    Here(Blob),
}

/// What waits for rows; `None` where they cannot be had.
type Waiting = Box<dyn FnOnce(&mut Tuner, Option<Blob>)>;

/// All rows that are here or on their way.
#[derive(Default)]
pub(super) struct Data {
    kept: Vec<(Source, Blob)>,
    waiting: Vec<(Source, Vec<Waiting>)>,
    /// The user's own file.
    pub(super) opened: Option<OpenedFile>,
}

impl Source {
    fn of(spec: &DatasetSpec) -> Option<Self> {
        let own = || spec.file().cloned().map(Self::Own);
        spec.name().file_name().map(Self::Shipped).or_else(own)
    }
}

impl Data {
    fn kept(&self, source: &Source) -> Option<&Blob> {
        self.kept.iter().find(|(own, _)| own == source).map(|(_, rows)| rows)
    }

    fn keep(&mut self, source: Source, rows: Blob) {
        self.kept.truncate(MOST_KEPT - 1);
        self.kept.insert(0, (source, rows));
    }
}

impl Tuner {
    /// Calls `then` with the rows of this data set as soon as they are here: at once where they are, or cannot be had.
    pub(super) fn when_here(
        &mut self,
        spec: &DatasetSpec,
        own: &Rc<RefCell<Self>>,
        then: impl FnOnce(&mut Self, Option<Blob>) + 'static,
    ) {
        let Some(source) = Source::of(spec) else { return then(self, None) };
        if let Some(rows) = self.data.kept(&source).cloned() {
            return then(self, Some(rows));
        }
        // A tuner that replaces another one is still reading what its tuning jobs are waiting for.
        if let Source::Own(wanted) = &source
            && !self.reading.is_under_way()
        {
            let rows = self.own_rows(wanted);
            return then(self, rows);
        }
        let then: Waiting = Box::new(then);
        if let Some((_, waiting)) = self.data.waiting.iter_mut().find(|(own, _)| *own == source) {
            return waiting.push(then);
        }
        self.data.waiting.push((source.clone(), vec![then]));
        let Source::Shipped(name) = source else { return };
        let own = Rc::clone(own);
        spawn_local(async move {
            let text = fetch(name).await;
            let rows = text.ok().and_then(|text| FileRows::shipped(&text).ok());
            let rows = rows.and_then(|rows| of_bytes(&rows.to_bytes()));
            let mut tuner = own.borrow_mut();
            if let Some(rows) = &rows {
                tuner.data.keep(source.clone(), rows.clone());
            }
            tuner.serve(&source, rows.as_ref());
            drop(tuner);
            super::schedule_flush(&own);
        });
    }

    /// Gives those who wait for these rows what there is.
    fn serve(&mut self, source: &Source, rows: Option<&Blob>) {
        let place = self.data.waiting.iter().position(|(own, _)| own == source);
        let waiting = place.map(|place| self.data.waiting.remove(place).1);
        for then in waiting.unwrap_or_default() {
            then(self, rows.cloned());
        }
    }

    /// The user's file is read, or put away: gives those who wait for its rows what there is.
    pub(super) fn serve_own(&mut self) {
        let sources: Vec<Source> = self.data.waiting.iter().map(|(source, _)| source.clone()).collect();
        for source in sources {
            if let Source::Own(wanted) = &source {
                let rows = self.own_rows(wanted);
                self.serve(&source, rows.as_ref());
            }
        }
    }

    /// The rows that are learned of the user's own file, if it is the one that is open.
    fn own_rows(&mut self, wanted: &OwnFile) -> Option<Blob> {
        let opened = self.data.opened.as_ref().filter(|opened| opened.checksum() == wanted.checksum)?;
        let rows = of_bytes(&opened.rows_of(wanted).ok()?.to_bytes())?;
        self.data.keep(Source::Own(wanted.clone()), rows.clone());
        Some(rows)
    }

    /// Has the rows of a new tuning job loaded, if it trains on some that are in a file.
    pub(super) fn load_rows(&mut self, id: tuneground::protocol::SessionId, own: &Rc<RefCell<Self>>) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let problem = session.plan().trained_problem().filter(|problem| problem.dataset.is_in_a_file());
        let Some(spec) = problem.map(|problem| problem.dataset.clone()) else { return };
        session.set_rows(Rows::Coming);
        self.when_here(&spec, own, move |tuner, rows| {
            if let Some(session) = tuner.sessions.get_mut(&id) {
                session.set_rows(rows.map_or(Rows::NotInAFile, Rows::Here));
            }
            tuner.decide(id);
            tuner.launch_orphans();
        });
    }

    /// Calls `then` with the rows of this data set, read; `None` where they are not in a file, or cannot be had.
    pub(super) fn with_rows(
        &mut self,
        spec: &DatasetSpec,
        own: &Rc<RefCell<Self>>,
        then: impl FnOnce(&mut Self, Option<FileRows>) + 'static,
    ) {
        let later = Rc::clone(own);
        self.when_here(spec, own, move |tuner, rows| match rows {
            None => then(tuner, None),
            Some(rows) => spawn_local(async move {
                let rows = file::whole(&rows).await.ok().and_then(|bytes| FileRows::from_bytes(&bytes));
                then(&mut later.borrow_mut(), rows);
            }),
        });
    }
}

/// The bytes of a file in the folder of data sets, which is beside the worker's program.
async fn fetch(name: &str) -> Result<Vec<u8>, String> {
    let fetched = JsFuture::from(scope().fetch_with_str(&format!("data/{name}"))).await;
    let response: Response =
        fetched.and_then(wasm_bindgen::JsCast::dyn_into).map_err(|_| format!("{name} could not be loaded"))?;
    if !response.ok() {
        return Err(format!("{name} could not be loaded: the server said {}", response.status()));
    }
    match response.array_buffer() {
        Ok(buffer) => JsFuture::from(buffer)
            .await
            .map(|buffer| file::to_bytes(&buffer))
            .map_err(|_| format!("{name} was cut off")),
        Err(_) => Err(format!("{name} was cut off")),
    }
}

/// A file of these bytes, in the browser's memory.
fn of_bytes(bytes: &[u8]) -> Option<Blob> {
    Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))).ok()
}
