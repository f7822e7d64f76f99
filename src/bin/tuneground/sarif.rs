//! Issues in the Static Analysis Results Interchange Format (OASIS, SARIF 2.1.0), which code hosts show beside the code.

use serde_json::{Value, json};
use tuneground::linter::RULES;
use tuneground::playground::{Issue, Severity};
use tuneground::sagemaker::{Position, locate, parse_json};

/// One run over one file with this text.
pub(crate) fn log(file: &str, text: &str, issues: &[Issue]) -> Value {
    let positions = positions(text, issues);
    let rules: Vec<Value> = RULES
        .iter()
        .map(|rule| {
            let mut described = json!({
                "id": rule.id,
                "shortDescription": { "text": rule.title },
                "defaultConfiguration": { "level": level(rule.severity) },
            });
            if let Some(address) = rule.source.address() {
                described["helpUri"] = json!(address);
            }
            described
        })
        .collect();
    let results: Vec<Value> = issues
        .iter()
        .zip(positions)
        .map(|(issue, position)| {
            json!({
                "ruleId": issue.rule,
                "level": level(issue.severity),
                "message": { "text": format!("{}: {} ({})", place(issue), issue.message, issue.source) },
                "locations": [{
                    "physicalLocation": { "artifactLocation": { "uri": file }, "region": { "startLine": position.line, "startColumn": position.column } },
                    "logicalLocations": [{ "fullyQualifiedName": place(issue), "kind": "member" }],
                }],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "Tuneground", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "results": results,
        }],
    })
}

/// Where the issues stand in the text. Paths begin at the request, which a playground document has as a member.
fn positions(text: &str, issues: &[Issue]) -> Vec<Position> {
    let is_document = parse_json(text).is_ok_and(|value| value.get("Request").is_some());
    let whole = |issue: &Issue| match issue.path.split(['.', '[']).next() {
        Some("Problem" | "Settings" | "Request" | "") => issue.path.clone(),
        _ if is_document => format!("Request.{}", issue.path),
        _ => issue.path.clone(),
    };
    let paths: Vec<String> = issues.iter().map(whole).collect();
    locate(text, &paths.iter().map(String::as_str).collect::<Vec<_>>())
}

fn place(issue: &Issue) -> &str {
    if issue.path.is_empty() { "document" } else { &issue.path }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}
