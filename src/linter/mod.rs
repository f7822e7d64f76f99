//! The linter: everything that is wrong with a `CreateHyperParameterTuningJob` request, all at once, before AWS sees it.
//!
//! AWS's own clients check required members, types and least lengths, and nothing else. Here are all shape rules of the
//! service model, the cross-field rules that AWS documents or that its service is known to answer with, the rules of warm
//! start, and advice of our own, which says that it is advice. [`RULES`] lists them with their sources; one file a topic.
//!
//! What cannot be known without the account (whether the data is there, whether the role can be assumed, the account's
//! quotas) is not said.

mod algorithm;
mod autotune;
mod built_in;
mod completion;
mod context;
mod definitions;
mod hyperband;
mod hyperparameters;
mod issue;
mod limits;
mod metrics;
mod ranges;
mod resources;
mod rules;
mod shapes;
mod spot;
mod warm_start;

pub(crate) use issue::not_too_many;
pub use issue::{Edit, Fix, Issue, Severity, Step};
pub use rules::{RULES, Rule, Source};

use crate::sagemaker::{Request, Wire as _};
use context::Lint;
use serde_json::Value;

/// True for what the linter says: about the request, not about a dry run of it.
pub fn is_about_request(issue: &Issue) -> bool {
    RULES.iter().any(|rule| rule.id == issue.rule)
}

/// Every problem of a request, in the order of the topics. `parents`: the warm start's parent jobs as far as they are known,
/// each a `DescribeHyperParameterTuningJob` response or the request that created it.
///
/// A value of any shape is read as far as it goes; of what has no right shape, only that is said. Of very many problems, the
/// first of each severity are said, and how many more there are.
pub fn lint(request: &Value, parents: &[Value]) -> Vec<Issue> {
    let mut issues = shapes::check(request);
    let typed = Request::read(request.clone());
    let mut lint = Lint::new(&typed);
    limits::check(&mut lint);
    completion::check(&mut lint);
    definitions::check(&mut lint);
    for algorithm in lint.algorithms() {
        ranges::check(&algorithm, &mut lint);
        hyperparameters::check(&algorithm, &mut lint);
        metrics::check(&algorithm, &mut lint);
        built_in::check(&algorithm, &mut lint);
        algorithm::check(&algorithm, &mut lint);
        resources::check(&algorithm, &mut lint);
        spot::check(&algorithm, &mut lint);
    }
    hyperband::check(&mut lint);
    autotune::check(&mut lint);
    warm_start::check(&mut lint, parents);
    let malformed: Vec<String> =
        issues.iter().filter(|issue| shapes::is_unreadable(issue)).map(|issue| issue.path.clone()).collect();
    let is_readable =
        |issue: &Issue| !malformed.iter().any(|path| is_within(&issue.path, path) || is_within(path, &issue.path));
    issues.extend(not_too_many(lint.into_issues().into_iter().filter(is_readable).collect()));
    issues
}

/// True for the path itself and for what is inside of it.
pub(crate) fn is_within(path: &str, outer: &str) -> bool {
    path.strip_prefix(outer).is_some_and(|rest| outer.is_empty() || rest.is_empty() || rest.starts_with(['.', '[']))
}
