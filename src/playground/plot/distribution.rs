//! The empirical distribution of the final objectives: how large a share of the training jobs is at least so good.

use crate::training_job::{History, JobNumber};

/// A training job in the distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// Which.
    pub job: JobNumber,
    /// Its final objective.
    pub value: f64,
    /// The share of all ended jobs with an objective that are at least as good, in `(0, 1]`.
    pub share: f64,
}

/// The ended training jobs with an objective, the best first; equals have the same share, in the order of launch.
pub fn distribution(history: History<'_>) -> Vec<Ranked> {
    let direction = history.direction();
    let ended = history.final_objectives().filter(|(_, value)| value.is_finite());
    let mut ranked: Vec<Ranked> = ended.map(|(job, value)| Ranked { job: job.number, value, share: 0.0 }).collect();
    ranked.sort_by(|a, b| direction.gain(b.value, a.value).total_cmp(&0.0));
    let count = ranked.len();
    // From the worst on, so that equals take the share of the last of them.
    for place in (0..count).rev() {
        let equal = ranked.get(place + 1).filter(|next| next.value == ranked[place].value).map(|next| next.share);
        ranked[place].share = equal.unwrap_or((place + 1) as f64 / count as f64);
    }
    ranked
}

/// The middle objective: as many jobs are better as are worse.
pub fn median_of(ranked: &[Ranked]) -> Option<f64> {
    let middle = ranked.len() / 2;
    let upper = ranked.get(middle)?.value;
    Some(if ranked.len() % 2 == 1 { upper } else { 0.5 * upper + 0.5 * ranked[middle - 1].value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::objective::Direction;
    use crate::playground::plot::tests_support::job;

    #[test]
    fn shares_are_of_those_at_least_as_good() {
        let jobs = [job(1, &[0.0], &[0.5]), job(2, &[0.0], &[0.9]), job(3, &[0.0], &[0.5]), job(4, &[0.0], &[])];
        let shares = |direction| {
            distribution(History::new(&jobs, direction)).iter().map(|own| (own.job.0, own.share)).collect::<Vec<_>>()
        };
        assert_eq!(shares(Direction::Maximize), [(2, 1.0 / 3.0), (1, 1.0), (3, 1.0)]);
        assert_eq!(shares(Direction::Minimize), [(1, 2.0 / 3.0), (3, 2.0 / 3.0), (2, 1.0)]);
        let ranked = distribution(History::new(&jobs, Direction::Maximize));
        assert_eq!(median_of(&ranked), Some(0.5));
        assert_eq!((median_of(&ranked[..2]), median_of(&[])), (Some(0.7), None));
    }
}
