//! The table of rules, and that every rule is tested; the page of the reference is made from it.

use crate::base::{breaks, issues};
use crate::{built_in, cases, warm_start};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use tuneground::linter::{RULES, Severity, lint};

/// The cases of all rules that need no parents.
fn cases() -> impl Iterator<Item = cases::Case> {
    cases::cases().into_iter().chain(built_in::cases())
}

#[test]
fn every_rule_is_broken_and_kept_by_a_case() {
    let mut tested = BTreeSet::new();
    for case in cases() {
        tested.insert(case.rule);
        for request in &case.breaking {
            assert!(breaks(request, case.rule), "{} is not said of {request:#}: {:?}", case.rule, issues(request));
        }
        for request in &case.keeping {
            assert!(!breaks(request, case.rule), "{} is said of {request:#}", case.rule);
        }
        assert!(!case.breaking.is_empty() && !case.keeping.is_empty(), "{}", case.rule);
    }
    for case in warm_start::cases() {
        tested.insert(case.rule);
        let is_said =
            |(request, parents): &(_, Vec<_>)| lint(request, parents).iter().any(|issue| issue.rule == case.rule);
        assert!(is_said(&case.breaking), "{}: {:?}", case.rule, lint(&case.breaking.0, &case.breaking.1));
        assert!(!is_said(&case.keeping), "{}", case.rule);
    }
    let all: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(all.len(), RULES.len(), "a rule's id is there once");
    assert_eq!(tested, all, "left: the rules with cases; right: all rules");
}

/// After a fix the rule is kept, at that place at least, and the request has no more errors than before.
#[test]
fn fixes_put_right_what_they_are_offered_for() {
    let errors =
        |issues: &[tuneground::linter::Issue]| issues.iter().filter(|issue| issue.severity == Severity::Error).count();
    let mut fixes = 0;
    for case in cases() {
        for request in &case.breaking {
            let before = issues(request);
            for issue in before.iter().filter(|issue| issue.rule == case.rule) {
                let Some(fix) = &issue.fix else { continue };
                let mut fixed = request.clone();
                fix.apply(&mut fixed);
                let after = issues(&fixed);
                let is_left = after.iter().any(|other| {
                    other.rule == issue.rule && other.path == issue.path && other.message == issue.message
                });
                assert!(!is_left, "{}: {} leaves {fixed:#}", case.rule, fix.title);
                assert!(errors(&after) <= errors(&before), "{}: {} gives {after:?}", case.rule, fix.title);
                fixes += 1;
            }
        }
    }
    assert!(fixes > 40, "{fixes} fixes were tried");
}

/// docs/rules.md has every rule; `TUNEGROUND_BLESS=1` writes it anew.
#[test]
fn the_page_of_rules_is_made_from_the_table() {
    let mut page = "# Rules\n\nWhat the linter says of a request, in the order of its topics. An error is what AWS refuses, a \
                    warning is what AWS warns of or what is probably not meant, advice is our own. Made from the table in \
                    `src/linter/rules.rs`.\n\n| rule | severity | what is right | source |\n|---|---|---|---|\n"
        .to_owned();
    for rule in RULES {
        let source = rule
            .source
            .address()
            .map_or_else(|| rule.source.title().to_owned(), |address| format!("[{}]({address})", rule.source.title()));
        let _ = writeln!(page, "| `{}` | {} | {} | {source} |", rule.id, rule.severity.name(), rule.title);
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    if std::env::var_os("TUNEGROUND_BLESS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        page,
        "run again with TUNEGROUND_BLESS=1, and read the change"
    );
}
