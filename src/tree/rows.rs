//! The rows that trees are trained on and judged by.

/// Rows of features with a target each, checked.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    features: &'a [f32],
    width: usize,
    targets: &'a [f32],
}

/// Why something is not rows to train on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DataError {
    /// There is no row, or no feature.
    #[error("there is no row or no feature; at least one of each is needed")]
    Empty,
    /// The numbers of features and of targets do not fit together.
    #[error("the features are not {width} for each of the {rows} rows")]
    Shape {
        /// Features a row should have.
        width: usize,
        /// Targets there are.
        rows: usize,
    },
    /// There are more rows than `u32` counts.
    #[error("there are more than 4294967295 rows")]
    TooMany,
    /// A feature is infinite; a missing one is NaN.
    #[error("a feature of row {row} is infinite; a missing one is NaN")]
    Feature {
        /// The row's number, from 0.
        row: usize,
    },
    /// A target is neither a finite number nor, for classification, one of the classes.
    #[error("the target of row {row} is not a finite number, or not one of the classes from 0 on")]
    Target {
        /// The row's number, from 0.
        row: usize,
    },
}

impl<'a> Rows<'a> {
    /// Rows of `features`, row-major [rows × width], NaN where a value is missing, with `targets` [rows]: a number, or a
    /// class's number from 0 on.
    pub fn new(features: &'a [f32], width: usize, targets: &'a [f32]) -> Result<Self, DataError> {
        if width == 0 || targets.is_empty() {
            return Err(DataError::Empty);
        }
        if Some(features.len()) != width.checked_mul(targets.len()) {
            return Err(DataError::Shape { width, rows: targets.len() });
        }
        if u32::try_from(targets.len()).is_err() {
            return Err(DataError::TooMany);
        }
        if let Some(place) = features.iter().position(|x| x.is_infinite()) {
            return Err(DataError::Feature { row: place / width });
        }
        match targets.iter().position(|y| !y.is_finite()) {
            Some(row) => Err(DataError::Target { row }),
            None => Ok(Self { features, width, targets }),
        }
    }

    /// That every target is one of `classes` classes.
    pub(super) fn check_classes(&self, classes: usize) -> Result<(), DataError> {
        let is_class = |y: f32| (0..classes).contains(&(y as usize)) && (y as usize) as f32 == y;
        match self.targets.iter().position(|&y| !is_class(y)) {
            Some(row) => Err(DataError::Target { row }),
            None => Ok(()),
        }
    }

    /// That the rows are as wide as those that are trained on.
    pub(super) fn check_width(&self, width: usize) -> Result<(), DataError> {
        if self.width == width { Ok(()) } else { Err(DataError::Shape { width, rows: self.len() }) }
    }

    /// How many rows there are; at least one.
    #[allow(clippy::len_without_is_empty, reason = "there is always a row")]
    pub fn len(&self) -> usize {
        self.targets.len()
    }

    /// Features a row has; at least one.
    pub fn width(&self) -> usize {
        self.width
    }

    /// All features, row-major [rows × width].
    pub fn features(&self) -> &'a [f32] {
        self.features
    }

    /// Each row's target [rows].
    pub fn targets(&self) -> &'a [f32] {
        self.targets
    }
}
