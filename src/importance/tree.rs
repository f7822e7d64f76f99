//! A regression tree over the search space.

/// A tree; the first node is the root.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tree {
    pub(super) nodes: Vec<Node>,
}

/// A node of a tree. Every split leaves something of its parameter's domain on both sides.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// The prediction.
    Leaf(f64),
    Split {
        parameter: usize,
        rule: Rule,
        /// The left child's place; the right child's is the next.
        left: usize,
    },
}

/// What goes left.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Rule {
    /// Numbers that are not larger.
    AtMost(f64),
    /// These categories [categories].
    OneOf(Vec<bool>),
}

impl Rule {
    /// Whether this coordinate goes left.
    pub(super) fn goes_left(&self, coordinate: f64) -> bool {
        match self {
            Self::AtMost(threshold) => coordinate <= *threshold,
            Self::OneOf(categories) => categories[coordinate as usize],
        }
    }
}
