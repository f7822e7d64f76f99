//! The three products of a layer, where nearly all time goes. W: out × in, row-major; a, z, δ: [tile][unit] of eight
//! rows.
//!
//! | function          | computes          | sums over   | order of the sum              |
//! |-------------------|-------------------|-------------|-------------------------------|
//! | [`forward`]       | z = W a + b       | inputs      | b, then first to last         |
//! | [`pull_down`]     | ∂L/∂a = Wᵀ δ      | outputs     | first to last                 |
//! | [`weight_gradient`] | ∂L/∂W = δ aᵀ    | rows        | tiles, then [`total`]'s order |
//!
//! Each computes [`BLOCK`] results side by side, so that a loaded value is used as often and the sums stay in
//! registers. That changes no sum's order: every block size gives the same bits.

use super::lanes::{LANES, Lanes, add_product, add_scaled, total};

/// Sums side by side: 4 × 8 rows fill half of SSE2's registers.
const BLOCK: usize = 4;

const ZERO: Lanes = [0.0; LANES];

/// `z` becomes W `a` + b.
pub(super) fn forward(weights: &[f32], biases: &[f32], a: &[Lanes], z: &mut [Lanes]) {
    let (inputs, outputs) = (weights.len() / biases.len(), biases.len());
    for (a, z) in a.chunks_exact(inputs).zip(z.chunks_exact_mut(outputs)) {
        let mut output = 0;
        while output + BLOCK <= outputs {
            forward_block::<BLOCK>(weights, biases, a, z, output);
            output += BLOCK;
        }
        while output < outputs {
            forward_block::<1>(weights, biases, a, z, output);
            output += 1;
        }
    }
}

#[inline]
fn forward_block<const N: usize>(weights: &[f32], biases: &[f32], a: &[Lanes], z: &mut [Lanes], output: usize) {
    let rows: [&[f32]; N] = core::array::from_fn(|n| &weights[(output + n) * a.len()..][..a.len()]);
    let mut sums: [Lanes; N] = core::array::from_fn(|n| [biases[output + n]; LANES]);
    for (input, a) in a.iter().enumerate() {
        for (sum, row) in sums.iter_mut().zip(rows) {
            add_scaled(sum, row[input], a);
        }
    }
    z[output..][..N].copy_from_slice(&sums);
}

/// `below` becomes Wᵀ `delta`; `inputs` and `outputs` are W's.
pub(super) fn pull_down(weights: &[f32], outputs: usize, delta: &[Lanes], below: &mut [Lanes]) {
    let inputs = weights.len() / outputs;
    for (delta, below) in delta.chunks_exact(outputs).zip(below.chunks_exact_mut(inputs)) {
        let mut input = 0;
        while input + BLOCK <= inputs {
            pull_down_block::<BLOCK>(weights, delta, below, input);
            input += BLOCK;
        }
        while input < inputs {
            pull_down_block::<1>(weights, delta, below, input);
            input += 1;
        }
    }
}

#[inline]
fn pull_down_block<const N: usize>(weights: &[f32], delta: &[Lanes], below: &mut [Lanes], input: usize) {
    let mut sums = [ZERO; N];
    for (delta, row) in delta.iter().zip(weights.chunks_exact(below.len())) {
        for (sum, weight) in sums.iter_mut().zip(&row[input..][..N]) {
            add_scaled(sum, *weight, delta);
        }
    }
    below[input..][..N].copy_from_slice(&sums);
}

/// `gradient` becomes `delta` `a`ᵀ, and `bias_gradient` the row sums of `delta`.
pub(super) fn weight_gradient(delta: &[Lanes], a: &[Lanes], gradient: &mut [f32], bias_gradient: &mut [f32]) {
    let (inputs, outputs) = (gradient.len() / bias_gradient.len(), bias_gradient.len());
    for (output, (row, bias)) in gradient.chunks_exact_mut(inputs).zip(bias_gradient).enumerate() {
        let mut blocks = row.chunks_exact_mut(BLOCK);
        let mut input = 0;
        for block in &mut blocks {
            block.copy_from_slice(&gradient_block::<BLOCK>(delta, outputs, output, a, inputs, input));
            input += BLOCK;
        }
        for weight in blocks.into_remainder() {
            [*weight] = gradient_block::<1>(delta, outputs, output, a, inputs, input);
            input += 1;
        }
        let mut sum = ZERO;
        for delta in delta.chunks_exact(outputs) {
            add_scaled(&mut sum, 1.0, &delta[output]);
        }
        *bias = total(&sum);
    }
}

#[inline]
fn gradient_block<const N: usize>(
    delta: &[Lanes],
    outputs: usize,
    output: usize,
    a: &[Lanes],
    inputs: usize,
    input: usize,
) -> [f32; N] {
    let mut sums = [ZERO; N];
    for (delta, a) in delta.chunks_exact(outputs).zip(a.chunks_exact(inputs)) {
        for (sum, a) in sums.iter_mut().zip(&a[input..][..N]) {
            add_product(sum, &delta[output], a);
        }
    }
    core::array::from_fn(|n| total(&sums[n]))
}
