//! The split into training and validation rows: stratified, so that a small validation part has every class.

use crate::math::rng::{Purpose, Stream};

/// Row numbers for training and for validation, each ascending. Of each class, `fraction` of the rows (rounded, at
/// least one) go to validation, drawn by the split's own stream.
pub(super) fn stratified(labels: &[u8], classes: usize, fraction: f64, seed: u64) -> (Vec<usize>, Vec<usize>) {
    let mut stream = Stream::new(seed, 0, Purpose::Split);
    let (mut train, mut validation) = (Vec::new(), Vec::new());
    for class in 0..classes {
        let mut rows: Vec<usize> = (0..labels.len()).filter(|&row| usize::from(labels[row]) == class).collect();
        stream.shuffle(&mut rows);
        let kept = ((rows.len() as f64 * fraction).round() as usize).max(1).min(rows.len());
        train.extend(rows.split_off(kept));
        validation.extend(rows);
    }
    train.sort_unstable();
    validation.sort_unstable();
    (train, validation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_in_one_part_and_every_class_in_both() {
        let labels: Vec<u8> = (0..40).map(|row| row % 5).collect();
        let (train, validation) = stratified(&labels, 5, 0.1, 1);
        let mut all = [train.clone(), validation.clone()].concat();
        all.sort_unstable();
        assert_eq!(all, (0..40).collect::<Vec<_>>());
        for class in 0..5 {
            assert!(validation.iter().any(|&row| labels[row] == class));
            assert!(train.iter().any(|&row| labels[row] == class));
        }
        assert_ne!(validation, stratified(&labels, 5, 0.1, 2).1);
    }
}
