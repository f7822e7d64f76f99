//! The data sets' names, captions and limits.

use core::ops::RangeInclusive;

use super::iris;
use crate::language::{marked, t};

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
    /// 1,797 handwritten digits of 8 × 8 points.
    Digits,
    /// 569 tumours, benign and malignant.
    BreastCancer,
    /// 178 wines of three cultivars.
    Wine,
    /// 1,503 measurements of the noise of an airfoil, which is predicted as a number.
    Airfoil,
    /// A CSV file of the user's own.
    File,
    /// Points in the plane that the user has drawn.
    Drawn,
}

impl DatasetName {
    /// Every data set, in the order the page lists them.
    pub const ALL: [Self; 12] = [
        Self::TwoMoons,
        Self::Circles,
        Self::Xor,
        Self::Spirals,
        Self::Blobs,
        Self::Iris,
        Self::Digits,
        Self::BreastCancer,
        Self::Wine,
        Self::Airfoil,
        Self::File,
        Self::Drawn,
    ];

    /// The name in a playground document: `Problem.Dataset.Name`.
    pub fn name(self) -> &'static str {
        match self {
            Self::TwoMoons => "two-moons",
            Self::Circles => "circles",
            Self::Xor => "xor",
            Self::Spirals => "spirals",
            Self::Blobs => "blobs",
            Self::Iris => "iris",
            Self::Digits => "digits",
            Self::BreastCancer => "breast-cancer",
            Self::Wine => "wine",
            Self::Airfoil => "airfoil-self-noise",
            Self::File => "file",
            Self::Drawn => "drawn",
        }
    }

    /// The data set that `name` names, if it names one.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dataset| dataset.name() == name)
    }

    /// The name for people.
    pub fn title(self) -> &'static str {
        match self {
            Self::TwoMoons => t!("Two moons"),
            Self::Circles => t!("Circles"),
            Self::Xor => "XOR",
            Self::Spirals => t!("Spirals"),
            Self::Blobs => t!("Blobs"),
            Self::Iris => t!("Iris"),
            Self::Digits => t!("Digits"),
            Self::BreastCancer => t!("Breast cancer"),
            Self::Wine => t!("Wine"),
            Self::Airfoil => t!("Airfoil noise"),
            Self::File => t!("A file of your own"),
            Self::Drawn => t!("Points that you draw"),
        }
    }

    /// One sentence on what it is and what it asks of a model.
    pub fn caption(self) -> &'static str {
        match self {
            Self::TwoMoons => {
                t!("Two half circles reach into each other; a bent boundary parts them, a straight one cannot.")
            }
            Self::Circles => t!("A small circle inside a large one; no straight line tells them apart."),
            Self::Xor => {
                t!("Opposite quadrants belong to the same class; a model without a hidden layer can only guess.")
            }
            Self::Spirals => {
                t!("Spiral arms wind around each other; the hardest of the plane, for wider or deeper networks.")
            }
            Self::Blobs => t!("Round clusters around a circle; straight boundaries are enough."),
            Self::Iris => {
                t!("Fisher's 150 flowers of three species, four measurements each; always the same 150 rows, without \
                     noise.")
            }
            Self::Digits => {
                t!("1,797 handwritten digits of 8 × 8 points; ten classes, and the largest of the sets (UCI, CC BY \
                     4.0).")
            }
            Self::BreastCancer => {
                t!("30 measures of 569 tumours, benign or malignant; nearly a straight boundary is enough (UCI, CC BY \
                     4.0).")
            }
            Self::Wine => {
                t!("13 chemical measures of 178 wines from three cultivars; easy, and small (UCI, CC BY 4.0).")
            }
            Self::Airfoil => {
                t!("The noise of an airfoil in a wind tunnel, in decibels, from five measures: a number is predicted, \
                     not a class (NASA, UCI, CC BY 4.0).")
            }
            Self::File => t!("A CSV file of your own. It is read in this browser, and never leaves this machine."),
            Self::Drawn => {
                t!("Points that you draw: make a problem that is hard for one setting and easy for another.")
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
            _ => 0.0,
        }
    }

    /// The noise it takes, in the raw features' unit.
    pub fn noise_limits(self) -> RangeInclusive<f64> {
        match self {
            Self::Blobs => 0.0..=2.0,
            _ if self.is_given() => 0.0..=0.0,
            _ => 0.0..=1.0,
        }
    }

    /// Whether its rows are given, not made: their number and their classes are what they are, and they have no noise to
    /// choose.
    pub fn is_given(self) -> bool {
        match self {
            Self::TwoMoons | Self::Circles | Self::Xor | Self::Spirals | Self::Blobs => false,
            Self::Iris | Self::Digits | Self::BreastCancer | Self::Wine | Self::Airfoil | Self::File | Self::Drawn => {
                true
            }
        }
    }

    /// The file that has its rows, in the folder of data sets beside the page; `None` where the rows are made, are part of the
    /// program, or are the user's own.
    pub fn file_name(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some("digits.csv"),
            Self::BreastCancer => Some("breast-cancer.csv"),
            Self::Wine => Some("wine.csv"),
            Self::Airfoil => Some("airfoil-self-noise.csv"),
            Self::TwoMoons
            | Self::Circles
            | Self::Xor
            | Self::Spirals
            | Self::Blobs
            | Self::Iris
            | Self::File
            | Self::Drawn => None,
        }
    }

    /// How many classes it can have; a file of the user's own has as many as it has.
    pub fn class_limits(self) -> RangeInclusive<usize> {
        match self {
            Self::TwoMoons | Self::Circles | Self::Xor | Self::BreastCancer => 2..=2,
            Self::Spirals => 2..=3,
            Self::Blobs => 2..=5,
            Self::Iris | Self::Wine => 3..=3,
            Self::Digits => 10..=10,
            Self::Airfoil | Self::File | Self::Drawn => 0..=0,
        }
    }

    /// How many classes it has when none is given.
    pub fn default_classes(self) -> usize {
        match self {
            Self::Blobs => 3,
            _ => *self.class_limits().start(),
        }
    }

    /// How many rows it has when nothing is said; none of what is the user's own.
    pub(super) fn default_samples(self) -> usize {
        match self {
            Self::TwoMoons | Self::Circles | Self::Xor | Self::Spirals | Self::Blobs => 400,
            Self::Iris => iris::ROWS,
            Self::Digits => 1797,
            Self::BreastCancer => 569,
            Self::Wine => 178,
            Self::Airfoil => 1503,
            Self::File | Self::Drawn => 0,
        }
    }

    /// How many features a row has; none of a file of the user's own.
    pub(super) fn features(self) -> usize {
        match self {
            Self::TwoMoons | Self::Circles | Self::Xor | Self::Spirals | Self::Blobs | Self::Drawn => 2,
            Self::Iris => 4,
            Self::Digits => 64,
            Self::BreastCancer => 30,
            Self::Wine => 13,
            Self::Airfoil => 5,
            Self::File => 0,
        }
    }

    /// The features' names in English, in column order, where they are not in a file.
    pub(super) fn feature_names(self) -> &'static [&'static str] {
        match self {
            Self::Iris => &[
                marked!("sepal length (cm)"),
                marked!("sepal width (cm)"),
                marked!("petal length (cm)"),
                marked!("petal width (cm)"),
            ],
            _ => &["x1", "x2"],
        }
    }

    /// The names of the first `classes` classes, by label, where they are not in a file.
    pub(super) fn class_names(self, classes: usize) -> Vec<&'static str> {
        let names: &[&str] = match self {
            Self::TwoMoons => &["upper moon", "lower moon"],
            Self::Circles => &["outer circle", "inner circle"],
            Self::Xor => &["same signs", "different signs"],
            Self::Spirals => &["arm 1", "arm 2", "arm 3"],
            Self::Blobs => &["blob 1", "blob 2", "blob 3", "blob 4", "blob 5"],
            Self::Iris => &["setosa", "versicolor", "virginica"],
            Self::Drawn => &["class 1", "class 2", "class 3", "class 4", "class 5"],
            Self::Digits | Self::BreastCancer | Self::Wine | Self::Airfoil | Self::File => &[],
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
            let is_in_a_file = name.file_name().is_some() || name == DatasetName::File;
            let named = if is_in_a_file { 0 } else { *name.class_limits().end() };
            assert_eq!(name.class_names(*name.class_limits().end()).len(), named);
        }
        assert_eq!(DatasetName::parse("Iris"), None);
    }
}
