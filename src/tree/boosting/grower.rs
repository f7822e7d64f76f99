//! Grows one tree, a node at a time.
//!
//! XGBoost grows level by level; since no split depends on another node's, the tree is the same in any order. Here the
//! smaller child comes first, with a histogram of its own, and the larger waits with what is left of the parent's: never
//! more histograms than the logarithm of the rows, whatever the depth.

use super::binned::{BINS, BinnedRows, MISSING};
use super::forest::{Forest, Node};
use super::histogram::{self, Derivatives, Sums};
use super::parameters::BoosterParameters;
use super::split::{self, Split};
use crate::tree::partition;

/// What a tree is grown from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Soil<'a> {
    pub(super) parameters: &'a BoosterParameters,
    pub(super) binned: &'a BinnedRows,
    /// Of each row \[rows\]; 0 for those that do not count.
    pub(super) derivatives: &'a [Derivatives],
}

/// Where a tree's leaves are added: one column of the training rows' margins.
#[derive(Debug)]
pub(super) struct OutputColumn<'a> {
    /// Row-major [rows × outputs].
    pub(super) margins: &'a mut [f32],
    pub(super) outputs: usize,
    pub(super) output: usize,
}

/// A tree that grows, and room that is used again for the next.
#[derive(Clone, Debug)]
pub(super) struct Grower {
    /// The training rows, those of a node side by side and in ascending order.
    order: Vec<u32>,
    /// Room for the rows that go right.
    going_right: Vec<u32>,
    /// The columns that may be split, ascending.
    features: Vec<u32>,
    pending: Vec<Pending>,
    /// Histograms that no node has.
    free: Vec<Vec<Sums>>,
}

/// A node to be split or to become a leaf.
#[derive(Clone, Debug)]
struct Pending {
    node: u32,
    depth: u32,
    start: usize,
    end: usize,
    sums: Sums,
    /// None where no split is possible.
    histogram: Option<Vec<Sums>>,
}

impl Grower {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            order: (0..rows as u32).collect(),
            going_right: vec![0; rows],
            features: Vec::new(),
            pending: Vec::new(),
            free: Vec::new(),
        }
    }

    /// Begins the tree with this root; gives the rows looked at. `features` are the columns that it may split, ascending.
    pub(super) fn begin(&mut self, root: u32, features: &[u32], soil: Soil<'_>) -> usize {
        self.features.clear();
        self.features.extend_from_slice(features);
        for (place, row) in self.order.iter_mut().zip(0..) {
            *place = row;
        }
        let rows = self.order.len();
        let sums = histogram::total(&self.order, soil.derivatives);
        let mut root = Pending { node: root, depth: 0, start: 0, end: rows, sums, histogram: None };
        if root.may_split(soil.parameters) {
            root.histogram = Some(self.histogram(0..rows, soil));
        }
        self.pending.push(root);
        rows
    }

    /// Splits a node or makes it a leaf; gives the rows looked at, or `None` when the tree is grown. A look at all bins of
    /// all columns counts as much as [`BINS`] rows.
    pub(super) fn step(&mut self, soil: Soil<'_>, forest: &mut Forest, column: &mut OutputColumn<'_>) -> Option<usize> {
        let mut node = self.pending.pop()?;
        let Some(histogram) = node.histogram.take() else {
            return Some(self.end(&node, soil, forest, column));
        };
        let best = split::best(soil.parameters, node.sums, &histogram, soil.binned.columns(), &self.features);
        let rows = node.end - node.start;
        let going_left = best.map_or(0, |best| self.partition(node.start..node.end, &best, soil.binned));
        // A bin that rounding alone keeps from being empty could be split off without a row in it, again and again.
        let Some(best) = best.filter(|_| (1..rows).contains(&going_left)) else {
            self.free.push(histogram);
            return Some(BINS + self.end(&node, soil, forest, column));
        };
        let left = forest.two_leaves();
        forest.nodes[node.node as usize] = Node::Split {
            feature: best.feature,
            threshold: soil.binned.columns()[best.feature as usize].threshold(best.first_right),
            default_left: best.default_left,
            gain: best.gain,
            left,
        };
        let middle = node.start + going_left;
        let child = |node_of, start, end, sums| Pending {
            node: node_of,
            depth: node.depth + 1,
            start,
            end,
            sums,
            histogram: None,
        };
        let left_child = child(left, node.start, middle, best.left);
        let right_child = child(left + 1, middle, node.end, best.right);
        let (smaller, larger) =
            if 2 * going_left <= rows { (left_child, right_child) } else { (right_child, left_child) };
        Some(BINS + rows + self.queue(smaller, larger, histogram, soil))
    }

    /// Two children of a node with this histogram; gives the rows looked at for theirs.
    fn queue(&mut self, mut smaller: Pending, mut larger: Pending, mut histogram: Vec<Sums>, soil: Soil<'_>) -> usize {
        let (split_smaller, split_larger) = (smaller.may_split(soil.parameters), larger.may_split(soil.parameters));
        let mut rows = 0;
        if split_smaller || split_larger {
            rows = smaller.end - smaller.start;
            let of_smaller = self.histogram(smaller.start..smaller.end, soil);
            if split_larger {
                histogram::subtract(&mut histogram, &of_smaller, soil.binned, &self.features);
                larger.histogram = Some(core::mem::take(&mut histogram));
            }
            if split_smaller {
                smaller.histogram = Some(of_smaller);
            } else {
                self.free.push(of_smaller);
            }
        }
        if !split_larger {
            self.free.push(histogram);
        }
        self.pending.push(larger);
        self.pending.push(smaller);
        rows
    }

    /// Makes a node a leaf; gives its rows.
    fn end(&self, node: &Pending, soil: Soil<'_>, forest: &mut Forest, column: &mut OutputColumn<'_>) -> usize {
        let value = split::weight(soil.parameters, node.sums) * soil.parameters.eta;
        forest.nodes[node.node as usize] = Node::Leaf(value);
        for &row in &self.order[node.start..node.end] {
            column.margins[row as usize * column.outputs + column.output] += value;
        }
        node.end - node.start
    }

    /// The histogram of the rows at these places.
    fn histogram(&mut self, places: core::ops::Range<usize>, soil: Soil<'_>) -> Vec<Sums> {
        let size = soil.binned.columns().len() * BINS;
        let mut histogram = self.free.pop().unwrap_or_else(|| vec![[0.0; 2]; size]);
        histogram::build(&mut histogram, &self.order[places], soil.binned, soil.derivatives, &self.features);
        histogram
    }

    /// Moves the rows that go left to the front, all in the order they had; gives how many go left.
    fn partition(&mut self, places: core::ops::Range<usize>, split: &Split, binned: &BinnedRows) -> usize {
        let (feature, width) = (split.feature as usize, binned.columns().len());
        let missing_left = split.default_left && binned.columns()[feature].has_missing;
        partition(&mut self.order[places], &mut self.going_right, |row| {
            let bin = binned.bins()[row as usize * width + feature];
            usize::from(bin) < split.first_right || (missing_left && bin == MISSING)
        })
    }
}

impl Pending {
    /// Whether both sides of a split could have enough.
    fn may_split(&self, parameters: &BoosterParameters) -> bool {
        let deep_enough = parameters.max_depth != 0 && self.depth >= parameters.max_depth;
        let [_, h] = self.sums;
        !deep_enough && self.end - self.start > 1 && h >= 2.0 * f64::from(parameters.min_child_weight)
    }
}
