//! A log of the person's own, read with the definition's metrics as AWS would read it.

use super::Form;
use super::menu::{Menu, menu};
use crate::components::Icon;
use crate::dom;
use leptos::prelude::*;
use std::sync::Arc;
use tuneground::language::{in_language, t, text};
use tuneground::playground::form::request::built_in;
use tuneground::playground::plot::short;
use tuneground::training_log::{FRAMEWORKS, LineView, MetricReport, Reading, why_never};

/// As much of a log as a person pastes into a box; more comes as a file, which is not drawn.
const MOST_PASTED: usize = 1 << 20;
/// As large a log as is read at all.
const MOST_READ: usize = 64 << 20;
/// Bytes between two looks at what else the page has to do.
const SLICE: usize = 32 << 10;
/// Milliseconds between two looks at what has been read, while more is.
const BETWEEN_LOOKS: f64 = 500.0;
/// Lines that are shown.
const MOST_LINES: usize = 100;
/// As much of a log as is searched for why an expression never matches.
const MOST_HINTED: usize = 128 << 10;

/// What came of a definition, for its row.
#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    is_objective: bool,
    count: usize,
    final_value: Option<f32>,
    range: Option<(f64, f64)>,
    /// What is wrong, and whether AMT gets no value or a wrong one.
    said: Vec<(bool, String)>,
}

/// What is shown of a reading.
#[derive(Clone, Default, PartialEq)]
struct Shown {
    rows: Vec<Row>,
    notes: Vec<String>,
    lines: Vec<LineView>,
    captured_lines: usize,
    lines_read: usize,
    is_read: bool,
}

/// The tester.
#[component]
pub(super) fn LogTester(form: Form) -> impl IntoView {
    let log = RwSignal::new(Arc::new(String::new()));
    let refused = RwSignal::new(None::<String>);
    let shown = RwSignal::new(Shown::default());
    let definitions = Memo::new(move |_| {
        let definition = form.definition.get();
        form.editor.document.with(|document| {
            let request = &document.request;
            let own = match definition {
                Some(index) => request.training_job_definitions.as_ref().and_then(|all| all.get(index)),
                None => request.training_job_definition.as_ref(),
            };
            let metrics =
                own.and_then(|own| own.algorithm_specification.metric_definitions.as_deref()).unwrap_or_default();
            let objective = match definition {
                Some(_) => own.and_then(|own| own.tuning_objective.as_ref()),
                None => request.hyper_parameter_tuning_job_config.hyper_parameter_tuning_job_objective.as_ref(),
            };
            let metrics: Vec<_> = metrics.iter().map(|metric| (metric.name.clone(), metric.regex.clone())).collect();
            (metrics, objective.map(|objective| objective.metric_name.clone()))
        })
    });
    let turn = StoredValue::new(0_u64);
    Effect::new(move || {
        let (log, (metrics, objective)) = (log.get(), definitions.get());
        // What is being read for another text or other definitions stops.
        turn.update_value(|turn| *turn += 1);
        let reading = Reading::new(metrics.iter().map(|(name, regex)| (name.as_str(), regex.as_str())));
        go_on(Task { log, reading, objective, mine: turn.get_value(), turn, shown, looked_at: 0.0 });
    });
    let take = move |text: String| {
        let is_too_long = text.len() > MOST_READ;
        refused.set(is_too_long.then(|| too_long(text.len())));
        if !is_too_long {
            log.set(Arc::new(text));
        }
    };
    let pasted = move |event: leptos::ev::ClipboardEvent| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        // A box with megabytes in it would hold up the page.
        if text.len() > MOST_PASTED {
            event.prevent_default();
            take(text);
        }
    };
    let chosen = move |event: leptos::ev::Event| {
        let input: web_sys::HtmlInputElement = event_target(&event);
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        if file.size() > MOST_READ as f64 {
            return refused.set(Some(too_long(file.size() as usize)));
        }
        leptos::task::spawn_local(async move {
            // Its bytes, for a text of the browser's would be converted, and that takes long.
            match wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await {
                Ok(buffer) => {
                    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
                    take(
                        String::from_utf8(bytes)
                            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()),
                    );
                }
                Err(_) => refused.set(Some(t!("the browser could not read the file").to_owned())),
            }
        });
    };
    let in_box = move || log.with(|log| if log.len() > MOST_PASTED { String::new() } else { log.to_string() });
    let status = move || {
        shown.with(|shown| match (shown.is_read, shown.lines_read) {
            (_, 0) => String::new(),
            (false, lines) => t!("{lines} lines so far…", lines),
            (true, lines) => {
                t!("{lines} lines; {captured} of them with a metric", lines, captured = shown.captured_lines)
            }
        })
    };
    view! {
        <section class="request-group log-tester" aria-labelledby="log-tester-title" data-testid="log-tester">
            <div class="request-group-head"><h3 id="log-tester-title">{t!("Try the metrics on a log")}</h3></div>
            <p class="note">{t!("What AWS reads from the output of a training job: each line is searched with each regular expression; the last value is the one that counts. The log stays in this page.")}</p>
            <Ready form=form/>
            <textarea
                class="input log-text"
                aria-label={t!("A training job's log")}
                placeholder={t!("Paste what a training job of yours has printed")}
                spellcheck="false"
                data-testid="log-text"
                prop:value=in_box
                on:paste=pasted
                on:input=move |event| take(event_target_value(&event))
            ></textarea>
            <div class="json-bar">
                <label class="button small file-button">
                    <Icon name="open"/>{t!("Open a log…")}
                    <input type="file" accept=".log,.txt,text/plain" data-testid="log-file" on:change=chosen/>
                </label>
                <span class="muted small" role="status" data-testid="log-status">{status}</span>
            </div>
            {move || refused.get().map(|why| view! { <p class="error">{why}</p> })}
            {move || shown.with(|shown| (shown.lines_read > 0).then(|| results(shown)))}
        </section>
    }
}

fn too_long(bytes: usize) -> String {
    t!("{size} MB; a log of at most {most} MB can be read here", size = bytes >> 20, most = MOST_READ >> 20)
}

/// A reading under way.
struct Task {
    log: Arc<String>,
    reading: Reading,
    objective: Option<String>,
    mine: u64,
    turn: StoredValue<u64>,
    shown: RwSignal<Shown>,
    looked_at: f64,
}

/// Reads a slice, shows what there is, and goes on when the page has had its turn.
fn go_on(mut task: Task) {
    if task.turn.try_get_value() != Some(task.mine) {
        return;
    }
    let is_read = task.log.is_empty() || task.reading.read(&task.log, SLICE);
    if is_read || dom::now() - task.looked_at > BETWEEN_LOOKS {
        task.shown.set(look(&task, is_read));
        task.looked_at = dom::now();
    }
    if !is_read {
        dom::soon(move || go_on(task));
    }
}

fn look(task: &Task, is_read: bool) -> Shown {
    let reading = &task.reading;
    let row = |report: &MetricReport<'_>| {
        let mut said: Vec<(bool, String)> = Vec::new();
        match &report.metric.expression {
            Err(error) => said.push((true, error.to_string())),
            Ok(expression) => {
                said.extend(report.problems.iter().map(|problem| (problem.is_error(), problem.to_string())));
                let hint =
                    (is_read && report.count == 0).then(|| why_never(expression, beginning(&task.log))).flatten();
                said.extend(hint.map(|hint| (false, hint.to_string())));
            }
        }
        Row {
            is_objective: task.objective.as_deref() == Some(report.metric.name.as_str()),
            name: report.metric.name.clone(),
            count: report.count,
            final_value: report.final_value,
            range: report.least.zip(report.greatest).map(|(least, greatest)| (least.value, greatest.value)),
            said,
        }
    };
    Shown {
        // "Never matches" is known at the end only.
        rows: reading.reports().iter().map(row).collect(),
        notes: reading.notes().iter().map(ToString::to_string).collect(),
        lines: reading.lines(&task.log, 0, MOST_LINES),
        captured_lines: reading.captured_lines(),
        lines_read: reading.lines_read(),
        is_read,
    }
}

/// The beginning of a log, to the end of a character.
fn beginning(log: &str) -> &str {
    let mut end = log.len().min(MOST_HINTED);
    while !log.is_char_boundary(end) {
        end -= 1;
    }
    &log[..end]
}

fn results(shown: &Shown) -> AnyView {
    let row = |row: &Row| {
        let said = row.said.iter().map(|(is_error, words)| {
            let class = if *is_error { "error" } else { "caution" };
            view! { <p class=class>{words.clone()}</p> }
        });
        let number = |value: f64| if value.abs() < 1e6 { short(value) } else { in_language(value.to_string()) };
        view! {
            <tr data-testid="log-metric" data-name=row.name.clone()>
                <th scope="row">{row.name.clone()} {row.is_objective.then(|| view! { " " <span class="muted small">{t!("objective")}</span> })}</th>
                <td>{row.count}</td>
                <td data-testid="log-final">{row.final_value.map(|value| in_language(value.to_string()))}</td>
                <td>{row.range.map(|(least, greatest)| t!("{least} to {greatest}", least = number(least), greatest = number(greatest)))}</td>
                <td>{said.collect_view()}</td>
            </tr>
        }
    };
    let headings = [t!("Metric"), t!("Values"), t!("Final"), t!("Range"), t!("Problems")];
    let table = (!shown.rows.is_empty()).then(|| {
        view! {
            <div class="log-table">
                <table>
                    <thead><tr>{headings.map(|heading| view! { <th scope="col">{heading}</th> }).collect_view()}</tr></thead>
                    <tbody>{shown.rows.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        }
    });
    let empty = shown.rows.is_empty().then(|| view! { <p class="note">{t!("There are no metric definitions yet: add one above, or take ready ones of your framework.")}</p> });
    let more = shown.captured_lines.saturating_sub(shown.lines.len());
    let more = (more > 0).then(|| view! { <p class="note">{t!("and {more} more lines with a metric", more)}</p> });
    let lines = (!shown.lines.is_empty()).then(|| {
        view! {
            <ol class="log-lines" tabindex="0" aria-label={t!("Lines with a metric")} data-testid="log-lines">{shown.lines.iter().map(line).collect_view()}</ol>
        }
    });
    view! {
        {empty} {table}
        {shown.notes.iter().map(|note| view! { <p class="note">{note.clone()}</p> }).collect_view()}
        {lines} {more}
    }
    .into_any()
}

/// A line with what was captured marked in it.
fn line(line: &LineView) -> AnyView {
    let mut captures: Vec<_> = line.captures.iter().filter(|capture| !capture.captured.is_empty()).collect();
    captures.sort_by_key(|capture| capture.captured.start);
    let (mut parts, mut at) = (Vec::new(), 0);
    for capture in captures {
        let range = capture.captured.clone();
        let (Some(before), Some(own)) = (line.text.get(at..range.start), line.text.get(range.clone())) else {
            continue;
        };
        let class = if capture.value.is_err() || capture.is_cut { "capture wrong" } else { "capture" };
        parts.push(view! { {before.to_owned()} <mark class=class>{own.to_owned()}</mark> }.into_any());
        at = range.end;
    }
    parts.push(line.text.get(at..).unwrap_or_default().to_owned().into_any());
    let (before, after) = (line.begins_before.then_some("… "), line.goes_on.then_some(" …"));
    view! { <li value=line.number.to_string()>{before} {parts} {after}</li> }.into_any()
}

/// Ready metric definitions of a framework.
#[component]
fn Ready(form: Form) -> impl IntoView {
    let said = RwSignal::new(None::<&'static str>);
    let add = move |name: String| {
        let Some(framework) = FRAMEWORKS.iter().find(|own| own.name == name) else { return };
        let definition = form.definition.get_untracked();
        form.editor.edit(|document| built_in::add_metrics(document, definition, framework.metrics));
        said.set(Some(text(framework.how)));
    };
    let frameworks = menu(Menu {
        testid: "log-framework",
        name: t!("Ready metric definitions of a framework").to_owned(),
        button: t!("Add its metrics"),
        options: FRAMEWORKS.iter().map(|own| (own.name.to_owned(), text(own.name).to_owned())).collect(),
        act: Callback::new(add),
    });
    view! { {frameworks} <p class="note" role="status">{move || said.get()}</p> }
}
