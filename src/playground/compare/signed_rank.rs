//! Whether a difference between pairs could be chance: Wilcoxon's signed-rank test, two-sided and exact, and Holm's correction for
//! several of them. (Wilcoxon, "Individual Comparisons by Ranking Methods", Biometrics Bulletin 1945; Holm, "A Simple Sequentially
//! Rejective Multiple Test Procedure", Scandinavian Journal of Statistics 1979.)
//!
//! | symbol | meaning |
//! |---|---|
//! | `d_i`, `n` | the differences that are not 0, and how many they are |
//! | `r_i` | the rank of `|d_i|`, from 1; equal ones share their mean rank |
//! | `W⁺` | the sum of the ranks of positive differences |
//! | `p` | how probable a `W⁺` at least as far from its mean would be, were each sign as likely as the other |
//!
//! The distribution is exact with ties too: given the ranks, each of the `2ⁿ` choices of signs is as likely as every other, and
//! the number of choices that come to a sum is counted rank by rank. That takes `n · n²/2` additions at most, half a million for 100
//! repeats, so that no approximation by a normal distribution is needed.

/// The two-sided `p` of differences; 0s are left out, infinities share the highest rank. Magnitudes no further apart than
/// `resolution` are equal: differences of rounded numbers are seldom equal in every bit. `None` when nothing differs.
pub fn signed_rank(differences: &[f64], resolution: f64) -> Option<f64> {
    let mut sorted: Vec<f64> = differences.iter().copied().filter(|&difference| difference != 0.0).collect();
    sorted.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    // Twice the ranks: mean ranks are halves, and these are whole.
    let mut ranks = Vec::with_capacity(sorted.len());
    for equal in sorted.chunk_by(|a, b| a.abs() == b.abs() || b.abs() - a.abs() <= resolution) {
        let (first, last) = (ranks.len() + 1, ranks.len() + equal.len());
        ranks.extend(equal.iter().map(|_| first + last));
    }
    if ranks.is_empty() {
        return None;
    }
    let total: usize = ranks.iter().sum();
    let positive: usize =
        ranks.iter().zip(&sorted).filter(|(_, difference)| **difference > 0.0).map(|(rank, _)| rank).sum();
    // The distribution is symmetric about total / 2, so that the smaller tail says all, and no larger sum is counted.
    let tail = positive.min(total - positive);
    let p = 2.0 * probability_up_to(tail, &ranks);
    Some(p.min(1.0))
}

/// How probable it is that ranks whose sign is positive, each as likely as not, sum up to `tail` or less.
fn probability_up_to(tail: usize, ranks: &[usize]) -> f64 {
    let mut probabilities = vec![0.0; tail + 1];
    probabilities[0] = 1.0;
    for &rank in ranks {
        for sum in (0..=tail).rev() {
            let with_rank = sum.checked_sub(rank).map_or(0.0, |before| probabilities[before]);
            probabilities[sum] = f64::midpoint(probabilities[sum], with_rank);
        }
    }
    probabilities.iter().sum()
}

/// Holm's correction: the probabilities, each as if it were the only one that is looked at. The smallest of `m` counts `m` times,
/// the next `m − 1` times, and none less than one before it. What is `None` is not counted.
pub fn holm(p: &[Option<f64>]) -> Vec<Option<f64>> {
    let mut order: Vec<(usize, f64)> = p.iter().enumerate().filter_map(|(place, p)| Some((place, (*p)?))).collect();
    order.sort_by(|a, b| a.1.total_cmp(&b.1));
    let mut corrected = vec![None; p.len()];
    let mut least = 0.0_f64;
    for (place, &(index, p)) in order.iter().enumerate() {
        least = least.max((p * (order.len() - place) as f64).min(1.0));
        corrected[index] = Some(least);
    }
    corrected
}

#[cfg(test)]
mod tests;
