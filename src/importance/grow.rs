//! Growing the trees of a random forest: rows drawn with replacement, leaves where nothing is left to split.
//!
//! For every split all parameters are looked at, as scikit-learn's and so Optuna's forest does for regression. With 70 % of them
//! drawn for each, as the paper's authors' own program has it, and more so with a third, the fractions of functions whose fractions are
//! known come out less exact: irrelevant parameters get what is due to others.
//!
//! Rows are sorted by each parameter once, and every split parts all of these orders, which stay sorted; so a level of a tree
//! takes a time in proportion to rows times parameters.

use super::observations::{Domain, Observations};
use super::split::{Candidate, Entry, categories, threshold};
use super::tree::{Node, Tree};
use crate::math::rng::Stream;

/// Grows trees on the same rows.
pub(super) struct Grower<'a> {
    domains: &'a [Domain],
    /// Coordinates [parameters][rows].
    columns: &'a [Vec<f64>],
    /// \[rows\]
    targets: &'a [f64],
    /// All rows in ascending order of each parameter.
    sorted: Vec<Vec<u32>>,
}

/// A tree that is growing.
struct Growing<'a> {
    grower: &'a Grower<'a>,
    stream: &'a mut Stream,
    nodes: Vec<Node>,
    /// How often each row was drawn [rows].
    weights: Vec<f64>,
    /// The rows that were drawn, in ascending order of each parameter, those of a node side by side.
    orders: Vec<Vec<u32>>,
    /// The parameters, in any order.
    parameters: Vec<usize>,
    /// Whether each row goes left, of the node that is being split [rows].
    goes_left: Vec<bool>,
    going_right: Vec<u32>,
}

/// A node whose rows are known.
struct Open {
    node: usize,
    start: usize,
    end: usize,
}

impl<'a> Grower<'a> {
    /// For these observations, with `targets` in place of their objectives.
    pub(super) fn new(observations: &'a Observations, targets: &'a [f64]) -> Self {
        let columns = observations.columns();
        let sorted = columns
            .iter()
            .map(|column| {
                let mut rows: Vec<u32> = (0..targets.len() as u32).collect();
                rows.sort_by(|&one, &other| column[one as usize].total_cmp(&column[other as usize]));
                rows
            })
            .collect();
        Self { domains: observations.domains(), columns, targets, sorted }
    }

    /// A tree on rows that `stream` draws.
    pub(super) fn tree(&self, stream: &mut Stream) -> Tree {
        let rows = self.targets.len();
        let mut weights = vec![0.0; rows];
        for _ in 0..rows {
            weights[stream.below(rows as u32) as usize] += 1.0;
        }
        let drawn = |rows: &Vec<u32>| rows.iter().copied().filter(|&row| weights[row as usize] > 0.0).collect();
        let orders: Vec<Vec<u32>> = self.sorted.iter().map(drawn).collect();
        let count = orders.first().map_or(0, Vec::len);
        let mut growing = Growing {
            grower: self,
            stream,
            nodes: vec![Node::Leaf(0.0)],
            weights,
            orders,
            parameters: (0..self.columns.len()).collect(),
            goes_left: vec![false; rows],
            going_right: vec![0; rows],
        };
        let mut open = vec![Open { node: 0, start: 0, end: count }];
        while let Some(next) = open.pop() {
            if let Some((left, right)) = growing.split(&next) {
                open.push(right);
                open.push(left);
            }
        }
        Tree { nodes: growing.nodes }
    }
}

impl Growing<'_> {
    /// Splits a node, or makes it a leaf.
    fn split(&mut self, open: &Open) -> Option<(Open, Open)> {
        let targets = self.grower.targets;
        let rows = &self.orders[0][open.start..open.end];
        let weighted = |(weight, sum): (f64, f64), &row: &u32| {
            let own = self.weights[row as usize];
            (weight + own, sum + own * targets[row as usize])
        };
        let (weight, sum) = rows.iter().fold((0.0, 0.0), weighted);
        let mean = sum / weight;
        let first = targets[rows[0] as usize];
        let is_pure = rows.iter().all(|&row| targets[row as usize] == first);
        if is_pure {
            // The mean of equal targets may differ from them by rounding.
            self.nodes[open.node] = Node::Leaf(first);
            return None;
        }
        let Some(candidate) = self.best_split(open, mean) else {
            self.nodes[open.node] = Node::Leaf(mean);
            return None;
        };

        let parameter = candidate.parameter;
        let count = match self.grower.domains[parameter] {
            Domain::Number => 0,
            Domain::Categories(count) => count as usize,
        };
        let rule = candidate.cut.rule(count, || self.stream.below(2) == 0);
        for &row in &self.orders[0][open.start..open.end] {
            let coordinate = self.grower.columns[parameter][row as usize];
            self.goes_left[row as usize] = rule.goes_left(coordinate);
        }
        let mut middle = open.start;
        for order in &mut self.orders {
            let rows = &mut order[open.start..open.end];
            middle = open.start + part(rows, &mut self.going_right, &self.goes_left);
        }
        let left = self.nodes.len();
        self.nodes.extend([Node::Leaf(0.0), Node::Leaf(0.0)]);
        self.nodes[open.node] = Node::Split { parameter, rule, left };
        let left_child = Open { node: left, start: open.start, end: middle };
        Some((left_child, Open { node: left + 1, start: middle, end: open.end }))
    }

    /// The best split by any parameter, of equally good ones by that which comes first in an order that is drawn anew; `None` if
    /// every parameter is the same for all rows.
    fn best_split(&mut self, open: &Open, mean: f64) -> Option<Candidate> {
        self.stream.shuffle(&mut self.parameters);
        let mut best: Option<Candidate> = None;
        for &parameter in &self.parameters {
            let column = &self.grower.columns[parameter];
            let entries = self.orders[parameter][open.start..open.end].iter().map(|&row| {
                let row = row as usize;
                let target = self.grower.targets[row] - mean;
                Entry { coordinate: column[row], target, weight: self.weights[row] }
            });
            let found = match self.grower.domains[parameter] {
                Domain::Number => threshold(entries),
                Domain::Categories(_) => categories(entries),
            };
            let Some((cut, gain)) = found else { continue };
            if best.as_ref().is_none_or(|best| gain > best.gain) {
                best = Some(Candidate { parameter, cut, gain });
            }
        }
        best
    }
}

/// Moves the rows that go left to the front, all in the order they had; gives how many go left.
fn part(rows: &mut [u32], going_right: &mut [u32], goes_left: &[bool]) -> usize {
    let (mut left, mut right) = (0, 0);
    for place in 0..rows.len() {
        let row = rows[place];
        let is_left = goes_left[row as usize];
        // To both sides, and one of them is written over: there is no jump to guess wrong.
        rows[left] = row;
        going_right[right] = row;
        left += usize::from(is_left);
        right += usize::from(!is_left);
    }
    rows[left..].copy_from_slice(&going_right[..right]);
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::importance::tree::Rule;
    use crate::math::rng::Purpose;

    fn trees(domain: Domain, coordinates: &[f64], targets: &[f64]) -> Vec<Tree> {
        let observations = Observations::new(vec![domain], coordinates, targets.to_vec()).unwrap();
        let grower = Grower::new(&observations, targets);
        (0..2000).map(|tree| grower.tree(&mut Stream::new(1, tree, Purpose::Importance))).collect()
    }

    #[test]
    fn rows_are_drawn_with_replacement() {
        // Rows that cannot be parted: the mean of n draws has a variance of 1/n of theirs.
        let targets: Vec<f64> = (0..10).map(f64::from).collect();
        let squares = trees(Domain::Number, &[0.5; 10], &targets).into_iter().map(|tree| match tree.nodes[..] {
            [Node::Leaf(mean)] => (mean - 4.5) * (mean - 4.5),
            _ => panic!("{tree:?}"),
        });
        let variance = squares.sum::<f64>() / 2000.0;
        assert!((variance / (8.25 / 10.0) - 1.0).abs() < 0.1, "{variance}");
    }

    #[test]
    fn a_category_that_no_row_has_goes_to_either_side() {
        let trees = trees(Domain::Categories(3), &[0.0, 0.0, 2.0, 2.0], &[0.0, 0.0, 1.0, 1.0]);
        let rules: Vec<&Vec<bool>> = trees
            .iter()
            .filter_map(|tree| match &tree.nodes[0] {
                Node::Split { rule: Rule::OneOf(left), .. } => Some(left),
                _ => None,
            })
            .collect();
        assert!(rules.iter().all(|left| left[0] && !left[2]));
        let share = rules.iter().filter(|left| left[1]).count() as f64 / rules.len() as f64;
        assert!((share - 0.5).abs() < 0.05, "{share}");
    }

    #[test]
    fn leaves_are_pure_where_rows_can_be_parted() {
        let coordinates = [0.1, 0.2, 0.4, 0.8];
        let targets = [0.0, 1.0, 1.0, 0.25];
        for tree in trees(Domain::Number, &coordinates, &targets) {
            let leaves = tree.nodes.iter().filter_map(|node| match node {
                Node::Leaf(value) => Some(*value),
                Node::Split { .. } => None,
            });
            assert!(leaves.into_iter().all(|value| targets.contains(&value)), "{tree:?}");
        }
    }
}
