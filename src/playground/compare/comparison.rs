//! A comparison at work: which repeat is next, who has which, what came of those that are done. It knows no clock and no worker;
//! whoever drives it says who asks for work, and who is lost.

use super::repeat::{Outcome, seed_of};
use super::variant::{Standing, Variant};
use crate::objective::Direction;
use crate::playground::Plan;
use std::collections::{BTreeMap, VecDeque};

/// A repeat of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    /// The repeat, counted from 1.
    pub repeat: u32,
    /// The variant's place.
    pub variant: usize,
}

/// A comparison. `W` names a worker.
#[derive(Debug)]
pub struct Comparison<W> {
    variants: Vec<(Variant, Standing)>,
    repeats: u32,
    direction: Direction,
    metric: String,
    /// For each variant the outcomes of its repeats.
    outcomes: Vec<Vec<Option<Outcome>>>,
    /// Repeats that nobody has, in order: all variants' first, then all variants' second, so that pairs come to be.
    waiting: VecDeque<Task>,
    /// Repeats that somebody has.
    given: BTreeMap<Task, W>,
}

impl<W: Copy + PartialEq> Comparison<W> {
    /// The comparison of variants with their standing, each run so many times; those that cannot run are left out. `None` when
    /// none can.
    pub fn new(variants: Vec<Variant>, standing: Vec<Standing>, repeats: u32) -> Option<Self> {
        let variants: Vec<(Variant, Standing)> = variants.into_iter().zip(standing).collect();
        let runs = |place: usize| variants[place].1.plan.is_ok();
        let objective =
            variants.iter().find_map(|(_, standing)| standing.plan.as_ref().ok())?.config.objective().clone();
        let in_turn = (1..=repeats).flat_map(|repeat| (0..variants.len()).map(move |variant| Task { repeat, variant }));
        let waiting = in_turn.filter(|task| runs(task.variant)).collect();
        let outcomes = vec![vec![None; repeats as usize]; variants.len()];
        let given = BTreeMap::new();
        let (direction, metric) = (objective.direction, objective.metric_name);
        Some(Self { variants, repeats, direction, metric, outcomes, waiting, given })
    }

    /// The variants, and whether they can run.
    pub fn variants(&self) -> &[(Variant, Standing)] {
        &self.variants
    }

    /// What runs of a variant.
    pub fn plan(&self, variant: usize) -> Option<&Plan> {
        self.variants.get(variant)?.1.plan.as_ref().ok()
    }

    /// The plans of all variants that can run.
    pub fn plans(&self) -> impl Iterator<Item = &Plan> {
        self.variants.iter().filter_map(|(_, standing)| standing.plan.as_ref().ok())
    }

    /// How often each variant is run.
    pub fn repeats(&self) -> u32 {
        self.repeats
    }

    /// Which way the objective is better.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The objective metric's name.
    pub fn metric(&self) -> &str {
        &self.metric
    }

    /// For each variant the outcomes of its repeats; `None` where one is not done.
    pub fn outcomes(&self) -> &[Vec<Option<Outcome>>] {
        &self.outcomes
    }

    /// The random seed of a repeat.
    pub fn seed(&self, task: Task) -> u64 {
        self.plan(task.variant).map_or(0, |plan| seed_of(plan.config.seed(), task.repeat))
    }

    /// How many repeats there are of all variants that can run.
    pub fn all(&self) -> usize {
        self.variants.iter().filter(|(_, standing)| standing.plan.is_ok()).count() * self.repeats as usize
    }

    /// How many of them are done.
    pub fn done(&self) -> usize {
        self.outcomes.iter().flatten().flatten().count()
    }

    /// True when all are.
    pub fn has_ended(&self) -> bool {
        self.waiting.is_empty() && self.given.is_empty()
    }

    /// The next repeat, which this worker has from now on.
    pub fn give(&mut self, worker: W) -> Option<Task> {
        let task = self.waiting.pop_front()?;
        self.given.insert(task, worker);
        Some(task)
    }

    /// How many repeats a worker has.
    pub fn given_to(&self, worker: W) -> usize {
        self.given.values().filter(|own| **own == worker).count()
    }

    /// What came of a repeat. One that was done before, by somebody who was thought lost, stays as it is: it is the same.
    pub fn take(&mut self, task: Task, outcome: Outcome) {
        self.given.remove(&task);
        self.waiting.retain(|other| *other != task);
        let place =
            self.outcomes.get_mut(task.variant).and_then(|own| own.get_mut(task.repeat.checked_sub(1)? as usize));
        if let Some(place) = place {
            place.get_or_insert(outcome);
        }
    }

    /// A worker is lost: others do its repeats, before all that are waiting.
    pub fn lose(&mut self, worker: W) {
        let lost: Vec<Task> = self.given.iter().filter(|(_, own)| **own == worker).map(|(task, _)| *task).collect();
        for task in lost.into_iter().rev() {
            self.given.remove(&task);
            self.waiting.push_front(task);
        }
    }

    /// Ends it: what is not done is not wanted any more.
    pub fn cancel(&mut self) {
        self.waiting.clear();
        self.given.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::PRESETS;
    use crate::playground::compare::{Change, standing, variants};
    use crate::strategy::StrategyKind;

    fn comparison(repeats: u32) -> Comparison<u32> {
        let base = PRESETS[0].document();
        let changes = [Change::EarlyStopping(false), Change::EarlyStopping(true)];
        let variants = variants(&base, &changes);
        let standing = standing(&base, &variants, &[]);
        Comparison::new(variants, standing, repeats).unwrap()
    }

    #[test]
    fn repeats_go_round_the_variants_and_those_of_a_lost_worker_come_first() {
        let mut comparison = comparison(2);
        assert_eq!((comparison.all(), comparison.done()), (4, 0));
        let first = comparison.give(1).unwrap();
        let second = comparison.give(2).unwrap();
        assert_eq!(first, Task { repeat: 1, variant: 0 });
        assert_eq!(second, Task { repeat: 1, variant: 1 });
        assert_eq!(comparison.seed(second), 2026);
        comparison.lose(1);
        assert_eq!((comparison.given_to(1), comparison.given_to(2)), (0, 1));
        assert_eq!(comparison.give(2), Some(first));
        let outcome = Outcome { jobs: 1, ..Outcome::default() };
        comparison.take(first, outcome.clone());
        // The one that was thought lost comes after all.
        comparison.take(first, Outcome::default());
        assert_eq!(comparison.outcomes()[0][0], Some(outcome.clone()));
        comparison.take(second, outcome);
        let third = comparison.give(2).unwrap();
        assert_eq!((third, comparison.seed(third)), (Task { repeat: 2, variant: 0 }, 2027));
        assert!(!comparison.has_ended());
        comparison.cancel();
        assert!(comparison.has_ended());
        assert_eq!((comparison.done(), comparison.give(2)), (2, None));
    }

    #[test]
    fn what_cannot_run_is_left_out_and_says_why() {
        let mut base = PRESETS[0].document();
        base.request.hyper_parameter_tuning_job_config.resource_limits.max_number_of_training_jobs = Some(1000);
        let changes = [Change::Strategy(StrategyKind::Random), Change::Strategy(StrategyKind::Bayesian)];
        let variants = variants(&base, &changes);
        let standing = standing(&base, &variants, &[]);
        assert!(standing[0].plan.is_ok());
        let obstacles = standing[1].plan.as_ref().unwrap_err();
        assert!(obstacles[0].contains("1000 is outside what AWS allows"), "{obstacles:?}");
        let mut comparison: Comparison<u32> = Comparison::new(variants, standing, 3).unwrap();
        assert_eq!(comparison.all(), 3);
        comparison.give(1);
        assert_eq!(comparison.give(1), Some(Task { repeat: 2, variant: 0 }));
    }
}
