//! All training jobs that a GPU trains at the moment.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::arena::Arena;
use super::layout::{Kernel, Unfit};
use super::run::{Places, RESULT_WORDS, Run, TablesAt};
use super::{JOB_WORDS, Limits};
use crate::dataset::{Dataset, Table};
use crate::model::{Progress, TrainingSpec};

/// A training job of a [`Fleet`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunId(u32);

/// The training jobs on a GPU, with data sets and places in buffers.
#[derive(Clone, Debug)]
pub struct Fleet {
    limits: Limits,
    runs: BTreeMap<RunId, Resident>,
    next: u32,
    arena: Arena,
    /// Data sets in use, and where their rows are in `tables`.
    datasets: Vec<(Arc<Dataset>, TablesAt)>,
    tables: Vec<f32>,
    /// Whether the tables have changed since the last dispatch.
    tables_are_new: bool,
    uploads: Vec<Upload>,
}

#[derive(Clone, Debug)]
struct Resident {
    run: Run,
    state_at: u32,
    tables: TablesAt,
}

/// What must be in the buffer of weights before a dispatch.
#[derive(Clone, Debug, PartialEq)]
pub struct Upload {
    /// Where, in f32.
    pub at: u64,
    /// What.
    pub values: Vec<f32>,
}

/// Jobs of a dispatch that have the same kernel: a workgroup each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their pipeline.
    pub kernel: Kernel,
    /// The first of them, as a number in [`Dispatch::jobs`].
    pub first: u32,
    /// How many they are.
    pub jobs: u32,
}

/// Some epochs of all jobs, as the content of buffers.
#[derive(Clone, Debug)]
pub struct Dispatch {
    /// All rows of all data sets, if they are not those of the dispatch before.
    pub tables: Option<Vec<f32>>,
    /// How long the buffer of weights must be, in f32; what is in it stays.
    pub state_length: u64,
    /// What must be put there first.
    pub uploads: Vec<Upload>,
    /// [`JOB_WORDS`] words a job.
    pub jobs: Vec<u32>,
    /// The orders of rows.
    pub orders: Vec<u32>,
    /// How many words of results there will be.
    pub result_words: usize,
    /// What is to be run.
    pub groups: Vec<Group>,
    /// Each job with its first epoch here and its number of epochs, in the order of results.
    runs: Vec<(RunId, u32, u32)>,
}

impl Fleet {
    /// No jobs, for an adapter with these limits.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            runs: BTreeMap::new(),
            next: 0,
            arena: Arena::default(),
            datasets: Vec::new(),
            tables: Vec::new(),
            tables_are_new: true,
            uploads: Vec::new(),
        }
    }

    /// Takes on the training job numbered `job_number` of a tuning job with random seed `seed`.
    pub fn launch(
        &mut self,
        spec: &TrainingSpec,
        dataset: &Arc<Dataset>,
        seed: u64,
        job_number: u64,
    ) -> Result<RunId, Unfit> {
        let (run, state) = Run::new(spec, Arc::clone(dataset), seed, job_number, &self.limits)?;
        let tables = self.tables_of(dataset)?;
        let length = run.layout().state_vectors();
        let state_at = self.arena.take(length);
        if u64::from(self.arena.end()) * 16 > self.limits.storage_bytes {
            self.arena.give_back(state_at, length);
            return Err(Unfit::Full);
        }
        self.uploads.push(Upload { at: u64::from(state_at) * 4, values: state });
        let id = RunId(self.next);
        self.next += 1;
        self.runs.insert(id, Resident { run, state_at, tables });
        Ok(id)
    }

    /// Drops a job; what of it is being trained will be passed over.
    pub fn halt(&mut self, id: RunId) {
        if let Some(resident) = self.runs.remove(&id) {
            self.arena.give_back(resident.state_at, resident.run.layout().state_vectors());
            // Its place may be another's by the next dispatch, or no longer be there.
            self.uploads.retain(|upload| upload.at != u64::from(resident.state_at) * 4);
        }
        if self.runs.is_empty() {
            self.datasets.clear();
            self.tables.clear();
        }
    }

    /// How many jobs there are.
    pub fn len(&self) -> usize {
        self.runs.len()
    }

    /// Whether there is nothing to train.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The next `epochs` epochs, or as many as are left, of every job; fewer jobs where the orders of all would not fit in a
    /// buffer. `None` when there is nothing to train.
    ///
    /// Jobs may be launched and halted, and further dispatches made, before its results are there: buffers are written and
    /// dispatches run in the order in which they were made.
    pub fn dispatch(&mut self, epochs: u32) -> Option<Dispatch> {
        let mut by_kernel: Vec<(Kernel, RunId)> =
            self.runs.iter().map(|(id, resident)| (resident.run.layout().kernel, *id)).collect();
        by_kernel.sort_unstable();
        let mut dispatch = Dispatch {
            tables: std::mem::take(&mut self.tables_are_new).then(|| self.tables.clone()),
            state_length: u64::from(self.arena.end()) * 4,
            uploads: std::mem::take(&mut self.uploads),
            jobs: Vec::with_capacity(by_kernel.len() * JOB_WORDS),
            orders: Vec::new(),
            result_words: 0,
            groups: Vec::new(),
            runs: Vec::new(),
        };
        for (kernel, id) in by_kernel {
            let Some(resident) = self.runs.get_mut(&id) else { continue };
            let run = &mut resident.run;
            let epochs = epochs.min(run.epochs_left());
            let order_words = dispatch.orders.len() + epochs as usize * run.order_words();
            if epochs == 0 || order_words as u64 * 4 > self.limits.storage_bytes {
                continue;
            }
            let places = Places {
                tables: resident.tables,
                order: dispatch.orders.len() as u32,
                state: resident.state_at,
                result: dispatch.result_words as u32,
            };
            dispatch.runs.push((id, run.epoch + 1, epochs));
            let words = run.encode(epochs, &places, &mut dispatch.orders);
            dispatch.add(kernel, &words);
            dispatch.result_words += epochs as usize * RESULT_WORDS;
        }
        (!dispatch.runs.is_empty()).then_some(dispatch)
    }

    /// What came of a dispatch, job by job: its epochs, and where it diverged. Jobs that have come to their end are dropped.
    pub fn take(&mut self, dispatch: &Dispatch, results: &[u32]) -> Vec<(RunId, Progress)> {
        let mut ends = Vec::new();
        let mut results = results.chunks_exact(RESULT_WORDS);
        for &(id, first, epochs) in &dispatch.runs {
            let mut is_over = false;
            for (epoch, words) in (first..first + epochs).zip(&mut results) {
                // After an epoch that diverged nothing was written.
                if let Some(resident) = self.runs.get(&id).filter(|_| !is_over) {
                    let progress = resident.run.read(epoch, words);
                    is_over = matches!(progress, Progress::Diverged { .. }) || epoch == resident.run.spec.epochs();
                    ends.push((id, progress));
                }
            }
            if is_over {
                self.halt(id);
            }
        }
        ends
    }

    /// Where a data set's rows are; they are put there if they are not yet.
    fn tables_of(&mut self, dataset: &Arc<Dataset>) -> Result<TablesAt, Unfit> {
        let known = |(other, _): &&(Arc<Dataset>, TablesAt)| Arc::ptr_eq(other, dataset) || other == dataset;
        if let Some((_, at)) = self.datasets.iter().find(known) {
            return Ok(*at);
        }
        let rows = dataset.train().rows() + dataset.validation().rows();
        let length = self.tables.len() + rows * (dataset.features() + 1);
        if length as u64 * 4 > self.limits.storage_bytes {
            return Err(Unfit::Full);
        }
        let at = TablesAt { train: self.push(dataset.train()), validation: self.push(dataset.validation()) };
        self.tables_are_new = true;
        self.datasets.push((Arc::clone(dataset), at));
        Ok(at)
    }

    /// Appends a table's rows, each with its label; gives where they begin.
    fn push(&mut self, table: &Table) -> u32 {
        let at = self.tables.len() as u32;
        for (row, label) in table.targets().labels().iter().enumerate() {
            self.tables.extend_from_slice(table.row(row));
            self.tables.push(f32::from(*label));
        }
        at
    }
}

impl Dispatch {
    /// The most epochs that a job has in it.
    pub fn epochs(&self) -> u32 {
        self.runs.iter().map(|&(.., epochs)| epochs).max().unwrap_or(0)
    }

    fn add(&mut self, kernel: Kernel, words: &[u32]) {
        let first = (self.jobs.len() / JOB_WORDS) as u32;
        self.jobs.extend_from_slice(words);
        match self.groups.last_mut() {
            Some(group) if group.kernel == kernel => group.jobs += 1,
            _ => self.groups.push(Group { kernel, first, jobs: 1 }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{DatasetName, DatasetOptions, DatasetSpec};
    use crate::model::ModelKind;

    fn dataset(samples: usize) -> Arc<Dataset> {
        let options = DatasetOptions { samples: Some(samples), ..DatasetOptions::default() };
        Arc::new(Dataset::generate(&DatasetSpec::new(DatasetName::TwoMoons, &options).unwrap()).unwrap())
    }

    fn spec(units: &str) -> TrainingSpec {
        TrainingSpec::new(ModelKind::Mlp, [("hidden_units", units)]).unwrap()
    }

    fn fleet(storage_bytes: u64) -> Fleet {
        Fleet::new(Limits { workgroup_bytes: 32_768, invocations: 256, storage_bytes })
    }

    #[test]
    fn what_is_halted_before_its_first_dispatch_is_not_put_there() {
        let (mut fleet, dataset) = (fleet(1 << 20), dataset(100));
        let large = fleet.launch(&spec("64"), &dataset, 1, 1).unwrap();
        fleet.halt(large);
        fleet.launch(&spec("2"), &dataset, 1, 2).unwrap();
        let dispatch = fleet.dispatch(1).unwrap();
        let [upload] = &dispatch.uploads[..] else { unreachable!("{}", dispatch.uploads.len()) };
        assert!(upload.at + upload.values.len() as u64 <= dispatch.state_length);
    }

    #[test]
    fn a_data_set_that_does_not_fit_leaves_the_others_alone() {
        let mut fleet = fleet(1 << 16);
        assert_eq!(fleet.launch(&spec("2"), &dataset(10_000), 1, 1), Err(Unfit::Full));
        assert!(fleet.launch(&spec("2"), &dataset(100), 1, 2).is_ok());
        let dispatch = fleet.dispatch(1).unwrap();
        assert_eq!(dispatch.tables.map(|tables| tables.len()), Some(300));
    }
}
