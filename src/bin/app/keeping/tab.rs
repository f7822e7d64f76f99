//! Which tab this is. A tab keeps its name over reloads (session storage), and holds a lock of that name as long as it lives (Web
//! Locks), so that no two tabs write the same record and it can be told whose tab is gone.

use super::database::Database;
use js_sys::{Function, Object, Promise, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
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
pub(super) struct Tab {
    name: String,
    /// Nobody else has a tab of this name as long as this is there.
    _lock: Option<Lock>,
}

/// The lock of a name, until it is dropped.
struct Lock {
    /// Gives it back; `None` where there are no locks.
    release: Option<Function>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = &self.release {
            crate::dom::ignore(release.call0(&JsValue::NULL));
        }
    }
}

impl Tab {
    /// Its name.
    pub(super) fn id(&self) -> &str {
        &self.name
    }

    /// Finds out which tab this is, and whose record it goes on with: its own, where it was loaded again; the last tab's that is gone, where it
    /// is new; another's that is open, where it was duplicated.
    pub(super) async fn claim(database: &Database) -> (Self, Option<String>) {
        let storage = crate::dom::window().session_storage().ok().flatten();
        let before = storage.as_ref().and_then(|storage| storage.get_item(STORED).ok().flatten());
        let own = if let Some(before) = &before
            && let Some(lock) = take(before).await
        {
            Self { name: before.clone(), _lock: Some(lock) }
        } else {
            Self::new().await
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
        let lock = take(&name).await;
        become_next(&name);
        Self { name, _lock: lock }
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

/// Takes the lock of a name, if nobody has it.
async fn take(name: &str) -> Option<Lock> {
    let release = Rc::new(RefCell::new(None));
    let given = Rc::clone(&release);
    // The lock is held until what is returned is settled.
    let hold = move || Promise::new(&mut |settle, _| *given.borrow_mut() = Some(settle)).into();
    ask(name, hold).await.then(|| Lock { release: release.take() })
}

/// Whether nobody has it, without taking it.
async fn is_free_now(name: &str) -> bool {
    ask(name, || JsValue::UNDEFINED).await
}

/// Whether nobody had it; then `hold` tells how long it is held. Where there are no locks, as over plain http, every name is free.
async fn ask(name: &str, hold: impl Fn() -> JsValue + 'static) -> bool {
    let hold = Rc::new(hold);
    let options = Object::new();
    crate::dom::ignore(Reflect::set(&options, &"ifAvailable".into(), &true.into()));
    let name = format!("tuneground {name}");
    let asked = Promise::new(&mut |resolve: Function, _| {
        let found = resolve.clone();
        let hold = Rc::clone(&hold);
        let callback = Closure::<dyn FnMut(JsValue) -> JsValue>::new(move |lock: JsValue| {
            let is_free = !lock.is_null();
            let held = if is_free { hold() } else { JsValue::UNDEFINED };
            crate::dom::ignore(found.call1(&JsValue::NULL, &is_free.into()));
            held
        });
        if request(&name, &options, callback.into_js_value().unchecked_ref()).is_err() {
            crate::dom::ignore(resolve.call1(&JsValue::NULL, &true.into()));
        }
    });
    JsFuture::from(asked).await.is_ok_and(|is_free| is_free.is_truthy())
}
