//! From badness to the objective metric: between which values it lies, as its name makes believe.
//!
//! The figures are made up. A name such as `validation:auc` only decides their scale, so that axes and targets look like
//! those of a real job.

use crate::math::rng::Stream;
use crate::objective::{Direction, Objective};

/// What kind of number a metric's name makes believe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricKind {
    /// A score between 0 and 1, such as an accuracy or an area under a curve.
    Score,
    /// A rate of errors between 0 and 1.
    ErrorRate,
    /// A positive number without an upper limit, such as a loss or a squared error.
    Loss,
    /// A perplexity: 1 and more.
    Perplexity,
    /// Nothing that is known: a number between 0 and 1.
    Unknown,
}

/// Words in names of losses. A part of a word will do: `logloss`, `mean_wQuantileLoss`, `gamma_nloglik`.
const LOSSES: [&str; 15] = [
    "loss",
    "entropy",
    "likelihood",
    "loglik",
    "nll",
    "mse",
    "mae",
    "msle",
    "mgd",
    "msd",
    "ssd",
    "squared",
    "absolute",
    "deviance",
    "pwll",
];
/// Whole words, and parts of words, in names of error rates.
const ERROR_RATES: [&str; 8] = ["err", "wer", "cer", "eer", "mape", "smape", "wape", "fpr"];
const ERROR_RATE_PARTS: [&str; 2] = ["error", "misclass"];
/// Whole words, and parts of words, in names of scores.
const SCORES: [&str; 22] = [
    "acc", "f", "f1", "ap", "map", "mrr", "r2", "ks", "bleu", "rouge", "meteor", "kappa", "mcc", "dice", "gini", "em",
    "hit", "hits", "tpr", "tnr", "top1", "top5",
];
const SCORE_PARTS: [&str; 11] =
    ["accuracy", "auc", "precision", "recall", "ndcg", "iou", "score", "beta", "sensitivity", "specificity", "jaccard"];

impl MetricKind {
    /// The kind that a name makes believe: the first that fits of perplexity, loss, error rate and score.
    pub fn of(metric_name: &str) -> Self {
        let name = metric_name.to_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        let is =
            |words: &[&str]| name.split(|letter: char| !letter.is_alphanumeric()).any(|word| words.contains(&word));
        if has(&["perplexity"]) || is(&["ppl"]) {
            Self::Perplexity
        } else if has(&LOSSES) {
            Self::Loss
        } else if is(&ERROR_RATES) || has(&ERROR_RATE_PARTS) {
            Self::ErrorRate
        } else if is(&SCORES) || has(&SCORE_PARTS) {
            Self::Score
        } else {
            Self::Unknown
        }
    }
}

/// The values that the objective metric takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MetricScale {
    best: f64,
    worst: f64,
    /// What no value is below, and none above.
    bounds: (f64, f64),
}

impl MetricScale {
    /// The scale of an objective: by its name and direction, with a little chance.
    pub(super) fn new(objective: &Objective, stream: &mut Stream) -> Self {
        let kind = MetricKind::of(&objective.metric_name);
        // The good end and the bad end, as where their names come from.
        let (good, bad, bounds) = match kind {
            MetricKind::Score => ((0.9, 0.97), (0.48, 0.55), (0.0, 1.0)),
            MetricKind::ErrorRate => ((0.03, 0.1), (0.45, 0.52), (0.0, 1.0)),
            MetricKind::Loss => ((0.15, 0.35), (1.1, 1.6), (0.01, f64::MAX)),
            MetricKind::Perplexity => ((8.0, 20.0), (150.0, 300.0), (1.0, f64::MAX)),
            MetricKind::Unknown => ((0.85, 0.95), (0.05, 0.15), (0.0, 1.0)),
        };
        let mut between = |(low, high): (f64, f64)| low + (high - low) * stream.uniform();
        let scale = Self { best: between(good), worst: between(bad), bounds };
        let is_loss = matches!(kind, MetricKind::ErrorRate | MetricKind::Loss | MetricKind::Perplexity);
        match objective.direction {
            Direction::Minimize if !is_loss => Self { best: scale.worst, worst: scale.best, bounds },
            // Whoever maximises a loss has turned its sign, as scikit-learn's neg_log_loss does.
            Direction::Maximize if is_loss => {
                Self { best: -scale.best, worst: -scale.worst, bounds: (-bounds.1, -bounds.0) }
            }
            _ => scale,
        }
    }

    /// The value at the best point of the surface, learnt to the end.
    pub fn best(&self) -> f64 {
        self.best
    }

    /// About the value before the first epoch.
    pub fn worst(&self) -> f64 {
        self.worst
    }

    /// The value at a badness of 0 (best) to 1 (worst). The power leaves most points nearer to the best than to the worst,
    /// as real objectives have it, and the differences among the best small.
    pub(super) fn at(&self, badness: f64) -> f64 {
        self.noisy(badness, 0.0)
    }

    /// [`Self::at`] with noise, as a part of the way from the worst to the best.
    pub(super) fn noisy(&self, badness: f64, noise: f64) -> f64 {
        let badness = badness.max(0.0);
        let way = badness * libm::sqrt(badness) + noise;
        (self.best + (self.worst - self.best) * way).clamp(self.bounds.0, self.bounds.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::Purpose;

    fn scale(name: &str, direction: Direction, seed: u64) -> MetricScale {
        let objective = Objective { metric_name: name.to_owned(), direction };
        MetricScale::new(&objective, &mut Stream::new(seed, 0, Purpose::Landscape))
    }

    /// Names that SageMaker's built-in algorithms and common scripts report.
    #[test]
    fn names_make_believe() {
        for (kind, names) in [
            (
                MetricKind::Score,
                "validation:accuracy val_acc validation:auc f1 validation:mAP validation:ndcg test:recall validation:mIOU \
                 validation:binary_f_beta validation:roc_auc_score validation:r2 bleu validation:discriminator_auc",
            ),
            (MetricKind::ErrorRate, "validation:error validation:merror test_err smape WER"),
            (
                MetricKind::Loss,
                "validation:loss validation:logloss validation:objective_loss test:RMSE validation:mae test:mean_wQuantileLoss \
                 validation:gamma_nloglik mean_squared_error cross_entropy test:msd test:pwll validation:absolute_loss",
            ),
            (MetricKind::Perplexity, "validation:perplexity eval_ppl"),
            (MetricKind::Unknown, "reward train:mean_rho throughput bestTest"),
        ] {
            for name in names.split_whitespace() {
                assert_eq!(MetricKind::of(name), kind, "{name}");
            }
        }
    }

    #[test]
    fn values_are_those_that_the_name_has_and_better_when_less_bad() {
        for seed in 0..20 {
            for name in ["accuracy", "error", "loss", "perplexity", "reward"] {
                for direction in [Direction::Maximize, Direction::Minimize] {
                    let scale = scale(name, direction, seed);
                    let values: Vec<f64> = (0..=10).map(|step| scale.at(f64::from(step) / 10.0)).collect();
                    assert!(values.windows(2).all(|pair| direction.is_better(pair[0], pair[1])), "{name} {values:?}");
                }
            }
            let accuracy = scale("accuracy", Direction::Maximize, seed);
            assert!(accuracy.best() <= 0.97 && accuracy.best() >= 0.9 && (accuracy.worst() - 0.5).abs() < 0.06);
            assert!(
                (0.0..=1.0).contains(&accuracy.noisy(0.0, -3.0)) && (0.0..=1.0).contains(&accuracy.noisy(1.0, 3.0))
            );
            let loss = scale("loss", Direction::Minimize, seed);
            assert!(loss.at(0.0) > 0.1 && loss.noisy(0.0, -3.0) > 0.0);
            assert!(scale("neg_log_loss", Direction::Maximize, seed).at(0.0) < 0.0);
        }
    }
}
