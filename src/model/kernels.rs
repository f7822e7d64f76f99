//! The three products of a layer, where nearly all time goes. W: out × in, row-major; a, z, δ: [tile][unit] of eight
//! rows.
//!
//! | function          | computes          | sums over   | order of the sum              |
//! |-------------------|-------------------|-------------|-------------------------------|
//! | [`forward`]       | z = W a + b       | inputs      | b, then first to last         |
//! | [`pull_down`]     | ∂L/∂a = Wᵀ δ      | outputs     | first to last                 |
//! | [`weight_gradient`] | ∂L/∂W = δ aᵀ    | rows        | tiles, then [`Sum::total`]'s  |
//!
//! Each computes [`BLOCK`] results side by side, so that a loaded value is used as often and the sums stay in
//! registers. That changes no sum's order: every block size gives the same bits.

use super::lanes::{Lanes, Sum, load, totals};

/// Sums side by side: 4 × 8 rows fill half of SSE2's registers.
const BLOCK: usize = 4;

/// `z` becomes W `a` + b.
pub(super) fn forward(weights: &[f32], biases: &[f32], a: &[Lanes], z: &mut [Lanes]) {
    let (inputs, outputs) = (weights.len() / biases.len(), biases.len());
    for (a, z) in a.chunks_exact(inputs).zip(z.chunks_exact_mut(outputs)) {
        let mut blocks = z.chunks_exact_mut(BLOCK);
        let (mut rows, mut bias) = (weights.chunks_exact(BLOCK * inputs), biases.chunks_exact(BLOCK));
        for ((z, rows), bias) in (&mut blocks).zip(&mut rows).zip(&mut bias) {
            forward_block(rows, bias, a, z);
        }
        let rest = rows.remainder().chunks_exact(inputs).zip(bias.remainder());
        for (z, (row, bias)) in blocks.into_remainder().iter_mut().zip(rest) {
            let mut sum = Sum::of(*bias);
            a.iter().zip(row).for_each(|(a, w)| sum.add_scaled(*w, a));
            sum.store(z);
        }
    }
}

/// A block of outputs. The rows are iterated, not indexed: a check at every weight would cost a fifth of the speed.
#[inline]
fn forward_block(rows: &[f32], bias: &[f32], a: &[Lanes], z: &mut [Lanes]) {
    let (rows_01, rows_23) = rows.split_at(2 * a.len());
    let ((row_0, row_1), (row_2, row_3)) = (rows_01.split_at(a.len()), rows_23.split_at(a.len()));
    let mut sums: [Sum; BLOCK] = core::array::from_fn(|n| Sum::of(bias[n]));
    for ((((a, w0), w1), w2), w3) in a.iter().zip(row_0).zip(row_1).zip(row_2).zip(row_3) {
        for (sum, w) in sums.iter_mut().zip([w0, w1, w2, w3]) {
            sum.add_scaled(*w, a);
        }
    }
    z.iter_mut().zip(sums).for_each(|(z, sum)| sum.store(z));
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
    let mut sums = [Sum::of(0.0); N];
    for (delta, row) in delta.iter().zip(weights.chunks_exact(below.len())) {
        for (sum, weight) in sums.iter_mut().zip(&row[input..][..N]) {
            sum.add_scaled(*weight, delta);
        }
    }
    below[input..][..N].iter_mut().zip(sums).for_each(|(below, sum)| sum.store(below));
}

/// `gradient` becomes `delta` `a`ᵀ, and `bias_gradient` the row sums of `delta`.
pub(super) fn weight_gradient(delta: &[Lanes], a: &[Lanes], gradient: &mut [f32], bias_gradient: &mut [f32]) {
    let (inputs, outputs) = (gradient.len() / bias_gradient.len(), bias_gradient.len());
    for (output, (row, bias)) in gradient.chunks_exact_mut(inputs).zip(bias_gradient).enumerate() {
        // Tile by tile: δ of this output, and a.
        let tiles = || delta.chunks_exact(outputs).map(|delta| &delta[output]).zip(a.chunks_exact(inputs));
        let mut blocks = row.chunks_exact_mut(BLOCK);
        let mut input = 0;
        for block in &mut blocks {
            let mut sums = [Sum::of(0.0); BLOCK];
            for (delta, a) in tiles() {
                let delta = load(delta);
                for (sum, a) in sums.iter_mut().zip(&a[input..][..BLOCK]) {
                    sum.add_product(delta, a);
                }
            }
            block.copy_from_slice(&totals(sums));
            input += BLOCK;
        }
        for weight in blocks.into_remainder() {
            let mut sum = Sum::of(0.0);
            tiles().for_each(|(delta, a)| sum.add_product(load(delta), &a[input]));
            *weight = sum.total();
            input += 1;
        }
        let mut sum = Sum::of(0.0);
        tiles().for_each(|(delta, _)| sum.add(delta));
        *bias = sum.total();
    }
}
