//! The patterns of AWS's service model, on any text.

use regex_lite::Regex;
use std::sync::LazyLock;
use tuneground::sagemaker::Pattern;

/// The patterns that the engine here can search as they stand in the model.
static AS_IN_THE_MODEL: LazyLock<Vec<(Pattern, Regex)>> = LazyLock::new(|| {
    let of = |pattern: &Pattern| Some((*pattern, Regex::new(&format!("^(?:{})$", pattern.model())).ok()?));
    Pattern::ALL.iter().filter_map(of).collect()
});

/// A pattern matches what its expression matches, whether it is searched or not.
pub fn check(text: &str) {
    assert!(AS_IN_THE_MODEL.len() + 2 >= Pattern::ALL.len(), "all but the tag's and the one that looks behind");
    for (pattern, regex) in AS_IN_THE_MODEL.iter() {
        assert_eq!(pattern.matches(text), regex.is_match(text), "{pattern:?}");
    }
    let is_arn_or_name = Pattern::ArnOrName.matches(text);
    assert!(!(is_arn_or_name && (text.is_empty() || text.ends_with('-'))));
    // Every name of a tag's characters has the kind of character that each part of it has.
    let middle = text.char_indices().map(|(at, _)| at).nth(text.chars().count() / 2).unwrap_or(0);
    let (before, after) = text.split_at(middle);
    assert_eq!(Pattern::Tag.matches(text), Pattern::Tag.matches(before) && Pattern::Tag.matches(after));
}
