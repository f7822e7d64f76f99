//! Training many jobs at once on the GPU against training them one by one on one core of the CPU, both natively: what decides
//! from how many jobs on the GPU is worth its while.
//!
//! `cargo bench --features gpu --bench gpu` prints a table for each network. It needs Vulkan: a loader (`libvulkan.so.1`, on
//! the library path) and a driver. Where CUDA works and no adapter is found, the driver's description is missing or elsewhere;
//! `VK_DRIVER_FILES` names it, often `/usr/share/vulkan/icd.d/nvidia_icd.json`.

#![allow(clippy::expect_used, reason = "a benchmark that cannot go on ends")]

#[path = "../../tests/support/digits.rs"]
mod digits;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use pollster::block_on;
use tuneground::dataset::{Dataset, DatasetName, DatasetOptions, DatasetSpec};
use tuneground::gpu::Gpu;
use tuneground::model::gpu::Fleet;
use tuneground::model::{ModelKind, Progress, TrainingRun, TrainingSpec};

const JOBS: [u64; 6] = [1, 4, 16, 64, 256, 1024];
/// What one cell of a table may take.
const PATIENCE: Duration = Duration::from_secs(3);

struct Network {
    title: &'static str,
    dataset: Arc<Dataset>,
    spec: TrainingSpec,
}

fn network(title: &'static str, dataset: Dataset, pairs: &[(&str, &str)]) -> Network {
    let pairs = pairs.iter().copied().chain([("epochs", "1000")]);
    let spec = TrainingSpec::new(ModelKind::Mlp, pairs).expect("hyperparameters that are right");
    Network { title, dataset: Arc::new(dataset), spec }
}

fn main() {
    let moons = DatasetSpec::new(DatasetName::TwoMoons, &DatasetOptions::default()).expect("two moons");
    let digits = [("hidden_layers", "1"), ("hidden_units", "32"), ("activation", "relu"), ("learning_rate", "0.01")];
    let networks = [
        network("2-8-8-2, tanh, sgd, mini-batches of 32, 300 rows", Dataset::generate(&moons).expect("two moons"), &[]),
        network("64-32-10, relu, sgd, mini-batches of 32, 1347 rows", digits::digits(0.25), &digits),
        network(
            "64-32-10, relu, adam, dropout 0.2, mini-batches of 128, 1347 rows",
            digits::digits(0.25),
            &[&digits[..], &[("optimizer", "adam"), ("dropout", "0.2"), ("mini_batch_size", "128")]].concat(),
        ),
    ];
    let wait = |device: &wgpu::Device| drop(device.poll(wgpu::PollType::wait_indefinitely()));
    let mut gpu = match block_on(Gpu::open(wait)) {
        Ok(gpu) => gpu,
        Err(error) => {
            eprintln!("{error}\nWhat this needs stands at the head of benches/gpu/main.rs.");
            std::process::exit(1);
        }
    };
    println!("{}: {:?}\n", gpu.adapter(), gpu.limits());
    for network in &networks {
        let cpu = cpu_seconds(network);
        println!("{}\n\nOne core of the CPU: {:.3} ms an epoch.\n", network.title, cpu * 1e3);
        println!("| jobs | epochs a dispatch | ms a dispatch | preparing it | epochs/s | times the CPU |");
        println!("|---:|---:|---:|---:|---:|---:|");
        for jobs in JOBS {
            let mut slowest = 0.0_f64;
            for epochs in [1, 8] {
                // What cannot be done in time, a software adapter's many jobs, is left out.
                if slowest * 8.0 > PATIENCE.as_secs_f64() {
                    continue;
                }
                let (total, preparing) = gpu_seconds(&mut gpu, network, jobs, epochs);
                slowest = slowest.max(total);
                let per_second = jobs as f64 * f64::from(epochs) / total;
                let [total, preparing] = [total, preparing].map(|seconds| seconds * 1e3);
                let times = per_second * cpu;
                println!("| {jobs} | {epochs} | {total:.3} | {preparing:.3} | {per_second:.0} | {times:.2} |");
            }
            if slowest > PATIENCE.as_secs_f64() {
                println!("\n{jobs} jobs took {slowest:.1} s, so more of them are left out.");
                break;
            }
        }
        println!();
    }
}

/// The middle of some measured times.
fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Seconds of an epoch on the CPU.
fn cpu_seconds(network: &Network) -> f64 {
    let mut run = TrainingRun::new(&network.spec, Arc::clone(&network.dataset), 1, 1);
    let mut times = Vec::new();
    let start = Instant::now();
    while times.len() < 20 && start.elapsed() < PATIENCE {
        let start = Instant::now();
        while matches!(black_box(run.advance(usize::MAX)), Progress::Working) {}
        times.push(start.elapsed().as_secs_f64());
    }
    median(times)
}

/// Seconds of a dispatch of `epochs` epochs of `jobs` jobs, from their orders to their metrics, and what of it was their
/// preparation.
fn gpu_seconds(gpu: &mut Gpu, network: &Network, jobs: u64, epochs: u32) -> (f64, f64) {
    let mut fleet = Fleet::new(gpu.limits());
    for number in 0..jobs {
        fleet.launch(&network.spec, &network.dataset, 1, number).expect("a job that fits");
    }
    let (mut totals, mut preparations) = (Vec::new(), Vec::new());
    // The first dispatch also compiles the shader and carries the weights.
    let first = fleet.dispatch(1).expect("a first epoch");
    block_on(gpu.run(&first)).expect("a GPU that does its work");
    let begin = Instant::now();
    while totals.len() < 11 && (totals.is_empty() || begin.elapsed() < PATIENCE) {
        let start = Instant::now();
        let dispatch = fleet.dispatch(epochs).expect("epochs that are left");
        let prepared = start.elapsed().as_secs_f64();
        let results = block_on(gpu.run(&dispatch)).expect("a GPU that is still there");
        black_box(fleet.take(&dispatch, &results));
        totals.push(start.elapsed().as_secs_f64());
        preparations.push(prepared);
    }
    (median(totals), median(preparations))
}
