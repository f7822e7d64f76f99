//! The results of a class, gathered without a server: codes pasted into one table and one plot.

use super::Icon;
use crate::address;
use crate::charts::ClassPlot;
use crate::dom;
use leptos::ev;
use leptos::prelude::*;
use std::cmp::Ordering;
use std::fmt::Write as _;
use tuneground::language::t;
use tuneground::objective::Direction;
use tuneground::playground::plot::{duration, short};
use tuneground::playground::workshop::{CodeError, ResultCode, decode_all};

/// What was pasted, read.
#[derive(Clone, Debug, Default, PartialEq)]
struct Read {
    /// Each result once, the best first.
    results: Vec<ResultCode>,
    /// Lines that are no result, and why.
    wrong: Vec<(String, CodeError)>,
}

impl Read {
    fn of(text: &str) -> Self {
        let mut read = Self::default();
        for (line, found) in decode_all(text) {
            match found {
                Ok(result) if read.results.contains(&result) => {}
                Ok(result) => read.results.push(result),
                Err(error) => read.wrong.push((line, error)),
            }
        }
        read.results.sort_by(better_first);
        read
    }

    /// A table for spreadsheets.
    fn csv(&self) -> String {
        let mut text = "Name,Met,Conditions,BestObjective,TrainingJobs,Epochs,BillableSeconds,Task\n".to_owned();
        for result in &self.results {
            let ResultCode { task, met, conditions, training_jobs, epochs, billed_seconds, .. } = result;
            let name = result.name.replace('"', "\"\"");
            // A spreadsheet would compute what begins so.
            let name = if name.starts_with(['=', '+', '-', '@']) { format!("'{name}") } else { name };
            let best = result.best.map_or_else(String::new, |best| best.to_string());
            // Writing to a String cannot fail.
            let _ =
                writeln!(text, "\"{name}\",{met},{conditions},{best},{training_jobs},{epochs},{billed_seconds},{task}");
        }
        text
    }
}

/// Those who met more first; then the better objective, then fewer training jobs.
fn better_first(one: &ResultCode, other: &ResultCode) -> Ordering {
    let worst = |result: &ResultCode| match result.direction {
        Direction::Maximize => -result.best.unwrap_or(f32::NEG_INFINITY),
        Direction::Minimize => result.best.unwrap_or(f32::INFINITY),
    };
    (one.task, other.met)
        .cmp(&(other.task, one.met))
        .then(worst(one).total_cmp(&worst(other)))
        .then(one.training_jobs.cmp(&other.training_jobs))
}

/// The dialog, which opens when the address says so.
#[component]
pub(crate) fn ClassResults() -> impl IntoView {
    let dialog = NodeRef::<leptos::html::Dialog>::new();
    let text = RwSignal::new(String::new());
    let read = Memo::new(move |_| text.with(|text| Read::of(text)));
    let results = Memo::new(move |_| read.with(|read| read.results.clone()));
    let is_empty = move || results.with(Vec::is_empty);
    let open = move || {
        if let Some(dialog) = dialog.get_untracked().filter(|dialog| address::is_of_class() && !dialog.open()) {
            dom::ignore(dialog.show_modal());
        }
    };
    Effect::new(move || {
        dialog.track();
        open();
    });
    let handle = window_event_listener(ev::hashchange, move |_| open());
    on_cleanup(move || handle.remove());
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    // So that the same address opens it again.
    let closed = move |_| {
        if address::is_of_class() {
            dom::ignore(dom::window().location().set_hash(""));
        }
    };
    let save = move |_| dom::download("results.csv", "text/csv", &read.with_untracked(Read::csv));
    let counted = move || {
        results.with(|results| {
            let right = results.iter().filter(|result| result.met == result.conditions).count();
            let tasks = results.chunk_by(|one, other| one.task == other.task).count();
            let count = results.len();
            if tasks > 1 {
                t!("{count} results, of {tasks} tasks, {right} right", count, tasks, right)
            } else {
                t!("{count} results, {right} right", count, right)
            }
        })
    };
    let row = |result: ResultCode| {
        view! {
            <tr>
                <th scope="row">{result.name.clone()}</th>
                <td>{t!("{met} of {all}", met = result.met, all = result.conditions)}</td>
                <td>{result.best.map(|best| short(f64::from(best)))}</td>
                <td>{result.training_jobs}</td>
                <td>{result.epochs}</td>
                <td>{duration(f64::from(result.billed_seconds))}</td>
            </tr>
        }
    };
    view! {
        <dialog class="dialog class-dialog" aria-labelledby="class-title" data-testid="class-dialog" node_ref=dialog on:close=closed>
            <div class="dialog-inside">
                <div class="dialog-head">
                    <h2 id="class-title">{t!("Results of the class")}</h2>
                    <button type="button" class="icon-button" aria-label={t!("Close")} data-testid="class-close" on:click=close>
                        <Icon name="close"/>
                    </button>
                </div>
                <label class="class-codes">
                    <span>{t!("Paste the learners' result codes, one a line. Words around them do no harm.")}</span>
                    <textarea class="input" rows="5" spellcheck="false" data-testid="class-codes" on:input=move |event| text.set(event_target_value(&event))></textarea>
                </label>
                <div role="status"><ul class="class-wrong">
                    {move || read.with(|read| read.wrong.iter().map(|(line, error)| view! {
                        <li class="error">{t!("“{line}” {error}", line = line.chars().take(60).collect::<String>(), error)}</li>
                    }).collect_view())}
                </ul></div>
                <div class="dialog-head" hidden=is_empty>
                    <p role="status" data-testid="class-count">{counted}</p>
                    <button type="button" class="button small" data-testid="class-csv" on:click=save><Icon name="download"/>"CSV"</button>
                </div>
                <div class="class-figure" hidden=is_empty><ClassPlot results/></div>
                <div class="table-box class-table" tabindex="0" hidden=is_empty>
                    <table class="data-table" data-testid="class-table">
                        <caption class="visually-hidden">{t!("Results of the class")}</caption>
                        <thead><tr>
                            <th scope="col">{t!("Name")}</th>
                            <th scope="col">{t!("Met")}</th>
                            <th scope="col">{t!("Best objective")}</th>
                            <th scope="col">{t!("Training jobs")}</th>
                            <th scope="col">{t!("Epochs")}</th>
                            <th scope="col">{t!("Billed")}</th>
                        </tr></thead>
                        <tbody>{move || results.get().into_iter().map(row).collect_view()}</tbody>
                    </table>
                </div>
            </div>
        </dialog>
    }
}
