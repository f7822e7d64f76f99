//! The rules themselves, written from their descriptions: `docs` of AWS where they are documented, DESIGN's stand-ins
//! where not.

/// The median of the running averages of `curves` up to `epoch`, of those that reached it, and how many did.
pub(crate) fn median_of_means(curves: &[&[f64]], epoch: usize) -> Option<(f64, usize)> {
    let mut means: Vec<f64> = Vec::new();
    for curve in curves {
        if curve.len() >= epoch {
            let mut sum = 0.0;
            for value in &curve[..epoch] {
                sum += value;
            }
            means.push(sum / epoch as f64);
        }
    }
    means.sort_by(f64::total_cmp);
    let count = means.len();
    let median = match count {
        0 => return None,
        odd if odd % 2 == 1 => means[odd / 2],
        even => 0.5 * means[even / 2 - 1] + 0.5 * means[even / 2],
    };
    Some((median, count))
}

/// Training jobs ended since the last that improved, from the final objectives in the order in which the jobs ended;
/// and the objective that was last improved to.
pub(crate) fn not_improving(objectives: &[Option<f64>], maximize: bool, one_percent: bool) -> (u64, Option<f64>) {
    let mut best: Option<f64> = None;
    let mut since = 0;
    for objective in objectives {
        since += 1;
        let Some(value) = *objective else { continue };
        let improves = match best {
            None => true,
            Some(best) => {
                let gain = if maximize { value - best } else { best - value };
                if one_percent { gain > 0.0 && gain >= best.abs() / 100.0 } else { gain > 0.0 }
            }
        };
        if improves {
            (best, since) = (Some(value), 0);
        }
    }
    (since, best)
}

/// The settings of the convergence rule.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Convergence {
    pub(crate) min_jobs: u64,
    pub(crate) horizon: f64,
    pub(crate) limit: f64,
}

/// How many objectives are within 1 % of the best, and the chance that a better one comes until so many times as many
/// training jobs have ended; `None` while there are too few.
pub(crate) fn chance_of_improvement(objectives: &[f64], maximize: bool, rule: Convergence) -> Option<(usize, f64)> {
    if objectives.is_empty() || (objectives.len() as u64) < rule.min_jobs {
        return None;
    }
    let sign = if maximize { -1.0 } else { 1.0 };
    let mut losses: Vec<f64> = objectives.iter().map(|value| sign * value).collect();
    losses.sort_by(f64::total_cmp);
    let worst_of_near = 0.01 * losses[0].abs();
    let near = losses.iter().take_while(|loss| **loss - losses[0] <= worst_of_near).count();
    // The odds of an improvement.
    let odds = (rule.horizon - 1.0) / near as f64;
    Some((near, odds / (1.0 + odds)))
}

/// Hyperband's brackets, by the paper's formulas in floating point.
#[derive(Clone, Debug)]
pub(crate) struct Hyperband {
    pub(crate) min: u64,
    pub(crate) max: u64,
    pub(crate) factor: u64,
    /// The brackets of the first training jobs.
    order: Vec<u32>,
}

impl Hyperband {
    pub(crate) fn new(min: u64, max: u64, factor: u64) -> Self {
        let most = ((max as f64 / min as f64).ln() / (factor as f64).ln() + 1e-9).floor() as u32;
        let shares: Vec<(u32, i64)> = (0..=most)
            .rev()
            .map(|s| {
                let share = f64::from(most + 1) / f64::from(s + 1) * (factor as f64).powf(f64::from(s));
                (s, (share - 1e-9).ceil() as i64)
            })
            .collect();
        let all: i64 = shares.iter().map(|(_, share)| share).sum();
        let mut given = vec![0; shares.len()];
        let mut order = Vec::new();
        for job in 1..=750 {
            // Most behind what is due to it; of equals, the bracket with more rungs.
            let mut most_behind = 0;
            for place in 1..shares.len() {
                let behind = |place: usize| shares[place].1 * job - given[place] * all;
                if behind(place) > behind(most_behind) {
                    most_behind = place;
                }
            }
            given[most_behind] += 1;
            order.push(shares[most_behind].0);
        }
        Self { min, max, factor, order }
    }

    /// The bracket of a training job, counted from 0.
    pub(crate) fn bracket_of(&self, job: usize) -> u32 {
        self.order[job]
    }

    /// The epochs after which the jobs of a bracket are compared.
    pub(crate) fn rungs(&self, bracket: u32) -> Vec<usize> {
        let epochs = (0..bracket).map(|rung| {
            let parts = (self.factor as f64).powf(f64::from(bracket - rung));
            ((self.max as f64 / parts).round() as u64).max(self.min)
        });
        epochs.filter(|epoch| *epoch < self.max).map(|epoch| epoch as usize).collect()
    }
}
