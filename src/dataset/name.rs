//! The data sets' names, captions and limits.

use core::ops::RangeInclusive;

/// A data set that the page can train on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DatasetName {
    /// Two interleaved half circles.
    TwoMoons,
    /// A circle inside a circle.
    Circles,
    /// Four quadrants, opposite ones alike.
    Xor,
    /// Two or three interleaved spiral arms.
    Spirals,
    /// Two to five round clusters.
    Blobs,
    /// Fisher's 150 iris flowers.
    Iris,
}

impl DatasetName {
    /// Every data set, in the order the page lists them.
    pub const ALL: [Self; 6] = [Self::TwoMoons, Self::Circles, Self::Xor, Self::Spirals, Self::Blobs, Self::Iris];

    /// The name in a playground document: `Problem.Dataset.Name`.
    pub fn name(self) -> &'static str {
        match self {
            Self::TwoMoons => "two-moons",
            Self::Circles => "circles",
            Self::Xor => "xor",
            Self::Spirals => "spirals",
            Self::Blobs => "blobs",
            Self::Iris => "iris",
        }
    }

    /// The data set that `name` names, if it names one.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dataset| dataset.name() == name)
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::TwoMoons => "Two moons",
            Self::Circles => "Circles",
            Self::Xor => "XOR",
            Self::Spirals => "Spirals",
            Self::Blobs => "Blobs",
            Self::Iris => "Iris",
        }
    }

    /// One sentence on what it is and what it asks of a model.
    pub fn caption(self) -> &'static str {
        match self {
            Self::TwoMoons => {
                "Two half circles reach into each other; a bent boundary parts them, a straight one cannot."
            }
            Self::Circles => "A small circle inside a large one; no straight line tells them apart.",
            Self::Xor => "Opposite quadrants belong to the same class; a model without a hidden layer can only guess.",
            Self::Spirals => {
                "Spiral arms wind around each other; the hardest of the plane, for wider or deeper networks."
            }
            Self::Blobs => "Round clusters around a circle; straight boundaries are enough.",
            Self::Iris => {
                "Fisher's 150 flowers of three species, four measurements each; always the same 150 rows, without noise."
            }
        }
    }

    /// The noise when none is given, in the raw features' unit: enough overlap that a perfect score means overfitting.
    pub fn default_noise(self) -> f64 {
        match self {
            Self::TwoMoons => 0.2,
            Self::Circles | Self::Xor => 0.12,
            Self::Spirals => 0.04,
            Self::Blobs => 0.8,
            Self::Iris => 0.0,
        }
    }

    /// The noise it takes, in the raw features' unit.
    pub fn noise_limits(self) -> RangeInclusive<f64> {
        match self {
            Self::Blobs => 0.0..=2.0,
            Self::Iris => 0.0..=0.0,
            _ => 0.0..=1.0,
        }
    }

    /// How many classes it can have.
    pub fn class_limits(self) -> RangeInclusive<usize> {
        match self {
            Self::TwoMoons | Self::Circles | Self::Xor => 2..=2,
            Self::Spirals => 2..=3,
            Self::Blobs => 2..=5,
            Self::Iris => 3..=3,
        }
    }

    /// How many classes it has when none is given.
    pub fn default_classes(self) -> usize {
        match self {
            Self::Blobs | Self::Iris => 3,
            _ => 2,
        }
    }

    /// The features' names, in column order.
    pub fn feature_names(self) -> &'static [&'static str] {
        match self {
            Self::Iris => &["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"],
            _ => &["x1", "x2"],
        }
    }

    /// The names of the first `classes` classes, by label.
    pub(super) fn class_names(self, classes: usize) -> Vec<&'static str> {
        let names: &[&str] = match self {
            Self::TwoMoons => &["upper moon", "lower moon"],
            Self::Circles => &["outer circle", "inner circle"],
            Self::Xor => &["same signs", "different signs"],
            Self::Spirals => &["arm 1", "arm 2", "arm 3"],
            Self::Blobs => &["blob 1", "blob 2", "blob 3", "blob 4", "blob 5"],
            Self::Iris => &["setosa", "versicolor", "virginica"],
        };
        names.iter().copied().take(classes).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back_and_defaults_are_within_their_limits() {
        for name in DatasetName::ALL {
            assert_eq!(DatasetName::parse(name.name()), Some(name));
            assert!(name.noise_limits().contains(&name.default_noise()));
            assert!(name.class_limits().contains(&name.default_classes()));
            assert_eq!(name.class_names(*name.class_limits().end()).len(), *name.class_limits().end());
        }
        assert_eq!(DatasetName::parse("Iris"), None);
    }
}
