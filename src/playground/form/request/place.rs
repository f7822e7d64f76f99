//! Where in a request something is.

use crate::linter::Step;
use crate::sagemaker::JsonPath;
use serde_json::Value;
use std::fmt;

/// A place in a request: members and indices from its root.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place(pub Vec<Step>);

impl Place {
    /// The place of a chain of members with plain names: `HyperParameterTuningJobConfig.Strategy`.
    pub fn of(path: &str) -> Self {
        Self(path.split('.').filter(|name| !name.is_empty()).map(|name| Step::Member(name.to_owned())).collect())
    }

    /// A member of what is here.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        self.then(Step::Member(name.to_owned()))
    }

    /// An item of the list that is here.
    #[must_use]
    pub fn item(&self, index: usize) -> Self {
        self.then(Step::Item(index))
    }

    /// What is at another place below this one.
    #[must_use]
    pub fn join(&self, rest: &Self) -> Self {
        Self([self.0.as_slice(), &rest.0].concat())
    }

    /// What is here, if anything is.
    pub fn look<'v>(&self, request: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(request, |here, step| match step {
            Step::Member(name) => here.get(name),
            Step::Item(index) => here.get(index),
        })
    }

    fn then(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Place {
    /// As the checks name it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn write(rest: &[Step], here: &JsonPath<'_>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match rest.split_first() {
                None => here.fmt(f),
                Some((Step::Member(name), rest)) => write(rest, &JsonPath::Member(here, name), f),
                Some((Step::Item(index), rest)) => write(rest, &JsonPath::Item(here, *index), f),
            }
        }
        write(&self.0, &JsonPath::Root, f)
    }
}
