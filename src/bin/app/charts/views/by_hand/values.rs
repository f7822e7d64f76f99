//! The values of the next training job: a field for each hyperparameter.

use super::game::Game;
use leptos::prelude::*;
use tuneground::playground::by_hand::typed;
use tuneground::search_space::{ParameterRange, ParameterValue};

/// The fields.
#[component]
pub(super) fn Values(game: Game) -> impl IntoView {
    let fields = move || {
        let parameters = game.ground.with(|ground| ground.as_ref().map(|ground| ground.space.parameters().to_vec()));
        let field = |(index, own): (usize, tuneground::search_space::Parameter)| {
            view! { <Field game index name=own.name range=own.range/> }
        };
        parameters.unwrap_or_default().into_iter().enumerate().map(field).collect_view()
    };
    view! { <div class="hand-values" data-testid="hand-values">{fields}</div> }
}

#[component]
fn Field(game: Game, index: usize, name: String, range: ParameterRange) -> impl IntoView {
    let wrong = Memo::new(move |_| game.wrong.with(|wrong| wrong.get(&index).cloned()));
    let shown =
        Memo::new(move |_| game.values.with(|values| values.get(index).map(ToString::to_string)).unwrap_or_default());
    let id = format!("hand-value-{index}");
    let entry = match range {
        ParameterRange::Categorical(range) => {
            let option = |value: String| {
                let own = value.clone();
                view! { <option value=value.clone() selected=move || shown.with(|shown| *shown == own)>{value.clone()}</option> }
            };
            let options = range.values().iter().cloned().map(option).collect_view();
            view! {
                <select id=id.clone() class="select" data-testid=id.clone()
                    on:change=move |event| game.set(index, ParameterValue::Categorical(event_target_value(&event)))>
                    {options}
                </select>
            }
            .into_any()
        }
        range => {
            let take = move |event: leptos::ev::Event| {
                let number = event_target::<web_sys::HtmlInputElement>(&event).value_as_number();
                match typed(&range, number) {
                    Ok(value) => game.set(index, value),
                    Err(reason) => game.wrong.update(|wrong| {
                        wrong.insert(index, reason);
                    }),
                }
            };
            view! {
                <input id=id.clone() class="input" type="number" step="any" data-testid=id.clone() prop:value=shown
                    aria-invalid=move || wrong.with(Option::is_some).then_some("true") aria-describedby=format!("{id}-wrong") on:change=take/>
            }
            .into_any()
        }
    };
    view! {
        <div class="hand-value">
            <label for=id.clone()>{name}</label>
            {entry}
            <p class="error" id=format!("{id}-wrong") role="alert">{move || wrong.get()}</p>
        </div>
    }
}
