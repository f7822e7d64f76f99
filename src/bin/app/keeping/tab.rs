//! Which tab this is. A tab keeps its name over reloads (session storage), and holds a lock of that name as long as it lives (Web
//! Locks), so that no two tabs write the same record and it can be told whose tab is gone.

use super::database::Database;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks.request`.
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request(name: &str, options: &JsValue, callback: &JsValue) -> Result<Promise, JsValue>;
}

const STORED: &str = "tuneground-tab";

/// This tab.
pub(super) struct Tab(String);

impl Tab {
    /// Its name.
    pub(super) fn id(&self) -> &str {
        &self.0
    }

    /// Finds out which tab this is, and whose record it goes on with: its own, where it was loaded again; the last tab's that is gone, where it
    /// is new; another's that is open, where it was duplicated.
    pub(super) async fn claim(database: &Database) -> (Self, Option<String>) {
        let storage = crate::dom::window().session_storage().ok().flatten();
        let before = storage.as_ref().and_then(|storage| storage.get_item(STORED).ok().flatten());
        let own = match &before {
            Some(before) if is_free(before).await => Self(before.clone()),
            _ => Self::new().await,
        };
        if before.is_some() {
            return (own, before);
        }
        let mut gone = Vec::new();
        for (tab, _) in database.tabs().await.unwrap_or_default() {
            if is_free_now(&tab).await {
                gone.push(tab);
            }
        }
        database.forget_oldest(&gone).await;
        (own, gone.into_iter().next())
    }

    /// This tab, under a name that it has not had before.
    pub(super) async fn new() -> Self {
        let name = new_name();
        is_free(&name).await;
        become_next(&name);
        Self(name)
    }
}

/// A name that no tab has.
pub(super) fn new_name() -> String {
    format!("{:x}-{:x}", js_sys::Date::now() as u64, (js_sys::Math::random() * 1e9) as u64)
}

/// This tab's name, once it has one.
pub(super) fn own() -> Option<String> {
    crate::dom::window().session_storage().ok().flatten()?.get_item(STORED).ok().flatten()
}

/// When the page is loaded again, this tab is the one of this name, which is gone.
pub(super) fn become_next(tab: &str) {
    if let Some(storage) = crate::dom::window().session_storage().ok().flatten() {
        crate::dom::ignore(storage.set_item(STORED, tab));
    }
}

/// Whether nobody has a tab of this name open.
pub(super) async fn is_gone(tab: &str) -> bool {
    is_free_now(tab).await
}

/// Takes the lock of a name for as long as this page lives, if nobody has it.
async fn is_free(name: &str) -> bool {
    ask(name, true).await
}

/// Whether nobody has it, without taking it.
async fn is_free_now(name: &str) -> bool {
    ask(name, false).await
}

/// Where there are no locks, as over plain http, every name is free.
async fn ask(name: &str, keep: bool) -> bool {
    let options = Object::new();
    crate::dom::ignore(Reflect::set(&options, &"ifAvailable".into(), &true.into()));
    let name = format!("tuneground {name}");
    let asked = Promise::new(&mut |resolve: Function, _| {
        let found = resolve.clone();
        let callback = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| {
            let is_free = !lock.is_null();
            crate::dom::ignore(found.call1(&JsValue::NULL, &is_free.into()));
            // The lock is held until what is returned is settled.
            if keep && is_free { Promise::new(&mut |_, _| {}).into() } else { JsValue::UNDEFINED }
        });
        if request(&name, &options, callback.into_js_value().unchecked_ref()).is_err() {
            crate::dom::ignore(resolve.call1(&JsValue::NULL, &true.into()));
        }
    });
    JsFuture::from(asked).await.is_ok_and(|is_free| is_free.is_truthy())
}
