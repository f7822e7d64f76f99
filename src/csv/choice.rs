//! What the user chooses of a table: the target, what it is learned as, and which columns stay out.

use std::collections::BTreeSet;

use super::{Categories, Column, MAX_CLASSES, Numbers, Table, Values};

/// What is learned of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Which class a row belongs to.
    Classification,
    /// A number.
    Regression,
}

/// A target and what goes with it; columns are indices of [`Table::columns`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The column that is learned.
    pub target: usize,
    /// As what.
    pub task: Task,
    /// Columns that it is not learned from, though it could be. The target need not be among them.
    pub leave_out: BTreeSet<usize>,
    /// Whether a number that is the same in every row is a feature all the same, so that all columns are there: the points at
    /// the edge of a picture, say.
    pub keep_constants: bool,
}

/// Names that targets often have, in any case; the first one that a table has counts.
const TARGET_NAMES: [&str; 7] = ["target", "label", "class", "y", "outcome", "output", "response"];
/// Whole numbers with at most so many different values are classes unless someone says otherwise.
const FEW_NUMBERS: usize = 20;

impl Column {
    /// What the column can be learned as, the likelier first; nothing for a column that is no target.
    pub fn tasks(&self) -> &'static [Task] {
        const BOTH: [Task; 3] = [Task::Classification, Task::Regression, Task::Classification];
        match &self.values {
            Values::Categories(Categories { levels, .. }) if levels.len() <= MAX_CLASSES => &BOTH[..1],
            Values::Numbers(Numbers { distinct: Some(distinct), are_whole: true, .. })
                if distinct.len() <= FEW_NUMBERS =>
            {
                &BOTH[..2]
            }
            Values::Numbers(Numbers { distinct: Some(_), .. }) => &BOTH[1..],
            Values::Numbers(_) => &BOTH[1..2],
            Values::Categories(_) | Values::Unused(_) => &[],
        }
    }
}

impl Table {
    /// What is likely meant: a column with a target's name, else the last one that can be learned; without columns that only
    /// number the rows. `None` when no column can be learned.
    pub fn suggested(&self) -> Option<Choice> {
        let is_target = |index: &usize| self.columns.get(*index).is_some_and(|column| !column.tasks().is_empty());
        let counts_rows =
            |index: &usize| matches!(&self.columns[*index].values, Values::Numbers(numbers) if numbers.count_rows);
        let by_name = |name: &str| self.columns.iter().position(|column| column.name.eq_ignore_ascii_case(name));
        let named = TARGET_NAMES.into_iter().filter_map(by_name).find(is_target);
        let all = || (0..self.columns.len()).rev().filter(is_target);
        let target = named.or_else(|| all().find(|index| !counts_rows(index))).or_else(|| all().next())?;
        let task = *self.columns[target].tasks().first()?;
        let leave_out = (0..self.columns.len()).filter(counts_rows).collect();
        Some(Choice { target, task, leave_out, keep_constants: false })
    }
}
