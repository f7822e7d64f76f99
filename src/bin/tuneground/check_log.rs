//! `check-log`: what a request's metric definitions capture from a training job's log.

use crate::document::Source;
use crate::failure::Failure;
use crate::output;
use tuneground::sagemaker::{MetricDefinition, Request};
use tuneground::training_log::{Emission, MetricReport, Problem, Reading, metric_text, why_never};

pub(crate) fn check_log(log: &Source, metrics: &Source) -> Result<(), Failure> {
    let request = metrics.document()?.request;
    let definitions = definitions(&request);
    if definitions.is_empty() {
        let message = "the request has no MetricDefinitions; SageMaker's own algorithms bring theirs";
        return Err(Failure::File(metrics.name(), message.to_owned()));
    }
    let text = log.read_log()?;
    let definitions = definitions.iter().map(|metric| (metric.name.as_str(), metric.regex.as_str()));
    let reading = Reading::of(definitions, &text);
    let mut is_wrong = false;
    for report in reading.reports() {
        output::line(&format!("{}  {}", report.metric.name, values(&report)))?;
        if let Err(error) = &report.metric.expression {
            is_wrong = true;
            output::line(&format!("  error  {error}"))?;
        }
        for problem in &report.problems {
            is_wrong |= problem.is_error();
            let severity = if problem.is_error() { "error" } else { "warning" };
            output::line(&format!("  {severity}  {problem}"))?;
            if let (Problem::NeverMatches, Ok(expression)) = (problem, &report.metric.expression)
                && let Some(hint) = why_never(expression, &text)
            {
                output::line(&format!("  hint  {hint}"))?;
            }
        }
    }
    for note in reading.notes() {
        output::line(&format!("note  {note}"))?;
    }
    if is_wrong { Err(Failure::Said) } else { Ok(()) }
}

/// The metric definitions of all algorithms.
fn definitions(request: &Request) -> Vec<MetricDefinition> {
    let several = request.training_job_definitions.iter().flatten();
    let all = request.training_job_definition.iter().chain(several);
    all.flat_map(|one| one.algorithm_specification.metric_definitions.clone().unwrap_or_default()).collect()
}

fn values(report: &MetricReport<'_>) -> String {
    let Some(last) = report.last else { return "no value".to_owned() };
    let at = |emission: Option<Emission>| {
        emission
            .map_or_else(String::new, |emission| format!("{} in line {}", metric_text(emission.value), emission.line))
    };
    let count = if report.count == 1 { "1 value".to_owned() } else { format!("{} values", report.count) };
    let (least, greatest) = (at(report.least), at(report.greatest));
    format!("{count}; final {}, least {least}, greatest {greatest}", at(Some(last)))
}
