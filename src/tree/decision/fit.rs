//! Growing a decision tree, best leaf first, in slices.

use core::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use super::DecisionTreeParameters;
use super::search::{Candidate, Search};
use crate::tree::{DataError, Progress, Rows, first_largest, partition};

/// A node of a decision tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DecisionNode {
    /// Rows stay here.
    Leaf,
    /// Rows go left or right.
    Split {
        /// The column that is looked at.
        feature: u32,
        /// Values that are not larger go left; a missing one goes right.
        threshold: f64,
        /// The left child's place in [`DecisionTree::nodes`]; the right child's is the next.
        left: u32,
    },
}

/// A decision tree, which is fitted in slices.
#[derive(Clone, Debug)]
pub struct DecisionTree {
    parameters: DecisionTreeParameters,
    /// Row-major [rows × width].
    features: Vec<f32>,
    width: usize,
    /// \[rows\]
    targets: Vec<f32>,
    nodes: Vec<DecisionNode>,
    /// What each node predicts [nodes × outputs].
    values: Vec<f64>,
    /// The rows, those of a node side by side.
    order: Vec<u32>,
    /// Room for the rows that go right.
    going_right: Vec<u32>,
    search: Search,
    /// Nodes whose best split is not known yet; the last is being looked at.
    unknown: Vec<Growing>,
    /// Leaves that can be split, the one that gains most first.
    open: BinaryHeap<Open>,
    leaves: u32,
}

/// A node that may still be split.
#[derive(Clone, Debug)]
struct Growing {
    node: u32,
    depth: u32,
    start: usize,
    end: usize,
    sums: Vec<f64>,
    /// The next feature to look at, and the best split of those before.
    feature: u32,
    best: Option<Candidate>,
}

/// A leaf with its best split.
#[derive(Clone, Debug)]
struct Open {
    /// By how much the split lowers the tree's impurity, times the number of rows.
    improvement: f64,
    leaf: Growing,
    split: Candidate,
}

impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_gain = self.improvement.total_cmp(&other.improvement);
        by_gain.then(Reverse(self.leaf.node).cmp(&Reverse(other.leaf.node)))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Open {}

impl DecisionTree {
    /// A tree of one leaf, to be grown on `train`.
    pub fn new(parameters: DecisionTreeParameters, train: &Rows<'_>) -> Result<Self, DataError> {
        let criterion = parameters.criterion;
        if let Some(classes) = criterion.classes() {
            train.check_classes(classes)?;
        }
        let rows = train.len();
        let mut tree = Self {
            parameters,
            features: train.features().to_vec(),
            width: train.width(),
            targets: train.targets().to_vec(),
            nodes: Vec::new(),
            values: Vec::new(),
            order: (0..rows as u32).collect(),
            going_right: vec![0; rows],
            search: Search::new(criterion, parameters.min_samples_leaf),
            unknown: Vec::new(),
            open: BinaryHeap::new(),
            leaves: 1,
        };
        tree.add_leaf(0, 0, rows);
        Ok(tree)
    }

    /// Works until about `max_rows` rows were looked at, or the tree is grown; at least one step, which sorts one feature
    /// of a node or splits a leaf. How the work is cut into calls does not change the tree.
    pub fn advance(&mut self, max_rows: usize) -> Progress {
        let mut rows = 0;
        while let Some(looked_at) = self.step() {
            rows += looked_at;
            if rows >= max_rows {
                return Progress::Working;
            }
        }
        Progress::Done
    }

    /// The nodes; the first is the root.
    pub fn nodes(&self) -> &[DecisionNode] {
        &self.nodes
    }

    /// What a node predicts for the rows that come to it: each class's part of the training rows there, or their mean.
    pub fn value(&self, node: usize) -> &[f64] {
        let outputs = self.parameters.criterion.outputs();
        &self.values[node * outputs..][..outputs]
    }

    /// How many leaves there are.
    pub fn leaves(&self) -> u32 {
        self.leaves
    }

    /// What the tree as it stands predicts for `features`, row-major [rows × width], into `out`, row-major [rows ×
    /// outputs]: each class's probability, or a number. A last row that is not whole is left out.
    pub fn predict(&self, features: &[f32], out: &mut Vec<f32>) {
        out.clear();
        for row in features.chunks_exact(self.width) {
            out.extend(self.value(self.leaf(row)).iter().map(|&value| value as f32));
        }
    }

    /// The part of `rows` classified rightly, 0 to 1; for regression the root of the mean squared error. Of equally
    /// probable classes the first is predicted.
    pub fn score(&self, rows: &Rows<'_>) -> Result<f64, DataError> {
        rows.check_width(self.width)?;
        let predicted =
            rows.features().chunks_exact(self.width).map(|row| self.value(self.leaf(row))).zip(rows.targets());
        let count = rows.len() as f64;
        Ok(if self.parameters.criterion.classes().is_some() {
            predicted.filter(|(values, y)| first_largest(values) == **y as usize).count() as f64 / count
        } else {
            let squares = predicted.map(|(values, &y)| (values[0] - f64::from(y)) * (values[0] - f64::from(y)));
            (squares.sum::<f64>() / count).sqrt()
        })
    }

    /// The leaf that `row` comes to.
    fn leaf(&self, row: &[f32]) -> usize {
        let mut at = 0;
        while let DecisionNode::Split { feature, threshold, left } = self.nodes[at] {
            let goes_left = f64::from(row[feature as usize]) <= threshold;
            at = left as usize + usize::from(!goes_left);
        }
        at
    }

    /// Gives the rows looked at, or `None` when the tree is grown.
    fn step(&mut self) -> Option<usize> {
        if self.parameters.max_leaf_nodes.is_some_and(|most| self.leaves >= most) {
            return None;
        }
        let Some(mut node) = self.unknown.pop() else {
            let open = self.open.pop()?;
            let rows = open.leaf.end - open.leaf.start;
            self.split(&open);
            return Some(rows);
        };
        let (rows, feature) = (node.end - node.start, node.feature);
        let values = self.order[node.start..node.end]
            .iter()
            .map(|&row| (self.features[row as usize * self.width + feature as usize], self.targets[row as usize]));
        node.best = self.search.feature(feature, values, &node.sums, node.best);
        node.feature += 1;
        if (node.feature as usize) < self.width {
            self.unknown.push(node);
        } else if let Some(split) = node.best {
            let criterion = self.parameters.criterion;
            let improvement = split.purity - criterion.purity(&node.sums, rows as f64);
            self.open.push(Open { improvement, leaf: node, split });
        }
        Some(rows)
    }

    fn split(&mut self, open: &Open) {
        let (leaf, split) = (&open.leaf, open.split);
        let rows = &mut self.order[leaf.start..leaf.end];
        let (features, width) = (&self.features, self.width);
        let value = |row: u32| f64::from(features[row as usize * width + split.feature as usize]);
        let left = partition(rows, &mut self.going_right, |row| value(row) <= split.threshold);
        let first = self.nodes.len() as u32;
        self.nodes[leaf.node as usize] =
            DecisionNode::Split { feature: split.feature, threshold: split.threshold, left: first };
        self.leaves += 1;
        self.add_leaf(leaf.depth + 1, leaf.start, leaf.start + left);
        self.add_leaf(leaf.depth + 1, leaf.start + left, leaf.end);
    }

    /// A leaf of the rows at these places; its best split is to be found if it may have one.
    fn add_leaf(&mut self, depth: u32, start: usize, end: usize) {
        let criterion = self.parameters.criterion;
        let mut sums = criterion.sums();
        for &row in &self.order[start..end] {
            criterion.add(&mut sums, self.targets[row as usize]);
        }
        let (node, rows) = (self.nodes.len() as u32, end - start);
        self.nodes.push(DecisionNode::Leaf);
        self.values.extend(criterion.values(&sums, rows as f64));
        let is_deep = self.parameters.max_depth.is_some_and(|most| depth >= most);
        let is_small = rows < 2 * self.parameters.min_samples_leaf.max(1) as usize;
        // scikit-learn's bound as well.
        let is_pure = criterion.impurity(&sums, rows as f64) <= f64::EPSILON;
        if !(is_deep || is_small || is_pure) {
            self.unknown.push(Growing { node, depth, start, end, sums, feature: 0, best: None });
        }
    }
}
