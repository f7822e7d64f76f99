//! What the page's address says after `#`: `s=` a document, and how it is to be shown: `t=` the simulated time, `job=` the training
//! job that is selected, `view=` the view, `w=` a task for learners, `lang=` the language (read by boot.js). Names and values as in a query.

use crate::dom::window;
use crate::store::Then;
use leptos::prelude::*;
use tuneground::training_job::JobNumber;

/// The value of a name, if the address has it.
pub(crate) fn value(name: &str) -> Option<String> {
    let hash = hash();
    let part = hash.trim_start_matches('#').split('&').find_map(|part| part.strip_prefix(name)?.strip_prefix('='))?;
    Some(part.to_owned())
}

/// What follows `#`, with it; empty if there is nothing.
pub(crate) fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Whether it has a task that somebody prepared (`w=`), or asks for the results of a class.
pub(crate) fn is_of_workshop() -> bool {
    value("w").is_some() || is_of_class()
}

/// Whether it asks for the results of a class.
pub(crate) fn is_of_class() -> bool {
    hash().trim_start_matches('#').split('&').any(|part| part == "class")
}

/// How a tuning job is to be shown; `None` where the address does not say. One with a task waits for Run: learners are to think
/// first.
pub(crate) fn shown() -> Option<Then> {
    let Some(time) = value("t") else { return value("w").map(|_| Then::Stand) };
    // The browser reads the number: a parser of its own would cost 10 kB here.
    let time = js_sys::Number::parse_float(&time);
    let job = value("job").and_then(|job| job.parse().ok()).map(JobNumber);
    (time.is_finite() && time >= 0.0).then_some(Then::ShowAt(time, job))
}

/// Which view is open, by its name in the address, for whoever shares what is shown. A handle only.
#[derive(Clone, Copy)]
pub(crate) struct OpenView(pub(crate) RwSignal<Option<&'static str>>);

/// The page's address without what is after `#`.
pub(crate) fn of_page() -> String {
    let address = window().location().href().unwrap_or_default();
    address.split('#').next().unwrap_or_default().to_owned()
}
