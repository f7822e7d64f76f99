//! The data of a problem, drawn small: here where the rows are made, in the engine where they are in a file.

use crate::api::Asker;
use crate::dom;
use crate::editor::Editor;
use crate::engine::Js;
use leptos::prelude::*;
use tuneground::dataset::{Dataset, DatasetName, DatasetSpec};
use tuneground::language::t;
use tuneground::playground::{DataPicture as Picture, form};

const WIDTH: f64 = 92.0;
const HEIGHT: f64 = 72.0;

/// The picture. While something about data that are made is wrong, or rows are on their way, the last that was right stays.
#[component]
pub(super) fn DataPicture() -> impl IntoView {
    let editor = Editor::expect();
    let asker = Asker::expect();
    let spec = Memo::new(move |last: Option<&Option<DatasetSpec>>| {
        let is_still = |spec: &DatasetSpec| {
            let name = editor.document.with(form::dataset_name);
            spec.name() == name && !matches!(name, DatasetName::File | DatasetName::Drawn)
        };
        editor.document.with(form::dataset_spec).or_else(|| last.cloned().flatten().filter(is_still))
    });
    let picture = RwSignal::new(None::<Picture>);
    Effect::new(move || {
        let Some(wanted) = spec.get() else { return picture.set(None) };
        // In a task of its own, so that a field answers to its key at once.
        dom::soon(move || {
            if !is_wanted(spec, &wanted) {
                return;
            }
            match Dataset::generate(&wanted) {
                Ok(dataset) => picture.set(Some(Picture::of(&dataset, WIDTH, HEIGHT))),
                Err(_) => ask(asker, editor, spec, wanted, picture),
            }
        });
    });
    let paths = move || {
        let (class, paths) = match picture.get()? {
            Picture::Rows(paths) => ("class", paths),
            Picture::Pictures(paths) => ("ink", paths),
        };
        let path = |(number, path)| view! { <path class=format!("{class}-{}", number % 5) d=path/> };
        Some(paths.into_iter().enumerate().map(path).collect_view())
    };
    let name =
        move || t!("The data set {name}", name = editor.document.with(|document| form::dataset_name(document).title()));
    view! {
        <svg class="scatter" viewBox=format!("0 0 {WIDTH} {HEIGHT}") width=WIDTH height=HEIGHT role="img" aria-label=name data-testid="data-picture">{paths}</svg>
    }
}

/// Asks the engine, which has the rows.
fn ask(
    asker: Asker,
    editor: Editor,
    spec: Memo<Option<DatasetSpec>>,
    wanted: DatasetSpec,
    picture: RwSignal<Option<Picture>>,
) {
    let dataset = editor.document.with_untracked(|document| {
        let problem = document.problem.as_ref().and_then(|problem| problem.dataset.as_ref());
        problem.map(tuneground::sagemaker::Wire::write).unwrap_or_default()
    });
    let request = serde_json::json!({ "Dataset": dataset, "Width": WIDTH, "Height": HEIGHT });
    leptos::task::spawn_local(async move {
        let answer = asker.ask("data.picture", Js::parse(&request.to_string())).await;
        let drawn = answer.ok().and_then(|answer| serde_json::from_str(&answer.to_text()).ok()).flatten();
        if is_wanted(spec, &wanted) {
            picture.try_set(drawn);
        }
    });
}

/// Whether the panel is still there, and shows these data.
fn is_wanted(spec: Memo<Option<DatasetSpec>>, wanted: &DatasetSpec) -> bool {
    spec.try_get_untracked().flatten().as_ref() == Some(wanted)
}
