//! One SVG element for each training job, kept up to date without a view of its own.
//!
//! Once a frame all jobs are compared with what was drawn of them, and the attributes that changed are written. A plot has
//! hundreds of these elements, and at full speed dozens change in a frame: a memo or a view for each costs more than the
//! drawing itself, and a view that is drawn anew takes away and writes every attribute.

use crate::dom::ignore;
use crate::store::Store;
use leptos::prelude::*;
use leptos::svg::G;
use tuneground::playground::Session;
use tuneground::playground::plot::Mark;
use tuneground::protocol::SessionId;
use tuneground::training_job::TrainingJob;
use web_sys::Element;

/// The attributes of a training job's element that change while it is on the screen: names and values, the same names in the
/// same order for all jobs of a layer.
pub(super) type Attributes = Vec<(&'static str, String)>;

/// What the elements of a layer have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layer {
    /// The class of the group that they are in.
    pub(super) class: &'static str,
    /// Which SVG element each is.
    pub(super) element: &'static str,
    /// What tests know each by.
    pub(super) test_id: &'static str,
}

/// The class of a training job's element: what it is, its state, and whether it is left out of what is looked at closely.
pub(super) fn class_of(kind: &str, mark: Mark, is_out: bool) -> String {
    format!("{kind} {}{}", mark.id(), if is_out { " out" } else { "" })
}

/// How many training jobs are on the screen; follows the playhead.
pub(super) fn follow_count(store: Store) -> Memo<usize> {
    Memo::new(move |_| store.view(|session| session.state().jobs().len()).unwrap_or(0))
}

/// A group with an element for each training job on the screen, in the order of launch; follows the playhead. `draw` draws a
/// job that has something new, or all of them when `context` has changed; its last argument is true for a job that is left
/// out of what is looked at closely.
pub(super) fn job_marks<C: PartialEq + 'static>(
    store: Store,
    layer: Layer,
    context: impl Fn() -> C + 'static,
    draw: impl Fn(&Session, &C, &TrainingJob, bool) -> Attributes + 'static,
) -> impl IntoView {
    let group = NodeRef::<G>::new();
    Effect::new(move |before: Option<Option<(C, Drawn)>>| {
        let group = group.get()?;
        let context = context();
        let before = before.flatten();
        let is_same_context = before.as_ref().is_some_and(|(before, _)| *before == context);
        let mut drawn =
            before.map_or_else(|| Drawn { layer, group: group.into(), run: None, jobs: Vec::new() }, |own| own.1);
        drawn.follow(store, is_same_context, &|session, job, is_out| draw(session, &context, job, is_out));
        Some((context, drawn))
    });
    view! { <g class=layer.class node_ref=group></g> }
}

/// What is on the screen of a layer.
struct Drawn {
    layer: Layer,
    group: Element,
    run: Option<SessionId>,
    jobs: Vec<DrawnJob>,
}

/// What is on the screen of a training job.
struct DrawnJob {
    seen: Seen,
    element: Element,
    attributes: Attributes,
}

/// What changes of a training job while it is on the screen. Its hyperparameters do not.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Seen {
    epochs: u32,
    mark: Mark,
    is_out: bool,
}

impl Seen {
    fn of(job: &TrainingJob, left_out: &[bool]) -> Self {
        let is_out = left_out.get(job.number.index()).copied().unwrap_or(false);
        Self { epochs: job.curve.epochs(), mark: Mark::of(&job.status), is_out }
    }
}

/// Draws a training job; true for one that is left out of what is looked at closely.
type Draw<'a> = dyn Fn(&Session, &TrainingJob, bool) -> Attributes + 'a;

impl Drawn {
    /// Draws what changed. Follows the tuning job on the screen and what is left out, and nothing that `draw` reads.
    fn follow(&mut self, store: Store, is_same_context: bool, draw: &Draw<'_>) {
        let run = store.run_id();
        let count = store.view(|session| session.state().jobs().len()).unwrap_or(0);
        let kept = if self.run == run { count } else { 0 };
        self.run = run;
        for gone in self.jobs.drain(kept.min(self.jobs.len())..) {
            gone.element.remove();
        }
        store.left_out.with(|left_out| {
            untrack(|| store.view(|session| self.update(session, left_out, is_same_context, draw)));
        });
    }

    fn update(&mut self, session: &Session, left_out: &[bool], is_same_context: bool, draw: &Draw<'_>) {
        let jobs = session.state().jobs();
        for (own, job) in self.jobs.iter_mut().zip(jobs) {
            let seen = Seen::of(job, left_out);
            if !is_same_context || own.seen != seen {
                own.seen = seen;
                own.write(draw(session, job, seen.is_out));
            }
        }
        for job in jobs.iter().skip(self.jobs.len()) {
            let seen = Seen::of(job, left_out);
            let Ok(element) = document().create_element_ns(Some("http://www.w3.org/2000/svg"), self.layer.element)
            else {
                return;
            };
            ignore(element.set_attribute("data-testid", self.layer.test_id));
            ignore(element.set_attribute("data-job", &job.number.to_string()));
            let mut own = DrawnJob { seen, element, attributes: Vec::new() };
            own.write(draw(session, job, seen.is_out));
            ignore(self.group.append_child(&own.element));
            self.jobs.push(own);
        }
    }
}

impl DrawnJob {
    fn write(&mut self, attributes: Attributes) {
        for (place, (name, value)) in attributes.iter().enumerate() {
            if self.attributes.get(place).is_none_or(|(_, old)| old != value) {
                ignore(self.element.set_attribute(name, value));
            }
        }
        self.attributes = attributes;
    }
}
