//! An area of the job panel, which a prepared playground may lock or leave out.

use crate::prepared::Locked;
use leptos::prelude::*;
use tuneground::playground::workshop::Area;

/// The fields of an area. Locked, they are seen and read, and cannot be changed: the browser sees to it.
pub(crate) fn area(area: Area, content: impl IntoView) -> AnyView {
    let (locked, name) = (Locked::expect(), area.name());
    view! { <fieldset class="area" data-area=name disabled=move || locked.has(name)>{content.into_view()}</fieldset> }
        .into_any()
}
