//! What is wrong, in words, below what it is about.

use crate::editor::Editor;
use leptos::prelude::*;
use tuneground::language::t;
use tuneground::linter::is_about_request;
use tuneground::playground::form::is_in_form;
use tuneground::playground::{Issue, Severity};

/// Which problems a form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// Those of the request, and those of running it here.
    Everything,
    /// Those of the request.
    OfRequest,
}

impl Says {
    /// The problems at the places that `is_here` accepts, as they are now; follows them.
    pub(crate) fn of(self, editor: Editor, is_here: impl Fn(&str) -> bool) -> Vec<Issue> {
        let is_said = |issue: &&Issue| is_here(&issue.path) && (self == Self::Everything || is_about_request(issue));
        editor.checked.with(|checked| checked.issues.iter().filter(is_said).cloned().collect())
    }
}

/// The problems at the places that `is_here` accepts.
pub(crate) fn issues_at(editor: Editor, is_here: impl Fn(&str) -> bool + Send + Sync + 'static) -> Memo<Vec<Issue>> {
    Memo::new(move |_| Says::Everything.of(editor, &is_here))
}

/// True when one of these problems keeps the job from running.
pub(crate) fn has_error(issues: &[Issue]) -> bool {
    issues.iter().any(|issue| issue.severity == Severity::Error)
}

/// One problem, with the step that puts it right where there is one.
pub(crate) fn message(issue: &Issue) -> AnyView {
    let class = match issue.severity {
        Severity::Error => "error",
        Severity::Warning => "caution",
        Severity::Advice => "advice",
    };
    let source = if issue.severity == Severity::Advice {
        format!(" ({})", t!("advice; {source}", source = issue.source))
    } else {
        format!(" ({})", issue.source)
    };
    let fix = issue.fix.clone().map(|fix| {
        let (title, editor) = (fix.title.clone(), Editor::expect());
        view! {
            " "
            <button type="button" class="fix" data-testid="fix" on:click=move |_| editor.fix(&fix)>{title}</button>
        }
    });
    view! {
        <p class=class data-testid="field-error" data-rule=issue.rule>
            {issue.message.clone()}
            <span class="source">{source}</span>
            {fix}
        </p>
    }
    .into_any()
}

/// Problems, one below the other; empty when there are none.
pub(crate) fn messages(issues: Memo<Vec<Issue>>) -> AnyView {
    view! { <div class="messages" aria-live="polite">{move || issues.with(|issues| issues.iter().map(message).collect_view())}</div> }
        .into_any()
}

/// Problems in parts of the request that the panel has no field for.
#[component]
pub(crate) fn Elsewhere(
    /// Those of this severity.
    severity: Severity,
) -> impl IntoView {
    let editor = Editor::expect();
    let issues = Memo::new(move |_| {
        let is_here = |issue: &&Issue| issue.severity == severity && !is_in_form(&issue.path);
        editor.checked.with(|checked| checked.issues.iter().filter(is_here).cloned().collect::<Vec<_>>())
    });
    let item = move |issue: &Issue| {
        let path = issue.path.clone();
        view! {
            <li>
                <button type="button" class="issue-path" title={t!("Open it in the whole request")} on:click=move |_| editor.open_whole(&path)>
                    <code>{issue.path.clone()}</code>
                </button>
                {message(issue)}
            </li>
        }
    };
    view! {
        <Show when=move || issues.with(|issues| !issues.is_empty())>
            <section class="group elsewhere">
                <div class="group-title"><h2>{t!("Elsewhere in the request")}</h2></div>
                <ul>{move || issues.with(|issues| issues.iter().map(item).collect_view())}</ul>
            </section>
        </Show>
    }
}
