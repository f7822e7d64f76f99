//! The functional ANOVA of one tree (Hutter, Hoos and Leyton-Brown, 2014, algorithms 1 and 2).
//!
//! All splits of a tree on parameter `j` cut its domain into cells; a category is a cell of its own. In them the marginal
//! prediction of `j` is constant, and so is that of a pair in the cells of both:
//!
//! `a_U(θ_U) = Σᵢ cᵢ · wᵢ / Π_{j ∈ U} wᵢⱼ · [θ_U in Bᵢ]`
//!
//! A leaf that covers all of a parameter's domain adds the same to all cells, and nothing to the component: `V_j` comes from the
//! leaves that are bounded in `j`, `V_jk` from those bounded in both, which are few in a tree over many parameters. Each leaf is
//! added where its cells begin and taken away where they end, and running sums give the cells. With `L` leaves, all main effects take
//! O(L d), and a pair takes O(L + cells of j × cells of k); over all pairs of numbers the cells are fewer
//! than (L + d)² / 2.
//!
//! Components are centred before they are squared, so variances are never negative.

use core::ops::Range;

use super::factorial::{mean_square, variances, weighted_sum};
use super::observations::Domain;
use super::tree::{Node, Rule, Tree};

/// A variance below this is rounding: targets are between 0 and 1.
const NO_VARIANCE: f64 = 1e-28;

/// What one tree says about each parameter.
#[derive(Clone, Debug)]
pub(super) struct Decomposition {
    /// `f_∅`: the mean prediction.
    mean: f64,
    /// `V`.
    variance: f64,
    leaves: Vec<Leaf>,
    /// \[parameters\]
    axes: Vec<Axis>,
}

/// A leaf's box.
#[derive(Clone, Copy, Debug)]
struct Leaf {
    /// `cᵢ − f_∅`.
    value: f64,
    /// `wᵢ`.
    volume: f64,
}

/// A parameter as the tree cuts it.
#[derive(Clone, Debug)]
struct Axis {
    cells: Cells,
    /// The part of the domain that each cell is [cells].
    widths: Vec<f64>,
    /// The leaves that are bounded in this parameter, in the order of leaves.
    sides: Vec<Side>,
    /// The cells that sides cover.
    runs: Vec<Range<u32>>,
    /// `f_j` in each cell [cells].
    effects: Vec<f64>,
}

#[derive(Clone, Debug)]
enum Cells {
    /// The ends of all cells but the last, ascending; each is in the cell that it ends.
    Cuts(Vec<f64>),
    Categories,
}

/// What a leaf covers of a parameter's domain.
#[derive(Clone, Debug)]
struct Side {
    leaf: u32,
    /// `wᵢⱼ`.
    width: f64,
    /// Its places in [`Axis::runs`].
    runs: Range<u32>,
}

/// A part of a parameter's domain on the way from the root to a leaf.
#[derive(Clone, Debug)]
enum Region {
    Interval { low: f64, high: f64 },
    Categories(Vec<bool>),
}

/// Where a node's rows can be: the parameters on which the tree was split above it, and what is left of them.
type Bounds = Vec<(usize, Region)>;

impl Decomposition {
    pub(super) fn new(tree: &Tree, domains: &[Domain]) -> Self {
        let mut decomposition = Self {
            mean: 0.0,
            variance: 0.0,
            leaves: Vec::new(),
            axes: (0..domains.len()).map(|parameter| Axis::new(tree, parameter, domains[parameter])).collect(),
        };
        let mut open: Vec<(usize, Bounds)> = vec![(0, Vec::new())];
        while let Some((node, bounds)) = open.pop() {
            match &tree.nodes[node] {
                Node::Leaf(value) => decomposition.add_leaf(*value, &bounds),
                Node::Split { parameter, rule, left } => {
                    open.push((left + 1, within(&bounds, *parameter, rule, false)));
                    open.push((*left, within(&bounds, *parameter, rule, true)));
                }
            }
        }
        let leaves = &mut decomposition.leaves;
        decomposition.mean = leaves.iter().map(|leaf| leaf.volume * leaf.value).sum();
        for leaf in leaves.iter_mut() {
            leaf.value -= decomposition.mean;
        }
        decomposition.variance = leaves.iter().map(|leaf| leaf.volume * leaf.value * leaf.value).sum();
        for axis in &mut decomposition.axes {
            axis.find_effects(&decomposition.leaves);
        }
        decomposition
    }

    /// `F_j`; `None` where the tree predicts the same everywhere.
    pub(super) fn main_effect(&self, parameter: usize) -> Option<f64> {
        let axis = &self.axes[parameter];
        self.fraction(mean_square(&axis.effects, &axis.widths))
    }

    /// `F_jk`; `None` where the tree predicts the same everywhere. The parameters are two different ones.
    pub(super) fn interaction(&self, one: usize, other: usize) -> Option<f64> {
        let (rows, columns) = (&self.axes[one], &self.axes[other]);
        let width = columns.widths.len();
        let mut table = Vec::new();
        let mut others = columns.sides.iter().peekable();
        for side in &rows.sides {
            while others.next_if(|other| other.leaf < side.leaf).is_some() {}
            let Some(other) = others.next_if(|other| other.leaf == side.leaf) else { continue };
            if table.is_empty() {
                table = vec![0.0; rows.widths.len() * width];
            }
            let leaf = self.leaves[side.leaf as usize];
            let value = leaf.value * (leaf.volume / (side.width * other.width));
            for run in rows.runs(side) {
                for (row, value) in [(run.start, value), (run.end, -value)] {
                    if let Some(row) = table.chunks_exact_mut(width).nth(row as usize) {
                        columns.add(row, other, value);
                    }
                }
            }
        }
        if table.is_empty() {
            return self.fraction(0.0);
        }
        let mut above = vec![0.0; width];
        for row in table.chunks_exact_mut(width) {
            run_up(row);
            for (value, above) in row.iter_mut().zip(&mut above) {
                *value += *above;
                *above = *value;
            }
        }
        self.fraction(variances(&table, &rows.widths, &columns.widths).interaction)
    }

    /// `a_j` where the parameter has this coordinate.
    pub(super) fn marginal(&self, parameter: usize, coordinate: f64) -> f64 {
        let axis = &self.axes[parameter];
        let cell = match &axis.cells {
            Cells::Cuts(cuts) => cuts.partition_point(|cut| *cut < coordinate),
            Cells::Categories => coordinate as usize,
        };
        self.mean + axis.effects.get(cell).or(axis.effects.last()).copied().unwrap_or(0.0)
    }

    /// `V`.
    #[cfg(test)]
    pub(super) fn variance(&self) -> f64 {
        self.variance
    }

    fn fraction(&self, variance: f64) -> Option<f64> {
        (self.variance > NO_VARIANCE).then(|| (variance / self.variance).min(1.0))
    }

    fn add_leaf(&mut self, value: f64, bounds: &Bounds) {
        let leaf = self.leaves.len() as u32;
        let mut volume = 1.0;
        for (parameter, region) in bounds {
            let width = region.width();
            volume *= width;
            self.axes[*parameter].add_side(leaf, width, region);
        }
        self.leaves.push(Leaf { value, volume });
    }
}

impl Axis {
    fn new(tree: &Tree, parameter: usize, domain: Domain) -> Self {
        let (cells, widths) = match domain {
            Domain::Number => {
                let cut = |node: &Node| match node {
                    Node::Split { parameter: own, rule: Rule::AtMost(cut), .. } if *own == parameter => Some(*cut),
                    _ => None,
                };
                let mut cuts: Vec<f64> = tree.nodes.iter().filter_map(cut).collect();
                cuts.sort_by(f64::total_cmp);
                cuts.dedup();
                let starts = core::iter::once(0.0).chain(cuts.iter().copied());
                let ends = cuts.iter().copied().chain([1.0]);
                let widths = starts.zip(ends).map(|(start, end)| end - start).collect();
                (Cells::Cuts(cuts), widths)
            }
            Domain::Categories(count) => (Cells::Categories, vec![1.0 / f64::from(count); count as usize]),
        };
        let effects = vec![0.0; widths.len()];
        Self { cells, widths, sides: Vec::new(), runs: Vec::new(), effects }
    }

    fn add_side(&mut self, leaf: u32, width: f64, region: &Region) {
        let start = self.runs.len() as u32;
        match (region, &self.cells) {
            (Region::Interval { low, high }, Cells::Cuts(cuts)) => {
                let cell = |cut: f64| cuts.partition_point(|own| *own < cut) as u32;
                // The first cell begins at 0, which is no cut; the last ends at 1.
                let first = if *low > 0.0 { cell(*low) + 1 } else { 0 };
                let end = if *high < 1.0 { cell(*high) + 1 } else { self.widths.len() as u32 };
                self.runs.push(first..end);
            }
            (Region::Categories(categories), _) => {
                let mut category = 0;
                for run in categories.chunk_by(|one, other| one == other) {
                    let end = category + run.len() as u32;
                    if run[0] {
                        self.runs.push(category..end);
                    }
                    category = end;
                }
            }
            (Region::Interval { .. }, Cells::Categories) => {}
        }
        self.sides.push(Side { leaf, width, runs: start..self.runs.len() as u32 });
    }

    fn runs(&self, side: &Side) -> &[Range<u32>] {
        &self.runs[side.runs.start as usize..side.runs.end as usize]
    }

    /// Adds `value` where the side's cells begin, and takes it away where they end.
    fn add(&self, row: &mut [f64], side: &Side, value: f64) {
        for run in self.runs(side) {
            row[run.start as usize] += value;
            if let Some(end) = row.get_mut(run.end as usize) {
                *end -= value;
            }
        }
    }

    fn find_effects(&mut self, leaves: &[Leaf]) {
        let mut effects = vec![0.0; self.widths.len()];
        for side in &self.sides {
            let leaf = leaves[side.leaf as usize];
            self.add(&mut effects, side, leaf.value * (leaf.volume / side.width));
        }
        run_up(&mut effects);
        let mean = weighted_sum(&effects, &self.widths);
        for effect in &mut effects {
            *effect -= mean;
        }
        self.effects = effects;
    }
}

impl Region {
    /// The part of the domain.
    fn width(&self) -> f64 {
        match self {
            Self::Interval { low, high } => high - low,
            Self::Categories(categories) => {
                categories.iter().filter(|is_in| **is_in).count() as f64 / categories.len() as f64
            }
        }
    }
}

/// The bounds of a child: those of its parent, less what goes to the other side.
fn within(bounds: &Bounds, parameter: usize, rule: &Rule, is_left: bool) -> Bounds {
    let mut bounds = bounds.clone();
    let place = bounds.iter().position(|(own, _)| *own == parameter).unwrap_or_else(|| {
        let all = match rule {
            Rule::AtMost(_) => Region::Interval { low: 0.0, high: 1.0 },
            Rule::OneOf(categories) => Region::Categories(vec![true; categories.len()]),
        };
        bounds.push((parameter, all));
        bounds.len() - 1
    });
    match (rule, &mut bounds[place].1) {
        (Rule::AtMost(threshold), Region::Interval { high, .. }) if is_left => *high = *threshold,
        (Rule::AtMost(threshold), Region::Interval { low, .. }) => *low = *threshold,
        (Rule::OneOf(goes_left), Region::Categories(categories)) => {
            for (is_in, goes_left) in categories.iter_mut().zip(goes_left) {
                *is_in &= *goes_left == is_left;
            }
        }
        // A parameter is a number or a category in all rules.
        _ => {}
    }
    bounds
}

/// Running sums, from the first to the last.
fn run_up(values: &mut [f64]) {
    let mut sum = 0.0;
    for value in values {
        sum += *value;
        *value = sum;
    }
}
