//! Static and tuned hyperparameters together.

use super::context::{Algorithm, Lint};
use super::rules;
use crate::language::t;
use crate::sagemaker::{TextMap, limits, member_path};
use std::collections::BTreeSet;

pub(super) fn check(algorithm: &Algorithm<'_>, lint: &mut Lint<'_>) {
    let tuned = names(algorithm);
    let statics = algorithm.definition.static_hyper_parameters.as_ref();
    let path = format!("{}.StaticHyperParameters", algorithm.path);
    let (count, most) = (statics.map_or(0, TextMap::len) + tuned.len(), limits::MAX_HYPERPARAMETERS);
    if count > most {
        lint.says(
            rules::HYPERPARAMETERS_COUNT,
            &path,
            t!("{count} static and tuned hyperparameters; there can be {most}", count, most),
        );
    } else if count == most {
        let message = t!(
            "{count} static and tuned hyperparameters leave no room for {name}, which AWS adds; {safe} are safe",
            count,
            name = limits::OBJECTIVE_HYPERPARAMETER,
            safe = most - 1
        );
        lint.says(rules::HYPERPARAMETERS_RESERVE, &path, message);
    }
    let tuned: BTreeSet<&str> = tuned.into_iter().collect();
    for (name, _) in statics.into_iter().flat_map(TextMap::iter) {
        if tuned.contains(name) {
            let place = member_path(&path, name);
            lint.says(
                rules::STATIC_AND_TUNED,
                place,
                t!("{name} is both static and tuned; AWS's own SDK drops the static one", name),
            )
            .fix = Some(super::issue::Fix {
                title: t!("Remove the static {name}", name),
                edits: vec![super::issue::Edit::member(&path, name, None)],
            });
        }
    }
}

/// The names of all ranges, left to Autotune or not.
pub(super) fn names<'a>(algorithm: &Algorithm<'a>) -> Vec<&'a str> {
    let Some(ranges) = algorithm.ranges else { return Vec::new() };
    let integers = ranges.integers().iter().map(|range| range.name.as_str());
    let continuous = ranges.continuous().iter().map(|range| range.name.as_str());
    let categoricals = ranges.categoricals().iter().map(|range| range.name.as_str());
    let autos = ranges.autos().iter().map(|range| range.name.as_str());
    integers.chain(continuous).chain(categoricals).chain(autos).collect()
}
