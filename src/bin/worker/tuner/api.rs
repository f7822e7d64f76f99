//! Scripts' calls: the operations of `window.tuneground` on the tuning jobs that exist.

use super::Tuner;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use tuneground::playground::compare::variants_answer;
use tuneground::playground::{as_parent, importance_answer};
use tuneground::protocol::SessionId;
use tuneground::sagemaker::Request;
use tuneground::sagemaker::responses::{Account, ApiError};

impl Tuner {
    /// Answers a call, now or later.
    pub(super) fn call(&mut self, id: u32, operation: &str, request: &Value, own: &Rc<RefCell<Self>>) {
        let answer = match operation {
            // What is answered later.
            "waitForHyperParameterTuningJob" => self.wait(id, request).map(|()| None),
            "belief" => {
                self.ask_belief(id, request);
                Ok(None)
            }
            "bench.suggest" => self.bench_suggestions(id, request).map(|()| None),
            "bench.train" => self.bench_training(id, request, own).map(|()| None),
            // The page's own.
            "importance" => Ok(Some(importance_answer(request))),
            "compare.variants" => Ok(Some(variants_answer(request))),
            "compare.start" => self.start_comparison(request, own).map(Some),
            "compare.report" => Ok(Some(self.report_comparison(request))),
            "compare.cancel" => Ok(Some(self.cancel_comparison(request))),
            "why.rest" => {
                self.ask_rest(id, request, own);
                Ok(None)
            }
            "sweep" => {
                self.ask_sweep(id, request, own);
                Ok(None)
            }
            "by_hand" => {
                self.ask_by_hand(id, request, own);
                Ok(None)
            }
            "winner.check" => {
                self.ask_winner(id, request, own);
                Ok(None)
            }
            "data.picture" => self.picture(id, request, own),
            "data.reading" => Ok(Some(self.reading())),
            "data.choose" => self.choose_of_file(request),
            "data.close" => {
                self.close_file();
                Ok(Some(Value::Null))
            }
            "events" => self.find(request).map(|session| Some(self.sessions[&session].log())),
            "stopHyperParameterTuningJob" => self.stop(request).map(Some),
            "deleteHyperParameterTuningJob" => self.delete(request).map(Some),
            _ => self.account().call(operation, request).map(Some),
        };
        if let Some(answer) = answer.transpose() {
            self.reply(id, answer);
        }
    }

    /// What scripts see: their own tuning jobs, and the one on the screen unless a script has one of that name.
    pub(super) fn account(&self) -> Account<'_> {
        self.visible().map(|id| self.sessions[&id].record()).collect()
    }

    fn visible(&self) -> impl Iterator<Item = SessionId> {
        let is_own = |name: &str| {
            self.sessions.values().any(|other| !other.is_on_screen() && other.name().eq_ignore_ascii_case(name))
        };
        let seen = move |session: &super::Session| !session.is_on_screen() || !is_own(session.name());
        self.sessions.iter().filter(move |(_, session)| seen(session)).map(|(&id, _)| id)
    }

    fn find(&self, request: &Value) -> Result<SessionId, ApiError> {
        let account = self.account();
        let name = account.named_in(request)?.config.name();
        let found = self.visible().find(|id| self.sessions[id].name() == name);
        found.ok_or_else(|| ApiError::not_found(format!("there is no tuning job named {name:?}")))
    }

    /// Whether a script may create a tuning job of this name: what is on the screen does not keep it from that.
    pub(super) fn check_name_is_free(&self, name: &str) -> Result<(), ApiError> {
        let own = self.sessions.values().filter(|session| !session.is_on_screen());
        own.map(super::Session::record).collect::<Account<'_>>().check_create(name)
    }

    /// The parents of a script's new tuning job, which must be here and have ended, as AWS asks it of its own.
    pub(super) fn parents(&self, request: &Request) -> Result<Vec<Value>, ApiError> {
        let account = self.account();
        request
            .parent_names()
            .map(|name| {
                let record = account.tuning_job(name)?;
                if !record.state.has_ended() {
                    let message = format!("the parent {name:?} is in progress; wait for its end, or stop it");
                    return Err(ApiError::validation(message));
                }
                Ok(as_parent(record))
            })
            .collect()
    }

    fn wait(&mut self, reply: u32, request: &Value) -> Result<(), ApiError> {
        let session = self.find(request)?;
        if let Some(session) = self.sessions.get_mut(&session) {
            session.add_waiter(reply);
        }
        Ok(())
    }

    fn stop(&mut self, request: &Value) -> Result<Value, ApiError> {
        let session = self.find(request)?;
        self.account().check_stop(request)?;
        if let Some(own) = self.sessions.get_mut(&session) {
            own.stop(0.0);
        }
        self.pump(session);
        Ok(json!({}))
    }

    fn delete(&mut self, request: &Value) -> Result<Value, ApiError> {
        let session = self.find(request)?;
        self.account().check_delete(request)?;
        // What is on the screen is the page's to remove.
        if self.sessions.get(&session).is_some_and(|own| !own.is_on_screen()) {
            self.sessions.remove(&session);
            self.pool.close(session);
        }
        Ok(json!({}))
    }
}
