//! Who ran when: the slots of `MaxParallelTrainingJobs` over simulated time, where they idle, and how much of what had been launched
//! each launch could not know yet.

use super::Mark;
use crate::training_job::{JobNumber, Seconds, TrainingJob};

/// A training job in its slot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Which.
    pub job: JobNumber,
    /// Its slot, from 0.
    pub slot: usize,
    /// From its launch …
    pub from: Seconds,
    /// … to its end, or until now.
    pub to: Seconds,
    /// How it ended.
    pub mark: Mark,
    /// Training jobs that were still running when it was launched: the strategy did not know what came of them.
    pub unknown: u32,
}

/// All training jobs in their slots.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timeline {
    /// In the order of launch.
    pub bars: Vec<Bar>,
    /// How many slots there are.
    pub slots: usize,
    /// Simulated seconds in which slots were busy, all slots together.
    pub busy: Seconds,
    /// Simulated seconds in which they stood idle.
    pub idle: Seconds,
}

impl Timeline {
    /// The mean number of running training jobs that a launch did not know the outcome of; 0 without jobs.
    pub fn mean_unknown(&self) -> f64 {
        let sum: u32 = self.bars.iter().map(|bar| bar.unknown).sum();
        f64::from(sum) / self.bars.len().max(1) as f64
    }
}

/// The timeline up to `now`, with so many slots or more where more ran at once.
pub fn timeline(jobs: &[TrainingJob], slots: usize, now: Seconds) -> Timeline {
    // When each slot is free again.
    let mut free: Vec<Seconds> = vec![0.0; slots];
    let mut bars: Vec<Bar> = Vec::with_capacity(jobs.len());
    for job in jobs {
        let to = job.ended.unwrap_or(now).max(job.created);
        let slot = free.iter().position(|&free| free <= job.created).unwrap_or_else(|| {
            free.push(0.0);
            free.len() - 1
        });
        // Whoever holds another slot at its launch has not ended by then.
        let unknown = free.iter().filter(|&&free| free > job.created).count() as u32;
        free[slot] = if job.ended.is_some() { to } else { f64::INFINITY };
        bars.push(Bar { job: job.number, slot, from: job.created, to, mark: Mark::of(&job.status), unknown });
    }
    let busy: Seconds = bars.iter().map(|bar| bar.to - bar.from).sum();
    let slots = free.len();
    Timeline { bars, slots, busy, idle: (slots as f64 * now - busy).max(0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::playground::plot::tests_support::job;
    use crate::playground::{Objective, PRESETS, check};

    #[test]
    fn jobs_take_the_first_free_slot() {
        let at = |number, created, ended| TrainingJob { created, ended: Some(ended), ..job(number, &[0.0], &[1.0]) };
        let jobs = [at(1, 0.0, 10.0), at(2, 0.0, 4.0), at(3, 4.0, 12.0), at(4, 10.0, 11.0)];
        let line = timeline(&jobs, 2, 20.0);
        let slots: Vec<usize> = line.bars.iter().map(|bar| bar.slot).collect();
        assert_eq!((slots, line.slots), (vec![0, 1, 1, 0], 2));
        assert_eq!(line.bars.iter().map(|bar| bar.unknown).collect::<Vec<_>>(), [0, 1, 1, 1]);
        assert_eq!((line.busy, line.idle, line.mean_unknown()), (23.0, 17.0, 0.75));
        assert_eq!(timeline(&[], 3, 0.0).idle, 0.0);
    }

    #[test]
    fn never_more_slots_than_a_tuning_job_may_use() {
        for preset in &PRESETS {
            let plan = check(&preset.document(), Objective::Problem).plan.unwrap();
            let slots = plan.config.max_parallel_jobs() as usize;
            let job = plan.run_to_end();
            let line = timeline(job.state().jobs(), slots, job.state().now());
            assert_eq!(line.slots, slots, "{}", preset.id);
            // Nobody runs in a slot that is taken.
            for (place, bar) in line.bars.iter().enumerate() {
                let others = line.bars[..place].iter().filter(|other| other.slot == bar.slot);
                assert!(others.into_iter().all(|other| other.to <= bar.from), "{}: job {}", preset.id, bar.job);
            }
        }
    }
}
