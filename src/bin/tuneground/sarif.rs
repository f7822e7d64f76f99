//! Issues in the Static Analysis Results Interchange Format (OASIS, SARIF 2.1.0), which code hosts show beside the code.

use serde_json::{Value, json};
use tuneground::linter::RULES;
use tuneground::playground::{Issue, Severity};

/// One run over one file.
pub(crate) fn log(file: &str, issues: &[Issue]) -> Value {
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
        .map(|issue| {
            json!({
                "ruleId": issue.rule,
                "level": level(issue.severity),
                "message": { "text": format!("{}: {} ({})", place(issue), issue.message, issue.source) },
                "locations": [{
                    "physicalLocation": { "artifactLocation": { "uri": file }, "region": { "startLine": 1 } },
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
