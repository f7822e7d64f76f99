//! The document that is edited, and what is wrong with it.
//!
//! Loads after the page is interactive ([`crate::parts`]): the rest of the page knows it as a [`crate::store::JobSource`] and names nothing
//! of this file, nor of the two panels that show it.

mod beginning;
mod source;

use crate::address;
use crate::components::{JobPanel, JsonPanel};
use crate::engine::Js;
use crate::keeping::Kept;
use crate::own_data::OwnData;
use crate::parts::{self, Coming, Slot, in_turn, later};
use crate::placed;
use crate::store::{NextJob, Speed, Store, Telling, Then};
use leptos::ev;
use leptos::prelude::*;
use serde_json::Value;
use tuneground::language::{marked, t, text};
use tuneground::linter::Fix;
use tuneground::playground::cost::Billing;
use tuneground::playground::form::{Drafts, data_file, parents_of};
use tuneground::playground::{
    Checked, Document, Imported, LinkError, Objective, Opened, PRESETS, Plan, Preset, Session, Training, as_parent,
    check_with_parents, dry_run_document, from_link, open, refit,
};
use tuneground::sagemaker::Request;
use tuneground::sagemaker::responses::TuningJobRecord;

/// As many tuning jobs are remembered as parents.
const MAX_PARENTS: usize = 50;

/// Why a document that cannot be read off the form is not taken.
const A_FIELD_IS_WRONG: &str = marked!("A field of the job has to be put right first; it is marked in red");

/// The document that is edited. Handles only: copies are the same editor.
#[derive(Clone, Copy)]
pub(crate) struct Editor {
    /// The document as it is edited.
    pub(crate) document: RwSignal<Document>,
    /// What is wrong with it, and what would run.
    pub(crate) checked: Memo<Checked>,
    /// What was typed into the document's form and is no value yet.
    pub(crate) drafts: RwSignal<Drafts>,
    /// The path that the person wants to see in the form of the whole request; `None` while that is closed.
    pub(crate) whole: RwSignal<Option<String>>,
    /// The document of the tuning job on the screen; `None` for one that ran at AWS.
    on_screen: RwSignal<Option<Document>>,
    /// The tuning jobs that have ended on the screen, or that ran at AWS and were shown, as parents of a warm start: Describe
    /// responses with their training jobs.
    pub(crate) parents: RwSignal<Vec<Value>>,
    /// The user's own file.
    pub(crate) own_data: OwnData,
    /// What AWS answered about the tuning job on the screen, where it ran there.
    pub(crate) aws_answers: StoredValue<Vec<String>>,
    /// The parents of the tuning job on the screen: their Describe responses.
    parents_on_screen: StoredValue<Vec<Value>>,
    /// What its bill depends on.
    billing: StoredValue<Billing>,
    store: StoredValue<Store>,
}

impl Editor {
    /// An editor of the preset that is chosen.
    fn new(store: Store) -> Self {
        let chosen = store.preset.get_untracked().and_then(Preset::find);
        let document = RwSignal::new(chosen.map(Preset::document).unwrap_or_default());
        let parents = RwSignal::new(Vec::new());
        Self {
            document,
            checked: Memo::new(move |_| {
                document
                    .with(|document| parents.with(|parents| check_with_parents(document, Objective::Problem, parents)))
            }),
            drafts: RwSignal::new(Drafts::default()),
            whole: RwSignal::new(None),
            on_screen: RwSignal::new(None),
            parents,
            own_data: OwnData::new(),
            aws_answers: StoredValue::new(Vec::new()),
            parents_on_screen: StoredValue::default(),
            billing: StoredValue::default(),
            store: StoredValue::new(store),
        }
    }

    /// The editor that the panels share.
    pub(crate) fn expect() -> Self {
        expect_context()
    }

    /// Changes the document.
    pub(crate) fn edit(self, change: impl FnOnce(&mut Document)) {
        self.document.update(change);
    }

    /// Takes the step that puts a problem right.
    pub(crate) fn fix(self, fix: &Fix) {
        let mut request = self.document.with_untracked(|document| document.request.to_json());
        fix.apply(&mut request);
        // A fix leaves a request a request; were it otherwise, nothing would change.
        if let Ok(request) = Request::from_json(request) {
            self.drafts.set(Drafts::default());
            self.edit(|document| document.request = request);
            self.announce(&t!("Done: {step}", step = fix.title));
        }
    }

    /// Puts another document in the place of the one that is edited. What runs goes on.
    pub(crate) fn load(self, document: Document, preset: Option<&'static str>) {
        self.drafts.set(Drafts::default());
        self.document.set(document);
        self.store.get_value().preset.set(preset);
    }

    /// The document of the tuning job on the screen; `None` for one that did not run here.
    pub(crate) fn document_on_screen(self) -> Option<Document> {
        self.on_screen.get_untracked()
    }

    /// Takes up what was kept, and gives the tuning job that was on the screen, to go on. `None` where there was none, or where
    /// it cannot run any more.
    async fn take_up(self, kept: Kept) -> Option<(NextJob, Then)> {
        let Kept { record, entries, parents, file, .. } = kept;
        let parents = parents.and_then(|text| serde_json::from_str(&text).ok());
        self.parents.set(parents.unwrap_or_default());
        let preset = record.preset.as_deref().and_then(Preset::find).map(|preset| preset.id);
        let on_screen = record.on_screen.unwrap_or_else(|| record.document.clone());
        self.load(record.document, preset);
        let store = self.store.get_value();
        // Another speed was chosen before this was known.
        if store.speed.get_untracked() == Speed::at_first() {
            store.speed.set(record.speed);
        }
        placed::keep(Some(record.by_hand));
        if let Some((name, file)) = file
            && self.document.with_untracked(|document| data_file(document).is_some())
        {
            self.own_data.read(self, name, file).await;
        }
        let texts: Vec<&str> = record.aws_answers.iter().map(String::as_str).collect();
        if let Ok(Opened::TuningJob(imported)) = open(&texts) {
            let next = self.job_at_aws(*imported, record.aws_answers);
            return Some((next, Then::ShowAt(record.playhead, record.selected)));
        }
        let checked =
            self.parents.with_untracked(|parents| check_with_parents(&on_screen, Objective::Problem, parents));
        let needs_file = self.own_data.reason_not_to_run(&on_screen).is_some();
        let plan = checked.plan.ok().filter(|_| !needs_file)?;
        let then = if record.is_playing { Then::GoOn } else { Then::ShowAt };
        Some((self.next_job(on_screen, plan, entries), then(record.playhead, record.selected)))
    }

    /// The tuning job of a document, which is on the screen from now on.
    fn next_job(self, document: Document, plan: Plan, known: Vec<Js>) -> NextJob {
        let parents = self.parents.with_untracked(|known| parents_of(&document, known));
        let next = NextJob {
            telling: Telling::Engine {
                document: Js::parse(&document.to_json().to_string()),
                parents: parents.iter().map(|parent| Js::parse(&parent.to_string())).collect(),
                known,
            },
            expected_seconds: plan.expected_seconds(),
            config: plan.config,
            problem: match plan.training {
                Training::Problem(problem) => Some(problem),
                Training::External => None,
            },
        };
        self.billing.set_value(Billing::of(&document.request, &plan.clock));
        self.parents_on_screen.set_value(plan.parents);
        self.on_screen.set(Some(document));
        self.aws_answers.set_value(Vec::new());
        next
    }

    /// Takes the document of the page's address, if it has one. Else it says what is wrong with it.
    fn take_link(self) -> Option<Result<(), LinkError>> {
        let opened = from_link(&address::value("s")?);
        Some(opened.map(|document| {
            let preset = PRESETS.iter().find(|preset| preset.document() == document);
            self.load(document, preset.map(|preset| preset.id));
        }))
    }

    /// Puts another request into the document as it was `before`; its problem and settings stay, as far as the request can be
    /// run with them.
    pub(crate) fn load_request(self, before: Document, request: Request) {
        self.drafts.set(Drafts::default());
        self.document.set(refit(before, request));
    }

    /// Shows a tuning job that ran at AWS, of which `texts` are AWS's answers. Its request, where it is known, takes the place of the
    /// document that is edited.
    pub(crate) fn show(self, imported: Imported, texts: Vec<String>) {
        if let Some(request) = &imported.request {
            self.load(dry_run_document(request.clone()), None);
        }
        let next = self.job_at_aws(imported, texts);
        self.store.get_value().show(next);
    }

    /// A tuning job that ran at AWS, which is on the screen from now on.
    fn job_at_aws(self, imported: Imported, texts: Vec<String>) -> NextJob {
        let request = imported.request.as_ref();
        self.billing.set_value(Billing::at_aws(request, imported.billable_seconds));
        self.on_screen.set(None);
        self.aws_answers.set_value(texts);
        let end = imported.log.last().map_or(0.0, |entry| entry.time);
        self.remember(imported.parent);
        NextJob {
            telling: Telling::Aws(imported.log, imported.notes),
            config: imported.config,
            problem: None,
            expected_seconds: end,
        }
    }

    /// Keeps a tuning job as a parent of later ones. Of two with one name, the later counts.
    fn remember(self, parent: Value) {
        let name = |parent: &Value| parent["HyperParameterTuningJobName"].as_str().map(str::to_ascii_lowercase);
        // Whoever runs the same again need not have it checked again.
        if self.parents.with_untracked(|parents| parents.contains(&parent)) {
            return;
        }
        self.parents.update(|parents| {
            parents.retain(|known| name(known) != name(&parent));
            parents.push(parent);
            let excess = parents.len().saturating_sub(MAX_PARENTS);
            parents.drain(..excess);
        });
    }

    /// Opens the form of the whole request, at a path.
    pub(crate) fn open_whole(self, path: &str) {
        self.whole.set(Some(path.to_owned()));
    }

    /// Tells those who listen to the page rather than see it.
    pub(crate) fn announce(self, text: &str) {
        self.store.get_value().announcement.set(text.to_owned());
    }

    /// Keeps the store informed whether the document is another than the one on the screen.
    fn tell_changes(self) {
        let differs = Memo::new(move |_| {
            self.document.with(|edited| self.on_screen.with(|shown| shown.as_ref() != Some(edited)))
        });
        Effect::new(move || self.store.get_value().is_edited.set(differs.get()));
    }

    /// Remembers each tuning job on the screen once it has ended, as AWS would describe it.
    fn remember_ended(self) {
        let store = self.store.get_value();
        let ended = Memo::new(move |_| (store.run_id(), store.view(Session::is_complete)));
        Effect::new(move || {
            if ended.get().1 != Some(true) {
                return;
            }
            let parent = self.on_screen.with_untracked(|document| {
                let request = &document.as_ref()?.request;
                store.view_untracked(|session| {
                    let state = session.state_at_end();
                    let (config, log, now) = (session.config(), session.log(), state.now());
                    let startup = self.billing.with_value(|billing| billing.startup_seconds);
                    self.parents_on_screen.with_value(|parents| {
                        as_parent(&TuningJobRecord { request, config, state: &state, log, parents, startup, now })
                    })
                })
            });
            if let Some(parent) = parent {
                self.remember(parent);
            }
        });
    }

    /// Why the document cannot run, in a sentence for the whole page.
    fn reason_not_to_run(self) -> Option<String> {
        // What is shown would not be what runs.
        if self.drafts.with_untracked(|drafts| drafts.errors() > 0) {
            return Some(text(A_FIELD_IS_WRONG).to_owned());
        }
        let wrong = self.checked.with_untracked(|checked| {
            let (first, rest) = checked.plan.as_ref().err()?.split_first()?;
            let first = &first.message;
            Some(match rest.len() {
                0 => t!("The job cannot run yet: {first}", first),
                more => t!("The job cannot run yet: {first} (and {more} more)", first, more),
            })
        });
        wrong.or_else(|| self.document.with_untracked(|document| self.own_data.reason_not_to_run(document)))
    }
}

/// Starts the editor: the job panel, and the JSON panel in its slot.
pub(crate) fn start(store: Store, json: Slot) -> AnyView {
    let editor = Editor::new(store);
    provide_context(editor);
    editor.tell_changes();
    editor.remember_ended();
    json.fill(in_turn(|| view! { <JsonPanel/> }.into_any()));
    store.connect_source(Box::new(editor));
    beginning::begin(store, editor);
    // Somebody puts another link into the address of the open page.
    let handle = window_event_listener(ev::hashchange, move |_| match editor.take_link() {
        Some(Ok(())) => store.begin(Some(address::shown().unwrap_or(Then::Play))),
        Some(Err(error)) => store.notice.set(Some(t!("{error}. Nothing has changed", error))),
        None => {}
    });
    on_cleanup(move || handle.remove());
    // Loads when it is first asked for, and stays.
    let was_opened =
        Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || editor.whole.with(Option::is_some));
    let whole = move || was_opened.get().then(|| later(Coming::Nothing, parts::whole_request));
    view! { <JobPanel/> {whole} }.into_any()
}
