//! All that is kept of a tab but the log, as JSON.

use crate::address;
use crate::editor::Editor;
use crate::placed::{self, Placed};
use crate::store::{Speed, Store};
use leptos::prelude::*;
use serde_json::{Value, json};
use tuneground::playground::{Document, Session};
use tuneground::training_job::JobNumber;

/// A tab as it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    /// What follows `#` in its address.
    pub(crate) address: String,
    /// The document that is edited.
    pub(crate) document: Document,
    /// The preset that it is.
    pub(crate) preset: Option<String>,
    /// The document of the tuning job on the screen; `None` for one that did not run here.
    pub(crate) on_screen: Option<Document>,
    /// What AWS answered about a tuning job on the screen that ran there; none of one that ran here.
    pub(crate) aws_answers: Vec<String>,
    /// The simulated time that is shown.
    pub(crate) playhead: f64,
    /// Whether time passes.
    pub(crate) is_playing: bool,
    /// How fast.
    pub(crate) speed: Speed,
    /// The training job that is looked at.
    pub(crate) selected: Option<JobNumber>,
    /// What was placed by hand against the tuner.
    pub(crate) by_hand: Placed,
}

impl Record {
    /// Of the page as it is.
    pub(crate) fn of(store: Store, editor: Editor) -> Self {
        Self {
            address: address::hash(),
            document: editor.document.get_untracked(),
            preset: store.preset.get_untracked().map(str::to_owned),
            on_screen: editor.document_on_screen(),
            aws_answers: editor.aws_answers.get_value(),
            playhead: store.view_untracked(Session::playhead).unwrap_or(0.0),
            is_playing: store.playing.get_untracked(),
            speed: store.speed.get_untracked(),
            selected: store.selected.get_untracked(),
            by_hand: placed::now(),
        }
    }

    pub(super) fn to_text(&self) -> String {
        json!({
            "Address": self.address,
            "Document": self.document.to_json(),
            "Preset": self.preset,
            "OnScreen": self.on_screen.as_ref().map(Document::to_json),
            "AwsAnswers": self.aws_answers,
            "Playhead": self.playhead,
            "Playing": self.is_playing,
            "Speed": self.speed.id(),
            "Selected": self.selected.map(|job| job.0),
            "ByHand": { "Jobs": self.by_hand.jobs, "Shown": self.by_hand.is_shown },
        })
        .to_string()
    }

    /// What cannot be read is as if nothing had been kept.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let speed = value["Speed"].as_str();
        Some(Self {
            address: value["Address"].as_str()?.to_owned(),
            document: Document::from_json(value["Document"].clone()).ok()?,
            preset: value["Preset"].as_str().map(str::to_owned),
            on_screen: Document::from_json(value["OnScreen"].clone()).ok(),
            aws_answers: value["AwsAnswers"].as_array().into_iter().flatten().filter_map(as_text).collect(),
            playhead: value["Playhead"].as_f64()?,
            is_playing: value["Playing"].as_bool()?,
            speed: Speed::ALL.into_iter().find(|known| Some(known.id()) == speed).unwrap_or_default(),
            selected: value["Selected"].as_u64().map(|job| JobNumber(job as u32)),
            by_hand: Placed {
                jobs: serde_json::from_value(value["ByHand"]["Jobs"].clone()).unwrap_or_default(),
                is_shown: value["ByHand"]["Shown"].as_bool().unwrap_or_default(),
            },
        })
    }
}

fn as_text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
