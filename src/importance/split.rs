//! The best way to split a node by one parameter: what lowers the sum of squared errors most.
//!
//! With `S` the sum of the targets on a side, and `W` that of the weights, the sum of squared errors falls by
//! `S_L²/W_L + S_R²/W_R` less what does not depend on the split. A number is split half-way between two neighbours. Of all
//! ways to part categories in two, the best parts them in the order of their means (Fisher, "On grouping for maximum
//! homogeneity", Journal of the American Statistical Association, 1958), so only those are looked at.

use super::tree::Rule;

/// Numbers nearer than this are equal, as in scikit-learn. Every side of a box is therefore wider than half of it.
const NEAR: f64 = 1e-7;

/// A way to split a node.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) parameter: usize,
    pub(super) cut: Cut,
    /// What is to be large.
    pub(super) gain: f64,
}

/// Where to split.
#[derive(Clone, Debug)]
pub(super) enum Cut {
    Threshold(f64),
    /// The categories that go left, of those that the node has; and those that go right.
    Categories {
        left: Vec<usize>,
        right: Vec<usize>,
    },
}

impl Cut {
    /// The rule for all of `categories` categories. Where those go that the node has no row of, `is_left` draws.
    pub(super) fn rule(self, categories: usize, mut is_left: impl FnMut() -> bool) -> Rule {
        match self {
            Self::Threshold(threshold) => Rule::AtMost(threshold),
            Self::Categories { left, right } => {
                let mut goes_left: Vec<bool> = (0..categories).map(|_| is_left()).collect();
                for (part, is_left) in [(left, true), (right, false)] {
                    for category in part {
                        goes_left[category] = is_left;
                    }
                }
                Rule::OneOf(goes_left)
            }
        }
    }
}

/// A row that is sorted: its coordinate, and its target and weight. Targets are centred on the node's mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) coordinate: f64,
    pub(super) target: f64,
    pub(super) weight: f64,
}

/// Sums of one side.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    weight: f64,
    target: f64,
}

impl Side {
    fn add(&mut self, weight: f64, target: f64) {
        self.weight += weight;
        self.target += weight * target;
    }

    fn gain(left: Self, all: Self) -> f64 {
        let right = Self { weight: all.weight - left.weight, target: all.target - left.target };
        left.target * left.target / left.weight + right.target * right.target / right.weight
    }

    fn mean(self) -> f64 {
        self.target / self.weight
    }
}

fn sum(entries: impl Iterator<Item = Entry>) -> Side {
    entries.fold(Side::default(), |mut all, entry| {
        all.add(entry.weight, entry.target);
        all
    })
}

/// The best threshold for `entries`, which ascend, with its gain, if they have different coordinates; of equally good ones
/// the smallest.
pub(super) fn threshold(entries: impl Iterator<Item = Entry> + Clone) -> Option<(Cut, f64)> {
    let all = sum(entries.clone());
    let mut left = Side::default();
    let mut best: Option<(f64, f64)> = None;
    for (entry, next) in entries.clone().zip(entries.skip(1)) {
        left.add(entry.weight, entry.target);
        if next.coordinate - entry.coordinate > NEAR {
            let gain = Side::gain(left, all);
            if best.is_none_or(|(_, most)| gain > most) {
                best = Some((f64::midpoint(entry.coordinate, next.coordinate), gain));
            }
        }
    }
    best.map(|(threshold, gain)| (Cut::Threshold(threshold), gain))
}

/// The best two parts of the categories of `entries`, which ascend, with its gain, if there is more than one category; of equally
/// good ones that with the smallest left part.
pub(super) fn categories(entries: impl Iterator<Item = Entry> + Clone) -> Option<(Cut, f64)> {
    let all = sum(entries.clone());
    let mut groups: Vec<(usize, Side)> = Vec::new();
    for entry in entries {
        let category = entry.coordinate as usize;
        if groups.last().is_none_or(|(last, _)| *last != category) {
            groups.push((category, Side::default()));
        }
        if let Some((_, group)) = groups.last_mut() {
            group.add(entry.weight, entry.target);
        }
    }
    groups.sort_by(|(_, one), (_, other)| one.mean().total_cmp(&other.mean()));
    let mut left = Side::default();
    let mut best: Option<(usize, f64)> = None;
    for (place, (_, group)) in groups.iter().enumerate().take(groups.len().saturating_sub(1)) {
        left.weight += group.weight;
        left.target += group.target;
        let gain = Side::gain(left, all);
        if best.is_none_or(|(_, most)| gain > most) {
            best = Some((place + 1, gain));
        }
    }
    best.map(|(count, gain)| {
        let (left, right) = groups.split_at(count);
        let names = |part: &[(usize, Side)]| part.iter().map(|(category, _)| *category).collect();
        (Cut::Categories { left: names(left), right: names(right) }, gain)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(rows: &[(f64, f64, f64)]) -> Vec<Entry> {
        rows.iter().map(|&(coordinate, target, weight)| Entry { coordinate, target, weight }).collect()
    }

    #[test]
    fn a_threshold_is_half_way_where_squared_errors_fall_most() {
        let rows = entries(&[(0.1, -1.0, 1.0), (0.2, -1.0, 2.0), (0.4, 1.5, 1.0), (0.4, 1.5, 1.0)]);
        let (cut, gain) = threshold(rows.iter().copied()).unwrap();
        assert!(matches!(cut, Cut::Threshold(t) if (t - 0.3).abs() < 1e-15), "{cut:?}");
        assert!((gain - (3.0 + 4.5)).abs() < 1e-12, "{gain}");
        assert!(threshold(entries(&[(0.1, -1.0, 1.0), (0.1 + 1e-8, 1.0, 1.0)]).into_iter()).is_none());
    }

    #[test]
    fn categories_are_parted_as_well_as_any_way_can() {
        let rows = entries(&[
            (0.0, 1.0, 1.0),
            (1.0, -2.0, 2.0),
            (1.0, 0.5, 1.0),
            (3.0, 2.0, 1.0),
            (4.0, -0.25, 3.0),
            (6.0, 1.25, 1.0),
        ]);
        let (cut, gain) = categories(rows.iter().copied()).unwrap();
        let all = sum(rows.iter().copied());
        let best = (1..31_u32)
            .map(|subset| {
                let goes_left = |entry: &Entry| {
                    subset >> [0.0, 1.0, 3.0, 4.0, 6.0].iter().position(|c| *c == entry.coordinate).unwrap() & 1 == 1
                };
                Side::gain(sum(rows.iter().copied().filter(goes_left)), all)
            })
            .fold(0.0, f64::max);
        assert!((gain - best).abs() < 1e-12, "{gain} {best}");
        // Categories 2 and 5 are not here, and are drawn.
        assert_eq!(
            cut.rule(7, || true),
            Rule::OneOf(vec![false, true, true, false, true, true, false]),
            "low means go left"
        );
        assert!(categories(rows[1..3].iter().copied()).is_none());
    }
}
