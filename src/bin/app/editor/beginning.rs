//! What the page begins with: what was kept of it, the document of its address, or the first preset; unless somebody has chosen or
//! changed something by then, which comes before all of these.

use super::Editor;
use crate::address;
use crate::dom;
use crate::keeping::{Keeper, Kept};
use crate::store::Store;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use tuneground::language::t;
use tuneground::playground::{Document, PRESETS};

/// How long what was kept is waited for: a browser whose database does not answer has a page all the same.
const PATIENCE: Duration = Duration::from_secs(2);

/// The beginning of the page. Handles only.
#[derive(Clone, Copy)]
struct Beginning {
    store: Store,
    editor: Editor,
    /// The document that is edited as long as nobody has changed it.
    untouched: StoredValue<Document>,
}

/// Begins as soon as it is known what was kept of this tab.
pub(super) fn begin(store: Store, editor: Editor) {
    let beginning = Beginning { store, editor, untouched: StoredValue::new(PRESETS[0].document()) };
    if beginning.is_touched() {
        // Chosen before the editor was there.
        store.begin(None);
    }
    let is_known = StoredValue::new(false);
    let begin_without = move || {
        if !is_known.get_value() && !store.has_begun() {
            spawn_local(Box::pin(beginning.begin_with(None)));
        }
    };
    set_timeout(begin_without, PATIENCE);
    spawn_local(async move {
        let kept = Keeper::open().await;
        is_known.set_value(true);
        dom::turn().await;
        let (keeper, kept) = kept.unzip();
        Box::pin(beginning.begin_knowing(keeper, kept.flatten())).await;
    });
}

impl Beginning {
    /// Somebody has chosen another document, changed the one that was there, or shown a tuning job that ran at AWS.
    fn is_touched(self) -> bool {
        let is_changed =
            self.editor.document.with_untracked(|own| self.untouched.with_value(|untouched| own != untouched));
        is_changed || self.editor.aws_answers.with_value(|answers| !answers.is_empty())
    }

    /// Begins, if that has not happened yet, and keeps what is on the page from now on.
    async fn begin_knowing(self, keeper: Option<Keeper>, kept: Option<Kept>) {
        let Self { store, editor, .. } = self;
        let is_touched = self.is_touched();
        let from = kept.as_ref().map(|kept| kept.tab.clone());
        if !store.has_begun() {
            Box::pin(self.begin_with(kept)).await;
        } else if let Some(kept) = kept.filter(|_| !is_touched)
            && let Some((job, then)) = Box::pin(editor.take_up(kept)).await
        {
            store.begin_with(job, then);
        }
        let Some(mut keeper) = keeper else { return };
        match from {
            Some(_) if is_touched => {
                store.notice.set(Some(
                    t!("What was on this page before is kept too: load the page again, and see Help, What is kept on this machine").to_owned(),
                ));
                keeper = keeper.under_another_name().await;
            }
            Some(from) => keeper.take_over(&from).await,
            None => {}
        }
        keeper.start(store, editor);
    }

    /// The first tuning job: of what somebody changed, or the one that was kept, or that of the address, or the first preset.
    async fn begin_with(self, kept: Option<Kept>) {
        let Self { store, editor, .. } = self;
        if self.is_touched() {
            return store.begin(None);
        }
        if let Some(kept) = kept
            && let Some((job, then)) = Box::pin(editor.take_up(kept)).await
        {
            return store.begin_with(job, then);
        }
        let opened = editor.take_link();
        let shown = opened.as_ref().and_then(|opened| opened.is_ok().then(address::shown)?);
        self.untouched.set_value(editor.document.get_untracked());
        store.begin(shown);
        if let Some(Err(error)) = opened {
            store.notice.set(Some(t!("{error}. What is shown is the first preset", error)));
        }
    }
}
