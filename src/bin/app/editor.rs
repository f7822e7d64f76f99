//! The document that is edited, and what is wrong with it.
//!
//! Loads after the page is interactive ([`crate::parts`]): the rest of the page knows it as a [`JobSource`] and names nothing
//! of this file, nor of the two panels that show it.

use crate::address;
use crate::components::{JobPanel, JsonPanel, focus_first_error};
use crate::engine::Js;
use crate::own_data::OwnData;
use crate::parts::{self, Coming, Slot, later};
use crate::store::{JobSource, NextJob, Operation, Shared, Store, Telling, Then};
use leptos::ev;
use leptos::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use tuneground::linter::Fix;
use tuneground::objective::Direction;
use tuneground::playground::cost::Billing;
use tuneground::playground::form::{Drafts, parents_of};
use tuneground::playground::lens::{Lens, shrink};
use tuneground::playground::workshop::{Attempt, Outcome, ResultCode, Workshop, check_answer};
use tuneground::playground::{
    Checked, Document, Imported, LinkError, Objective, PRESETS, Preset, Session, Training, as_parent,
    check_with_parents, dry_run_document, from_link, parent_name, refit, to_link,
};
use tuneground::sagemaker::Request;
use tuneground::sagemaker::responses::{Account, TuningJobRecord};

/// As many tuning jobs are remembered as parents.
const MAX_PARENTS: usize = 50;

/// Why a document that cannot be read off the form is not taken.
const A_FIELD_IS_WRONG: &str = "A field of the job has to be put right first; it is marked in red";

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
            self.announce(&format!("Done: {}", fix.title));
        }
    }

    /// Puts another document in the place of the one that is edited. What runs goes on.
    pub(crate) fn load(self, document: Document, preset: Option<&'static str>) {
        self.drafts.set(Drafts::default());
        self.document.set(document);
        self.store.get_value().preset.set(preset);
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

    /// Shows a tuning job that ran at AWS. Its request, where it is known, takes the place of the document that is edited.
    pub(crate) fn show(self, imported: Imported) {
        let request = imported.request.as_ref();
        self.billing.set_value(Billing::at_aws(request, imported.billable_seconds));
        self.on_screen.set(None);
        let end = imported.log.last().map_or(0.0, |entry| entry.time);
        self.remember(imported.parent);
        if let Some(request) = imported.request {
            self.load(dry_run_document(request), None);
        }
        self.store.get_value().show(NextJob {
            telling: Telling::Aws(imported.log, imported.notes),
            config: imported.config,
            problem: None,
            expected_seconds: end,
        });
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
            return Some(A_FIELD_IS_WRONG.to_owned());
        }
        let wrong = self.checked.with_untracked(|checked| {
            let (first, rest) = checked.plan.as_ref().err()?.split_first()?;
            let first = &first.message;
            Some(match rest.len() {
                0 => format!("The job cannot run yet: {first}"),
                more => format!("The job cannot run yet: {first} (and {more} more)"),
            })
        });
        wrong.or_else(|| self.document.with_untracked(|document| self.own_data.reason_not_to_run(document)))
    }
}

impl JobSource for Editor {
    fn take(&self) -> Result<NextJob, String> {
        let plan = self.checked.with_untracked(|checked| checked.plan.clone());
        if let Some(reason) = self.reason_not_to_run() {
            focus_first_error();
            return Err(reason);
        }
        let plan = plan.map_err(|_| "The job cannot run yet")?;
        let document = self.document.get_untracked();
        let parents = self.parents.with_untracked(|known| parents_of(&document, known));
        let next = NextJob {
            telling: Telling::Engine {
                document: Js::parse(&document.to_json().to_string()),
                parents: parents.iter().map(|parent| Js::parse(&parent.to_string())).collect(),
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
        Ok(next)
    }

    fn edited(&self) -> Result<String, String> {
        if self.drafts.with(|drafts| drafts.errors() > 0) {
            return Err(A_FIELD_IS_WRONG.to_owned());
        }
        let document = self.document.get();
        if let Some(reason) = self.own_data.reason_not_to_run(&document) {
            return Err(reason);
        }
        let parents = self.parents.with(|known| parents_of(&document, known));
        Ok(format!("\"Document\":{},\"Parents\":{}", document.to_json(), Value::from(parents)))
    }

    fn link(&self) -> Result<Shared, String> {
        if self.drafts.with(|drafts| drafts.errors() > 0) {
            return Err(A_FIELD_IS_WRONG.to_owned());
        }
        Ok(self.document.with(|document| {
            let dataset = document.problem.as_ref().and_then(|problem| problem.dataset.as_ref());
            let file = dataset.and_then(|dataset| dataset.file.as_ref()).map(|file| file.name.clone());
            Shared { link: to_link(document), file }
        }))
    }

    fn load_preset(&self, preset: &'static Preset) {
        self.load(preset.document(), Some(preset.id));
    }

    fn billing(&self) -> Billing {
        self.billing.get_value()
    }

    fn shrink(&self, lens: &Lens, session: &Session) -> Result<String, String> {
        let name = session.config().name();
        let is_known =
            |parents: &Vec<Value>| parents.iter().filter_map(parent_name).any(|own| own.eq_ignore_ascii_case(name));
        if !self.parents.with_untracked(is_known) {
            return Err(
                "A warm start begins from a tuning job that has ended: let this one end, or stop it.".to_owned()
            );
        }
        let ran = self.on_screen.get_untracked();
        let mut document = ran.unwrap_or_else(|| self.document.get_untracked());
        let space = session.config().space();
        self.parents.with_untracked(|known| shrink(&mut document, lens, space, name, known))?;
        let words = format!(
            "The job at the left has the new ranges now, and learns from {name}. Press Run when it is as you want it."
        );
        self.load(document, None);
        Ok(words)
    }

    fn check(
        &self,
        session: &Session,
        workshop: &Workshop,
        answers: &BTreeMap<usize, String>,
    ) -> Option<(Vec<Outcome>, ResultCode)> {
        self.on_screen.with_untracked(|document| {
            let billing = self.billing.get_value();
            let attempt =
                Attempt { request: &document.as_ref()?.request, state: session.state(), billing: &billing, answers };
            let outcomes = check_answer(workshop, attempt)?;
            let code = ResultCode::of(workshop, attempt, &outcomes, "");
            Some((outcomes, code))
        })
    }

    fn answer(&self, session: &Session, operation: Operation) -> String {
        let startup = self.billing.with_value(|billing| billing.startup_seconds);
        self.on_screen.with_untracked(|document| match document {
            Some(document) => self.parents_on_screen.with_value(|parents| {
                let (config, state, log, now) =
                    (session.config(), session.state(), session.shown(), session.playhead());
                let record = TuningJobRecord { request: &document.request, config, state, log, parents, startup, now };
                answer(record, operation)
            }),
            None => "This tuning job ran at AWS: what was loaded is AWS's own answer.".to_owned(),
        })
    }
}

/// AWS's answer, or the error that AWS would answer with, as JSON text.
fn answer(record: TuningJobRecord<'_>, operation: Operation) -> String {
    let account: Account<'_> = [record].into_iter().collect();
    let name = record.config.name();
    let history = record.state.history();
    let (operation, input) = match operation {
        Operation::DescribeTuningJob => {
            ("describeHyperParameterTuningJob", json!({ "HyperParameterTuningJobName": name }))
        }
        Operation::ListTrainingJobs => {
            let order = match record.config.objective().direction {
                Direction::Maximize => "Descending",
                Direction::Minimize => "Ascending",
            };
            let input = json!({
                "HyperParameterTuningJobName": name,
                "SortBy": "FinalObjectiveMetricValue",
                "SortOrder": order,
            });
            ("listTrainingJobsForHyperParameterTuningJob", input)
        }
        Operation::DescribeTrainingJob(wanted) => {
            let job = wanted.and_then(|number| history.get(number)).or_else(|| history.best().map(|(job, _)| job));
            let job = job.or_else(|| record.state.jobs().first());
            ("describeTrainingJob", json!({ "TrainingJobName": job.map(|job| job.name.as_str()).unwrap_or_default() }))
        }
    };
    match account.call(operation, &input) {
        Ok(answer) => format!("{answer:#}"),
        Err(error) => format!("{}: {}", error.kind.name(), error.message),
    }
}

/// Starts the editor: the job panel, and the JSON panel in its slot.
pub(crate) fn start(store: Store, json: Slot) -> AnyView {
    let editor = Editor::new(store);
    provide_context(editor);
    editor.tell_changes();
    editor.remember_ended();
    json.fill(view! { <JsonPanel/> }.into_any());
    let opened = editor.take_link();
    let shown = opened.as_ref().and_then(|opened| opened.is_ok().then(address::shown)?);
    store.connect_source(Box::new(editor), shown);
    if let Some(Err(error)) = opened {
        store.notice.set(Some(format!("{error}. What is shown is the first preset")));
    }
    // Somebody puts another link into the address of the open page.
    let handle = window_event_listener(ev::hashchange, move |_| match editor.take_link() {
        Some(Ok(())) => store.start_over(address::shown().unwrap_or(Then::Play)),
        Some(Err(error)) => store.notice.set(Some(format!("{error}. Nothing has changed"))),
        None => {}
    });
    on_cleanup(move || handle.remove());
    // Loads when it is first asked for, and stays.
    let was_opened =
        Memo::new(move |was: Option<&bool>| was.copied().unwrap_or_default() || editor.whole.with(Option::is_some));
    let whole = move || was_opened.get().then(|| later(Coming::Nothing, parts::whole_request));
    view! { <JobPanel/> {whole} }.into_any()
}
