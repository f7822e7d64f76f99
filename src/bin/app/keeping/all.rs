//! All that is kept on this machine: as a list, as one file, and gone.

use super::IS_OVER;
use super::database::{Database, Failure};
use super::record::Record;
use super::tab;
use crate::address;
use crate::dom::{ignore, window};
use crate::engine::Js;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tuneground::language::{self, t};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// What the file says that it is.
const FORMAT: &str = "Tuneground, what was kept";
const VERSION: u64 = 1;

/// Whose record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// This tab's.
    This,
    /// Of another tab that is open.
    Open,
    /// Of a tab that is gone.
    Closed,
}

/// A tab of which there is a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct KeptTab {
    /// Its name.
    pub(crate) tab: String,
    /// What the job in it is called.
    pub(crate) name: String,
    /// When it was written, as people write it.
    pub(crate) written: String,
    /// Whose it is.
    pub(crate) whose: Whose,
}

/// All of them, the one that was written last first; or why not.
pub(crate) async fn list() -> Result<Vec<KeptTab>, String> {
    let database = opened().await?;
    let own = tab::own();
    let mut all = Vec::new();
    for (tab, at) in database.tabs().await.map_err(Failure::in_words)? {
        let Some(record) = database.record(&tab).await.ok().flatten().and_then(|text| Record::parse(&text)) else {
            continue;
        };
        let whose = match () {
            () if own.as_deref() == Some(&*tab) => Whose::This,
            () if tab::is_gone(&tab).await => Whose::Closed,
            () => Whose::Open,
        };
        let name = record.document.request.hyper_parameter_tuning_job_name;
        all.push(KeptTab { tab, name, written: written(at), whose });
    }
    Ok(all)
}

/// All of it as JSON text; or why not.
pub(crate) async fn export() -> Result<String, String> {
    let database = opened().await?;
    let mut tabs = Vec::new();
    for (tab, at) in database.tabs().await.map_err(Failure::in_words)? {
        let Some(text) = database.record(&tab).await.map_err(Failure::in_words)? else { continue };
        let log = database.log(&tab).await.map_err(Failure::in_words)?;
        let log: Vec<Value> = log.iter().filter_map(|entry| serde_json::from_str(&entry.to_text()).ok()).collect();
        let parents = database.parents(&tab).await.map_err(Failure::in_words)?;
        let file = match database.file(&tab).await.map_err(Failure::in_words)? {
            Some((name, file)) => {
                json!({ "Name": name, "Base64": bytes_of(&file).await.map(|bytes| STANDARD.encode(bytes)) })
            }
            None => Value::Null,
        };
        tabs.push(json!({
            "At": at,
            "Record": as_value(&text),
            "Log": log,
            "Parents": parents.as_deref().map_or(Value::Null, as_value),
            "File": file,
        }));
    }
    Ok(json!({ "Format": FORMAT, "Version": VERSION, "Tabs": tabs }).to_string())
}

/// Takes what [`export`] wrote, beside what is there: how many tabs; or why not, and then none.
pub(crate) async fn import(text: &str) -> Result<usize, String> {
    let file: Value = serde_json::from_str(text)
        .map_err(|error| t!("This is no file that Tuneground has saved: {error}", error = error.to_string()))?;
    if file["Format"] != FORMAT {
        return Err(
            t!("This is no file that Tuneground has saved. A request or a document goes under JSON, Load").to_owned()
        );
    }
    if file["Version"].as_u64().is_none_or(|version| version > VERSION) {
        return Err(t!("This file is of a newer version of Tuneground: reload the page to get it").to_owned());
    }
    let tabs = file["Tabs"].as_array().map_or(&[] as &[Value], Vec::as_slice);
    if let Some(place) = tabs.iter().position(|tab| Record::parse(&tab["Record"].to_string()).is_none()) {
        return Err(t!("Tab {n} in this file cannot be read; nothing was taken from it", n = place + 1));
    }
    let database = opened().await?;
    for tab in tabs {
        let name = tab::new_name();
        let entries: Vec<Js> =
            tab["Log"].as_array().into_iter().flatten().map(|entry| Js::parse(&entry.to_string())).collect();
        let parents = (!tab["Parents"].is_null()).then(|| tab["Parents"].to_string());
        let record = tab["Record"].to_string();
        database.write(&name, &record, parents.as_deref(), true, 0, &entries).await.map_err(Failure::in_words)?;
        if let Some(file) = file_of(&tab["File"]) {
            database.write_file(&name, Some(&file)).await.map_err(Failure::in_words)?;
        }
    }
    Ok(tabs.len())
}

/// Deletes what is kept of a tab; or why not.
pub(crate) async fn forget(tab: &str) -> Result<(), String> {
    opened().await?.forget(tab).await.map_err(Failure::in_words)
}

/// Deletes all that is kept, and opens the page as if nobody had been here; or why not. Other open tabs go on keeping what is on them.
pub(crate) async fn forget_all() -> Result<(), String> {
    let database = opened().await?;
    IS_OVER.set(true);
    if let Err(failure) = database.forget_everything().await {
        IS_OVER.set(false);
        return Err(failure.in_words());
    }
    for storage in [window().session_storage(), window().local_storage()].into_iter().flatten().flatten() {
        ignore(storage.clear());
    }
    open_again();
    Ok(())
}

/// Goes on with what is kept of a tab that is gone, in this tab.
pub(crate) fn open_here(tab: &str) {
    tab::become_next(tab);
    open_again();
}

/// Loads the page without what its address says.
fn open_again() {
    let page = address::of_page();
    ignore(window().history().and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&page))));
    ignore(window().location().reload());
}

async fn opened() -> Result<Database, String> {
    Database::open().await.map_err(Failure::in_words)
}

fn as_value(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

async fn bytes_of(file: &Blob) -> Option<Vec<u8>> {
    let buffer = JsFuture::from(file.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer).to_vec())
}

fn file_of(file: &Value) -> Option<(String, Blob)> {
    let bytes = STANDARD.decode(file["Base64"].as_str()?).ok()?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes.as_slice()));
    Some((file["Name"].as_str()?.to_owned(), Blob::new_with_u8_array_sequence(&parts).ok()?))
}

/// A time, as the language writes it.
fn written(at: f64) -> String {
    let options = js_sys::Object::new();
    for (name, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        ignore(js_sys::Reflect::set(&options, &name.into(), &style.into()));
    }
    js_sys::Date::new(&at.into()).to_locale_string(language::name(), &options).into()
}
