//! What a data set's rows are to be predicted as: one of some classes, or a number.

/// What is predicted from a row's features.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// One of this many classes, at least 2.
    Classification {
        /// How many classes there are.
        classes: usize,
    },
    /// A number.
    Regression,
}

impl Task {
    /// Whether a number is predicted.
    pub fn is_regression(self) -> bool {
        matches!(self, Self::Regression)
    }

    /// How many numbers a model gives for a row: one per class, or the one that is predicted.
    pub fn outputs(self) -> usize {
        match self {
            Self::Classification { classes } => classes,
            Self::Regression => 1,
        }
    }
}

/// What is to be predicted, for each row of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Targets {
    /// Each row's class, `0..classes`.
    Classes(Vec<u16>),
    /// Each row's number, standardised with the training rows' mean and deviation as the features are.
    Values(Vec<f32>),
}

impl Targets {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        match self {
            Self::Classes(labels) => labels.len(),
            Self::Values(values) => values.len(),
        }
    }

    /// Each row's class; empty where numbers are predicted.
    pub fn labels(&self) -> &[u16] {
        match self {
            Self::Classes(labels) => labels,
            Self::Values(_) => &[],
        }
    }

    /// Each row's standardised number; empty where classes are predicted.
    pub fn values(&self) -> &[f32] {
        match self {
            Self::Classes(_) => &[],
            Self::Values(values) => values,
        }
    }
}
