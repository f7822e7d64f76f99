//! Training on a GPU against training on the CPU, on whatever adapter Vulkan has: in `make test` the one in software that
//! comes with Chromium.
//!
//! Both compute the same formulas in f32 from the same initial weights, orders and masks; they differ by the order of sums,
//! by fused products, and by the last bits of division, square root and logarithm. That is some 1e-7 an update, which
//! training carries on and may amplify. So losses are held to [`LOSS_TOLERANCE`], the tolerance to which `numerics.rs` holds
//! the CPU against f64, and hits to one row that may lie on the other side of a boundary.

#![allow(clippy::unwrap_used, reason = "an adapter that fails here fails the test")]

#[path = "support/digits.rs"]
mod digits;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use pollster::block_on;
use tuneground::dataset::{Dataset, DatasetName, DatasetOptions, DatasetSpec};
use tuneground::gpu::{Gpu, GpuError};
use tuneground::model::gpu::{Fleet, Limits, RunId, Unfit};
use tuneground::model::{ModelKind, NonFinite, Progress, TrainingRun, TrainingSpec};
use tuneground::playground::{Assignment, Document, GpuTrainer, Objective, Plan, Preset, Trainer, Training, plan};
use tuneground::playground::{GpuTrainingBench, TrainingBench};
use tuneground::simulate::Simulation;
use tuneground::tuning_job::{Command, Event, LogEntry};

/// Relative to the CPU's loss, or absolute below 1.
const LOSS_TOLERANCE: f64 = 1e-4;
const SEED: u64 = 5;

struct Case {
    dataset: Arc<Dataset>,
    spec: TrainingSpec,
}

fn case(dataset: &Arc<Dataset>, kind: ModelKind, pairs: &[(&str, &str)]) -> Case {
    Case { dataset: Arc::clone(dataset), spec: TrainingSpec::new(kind, pairs.iter().copied()).unwrap() }
}

fn dataset(name: DatasetName) -> Arc<Dataset> {
    Arc::new(Dataset::generate(&DatasetSpec::new(name, &DatasetOptions::default()).unwrap()).unwrap())
}

fn open() -> Gpu {
    let wait = |device: &wgpu::Device| drop(device.poll(wgpu::PollType::wait_indefinitely()));
    block_on(Gpu::open(wait)).unwrap_or_else(|error| panic!("{error}; scripts/test.sh says where one in software is"))
}

/// Networks, data sets, batches and rules of every kind.
fn cases() -> Vec<Case> {
    use ModelKind::{LogisticRegression, Mlp};
    let [moons, spirals, blobs, iris] =
        [DatasetName::TwoMoons, DatasetName::Spirals, DatasetName::Blobs, DatasetName::Iris].map(dataset);
    let digits = Arc::new(digits::digits(0.25));
    let ten = ("epochs", "10");
    let mut cases = vec![
        case(&moons, Mlp, &[ten]),
        case(&moons, Mlp, &[ten, ("momentum", "0"), ("mini_batch_size", "7"), ("weight_decay", "0.001")]),
        // Rows in one update that go through in five chunks, the last one of 44.
        case(&moons, Mlp, &[ten, ("learning_rate", "0.5"), ("mini_batch_size", "10000")]),
        case(&moons, Mlp, &[ten, ("mini_batch_size", "1"), ("learning_rate", "0.002"), ("hidden_layers", "1")]),
        case(&spirals, Mlp, &[ten, ("activation", "relu"), ("optimizer", "adam"), ("learning_rate", "0.01")]),
        case(&blobs, Mlp, &[ten, ("activation", "sigmoid"), ("weight_decay", "0.01"), ("hidden_units", "5")]),
        case(&blobs, Mlp, &[ten, ("optimizer", "rmsprop"), ("learning_rate", "0.005"), ("hidden_layers", "6")]),
        case(&iris, Mlp, &[("epochs", "5"), ("hidden_units", "1"), ("mini_batch_size", "30")]),
        case(&iris, LogisticRegression, &[ten, ("l1", "0.01"), ("optimizer", "sgd")]),
        case(&iris, LogisticRegression, &[ten, ("l1", "0.003"), ("wd", "0.02"), ("mini_batch_size", "11")]),
        // Weights that stay in the storage buffer.
        case(
            &iris,
            Mlp,
            &[("epochs", "3"), ("hidden_units", "128"), ("hidden_layers", "3"), ("learning_rate", "0.01")],
        ),
    ];
    for activation in ["relu", "tanh", "sigmoid"] {
        let pairs = [("epochs", "6"), ("dropout", "0.2"), ("mini_batch_size", "27"), ("activation", activation)];
        cases.push(case(&moons, Mlp, &pairs));
    }
    let wide = [("hidden_layers", "1"), ("hidden_units", "32"), ("activation", "relu"), ("optimizer", "adam")];
    cases.push(case(&digits, Mlp, &[&wide[..], &[("epochs", "3"), ("learning_rate", "0.002")]].concat()));
    cases
}

/// The training job numbered `number`, on the CPU, to its end.
fn on_cpu(case: &Case, number: usize) -> Vec<Progress> {
    let mut run = TrainingRun::new(&case.spec, Arc::clone(&case.dataset), SEED, number as u64);
    let mut ends = Vec::new();
    loop {
        match run.advance(usize::MAX) {
            Progress::Working => {}
            Progress::Finished => return ends,
            end => ends.push(end),
        }
        if matches!(ends.last(), Some(Progress::Diverged { .. })) {
            return ends;
        }
    }
}

/// All cases together, `epochs` a dispatch, to their end.
fn on_gpu(gpu: &mut Gpu, cases: &[Case], epochs: u32) -> Vec<Vec<Progress>> {
    let mut fleet = Fleet::new(gpu.limits());
    let launch = |(number, case): (usize, &Case)| fleet.launch(&case.spec, &case.dataset, SEED, number as u64).unwrap();
    let ids: Vec<RunId> = cases.iter().enumerate().map(launch).collect();
    let mut ends: BTreeMap<RunId, Vec<Progress>> = BTreeMap::new();
    while let Some(dispatch) = fleet.dispatch(epochs) {
        let results = block_on(gpu.run(&dispatch)).unwrap();
        for (id, progress) in fleet.take(&dispatch, &results) {
            ends.entry(id).or_default().push(progress);
        }
    }
    assert!(fleet.is_empty());
    ids.iter().map(|id| ends.remove(id).unwrap_or_default()).collect()
}

#[test]
fn learning_curves_are_the_cpus() {
    let cases = cases();
    let mut wrong = String::new();
    for (number, (case, gpu)) in cases.iter().zip(on_gpu(&mut open(), &cases, 4)).enumerate() {
        let cpu = on_cpu(case, number);
        assert_eq!((gpu.len(), cpu.len()), (case.spec.epochs() as usize, case.spec.epochs() as usize), "{number}");
        let (mut loss, mut hits): (f64, f64) = (0.0, 0.0);
        for (gpu, cpu) in gpu.iter().zip(&cpu) {
            let (Progress::Epoch(gpu), Progress::Epoch(cpu)) = (gpu, cpu) else { panic!("{number}: {gpu:?} {cpu:?}") };
            assert_eq!(gpu.epoch, cpu.epoch);
            let specs = case.spec.kind().metrics(case.dataset.task());
            for ((gpu, cpu), spec) in gpu.values().iter().zip(cpu.values()).zip(specs) {
                let train = spec.name.starts_with("train");
                let rows = if train { case.dataset.train().rows() } else { case.dataset.validation().rows() };
                if spec.name.ends_with("accuracy") {
                    hits = hits.max((gpu - cpu).abs() * rows as f64);
                } else {
                    loss = loss.max((gpu - cpu).abs() / cpu.max(1.0));
                }
            }
        }
        println!("{number:2}: losses within {loss:.1e}, hits within {hits:.0}");
        if loss > LOSS_TOLERANCE || hits > 1.001 {
            let _ = writeln!(wrong, "{number}: {:?} {loss} {hits}\n{gpu:?}\n{cpu:?}", case.spec);
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn neither_company_nor_the_cut_into_dispatches_changes_a_bit() {
    let mut gpu = open();
    let all = cases();
    let together = on_gpu(&mut gpu, &all, 10);
    for (number, case) in all.iter().enumerate().filter(|(number, _)| [1, 4, 11].contains(number)) {
        let mut fleet = Fleet::new(gpu.limits());
        // What is launched first has gone when the first epoch comes back, and leaves its place to another.
        let first = fleet.launch(&all[8].spec, &all[8].dataset, SEED, 99).unwrap();
        let id = fleet.launch(&case.spec, &case.dataset, SEED, number as u64).unwrap();
        let mut alone = Vec::new();
        let mut other = Some(first);
        while let Some(dispatch) = fleet.dispatch(1) {
            if let Some(other) = other.take() {
                fleet.halt(other);
                fleet.launch(&all[9].spec, &all[9].dataset, SEED, 98).unwrap();
            }
            let results = block_on(gpu.run(&dispatch)).unwrap();
            alone.extend(fleet.take(&dispatch, &results).into_iter().filter(|end| end.0 == id).map(|end| end.1));
        }
        assert_eq!(alone, together[number]);
    }
}

#[test]
fn what_diverges_diverges_in_the_same_epoch_for_the_same_reason() {
    let moons = dataset(DatasetName::TwoMoons);
    let diverging = [
        &[("learning_rate", "1000"), ("weight_decay", "100")][..],
        &[("learning_rate", "1000"), ("weight_decay", "100"), ("activation", "relu"), ("mini_batch_size", "300")],
        &[("learning_rate", "1000"), ("weight_decay", "1"), ("momentum", "1"), ("mini_batch_size", "100")],
    ];
    let cases: Vec<Case> = diverging.iter().map(|pairs| case(&moons, ModelKind::Mlp, pairs)).collect();
    let mut reasons = Vec::new();
    for (number, (case, gpu)) in cases.iter().zip(on_gpu(&mut open(), &cases, 3)).enumerate() {
        let cpu = on_cpu(case, number);
        println!("{:?}", cpu.last());
        assert!(matches!(cpu.last(), Some(Progress::Diverged { .. })), "{cpu:?}");
        assert_eq!((gpu.last(), gpu.len()), (cpu.last(), cpu.len()), "{number}");
        if let Some(Progress::Diverged { what, .. }) = cpu.last() {
            reasons.push(*what);
        }
    }
    assert!(reasons.contains(&NonFinite::Weights) || reasons.contains(&NonFinite::TrainingLoss), "{reasons:?}");
}

#[test]
fn a_gpu_that_fails_says_so() {
    let moons = dataset(DatasetName::TwoMoons);
    let one = case(&moons, ModelKind::Mlp, &[("epochs", "2")]);
    let mut gpu = open();
    let mut fleet = Fleet::new(gpu.limits());
    fleet.launch(&one.spec, &one.dataset, SEED, 0).unwrap();
    let mut dispatch = fleet.dispatch(1).unwrap();
    let length = dispatch.state_length;
    dispatch.state_length = 1 << 50;
    let refused = block_on(gpu.run(&dispatch)).unwrap_err();
    assert!(matches!(refused, GpuError::OutOfMemory | GpuError::Refused(_)), "{refused:?}");
    dispatch.state_length = length;
    let mut gpu = open();
    assert!(block_on(gpu.run(&dispatch)).is_ok());
    gpu.close();
    assert!(matches!(block_on(gpu.run(&dispatch)), Err(GpuError::Lost(_))));
}

#[test]
fn a_full_buffer_takes_no_more() {
    let digits = Arc::new(digits::digits(0.25));
    let one = case(&digits, ModelKind::Mlp, &[("hidden_units", "32"), ("hidden_layers", "1")]);
    let limits = Limits { workgroup_bytes: 32_768, invocations: 256, storage_bytes: 1 << 19 };
    let mut fleet = Fleet::new(limits);
    let ids: Vec<_> = (0..).map_while(|number| fleet.launch(&one.spec, &one.dataset, SEED, number).ok()).collect();
    // A unit's weights and its bias fill up vectors of four; each comes with its gradient and two memories.
    let vectors = (digits.features() + 1).div_ceil(4) * 32 + 33_usize.div_ceil(4) * 10;
    assert_eq!(ids.len(), (1 << 19) / (4 * vectors * 16));
    fleet.halt(ids[3]);
    assert!(fleet.launch(&one.spec, &one.dataset, SEED, 100).is_ok());
    assert_eq!(fleet.launch(&one.spec, &one.dataset, SEED, 101), Err(Unfit::Full));
}

/// Five random training jobs, three at a time, of which none is stopped early. Their learning rates are such that training does
/// not amplify the last bits: `where_training_never_settles…` is about others.
fn tuning_job() -> Plan {
    let mut json = Preset::find("no-early-stopping").unwrap().document().to_json();
    let config = &mut json["Request"]["HyperParameterTuningJobConfig"];
    config["ResourceLimits"]["MaxNumberOfTrainingJobs"] = 5.into();
    config["ResourceLimits"]["MaxParallelTrainingJobs"] = 3.into();
    let ranges = &mut config["ParameterRanges"]["ContinuousParameterRanges"];
    (ranges[0]["MaxValue"], ranges[1]["MaxValue"]) = ("0.1".into(), "0.9".into());
    plan(&Document::from_json(json).unwrap(), Objective::Problem).unwrap()
}

/// Has a tuning job trained on the GPU, and the card taken away after so many reports: then the CPU goes on, told what is known.
fn trained(plan: &Plan, gpu: &mut Gpu, mut reports_left: usize) -> Simulation {
    let Training::Problem(problem) = &plan.training else { unreachable!("a preset has a problem") };
    let mut card = Some(GpuTrainer::new(gpu.limits()));
    card.as_mut().unwrap().open(1, plan.trained_problem().unwrap().clone(), None, plan.config.seed());
    let mut cpu = Trainer::new(problem.clone(), None, plan.config.seed());
    let mut simulation = plan.start();
    while !simulation.job().state().has_ended() {
        for command in simulation.take_commands() {
            match (command, &mut card) {
                (Command::Launch(job), Some(card)) => {
                    assert_eq!(card.launch(1, Assignment::of(&simulation, job).unwrap()), Ok(None));
                }
                (Command::Launch(job), None) => drop(cpu.launch(Assignment::of(&simulation, job).unwrap())),
                (Command::Halt(job), Some(card)) => card.halt(1, job),
                (Command::Halt(job), None) => cpu.halt(job),
            }
        }
        let mut reports = Vec::new();
        if let Some(trainer) = &mut card {
            let dispatch = trainer.dispatch(2).unwrap();
            let results = block_on(gpu.run(&dispatch)).unwrap();
            reports.extend(trainer.take(&dispatch, &results).into_iter().map(|(_, job, outcome)| (job, outcome)));
            reports.truncate(reports_left);
            reports_left -= reports.len();
        } else {
            reports.extend(cpu.work(usize::MAX));
        }
        for (job, outcome) in reports {
            simulation.supply(job, outcome);
        }
        simulation.advance(f64::INFINITY, usize::MAX);
        if reports_left == 0 && card.take().is_some() {
            for job in simulation.running().collect::<Vec<_>>() {
                cpu.launch(Assignment::of(&simulation, job).unwrap());
            }
            simulation.take_commands();
        }
    }
    simulation
}

/// The logs are the same, but for values that differ within the tolerance.
fn check_logs(gpu: &[LogEntry], cpu: &[LogEntry]) {
    assert_eq!(gpu.len(), cpu.len());
    for (gpu, cpu) in gpu.iter().zip(cpu) {
        assert_eq!(gpu.time, cpu.time);
        match (&gpu.event, &cpu.event) {
            (
                Event::EpochCompleted { job, epoch, value, metrics },
                Event::EpochCompleted { job: cpu_job, epoch: cpu_epoch, value: cpu_value, metrics: cpu_metrics },
            ) => {
                assert_eq!((job, epoch, metrics.len()), (cpu_job, cpu_epoch, cpu_metrics.len()));
                // A hit more or less is a hundredth.
                assert!((value - cpu_value).abs() < 0.0101, "job {job}, epoch {epoch}: {value} {cpu_value}");
            }
            (gpu, cpu) => assert_eq!(gpu, cpu),
        }
    }
}

#[test]
fn a_tuning_job_on_the_gpu_is_the_cpus() {
    let (plan, mut gpu) = (tuning_job(), open());
    let log = trained(&plan, &mut gpu, usize::MAX).into_job();
    check_logs(log.log(), plan.run_to_end().log());
}

#[test]
fn a_tuning_job_whose_gpu_is_lost_goes_on_where_it_was() {
    let plan = tuning_job();
    let whole = plan.run_to_end();
    check_logs(trained(&plan, &mut open(), 40).into_job().log(), whole.log());
}

/// Where the learning rate is so large that training never settles, a difference in the last bit grows until the curves part: the
/// CPU's own, too, after a change of its learning rate by a millionth. The GPU's differ no sooner than that.
#[test]
fn where_training_never_settles_curves_part_as_the_cpus_own_do() {
    let moons = dataset(DatasetName::TwoMoons);
    let with = |rate: &str| {
        let pairs = [("learning_rate", rate), ("momentum", "0.97"), ("activation", "relu"), ("hidden_units", "16")];
        case(&moons, ModelKind::Mlp, &[&pairs[..], &[("epochs", "30")]].concat())
    };
    let (one, other) = (with("0.2"), with("0.2000002"));
    let gpu = on_gpu(&mut open(), std::slice::from_ref(&one), 5).remove(0);
    let (cpu, changed) = (on_cpu(&one, 0), on_cpu(&other, 0));
    let losses = |ends: &[Progress]| -> Vec<f64> {
        ends.iter().map(|end| if let Progress::Epoch(metrics) = end { metrics.values()[0] } else { f64::NAN }).collect()
    };
    let (gpu, cpu, changed) = (losses(&gpu), losses(&cpu), losses(&changed));
    let (mut of_gpu, mut of_change): (f64, f64) = (0.0, 0.0);
    for (epoch, ((gpu, cpu), changed)) in gpu.iter().zip(&cpu).zip(&changed).enumerate() {
        of_gpu = of_gpu.max((gpu - cpu).abs());
        of_change = of_change.max((changed - cpu).abs());
        println!("{:2}: {of_gpu:.1e}, {of_change:.1e}", epoch + 1);
        assert!(of_gpu < LOSS_TOLERANCE.max(100.0 * of_change), "{epoch}: {of_gpu} {of_change}");
    }
    assert!(of_change > 1e-2, "this training amplifies nothing");
}

#[test]
fn what_is_measured_on_the_gpu_is_trained_as_on_the_cpu() {
    let request = serde_json::json!({"Model": "mlp", "HyperParameters": {"hidden_units": 8}, "Epochs": 7, "Jobs": 5});
    let mut gpu = open();
    // Room for two jobs at once, and the others after them.
    let mut limits = gpu.limits();
    limits.storage_bytes = 10_000;
    for (limits, at_once) in [(gpu.limits(), true), (limits, false)] {
        let mut bench = GpuTrainingBench::new(&request, None, limits).unwrap();
        let rehearsal = bench.rehearsal().unwrap().unwrap();
        block_on(gpu.run(&rehearsal)).unwrap();
        let mut dispatches = 0;
        while let Some(dispatch) = bench.dispatch(4) {
            let results = block_on(gpu.run(&dispatch)).unwrap();
            bench.take(&dispatch, &results);
            dispatches += 1;
        }
        let on_gpu = bench.answer(2.0);
        let mut bench = TrainingBench::new(&request, None).unwrap();
        while !bench.work(1000) {}
        let on_cpu = bench.answer(2.0);
        for member in ["Samples", "SamplesPerSecond", "Jobs"] {
            assert_eq!(on_gpu[member], on_cpu[member]);
        }
        assert_eq!((&on_gpu["Backend"], &on_cpu["Backend"]), (&"gpu".into(), &"cpu".into()));
        let loss = |answer: &serde_json::Value| answer["Metrics"]["validation:loss"].as_f64().unwrap();
        assert!((loss(&on_gpu) - loss(&on_cpu)).abs() < 1e-4, "{on_gpu} {on_cpu}");
        assert_eq!(dispatches == 2, at_once, "{dispatches}");
    }
}

#[test]
fn what_the_gpu_cannot_train_is_not_measured_on_it() {
    let refused = |request: serde_json::Value, limits| {
        GpuTrainingBench::new(&request, None, limits).unwrap().rehearsal().unwrap_err()
    };
    let limits = open().limits();
    assert!(refused(serde_json::json!({"Model": "decision-tree"}), limits).contains("networks only"));
    let full = Limits { storage_bytes: 100, ..limits };
    assert!(refused(serde_json::json!({"Model": "mlp"}), full).contains("full"));
}
