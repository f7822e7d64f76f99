//! The browser's database: one record for each tab, with its log in pieces.

use super::{MAX_RECORDS, NO_ROOM};
use crate::engine::Js;
use idb::{Error, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode};
use js_sys::{Array, Date, Object, Reflect};
use tuneground::language::{t, text};
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::Blob;

const NAME: &str = "tuneground";
const VERSION: u32 = 2;
/// By tab: `{ Text, At }`, the record and when it was written, in milliseconds since 1970.
const RECORDS: &str = "records";
/// By tab and place: pieces of the log, as the engine told it.
const LOGS: &str = "logs";
/// By tab: what a warm start can learn from, as JSON text.
const PARENTS: &str = "parents";
/// By tab: `{ Name, File }`, the person's own file. Since version 2.
const FILES: &str = "files";
const ALL: [&str; 4] = [RECORDS, LOGS, PARENTS, FILES];

/// Why something was not kept.
#[derive(Debug)]
pub(super) enum Failure {
    /// There is no room.
    Full,
    /// The browser does not allow it, or something else went wrong.
    Other,
}

impl Failure {
    /// For the person.
    pub(super) fn in_words(self) -> String {
        match self {
            Self::Full => text(NO_ROOM).to_owned(),
            Self::Other => t!("This browser keeps nothing for this page").to_owned(),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let text = format!("{error:?}");
        if text.contains("QuotaExceeded") { Self::Full } else { Self::Other }
    }
}

/// The database.
pub(super) struct Database(idb::Database);

impl Database {
    /// Opens it, and makes it at first.
    pub(super) async fn open() -> Result<Self, Failure> {
        let mut request = Factory::new()?.open(NAME, Some(VERSION))?;
        request.on_upgrade_needed(|event| {
            use idb::DatabaseEvent as _;
            if let Ok(database) = event.database() {
                for store in ALL {
                    // One that is there already stays as it is.
                    drop(database.create_object_store(store, ObjectStoreParams::new()));
                }
            }
        });
        let mut database = request.await?;
        // A newer version of the page, in another tab, must not wait for this one to be closed.
        database.on_version_change(|event| {
            use idb::DatabaseEvent as _;
            if let Ok(database) = event.database() {
                database.close();
            }
        });
        Ok(Self(database))
    }

    /// A tab's record.
    pub(super) async fn record(&self, tab: &str) -> Result<Option<String>, Failure> {
        let transaction = self.0.transaction(&[RECORDS], TransactionMode::ReadOnly)?;
        let found = transaction.object_store(RECORDS)?.get(key(tab))?.await?;
        Ok(found.and_then(|found| Reflect::get(&found, &"Text".into()).ok()?.as_string()))
    }

    /// All tabs that have a record and when it was written, the last first.
    pub(super) async fn tabs(&self) -> Result<Vec<(String, f64)>, Failure> {
        let transaction = self.0.transaction(&[RECORDS], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(RECORDS)?;
        let (names, records) = (store.get_all_keys(None, None)?.await?, store.get_all(None, None)?.await?);
        let at = |record: &JsValue| Reflect::get(record, &"At".into()).ok().and_then(|at| at.as_f64()).unwrap_or(0.0);
        let mut tabs: Vec<(String, f64)> =
            names.iter().zip(&records).filter_map(|(name, record)| Some((name.as_string()?, at(record)))).collect();
        tabs.sort_by(|(_, one), (_, other)| other.total_cmp(one));
        Ok(tabs)
    }

    /// A tab's log.
    pub(super) async fn log(&self, tab: &str) -> Result<Vec<Js>, Failure> {
        let transaction = self.0.transaction(&[LOGS], TransactionMode::ReadOnly)?;
        let pieces = transaction.object_store(LOGS)?.get_all(Some(pieces(tab)?), None)?.await?;
        let entries = pieces.into_iter().filter_map(|piece| piece.dyn_into::<Array>().ok());
        Ok(entries.flat_map(|piece| piece.iter().map(Js).collect::<Vec<_>>()).collect())
    }

    /// What a tab's warm starts can learn from.
    pub(super) async fn parents(&self, tab: &str) -> Result<Option<String>, Failure> {
        let transaction = self.0.transaction(&[PARENTS], TransactionMode::ReadOnly)?;
        Ok(transaction.object_store(PARENTS)?.get(key(tab))?.await?.and_then(|text| text.as_string()))
    }

    /// The person's own file in a tab, and its name.
    pub(super) async fn file(&self, tab: &str) -> Result<Option<(String, Blob)>, Failure> {
        let transaction = self.0.transaction(&[FILES], TransactionMode::ReadOnly)?;
        let found = transaction.object_store(FILES)?.get(key(tab))?.await?;
        let member = |name: &str| Reflect::get(found.as_ref()?, &name.into()).ok();
        Ok(member("Name").and_then(|name| name.as_string()).zip(member("File").and_then(|file| file.dyn_into().ok())))
    }

    /// Writes the person's own file in a tab, or that there is none.
    pub(super) async fn write_file(&self, tab: &str, file: Option<&(String, Blob)>) -> Result<(), Failure> {
        let transaction = self.0.transaction(&[FILES], TransactionMode::ReadWrite)?;
        let store = transaction.object_store(FILES)?;
        match file {
            Some((name, file)) => {
                let row = object([("Name", name.into()), ("File", file.into())]);
                store.put(&row, Some(&tab.into()))?;
            }
            None => {
                store.delete(key(tab))?;
            }
        }
        committed(transaction).await
    }

    /// Writes a tab's record, with what has come to its log since; all or nothing. `is_other`: the log before was another tuning
    /// job's.
    pub(super) async fn write(
        &self,
        tab: &str,
        record: &str,
        parents: Option<&str>,
        is_other: bool,
        piece: u32,
        entries: &[Js],
    ) -> Result<(), Failure> {
        let transaction = self.0.transaction(&ALL, TransactionMode::ReadWrite)?;
        let row = object([("Text", record.into()), ("At", Date::now().into())]);
        transaction.object_store(RECORDS)?.put(&row, Some(&tab.into()))?;
        if let Some(parents) = parents {
            transaction.object_store(PARENTS)?.put(&parents.into(), Some(&tab.into()))?;
        }
        let log = transaction.object_store(LOGS)?;
        if is_other {
            log.delete(pieces(tab)?)?;
        }
        if !entries.is_empty() {
            let entries: Array = entries.iter().map(|entry| entry.0.clone()).collect();
            log.put(&entries, Some(&Array::of2(&tab.into(), &piece.into())))?;
        }
        committed(transaction).await
    }

    /// Forgets a tab.
    pub(super) async fn forget(&self, tab: &str) -> Result<(), Failure> {
        let transaction = self.0.transaction(&ALL, TransactionMode::ReadWrite)?;
        transaction.object_store(RECORDS)?.delete(key(tab))?;
        transaction.object_store(PARENTS)?.delete(key(tab))?;
        transaction.object_store(FILES)?.delete(key(tab))?;
        transaction.object_store(LOGS)?.delete(pieces(tab)?)?;
        committed(transaction).await
    }

    /// Forgets all tabs.
    pub(super) async fn forget_everything(&self) -> Result<(), Failure> {
        let transaction = self.0.transaction(&ALL, TransactionMode::ReadWrite)?;
        for store in ALL {
            transaction.object_store(store)?.clear()?;
        }
        committed(transaction).await
    }

    /// Forgets the oldest of tabs that are gone.
    pub(super) async fn forget_oldest(&self, gone: &[String]) {
        for tab in gone.iter().skip(MAX_RECORDS) {
            drop(self.forget(tab).await);
        }
    }
}

async fn committed(transaction: Transaction) -> Result<(), Failure> {
    if transaction.await?.is_committed() { Ok(()) } else { Err(Failure::Full) }
}

fn object<const N: usize>(members: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in members {
        crate::dom::ignore(Reflect::set(&object, &name.into(), &value));
    }
    object.into()
}

fn key(tab: &str) -> Query {
    Query::Key(tab.into())
}

/// All pieces of a tab's log: keys are compared member by member.
fn pieces(tab: &str) -> Result<Query, Error> {
    let (first, last) = (Array::of2(&tab.into(), &0.into()), Array::of2(&tab.into(), &u32::MAX.into()));
    Ok(Query::KeyRange(KeyRange::bound(&first, &last, None, None)?))
}
