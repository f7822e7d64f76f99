//! A menu that does something: a box to choose from, and a button that does it. The box alone would act while a person goes through
//! it by keyboard.

use crate::components::fields::id_of;
use leptos::html::Select;
use leptos::prelude::*;

/// What a menu is about.
pub(super) struct Menu {
    /// Its name in the page, and its button's with `-do` behind it.
    pub(super) testid: &'static str,
    /// What a screen reader calls it.
    pub(super) name: String,
    /// The button's word.
    pub(super) button: &'static str,
    /// Values and how they are shown.
    pub(super) options: Vec<(String, String)>,
    /// Takes what was chosen.
    pub(super) act: Callback<String>,
}

/// The box and its button.
pub(super) fn menu(menu: Menu) -> AnyView {
    let Menu { testid, name, button, options, act } = menu;
    let select = NodeRef::<Select>::new();
    let go = move |_| {
        if let Some(select) = select.get_untracked() {
            act.run(select.value());
        }
    };
    let options = options.into_iter().map(|(value, shown)| view! { <option value=value>{shown}</option> });
    let button_name = format!("{button}: {name}");
    view! {
        <span class="menu">
            <select class="select" node_ref=select id=id_of(testid) aria-label=name data-testid=testid>{options.collect_view()}</select>
            <button type="button" class="button" aria-label=button_name data-testid=format!("{testid}-do") on:click=go>{button}</button>
        </span>
    }
    .into_any()
}
