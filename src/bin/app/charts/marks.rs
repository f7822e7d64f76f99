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

/// As many training jobs as share a group. When there is more than one, the browser keeps a picture of each (`.block` in
/// charts.css), so that what changes in one, and only around the playhead does anything, costs no drawing of the others.
const JOBS_A_BLOCK: usize = 128;

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

/// A group with an element for each training job on the screen, in the order of launch; follows the playhead, and what
/// `context` follows. `draw` draws a job that has something new, or whose `detail` has, or all of them when the value of
/// `context` has changed; its last argument is true for a job that is left out of what is looked at closely.
pub(super) fn job_marks<C: PartialEq + 'static, D: PartialEq + 'static>(
    store: Store,
    layer: Layer,
    context: impl Fn() -> C + 'static,
    detail: impl Fn(&TrainingJob) -> D + 'static,
    draw: impl Fn(&Session, &TrainingJob, (&C, &D), bool) -> Attributes + 'static,
) -> impl IntoView {
    let group = NodeRef::<G>::new();
    Effect::new(move |before: Option<Option<(C, Drawn<D>)>>| {
        let group = group.get()?;
        let context = context();
        let before = before.flatten();
        let is_same_context = before.as_ref().is_some_and(|(before, _)| *before == context);
        let mut drawn = before.map_or_else(|| Drawn::new(layer, group.into()), |own| own.1);
        drawn.follow(store, is_same_context, &detail, &|session, job, seen| {
            draw(session, job, (&context, &seen.detail), seen.is_out)
        });
        Some((context, drawn))
    });
    view! { <g class=layer.class node_ref=group></g> }
}

/// What is on the screen of a layer.
struct Drawn<D> {
    layer: Layer,
    group: Element,
    run: Option<SessionId>,
    /// The groups in `group`, of [`JOBS_A_BLOCK`] training jobs each.
    blocks: Vec<Element>,
    jobs: Vec<DrawnJob<D>>,
}

/// What is on the screen of a training job.
struct DrawnJob<D> {
    seen: Seen<D>,
    element: Element,
    attributes: Attributes,
}

/// What changes of a training job while it is on the screen. Its hyperparameters do not.
#[derive(Debug, PartialEq)]
struct Seen<D> {
    epochs: u32,
    mark: Mark,
    is_out: bool,
    /// What else the layer draws of it.
    detail: D,
}

impl<D> Seen<D> {
    fn of(job: &TrainingJob, left_out: &[bool], detail: D) -> Self {
        let is_out = left_out.get(job.number.index()).copied().unwrap_or(false);
        Self { epochs: job.curve.epochs(), mark: Mark::of(&job.status), is_out, detail }
    }
}

/// Draws a training job.
type Draw<'a, D> = dyn Fn(&Session, &TrainingJob, &Seen<D>) -> Attributes + 'a;

impl<D: PartialEq> Drawn<D> {
    fn new(layer: Layer, group: Element) -> Self {
        Self { layer, group, run: None, blocks: Vec::new(), jobs: Vec::new() }
    }

    /// Draws what changed. Follows the tuning job on the screen and what is left out, and nothing that `detail` and `draw` read.
    fn follow(&mut self, store: Store, is_same_context: bool, detail: &dyn Fn(&TrainingJob) -> D, draw: &Draw<'_, D>) {
        let run = store.run_id();
        let count = store.view(|session| session.state().jobs().len()).unwrap_or(0);
        let kept = if self.run == run { count } else { 0 };
        self.run = run;
        for gone in self.jobs.drain(kept.min(self.jobs.len())..) {
            gone.element.remove();
        }
        for empty in self.blocks.drain(self.jobs.len().div_ceil(JOBS_A_BLOCK)..) {
            empty.remove();
        }
        store.left_out.with(|left_out| {
            let see = |job: &TrainingJob| Seen::of(job, left_out, detail(job));
            untrack(|| store.view(|session| self.update(session, is_same_context, &see, draw)));
        });
    }

    fn update(
        &mut self,
        session: &Session,
        is_same_context: bool,
        see: &dyn Fn(&TrainingJob) -> Seen<D>,
        draw: &Draw<'_, D>,
    ) {
        let jobs = session.state().jobs();
        for (own, job) in self.jobs.iter_mut().zip(jobs) {
            let seen = see(job);
            if !is_same_context || own.seen != seen {
                own.write(draw(session, job, &seen));
                own.seen = seen;
            }
        }
        for job in jobs.iter().skip(self.jobs.len()) {
            let seen = see(job);
            if self.jobs.len() == self.blocks.len() * JOBS_A_BLOCK {
                let Some(block) = svg("g") else { return };
                ignore(block.set_attribute("class", "block"));
                ignore(self.group.append_child(&block));
                self.blocks.push(block);
            }
            let (Some(block), Some(element)) = (self.blocks.last(), svg(self.layer.element)) else { return };
            ignore(element.set_attribute("data-testid", self.layer.test_id));
            ignore(element.set_attribute("data-job", &job.number.to_string()));
            let attributes = draw(session, job, &seen);
            let mut own = DrawnJob { seen, element, attributes: Vec::new() };
            own.write(attributes);
            ignore(block.append_child(&own.element));
            self.jobs.push(own);
        }
    }
}

fn svg(name: &str) -> Option<Element> {
    document().create_element_ns(Some("http://www.w3.org/2000/svg"), name).ok()
}

impl<D> DrawnJob<D> {
    fn write(&mut self, attributes: Attributes) {
        for (place, (name, value)) in attributes.iter().enumerate() {
            if self.attributes.get(place).is_none_or(|(_, old)| old != value) {
                ignore(self.element.set_attribute(name, value));
            }
        }
        self.attributes = attributes;
    }
}
