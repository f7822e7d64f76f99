//! Boosting: a round is a tree for each output, grown on the derivatives at the margins before the round, and then the
//! metrics.

use super::binned::BinnedRows;
use super::forest::Forest;
use super::grower::{Grower, OutputColumn, Soil};
use super::histogram::Derivatives;
use super::metric::Metric;
use super::objective::Objective;
use super::parameters::BoosterParameters;
use crate::math::rng::Stream;
use crate::tree::{DataError, Progress, Rows};

/// A metric after a round.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Which metric.
    pub metric: Metric,
    /// On the training rows, all of them.
    pub train: f64,
    /// On the validation rows.
    pub validation: f64,
}

/// Gradient-boosted trees that are trained round by round, each round in slices.
#[derive(Clone, Debug)]
pub struct Booster {
    parameters: BoosterParameters,
    objective: Objective,
    /// Which rows and columns a tree is grown on.
    stream: Stream,
    binned: BinnedRows,
    train: Judged,
    validation: Judged,
    /// The validation rows, row-major [rows × columns].
    validation_features: Vec<f32>,
    /// \[outputs\]
    intercept: Vec<f32>,
    forest: Forest,
    /// [outputs × rows]
    derivatives: Vec<Derivatives>,
    grower: Grower,
    /// All columns; the first are drawn for a tree.
    columns: Vec<u32>,
    scores: Vec<Score>,
    /// Room to sort in.
    ranks: Vec<u64>,
    rounds: u32,
    phase: Phase,
}

/// Rows as metrics see them.
#[derive(Clone, Debug)]
struct Judged {
    targets: Vec<f32>,
    /// Row-major [rows × outputs].
    margins: Vec<f32>,
}

/// Where training stands.
#[derive(Clone, Copy, Debug)]
enum Phase {
    /// Before the first round: a column is to be put into bins.
    Binning,
    Differentiating,
    /// The tree of this output is to be begun.
    Planting(usize),
    Growing(usize),
    /// The score with this number is to be taken.
    Judging(usize),
}

impl Judged {
    fn new(rows: &Rows<'_>, intercept: &[f32]) -> Self {
        Self { targets: rows.targets().to_vec(), margins: intercept.repeat(rows.len()) }
    }
}

impl Booster {
    /// A booster before its first round. `stream` decides which rows and columns each tree is grown on. After each round it
    /// has the values of those of `metrics` that fit the objective.
    pub fn new(
        parameters: BoosterParameters,
        objective: Objective,
        metrics: &[Metric],
        train: &Rows<'_>,
        validation: &Rows<'_>,
        stream: Stream,
    ) -> Result<Self, DataError> {
        validation.check_width(train.width())?;
        if let Some(classes) = objective.classes() {
            train.check_classes(classes)?;
            validation.check_classes(classes)?;
        }
        let intercept = objective.intercept(train.targets());
        let metrics = metrics.iter().filter(|metric| objective.metrics().contains(metric));
        Ok(Self {
            parameters,
            objective,
            stream,
            binned: BinnedRows::new(train),
            train: Judged::new(train, &intercept),
            validation: Judged::new(validation, &intercept),
            validation_features: validation.features().to_vec(),
            forest: Forest::default(),
            derivatives: vec![[0.0; 2]; train.len() * objective.outputs()],
            grower: Grower::new(train.len()),
            columns: (0..train.width() as u32).collect(),
            scores: metrics.map(|&metric| Score { metric, train: f64::NAN, validation: f64::NAN }).collect(),
            ranks: Vec::new(),
            rounds: 0,
            phase: Phase::Binning,
            intercept,
        })
    }

    /// Works until about `max_rows` rows were looked at, or a round has ended; at least one step, which is a node of a tree, a
    /// pass over all rows, or, before the first round, the sorting of a column. How a round is cut into calls does not change any result.
    pub fn advance(&mut self, max_rows: usize) -> Progress {
        let mut rows = 0;
        loop {
            let was_binning = matches!(self.phase, Phase::Binning);
            rows += self.step();
            if !was_binning && matches!(self.phase, Phase::Differentiating) {
                self.rounds += 1;
                return Progress::Done;
            }
            if rows >= max_rows {
                return Progress::Working;
            }
        }
    }

    /// How many rounds have ended.
    pub fn rounds(&self) -> u32 {
        self.rounds
    }

    /// The metrics after the last round that has ended; NaN before the first. Not all are new while a round is under way.
    pub fn scores(&self) -> &[Score] {
        &self.scores
    }

    /// What is minimised.
    pub fn objective(&self) -> Objective {
        self.objective
    }

    /// The trees, one after the other of a round's outputs; the last ones may still grow.
    pub fn forest(&self) -> &Forest {
        &self.forest
    }

    /// The margins before the first tree \[outputs\].
    pub fn intercept(&self) -> &[f32] {
        &self.intercept
    }

    /// What the rounds that have ended predict for `features`, row-major [rows × width], into `out`, row-major [rows ×
    /// outputs]: the probability of class 1, of each class, or a number. A last row that is not whole is left out.
    pub fn predict(&self, features: &[f32], out: &mut Vec<f32>) {
        let outputs = self.objective.outputs();
        let trees = self.rounds as usize * outputs;
        out.clear();
        for row in features.chunks_exact(self.columns.len()) {
            let start = out.len();
            out.extend_from_slice(&self.intercept);
            let margins = &mut out[start..];
            for (tree, &root) in self.forest.roots[..trees].iter().enumerate() {
                margins[tree % outputs] += self.forest.leaf(root, row);
            }
            self.objective.transform(margins);
        }
    }

    /// One step of a round; gives the rows looked at.
    fn step(&mut self) -> usize {
        match self.phase {
            Phase::Binning => {
                if self.binned.bin_column() == 0 {
                    self.phase = Phase::Differentiating;
                }
                self.train.targets.len()
            }
            Phase::Differentiating => {
                self.objective.differentiate(&self.train.margins, &self.train.targets, &mut self.derivatives);
                self.phase = Phase::Planting(0);
                self.derivatives.len()
            }
            Phase::Planting(output) => {
                self.phase = Phase::Growing(output);
                self.plant(output)
            }
            Phase::Growing(output) => self.grow(output).unwrap_or_else(|| {
                let next = output + 1;
                self.phase = if next < self.objective.outputs() { Phase::Planting(next) } else { self.judging(0) };
                self.predict_validation(output)
            }),
            Phase::Judging(score) => {
                self.phase = self.judging(score + 1);
                self.judge(score)
            }
        }
    }

    /// The phase in which this score is taken; the next round's first where there is no such score.
    fn judging(&self, score: usize) -> Phase {
        if score < self.scores.len() { Phase::Judging(score) } else { Phase::Differentiating }
    }

    fn plant(&mut self, output: usize) -> usize {
        let rows = self.train.targets.len();
        let derivatives = &mut self.derivatives[output * rows..][..rows];
        if ((rows as f32 * self.parameters.subsample) as usize) < rows {
            for derivatives in &mut *derivatives {
                if self.stream.uniform_f32() >= self.parameters.subsample {
                    *derivatives = [0.0; 2];
                }
            }
        }
        let width = self.columns.len();
        let drawn = ((self.parameters.colsample_bytree * width as f32) as usize).clamp(1, width);
        if drawn < width {
            self.stream.shuffle(&mut self.columns);
            self.columns[..drawn].sort_unstable();
        }
        let root = self.forest.plant();
        let soil = Soil { parameters: &self.parameters, binned: &self.binned, derivatives };
        self.grower.begin(root, &self.columns[..drawn], soil)
    }

    fn grow(&mut self, output: usize) -> Option<usize> {
        let rows = self.train.targets.len();
        let derivatives = &self.derivatives[output * rows..][..rows];
        let soil = Soil { parameters: &self.parameters, binned: &self.binned, derivatives };
        let outputs = self.objective.outputs();
        let mut column = OutputColumn { margins: &mut self.train.margins, outputs, output };
        self.grower.step(soil, &mut self.forest, &mut column)
    }

    /// Adds the last tree, which is this output's, to the validation rows' margins.
    fn predict_validation(&mut self, output: usize) -> usize {
        let Some(&root) = self.forest.roots.last() else { return 0 };
        let rows = self.validation_features.chunks_exact(self.columns.len());
        for (margins, row) in self.validation.margins.chunks_exact_mut(self.objective.outputs()).zip(rows) {
            margins[output] += self.forest.leaf(root, row);
        }
        self.validation.targets.len()
    }

    fn judge(&mut self, score: usize) -> usize {
        let (objective, ranks) = (self.objective, &mut self.ranks);
        let score = &mut self.scores[score];
        let mut of = |judged: &Judged| score.metric.of(objective, &judged.margins, &judged.targets, ranks);
        (score.train, score.validation) = (of(&self.train), of(&self.validation));
        self.train.targets.len() + self.validation.targets.len()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Node;
    use super::*;
    use crate::math::rng::Purpose;

    const COLUMNS: usize = 3;

    /// Rows with some missing values; the target is a class, 0 to 2.
    fn rows(count: usize, seed: u64) -> (Vec<f32>, Vec<f32>) {
        let mut stream = Stream::new(seed, 0, Purpose::Dataset);
        let features: Vec<f32> = (0..count * COLUMNS)
            .map(|_| if stream.uniform() < 0.1 { f32::NAN } else { (stream.normal() * 8.0).round() as f32 / 8.0 })
            .collect();
        let target = |row: &[f32]| {
            let (a, b) = (row[0].max(-1.0), row[1] * row[2]);
            (f64::from(a + b.max(-1.0)) + stream.normal()).clamp(0.0, 2.0).round() as f32
        };
        let targets = features.chunks_exact(COLUMNS).map(target).collect();
        (features, targets)
    }

    fn booster(parameters: BoosterParameters, objective: Objective, seed: u64) -> Booster {
        let [(features, mut targets), (other, mut others)] = [rows(300, 1), rows(100, 2)];
        let most = objective.classes().unwrap_or(3) as f32 - 1.0;
        targets.iter_mut().chain(&mut others).for_each(|y| *y = y.min(most));
        let train = Rows::new(&features, COLUMNS, &targets).unwrap();
        let validation = Rows::new(&other, COLUMNS, &others).unwrap();
        let stream = Stream::new(seed, 0, Purpose::Training);
        Booster::new(parameters, objective, objective.metrics(), &train, &validation, stream).unwrap()
    }

    fn train(booster: &mut Booster, rounds: u32, max_rows: usize) {
        for _ in 0..rounds {
            while booster.advance(max_rows) == Progress::Working {}
        }
    }

    const DRAWN: BoosterParameters = BoosterParameters {
        eta: 0.3,
        max_depth: 4,
        min_child_weight: 0.5,
        subsample: 0.7,
        colsample_bytree: 0.7,
        gamma: 0.0,
        alpha: 0.1,
        lambda: 1.0,
    };
    const OBJECTIVES: [Objective; 3] =
        [Objective::BinaryLogistic, Objective::MultiSoftprob { classes: 3 }, Objective::SquaredError];

    #[test]
    fn slices_do_not_change_results() {
        for objective in OBJECTIVES {
            let mut whole = booster(DRAWN, objective, 1);
            train(&mut whole, 5, usize::MAX);
            for max_rows in [0, 100, 1000] {
                let mut sliced = booster(DRAWN, objective, 1);
                train(&mut sliced, 5, max_rows);
                assert_eq!((sliced.forest(), sliced.scores()), (whole.forest(), whole.scores()));
            }
            assert_eq!(whole.rounds(), 5);
            let mut other = booster(DRAWN, objective, 2);
            train(&mut other, 5, usize::MAX);
            assert_ne!(other.forest(), whole.forest());
        }
    }

    #[test]
    fn what_is_predicted_scores_as_reported() {
        for objective in OBJECTIVES {
            let mut booster = booster(DRAWN, objective, 1);
            train(&mut booster, 8, 1000);
            let _ = booster.advance(0);
            for (judged, features, of) in [
                (&booster.train, rows(300, 1).0, (|score| score.train) as fn(&Score) -> f64),
                (&booster.validation, rows(100, 2).0, |score| score.validation),
            ] {
                let mut predicted = Vec::new();
                booster.predict(&features, &mut predicted);
                let outputs = objective.outputs();
                let (metric, expected) = (booster.scores()[0].metric, of(&booster.scores()[0]));
                let loss = |(p, &y): (&[f32], &f32)| match metric {
                    Metric::Rmse => f64::from((p[0] - y) * (p[0] - y)),
                    Metric::Logloss => -f64::from(if y == 1.0 { p[0] } else { 1.0 - p[0] }).ln(),
                    _ => -f64::from(p[y as usize]).ln(),
                };
                let mean = predicted.chunks_exact(outputs).zip(&judged.targets).map(loss).sum::<f64>()
                    / judged.targets.len() as f64;
                let ours = if metric == Metric::Rmse { mean.sqrt() } else { mean };
                assert!((ours - expected).abs() < 1e-5, "{metric:?} {ours} {expected}");
            }
        }
    }

    #[test]
    fn a_column_that_is_not_drawn_is_not_split() {
        let mut booster = booster(BoosterParameters { colsample_bytree: 0.4, ..DRAWN }, Objective::SquaredError, 1);
        train(&mut booster, 20, usize::MAX);
        let mut used = [false; COLUMNS];
        let trees = booster.forest().roots().iter().map(|&root| root as usize);
        for (root, end) in trees.clone().zip(trees.skip(1)) {
            let features = booster.forest().nodes()[root..end].iter().filter_map(|node| match node {
                Node::Split { feature, .. } => Some(*feature),
                Node::Leaf(_) => None,
            });
            let mut features: Vec<u32> = features.collect();
            features.dedup();
            assert!(features.len() <= 1, "{features:?}");
            for feature in features {
                used[feature as usize] = true;
            }
        }
        assert_eq!(used, [true; COLUMNS]);
    }

    /// The bits of three short runs' validation losses: they must be these natively and in WebAssembly.
    #[test]
    fn golden_bits() {
        let losses = OBJECTIVES.map(|objective| {
            let mut booster = booster(DRAWN, objective, 1);
            train(&mut booster, 10, 1000);
            booster.scores()[0].validation.to_bits()
        });
        assert_eq!(losses, GOLDEN, "{losses:#x?}");
    }

    const GOLDEN: [u64; 3] = [0x3fdd_f7fe_b88f_5c29, 0x3fe5_46b1_17f5_c28f, 0x3fe4_6273_4d54_49db];
}
