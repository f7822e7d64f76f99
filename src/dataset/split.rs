//! The split into training and validation rows: of classes stratified, so that a small validation part has every class.

use super::RowTargets;
use crate::math::rng::{Purpose, Stream};

/// Row numbers for training and for validation, each ascending. Of each class, or of all rows where numbers are predicted,
/// `fraction` (rounded, at least one row, but not the only one) go to validation, drawn by the split's own stream.
pub(super) fn split(targets: &RowTargets, fraction: f64, seed: u64) -> (Vec<usize>, Vec<usize>) {
    let mut stream = Stream::new(seed, 0, Purpose::Split);
    let (mut train, mut validation) = (Vec::new(), Vec::new());
    for mut rows in strata(targets) {
        stream.shuffle(&mut rows);
        let kept = ((rows.len() as f64 * fraction).round() as usize).max(1).min(rows.len().saturating_sub(1));
        train.extend(rows.split_off(kept));
        validation.extend(rows);
    }
    train.sort_unstable();
    validation.sort_unstable();
    (train, validation)
}

/// The numbers of the rows that are split together: those of each class, or all.
fn strata(targets: &RowTargets) -> Vec<Vec<usize>> {
    match targets {
        RowTargets::Classes(labels) => {
            let classes = labels.iter().max().map_or(0, |&last| usize::from(last) + 1);
            let mut rows = vec![Vec::new(); classes];
            for (row, &label) in labels.iter().enumerate() {
                rows[usize::from(label)].push(row);
            }
            rows
        }
        RowTargets::Values(values) => vec![(0..values.len()).collect()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_one_part_and_every_class_in_both() {
        let labels: Vec<u16> = (0..40).map(|row| row % 5).collect();
        let targets = RowTargets::Classes(labels.clone());
        let (train, validation) = split(&targets, 0.1, 1);
        let mut all = [train.clone(), validation.clone()].concat();
        all.sort_unstable();
        assert_eq!(all, (0..40).collect::<Vec<_>>());
        for class in 0..5 {
            assert!(validation.iter().any(|&row| labels[row] == class));
            assert!(train.iter().any(|&row| labels[row] == class));
        }
        assert_ne!(validation, split(&targets, 0.1, 2).1);
    }

    #[test]
    fn rows_with_numbers_are_split_as_a_whole() {
        let (train, validation) = split(&RowTargets::Values(vec![0.5; 10]), 0.25, 1);
        assert_eq!((train.len(), validation.len()), (7, 3));
    }
}
