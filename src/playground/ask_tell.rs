//! An external objective over lines of JSON: the tuning job asks for training jobs, somebody outside trains them and tells
//! what came out.
//!
//! | line | direction | meaning |
//! |---|---|---|
//! | `{"Ask":{"TrainingJobName","HyperParameters","UntilEpoch"}}` | out | train this, and tell the objective after each epoch up to `UntilEpoch` |
//! | `{"Tell":{"TrainingJobName","Epoch","Value"}}` | in | the objective after an epoch; a value that is no number fails the job |
//! | `{"Tell":{"TrainingJobName","Finished":true}}` | in | the job ended before `UntilEpoch`, with the last value told |
//! | `{"Tell":{"TrainingJobName","Failed":"why"}}` | in | the job ended by an error |
//! | `{"Stop":{"TrainingJobName","Reason"}}` | out | do not train this any further |
//! | `{"Completed":…}` | out | the tuning job has ended; its Describe response |
//!
//! What is told is handled when it arrives, since nobody knows who trains several jobs at once and who one after the
//! other. On the simulated clock it happens at the end of its epoch, or at the time of the last event if that is later.

mod tell;

pub use tell::TellError;

use super::check::{Objective, plan_with_parents};
use super::document::Document;
use crate::linter::Issue;
use crate::protocol::entry_to_json;
use crate::sagemaker::responses::{TuningJobRecord, describe_tuning_job};
use crate::sagemaker::{Request, TextMap};
use crate::simulate::ClockSettings;
use crate::training_job::{JobNumber, Seconds, Status, TrainingJob};
use crate::tuning_job::{Event, Input, LogEntry, TuningJob};
use serde_json::{Map, Value, json};
use tell::{Tell, What};

/// A tuning job with an external objective.
#[derive(Clone, Debug)]
pub struct AskTell {
    request: Request,
    job: TuningJob,
    clock: ClockSettings,
    parents: Vec<Value>,
    /// Log entries that the output has been made from.
    seen: usize,
}

impl AskTell {
    /// Starts the tuning job of a document, of whose warm start these parents are known
    /// ([`as_parent`](super::as_parent)). The document's problem is not looked at, but for its clock.
    pub fn start(document: &Document, parents: &[Value]) -> Result<Self, Vec<Issue>> {
        let plan = plan_with_parents(document, Objective::External, parents)?;
        let (request, clock, parents) = (document.request.clone(), plan.clock, plan.parents);
        Ok(Self { request, job: TuningJob::start(plan.config), clock, parents, seen: 0 })
    }

    /// The tuning job.
    pub fn job(&self) -> &TuningJob {
        &self.job
    }

    /// True once the tuning job has ended: `Completed` is said then, and nothing more is to be told.
    pub fn has_ended(&self) -> bool {
        self.job.state().has_ended()
    }

    /// Takes one line of input. A line that says nothing new, such as a report of a job that was stopped meanwhile, is
    /// passed over; one that makes no sense changes nothing.
    pub fn tell(&mut self, line: &str) -> Result<(), TellError> {
        let Some(tell) = Tell::parse(line)? else { return Ok(()) };
        let known = self.job.state().jobs().iter().find(|job| job.name == tell.training_job_name);
        let Some(job) = known else { return Err(TellError::UnknownJob { name: tell.training_job_name }) };
        let (number, until_epoch) = (job.number, job.until_epoch);
        let next_epoch = job.curve.epochs() + 1;
        match &job.status {
            Status::InProgress => {}
            // Whoever trains cannot know at once that a job was stopped.
            Status::Stopped(_) | Status::Failed(_) => return Ok(()),
            Status::Completed => {
                return match tell.what {
                    What::Epoch { epoch, .. } if epoch >= next_epoch => {
                        Err(TellError::AfterTheEnd { name: tell.training_job_name, epoch, last: next_epoch - 1 })
                    }
                    _ => Ok(()),
                };
            }
        }
        match tell.what {
            What::Epoch { epoch, .. } if epoch != next_epoch => {
                return Err(TellError::OutOfOrder {
                    name: tell.training_job_name,
                    epoch,
                    next: next_epoch,
                    last: until_epoch,
                });
            }
            What::Epoch { epoch, value, finished } => {
                let at = self.end_of_epoch(number, epoch);
                self.handle(at, Input::Epoch { job: number, metrics: vec![value] });
                if finished {
                    self.handle(at, Input::Finished { job: number });
                }
            }
            What::Finished => self.handle(self.end_of_epoch(number, next_epoch - 1), Input::Finished { job: number }),
            What::Failed(reason) => {
                self.handle(self.end_of_epoch(number, next_epoch), Input::Failed { job: number, reason });
            }
        }
        Ok(())
    }

    /// There is no more input: a tuning job that has not ended is stopped by hand.
    pub fn end_of_input(&mut self) {
        let now = self.job.state().now();
        self.job.handle(now, Input::Stop);
    }

    /// Takes the lines of output since the last call.
    pub fn take_output(&mut self) -> Vec<Value> {
        let new = self.job.log().get(self.seen..).unwrap_or_default();
        let lines = new.iter().filter_map(|entry| self.output(entry)).collect();
        self.seen = self.job.log().len();
        lines
    }

    /// When an epoch of a training job ends by the clock, were it trained without delay.
    fn end_of_epoch(&self, number: JobNumber, epoch: u32) -> Seconds {
        let created = self.job.state().job(number).map_or(0.0, |job| job.created);
        created + self.clock.startup_seconds + f64::from(epoch) * self.clock.seconds_per_epoch
    }

    /// Hands something to the tuning job, at its time or at the last event's if that is later; if the tuning job runs out
    /// of time before, that comes first.
    fn handle(&mut self, at: Seconds, input: Input) {
        let at = at.max(self.job.state().now());
        match self.job.deadline() {
            Some(deadline) if deadline < at => self.job.handle(deadline, Input::Deadline),
            _ => self.job.handle(at, input),
        }
    }

    fn output(&self, entry: &LogEntry) -> Option<Value> {
        let state = self.job.state();
        let name = entry.event.job().and_then(|number| state.job(number)).map(|job| job.name.as_str());
        match &entry.event {
            Event::TrainingJobCreated { job, .. } => Some(self.ask(state.job(*job)?)),
            Event::TrainingJobStopped { .. } => {
                let event = entry_to_json(entry, self.job.config(), state);
                Some(json!({ "Stop": { "TrainingJobName": name, "Reason": event.get("Reason") } }))
            }
            Event::TuningJobCompleted { .. } | Event::TuningJobStopped => {
                let record = TuningJobRecord::of(&self.request, &self.job, self.clock.startup_seconds);
                let record = record.with_parents(&self.parents);
                Some(json!({ "Completed": describe_tuning_job(&record) }))
            }
            _ => None,
        }
    }

    fn ask(&self, job: &TrainingJob) -> Value {
        let definition = self.request.definition();
        let statics = definition.and_then(|definition| definition.static_hyper_parameters.as_ref());
        let statics = statics.into_iter().flat_map(TextMap::iter);
        let mut all: Map<String, Value> = statics.map(|(name, text)| (name.to_owned(), json!(text))).collect();
        all.extend(job.hyperparameters.iter().map(|(name, value)| (name.to_owned(), json!(value.to_string()))));
        json!({ "Ask": { "TrainingJobName": job.name, "HyperParameters": all, "UntilEpoch": job.until_epoch } })
    }
}
