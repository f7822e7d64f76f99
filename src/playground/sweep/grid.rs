//! The grid of a sweep, and the order in which its cells are trained: coarse to fine, so that there is a picture of all of it at
//! once.
//!
//! Along an axis, cells are taken together in blocks of nine, then of three, then one by one. A block is known by its middle
//! cell, which is also the middle cell of the middle one of its three smaller blocks: so each stage is a grid with its points in
//! the middle of equal parts, and nothing that is trained for one stage is lost for the next.

use crate::search_space::{ParameterRange, SearchSpace};

/// Cells along an axis of numbers: five blocks of nine.
const CELLS: usize = 45;
/// Cells of a block, stage by stage.
const BLOCKS: [usize; 3] = [9, 3, 1];
/// Fewer blocks than this along an axis make no picture.
const LEAST_BLOCKS: usize = 4;

/// The cells along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Side {
    cells: usize,
    /// The largest blocks along it; 1 for categories, which have no order.
    largest: usize,
}

impl Side {
    fn of(range: &ParameterRange) -> Self {
        let cells = match range {
            ParameterRange::Categorical(range) => return Self { cells: range.values().len(), largest: 1 },
            ParameterRange::Integer(range) => {
                usize::try_from(range.max().abs_diff(range.min())).map_or(CELLS, |apart| CELLS.min(apart + 1))
            }
            ParameterRange::Continuous(_) => CELLS,
        };
        let largest = BLOCKS.into_iter().find(|block| cells.div_ceil(*block) >= LEAST_BLOCKS);
        Self { cells, largest: largest.unwrap_or(1) }
    }

    /// The middle cells of its blocks of so many cells; the last block may be shorter.
    fn middles(self, block: usize) -> Vec<usize> {
        let middle = |first: usize| first + (block.min(self.cells - first) - 1) / 2;
        (0..self.cells).step_by(block.max(1)).map(middle).collect()
    }
}

/// The grid of a sweep over two ranges. Cells are numbered row by row, from the lowest x and y on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SweepGrid {
    x: Side,
    y: Side,
    stages: Vec<Stage>,
}

/// The whole picture with blocks of one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage {
    /// Cells of a block along x and along y.
    block: (usize, usize),
    /// The middle cell of each block, row by row; there are `columns` in a row.
    middles: Vec<usize>,
    /// Blocks along x.
    pub columns: usize,
    /// How many cells have been trained when this stage is complete.
    pub complete: usize,
}

impl SweepGrid {
    /// The grid over the ranges at these places of the search space; `None` where there are no two.
    pub fn new(space: &SearchSpace, x: usize, y: usize) -> Option<Self> {
        let side = |place: usize| space.parameters().get(place).map(|parameter| Side::of(&parameter.range));
        let (x, y) = (side(x)?, side(y).filter(|_| x != y)?);
        let mut grid = Self { x, y, stages: Vec::new() };
        for block in BLOCKS {
            let block = (block.min(x.largest), block.min(y.largest));
            if grid.stages.last().is_none_or(|stage| stage.block != block) {
                let (columns, rows) = (x.middles(block.0), y.middles(block.1));
                let middles = rows.iter().flat_map(|row| columns.iter().map(move |column| row * x.cells + column));
                let stage = Stage { block, middles: middles.collect(), columns: columns.len(), complete: 0 };
                grid.stages.push(stage);
                let complete = grid.order().len();
                grid.stages.iter_mut().rev().take(1).for_each(|stage| stage.complete = complete);
            }
        }
        Some(grid)
    }

    /// Cells along x and along y.
    pub fn size(&self) -> (usize, usize) {
        (self.x.cells, self.y.cells)
    }

    /// The stages, the coarsest first.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// All cells in the order in which they are trained, each once.
    pub fn order(&self) -> Vec<usize> {
        let mut is_there = vec![false; self.x.cells * self.y.cells];
        let all = self.stages.iter().flat_map(|stage| stage.middles.iter().copied());
        all.filter(|&cell| is_there.get_mut(cell).is_some_and(|there| !std::mem::replace(there, true))).collect()
    }

    /// Where a cell lies: from 0 to 1 along x and along y, on the scales that are searched.
    pub fn coordinates(&self, cell: usize) -> (f64, f64) {
        let (columns, rows) = self.size();
        (((cell % columns) as f64 + 0.5) / columns as f64, ((cell / columns) as f64 + 0.5) / rows as f64)
    }

    /// The finest stage that is complete when so many cells have been trained.
    pub fn stage_at(&self, trained: usize) -> Option<&Stage> {
        self.stages.iter().rev().find(|stage| stage.complete <= trained)
    }

    /// `values`, which came in the [order](Self::order) of training, each at its cell; `None` at the others.
    pub fn in_place(&self, values: &[f64]) -> Vec<Option<f64>> {
        let mut placed = vec![None; self.x.cells * self.y.cells];
        for (cell, &value) in self.order().into_iter().zip(values) {
            placed[cell] = Some(value);
        }
        placed
    }

    /// The picture of `values`, which came in the [order](Self::order) of training: each cell has the value of the smallest
    /// block around it that is known. Cells of no known block are `None`.
    pub fn picture(&self, values: &[f64]) -> Vec<Option<f64>> {
        let known = self.in_place(values);
        (0..known.len())
            .map(|cell| self.stages.iter().rev().find_map(|stage| known[stage.middle(self, cell)]))
            .collect()
    }
}

impl Stage {
    /// Blocks along y.
    pub fn rows(&self) -> usize {
        self.middles.len() / self.columns.max(1)
    }

    /// The middle cell of each block, row by row.
    pub fn middles(&self) -> &[usize] {
        &self.middles
    }

    /// The middle of the block in which a cell is.
    fn middle(&self, grid: &SweepGrid, cell: usize) -> usize {
        let (column, row) = (cell % grid.x.cells, cell / grid.x.cells);
        self.middles[(row / self.block.1) * self.columns + column / self.block.0]
    }

    /// The values at the stage's blocks, row by row, of values [in place](SweepGrid::in_place). Complete stages have all.
    pub fn values(&self, in_place: &[Option<f64>]) -> Vec<f64> {
        self.middles.iter().filter_map(|&cell| in_place.get(cell).copied().flatten()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search_space::{CategoricalRange, ContinuousRange, IntegerRange, Parameter, Scaling};

    fn grid() -> [SweepGrid; 3] {
        let texts = ["a", "b", "c"].map(str::to_owned).to_vec();
        let ranges: [ParameterRange; 3] = [
            ContinuousRange::new(0.001, 1.0, Scaling::Logarithmic).unwrap().into(),
            IntegerRange::new(2, 24, Scaling::Auto).unwrap().into(),
            CategoricalRange::new(texts).unwrap().into(),
        ];
        let names = ["rate", "units", "kind"].into_iter().map(str::to_owned);
        let parameters = names.zip(ranges).map(|(name, range)| Parameter { name, range });
        let space = SearchSpace::new(parameters.collect()).unwrap();
        [(0, 1), (0, 2), (2, 1)].map(|(x, y)| SweepGrid::new(&space, x, y).unwrap())
    }

    #[test]
    fn each_cell_comes_once_and_stages_are_whole_when_they_say_so() {
        let sizes = [(45, 23), (45, 3), (3, 23)];
        for (grid, size) in grid().into_iter().zip(sizes) {
            assert_eq!(grid.size(), size);
            let order = grid.order();
            let mut sorted = order.clone();
            sorted.sort_unstable();
            assert_eq!(sorted, (0..size.0 * size.1).collect::<Vec<_>>());
            assert_eq!(grid.stages().last().unwrap().complete, order.len());
            for stage in grid.stages() {
                let trained = &order[..stage.complete];
                assert!(stage.middles().iter().all(|cell| trained.contains(cell)));
                assert_eq!(grid.stage_at(stage.complete), Some(stage));
                assert_ne!(grid.stage_at(stage.complete - 1), Some(stage));
            }
        }
        let stages: Vec<_> =
            grid()[0].stages().iter().map(|stage| (stage.columns, stage.rows(), stage.complete)).collect();
        // Of 23 whole numbers, blocks of nine would be three: too few for a picture.
        assert_eq!(stages, [(5, 8, 40), (15, 8, 120), (45, 23, 1035)]);
    }

    #[test]
    fn a_coarse_stage_is_a_grid_of_the_middles_of_equal_parts() {
        let [grid, ..] = grid();
        let first = &grid.stages()[0];
        let along: Vec<f64> = first.middles().iter().take(5).map(|&cell| grid.coordinates(cell).0).collect();
        for (place, x) in along.into_iter().enumerate() {
            assert!((x - (place as f64 + 0.5) / 5.0).abs() < 1e-12, "{x}");
        }
        // The middles of large blocks are middles of small ones.
        assert!(first.middles().iter().all(|cell| grid.stages()[1].middles().contains(cell)));
    }

    #[test]
    fn a_picture_is_refined() {
        let [grid, ..] = grid();
        let order = grid.order();
        let first = grid.stages()[0].complete;
        let values: Vec<f64> = order.iter().map(|&cell| cell as f64).collect();
        assert_eq!(grid.picture(&[]), vec![None; 1035]);
        let coarse = grid.picture(&values[..first]);
        assert!(coarse.iter().all(Option::is_some));
        assert_eq!(coarse[0], Some(f64::from(45 + 4)), "the middle of the first block, nine wide and three high");
        let stage = grid.stage_at(values.len()).unwrap();
        let whole = grid.picture(&values);
        assert!(whole.iter().enumerate().all(|(cell, value)| *value == Some(cell as f64)));
        assert_eq!(stage.values(&grid.in_place(&values)), (0..1035).map(f64::from).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_no_plane_has_no_grid() {
        let range = ContinuousRange::new(0.0, 1.0, Scaling::Auto).unwrap().into();
        let space = SearchSpace::new(vec![Parameter { name: "x".to_owned(), range }]).unwrap();
        assert_eq!((SweepGrid::new(&space, 0, 0), SweepGrid::new(&space, 0, 1)), (None, None));
    }
}
