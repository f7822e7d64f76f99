//! The browser's database: one record for each tab, with its log in pieces.

use super::MAX_RECORDS;
use crate::engine::Js;
use idb::{Error, Factory, KeyRange, ObjectStoreParams, Query, Transaction, TransactionMode};
use js_sys::{Array, Date, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

const NAME: &str = "tuneground";
const VERSION: u32 = 1;
/// By tab: `{ Text, At }`, the record and when it was written, in milliseconds since 1970.
const RECORDS: &str = "records";
/// By tab and place: pieces of the log, as the engine told it.
const LOGS: &str = "logs";
/// By tab: what a warm start can learn from, as JSON text.
const PARENTS: &str = "parents";
const ALL: [&str; 3] = [RECORDS, LOGS, PARENTS];

/// Why something was not kept.
#[derive(Debug)]
pub(super) enum Failure {
    /// There is no room.
    Full,
    /// The browser does not allow it, or something else went wrong.
    Other,
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
        Ok(Self(request.await?))
    }

    /// A tab's record.
    pub(super) async fn record(&self, tab: &str) -> Result<Option<String>, Failure> {
        let transaction = self.0.transaction(&[RECORDS], TransactionMode::ReadOnly)?;
        let found = transaction.object_store(RECORDS)?.get(key(tab))?.await?;
        Ok(found.and_then(|found| Reflect::get(&found, &"Text".into()).ok()?.as_string()))
    }

    /// All tabs that have a record, the one that was written last first.
    pub(super) async fn tabs(&self) -> Result<Vec<String>, Failure> {
        let transaction = self.0.transaction(&[RECORDS], TransactionMode::ReadOnly)?;
        let store = transaction.object_store(RECORDS)?;
        let (names, records) = (store.get_all_keys(None, None)?.await?, store.get_all(None, None)?.await?);
        let at = |record: &JsValue| Reflect::get(record, &"At".into()).ok().and_then(|at| at.as_f64()).unwrap_or(0.0);
        let mut tabs: Vec<(f64, String)> =
            names.iter().zip(&records).filter_map(|(name, record)| Some((at(record), name.as_string()?))).collect();
        tabs.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        Ok(tabs.into_iter().map(|(_, name)| name).collect())
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
        let row = Object::new();
        for (name, value) in [("Text", record.into()), ("At", Date::now().into())] {
            crate::dom::ignore(Reflect::set(&row, &name.into(), &value));
        }
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
        transaction.object_store(LOGS)?.delete(pieces(tab)?)?;
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

fn key(tab: &str) -> Query {
    Query::Key(tab.into())
}

/// All pieces of a tab's log: keys are compared member by member.
fn pieces(tab: &str) -> Result<Query, Error> {
    let (first, last) = (Array::of2(&tab.into(), &0.into()), Array::of2(&tab.into(), &u32::MAX.into()));
    Ok(Query::KeyRange(KeyRange::bound(&first, &last, None, None)?))
}
