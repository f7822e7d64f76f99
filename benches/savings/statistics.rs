//! Quartiles, and a test of paired differences.

/// The first quartile, the median and the third, between neighbours; of at least one value.
pub(crate) fn quartiles(values: &[f64]) -> [f64; 3] {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    [0.25, 0.5, 0.75].map(|share| {
        let place = share * (sorted.len() - 1) as f64;
        let (low, high) = (sorted[place.floor() as usize], sorted[place.ceil() as usize]);
        low + (high - low) * place.fract()
    })
}

/// Wilcoxon's signed-rank test, two-sided and exact: how probable a sum of ranks at least as far from its mean would be, were
/// each difference as likely to have the other sign. Differences of 0 are left out, equal ones share their mean rank (Wilcoxon,
/// "Individual Comparisons by Ranking Methods", Biometrics Bulletin 1945). `None` when nothing differs.
pub(crate) fn signed_rank(differences: &[f64]) -> Option<f64> {
    let mut sorted: Vec<f64> = differences.iter().copied().filter(|&difference| difference != 0.0).collect();
    sorted.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    // Twice the ranks: mean ranks are halves, and these are whole.
    let mut ranks = Vec::with_capacity(sorted.len());
    for equal in sorted.chunk_by(|a, b| a.abs() == b.abs()) {
        let (first, last) = (ranks.len() + 1, ranks.len() + equal.len());
        ranks.extend(equal.iter().map(|_| first + last));
    }
    let total: usize = ranks.iter().sum();
    let positive: usize =
        ranks.iter().zip(&sorted).filter(|(_, difference)| **difference > 0.0).map(|(rank, _)| rank).sum();
    // probabilities[s]: that the ranks with a positive sign sum up to s.
    let mut probabilities = vec![0.0; total + 1];
    probabilities[0] = 1.0;
    for rank in ranks {
        for sum in (0..=total).rev() {
            let with_rank = sum.checked_sub(rank).map_or(0.0, |before| probabilities[before]);
            probabilities[sum] = f64::midpoint(probabilities[sum], with_rank);
        }
    }
    let from_mean = |sum: usize| (2 * sum).abs_diff(total);
    let as_far = (0..=total).filter(|&sum| from_mean(sum) >= from_mean(positive));
    (!sorted.is_empty()).then(|| as_far.map(|sum| probabilities[sum]).sum())
}
