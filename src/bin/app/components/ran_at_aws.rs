//! A tuning job that ran at AWS: that it did, and what AWS's answers about it do not tell.

use super::Icon;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::t;

/// Nothing for a tuning job that runs here.
#[component]
pub(crate) fn RanAtAws() -> impl IntoView {
    let store = Store::expect();
    let name = store.of_config(|config| config.name().to_owned());
    move || {
        store.ran_at_aws.get().map(|unknown| {
            let unknown = (!unknown.is_empty()).then(|| {
                view! {
                    <details class="fold">
                        <summary><span>{t!("What is not known")}</span><Icon name="chevron"/></summary>
                        <ul class="fold-body" data-testid="at-aws-unknown">
                            {unknown.into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}
                        </ul>
                    </details>
                }
            });
            view! {
                <section class="group at-aws" aria-label={t!("Ran at AWS")} data-testid="at-aws">
                    <div class="group-title"><h2>{t!("Ran at AWS")}</h2></div>
                    <p class="name">{move || name.get()}</p>
                    {unknown}
                </section>
            }
        })
    }
}
