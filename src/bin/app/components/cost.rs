//! What the tuning job takes: time that is billed, and money at a price that the person gives.

use super::Icon;
use crate::store::Store;
use leptos::prelude::*;
use tuneground::language::{counted, decimals, t, text};
use tuneground::playground::cost::{PRICES_SOURCE, listed_price, money};
use tuneground::playground::form::read_real;
use tuneground::playground::plot::duration;

/// A line with what was billed so far; opened, where the numbers come from.
#[component]
pub(crate) fn Cost() -> impl IntoView {
    let store = Store::expect();
    let billing = Memo::new(move |_| store.billing());
    let bill = store.calm_memo(move |session| billing.with(|billing| billing.billed(session.state())));
    let typed = RwSignal::new(None::<String>);
    let listed =
        Memo::new(move |_| billing.with(|billing| billing.machines.instance_type.as_deref().and_then(listed_price)));
    let shown = move || typed.get().unwrap_or_else(|| listed.get().map(|price| price.to_string()).unwrap_or_default());
    let price = Memo::new(move |_| match typed.get() {
        Some(text) if text.trim().is_empty() => Ok(None),
        Some(text) => match read_real(&text).map(|number| number.as_f64()) {
            Ok(Some(price)) if price >= 0.0 => Ok(Some(price)),
            Ok(_) => Err(t!("a price is 0 or more, such as 0.25").to_owned()),
            Err(error) => Err(error),
        },
        None => Ok(listed.get()),
    });
    let of_price = move |seconds: f64| price.get().ok().flatten().map(|price| money(seconds, price));
    let seconds = move || bill.get().unwrap_or_default().seconds;
    let saved = move || {
        let fraction = bill.get().unwrap_or_default().saved_fraction();
        (fraction > 0.0).then(|| t!("{percent} % saved", percent = decimals(100.0 * fraction, 0)))
    };
    let instances = move || {
        billing.with(|billing| match (&billing.machines.instance_type, billing.at_a_time) {
            (_, 0) => t!("not known without the Describe response").to_owned(),
            (Some(own), count) => format!("{count} × {own}"),
            (None, count) => counted!(count as usize, "{count} instance", "{count} instances"),
        })
    };
    let is_known = move || billing.with(|billing| billing.at_a_time > 0);
    let bound = move || match billing.with(|billing| billing.bound.clone()) {
        None if !is_known() => view! { <dd class="muted">{t!("not known either")}</dd> }.into_any(),
        Some(bound) => {
            let worth = of_price(bound.seconds).map(|money| format!(", {money}")).unwrap_or_default();
            let words = format!(" = {}", bound.words);
            view! { <dd data-testid="cost-bound">{duration(bound.seconds)}{worth} <span class="muted">{words}</span></dd> }.into_any()
        }
        None => view! { <dd class="muted">{t!("no limit: give MaxNumberOfTrainingJobs or MaxRuntimeInSeconds")}</dd> }
            .into_any(),
    };
    let error = move || price.get().err();
    view! {
        <section class="group cost" data-area="cost" aria-label={t!("Time and money")} data-testid="cost">
            <details class="fold">
                <summary>
                    <span>{t!("Billed")}" "<strong data-testid="cost-seconds">{move || duration(seconds())}</strong></span>
                    <strong data-testid="cost-money">{move || of_price(seconds())}</strong>
                    <span class="muted cost-saved" data-testid="cost-saved" title={t!("By early stopping")}>{saved}</span>
                    <Icon name="chevron"/>
                </summary>
                <div class="fold-body">
                    <dl>
                        <div>
                            <dt><label for="cost-price">{t!("Price")}</label></dt>
                            <dd>
                                <span class="boxed" style:--unit="9">
                                    <input id="cost-price" class="input" inputmode="decimal" data-testid="cost-price"
                                        prop:value=shown
                                        aria-invalid=move || error().is_some().then_some("true")
                                        aria-describedby="cost-price-note"
                                        on:input=move |event| typed.set(Some(event_target_value(&event)))/>
                                    <span class="unit" aria-hidden="true">{t!("$ per hour")}</span>
                                </span>
                            </dd>
                        </div>
                        <div>
                            <dt>{t!("At a time")}</dt>
                            <dd data-testid="cost-instances">
                                {instances}<span class="muted">{move || is_known().then(|| format!(" {}", t!("within your quota")))}</span>
                            </dd>
                        </div>
                        <div><dt>{t!("At most")}</dt>{bound}</div>
                    </dl>
                    <div id="cost-price-note">
                        {move || error().map(|error| view! { <p class="error">{error}</p> })}
                        <p class="note">
                            {move || if billing.with(|billing| billing.at_aws.is_some()) {
                                t!("From each training job's TrainingStartTime to its TrainingEndTime at AWS, for each instance.")
                            } else {
                                t!("On the simulated clock, from each training job's start to its end, for each instance.")
                            }}
                            " "
                            {move || (typed.get().is_none() && listed.get().is_some()).then(|| t!("Price: {source}.", source = text(PRICES_SOURCE)))}
                        </p>
                    </div>
                </div>
            </details>
        </section>
    }
}
