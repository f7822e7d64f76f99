//! Where training jobs are trained: the person's wish, and who trains the tuning job on the screen, and why.

use crate::components::fields::{Choice, choice_row, no_issues, of_document};
use crate::editor::Editor;
use crate::store::Store;
use crate::training::Training;
use leptos::prelude::*;
use tuneground::language::{marked, t, text};
use tuneground::playground::form;
use tuneground::protocol::TrainOn;

const WISHES: [(TrainOn, &str, &str); 3] = [
    (TrainOn::Automatic, "automatic", marked!("Automatic")),
    (TrainOn::Processor, "processor", marked!("Processor")),
    (TrainOn::GraphicsCard, "graphics-card", marked!("Graphics card")),
];

/// Of a graphics card's values nobody may expect every bit.
const ROUNDING: &str = marked!(
    "A graphics card rounds otherwise: losses agree to 0.0001 unless training never settles, and close decisions \
     may differ."
);

/// The wish, and what came of it; where the page trains a model.
#[component]
pub(super) fn TrainOnGroup() -> impl IntoView {
    let (editor, store, training) = (Editor::expect(), Store::expect(), expect_context::<Training>());
    let is_trained = of_document(editor, |document| form::model(document).is_some());
    let wish = Choice {
        key: "train-on".to_owned(),
        testid: "train-on",
        name: None,
        options: Signal::stored(WISHES.map(|(_, name, title)| (name.to_owned(), text(title).to_owned())).to_vec()),
        value: Signal::derive(move || {
            let wish = training.wish();
            WISHES.into_iter().find(|own| own.0 == wish).map_or_else(String::new, |own| own.1.to_owned())
        }),
        issues: no_issues(),
        choose: Callback::new(move |name: String| {
            if let Some((wish, ..)) = WISHES.into_iter().find(|own| own.1 == name) {
                training.set_wish(wish);
            }
        }),
    };
    let wish = StoredValue::new(wish);
    let note = move || (training.wish() != TrainOn::Processor).then(|| text(ROUNDING));
    view! {
        <Show when=move || is_trained.get()>
            <section class="group" data-testid="training">
                <div class="group-title"><h2>{t!("Training")}</h2></div>
                {choice_row(t!("Train on"), wish.get_value())}
                <p class="note">{note}</p>
                <p class="note" role="status" data-testid="trained-on">{move || training.told(store.run_id())}</p>
            </section>
        </Show>
    }
}
