//! What the processor can do at most in vectors of four: multiplications and additions that wait for nothing.

use std::hint::black_box;
use std::time::Instant;
use wide::f32x4;

/// Chains that do not depend on each other: enough to hide both latencies on two ports each, few enough for 16 registers.
const CHAINS: usize = 12;
const STEPS: u32 = 2_000_000;
const RUNS: usize = 20;

/// Floating point operations a second of one core, a multiplication and an addition being one each: the best of some runs.
/// Multiply and add are two instructions, as in WebAssembly and on every processor with SSE; a fused one would do twice that.
pub(crate) fn flops_per_second() -> f64 {
    let factor = f32x4::splat(black_box(0.999));
    let summand = f32x4::splat(black_box(0.001));
    let seconds = || {
        let mut chains = black_box([f32x4::splat(1.0); CHAINS]);
        let start = Instant::now();
        for _ in 0..STEPS {
            for chain in &mut chains {
                *chain = *chain * factor + summand;
            }
        }
        let seconds = start.elapsed().as_secs_f64();
        black_box(chains);
        seconds
    };
    let best = (0..RUNS).map(|_| seconds()).fold(f64::INFINITY, f64::min);
    f64::from(STEPS) * (CHAINS * 2 * 4) as f64 / best
}
