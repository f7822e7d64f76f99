//! The table, and how it comes about column by column.

use super::column::{self, Column, Unused, Values};
use super::records::{Cells, ColumnCells};
use super::{Dialect, Note};

/// A table of typed columns.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// How the file was read.
    pub dialect: Dialect,
    /// How many rows there are.
    pub rows: usize,
    /// The columns, in the file's order.
    pub columns: Vec<Column>,
    /// What was done that nobody asked for.
    pub notes: Vec<Note>,
}

/// Looks at one column after the other; each step takes time in proportion to the rows.
#[derive(Debug)]
pub struct Typing {
    cells: Cells,
    names: Vec<String>,
    nameless: Vec<usize>,
    next: usize,
    /// Columns that are laid out already, the next one last.
    ready: Vec<ColumnCells>,
    table: Table,
}

/// So many columns are laid out at once: as many places of cells as a line of the processor's cache has.
const COLUMNS_AT_ONCE: usize = 16;

impl Typing {
    pub(super) fn new(
        cells: Cells,
        names: Vec<String>,
        nameless: Vec<usize>,
        dialect: Dialect,
        notes: Vec<Note>,
    ) -> Self {
        let table = Table { dialect, rows: cells.rows(), columns: Vec::new(), notes };
        Self { cells, names, nameless, next: 0, ready: Vec::new(), table }
    }

    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.names.len()
    }

    /// Looks at the next column; false when there is none.
    pub fn step(&mut self) -> bool {
        let Some(name) = self.names.get(self.next).cloned() else { return false };
        if self.ready.is_empty() {
            self.ready = self.cells.columns(self.next..self.names.len().min(self.next + COLUMNS_AT_ONCE));
            self.ready.reverse();
        }
        let Some(cells) = self.ready.pop() else { return false };
        let Table { dialect, notes, columns, .. } = &mut self.table;
        let column = column::column(&cells, name, dialect.decimal_mark, |row| self.cells.line(row), notes);
        // Separators at the end of every line make a column without name and values.
        let is_none = column.values == Values::Unused(Unused::Empty) && self.nameless.contains(&self.next);
        if !is_none {
            columns.push(column);
        }
        self.next += 1;
        true
    }

    /// The table, when the rest of the columns has been looked at.
    pub fn table(mut self) -> Table {
        while self.step() {}
        self.table
    }
}
