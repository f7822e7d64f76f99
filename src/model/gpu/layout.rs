//! Where a network lies in a workgroup's memory, and how it is trained there.
//!
//! Workgroup memory is a list of vec4. First come the units, each as `stride` groups of four rows: a⁰ … aᴸ⁻¹ with a unit
//! for the biases and filled up to a multiple of four, then z, then the hidden layers' δ, filled up likewise. The weights
//! follow, where they fit.

use core::fmt;

use super::Limits;
use crate::language::t;

/// The most layers of units: features, six hidden layers, classes.
pub(super) const MAX_WIDTHS: usize = 8;
/// Bytes of workgroup memory that are kept for scores and flags.
const RESERVED: u32 = 1024;
/// The most rows that go through at a time: 16 groups judge, each an invocation.
const MOST_ROWS: usize = 64;
/// Rows at a time that a smaller class of memory, or weights in workgroup memory, should leave.
const ENOUGH_ROWS: usize = 32;

/// Why a training job cannot be trained on this adapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The activations of even four rows do not fit in workgroup memory.
    TooWide,
    /// Numbers are predicted, which the shader has no loss for.
    Numbers,
    /// Trees are trained, which the shader does not grow.
    Trees,
    /// There are no rows to train on or to judge by.
    NoRows,
    /// All that is trained together does not fit in one storage buffer.
    Full,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooWide => t!("the network is too wide for the adapter's workgroup memory"),
            Self::Numbers => t!("the shader predicts classes only"),
            Self::Trees => t!("the shader trains networks only"),
            Self::NoRows => t!("the data set has no rows"),
            Self::Full => t!("the adapter's storage buffers are full"),
        })
    }
}

impl std::error::Error for Unfit {}

/// What a compute pipeline is made for: training jobs with the same kernel go into one dispatch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kernel {
    /// Invocations of a workgroup.
    pub invocations: u32,
    /// vec4 of workgroup memory, besides scores and flags.
    pub vectors: u32,
    /// Whether the weights are in workgroup memory; else they stay in the storage buffer.
    pub local_weights: bool,
}

/// A network's places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) kernel: Kernel,
    /// Rows at a time, a multiple of four.
    pub(super) chunk: u32,
    /// vec4 from unit to unit.
    pub(super) stride: u32,
    /// In units: a⁰ … aᴸ⁻¹ and z.
    pub(super) activations_at: [u32; MAX_WIDTHS],
    /// In units: δ¹ … δᴸ, the last in z's place.
    pub(super) deltas_at: [u32; MAX_WIDTHS],
    /// In vec4, from the first weight: W¹ … Wᴸ.
    pub(super) weights_at: [u32; MAX_WIDTHS],
    /// vec4 of all weights.
    pub(super) parameters: u32,
    /// In vec4: where the weights begin in workgroup memory.
    pub(super) local_at: u32,
}

/// vec4 in a row of W for `inputs` inputs and the bias.
pub(super) fn blocks(inputs: usize) -> usize {
    inputs / 4 + 1
}

impl Layout {
    /// The layout of a network with `widths` units a layer, features first, in mini-batches of up to `batch` rows.
    pub(super) fn new(widths: &[usize], batch: usize, limits: &Limits) -> Result<Self, Unfit> {
        let layers = widths.len() - 1;
        let (mut activations_at, mut deltas_at, mut weights_at) = ([0; MAX_WIDTHS], [0; MAX_WIDTHS], [0; MAX_WIDTHS]);
        let (mut units, mut parameters) = (0, 0);
        for (layer, pair) in widths.windows(2).enumerate() {
            activations_at[layer] = units as u32;
            weights_at[layer] = parameters as u32;
            units += blocks(pair[0]) * 4;
            parameters += blocks(pair[0]) * pair[1];
        }
        activations_at[layers] = units as u32;
        deltas_at[layers] = units as u32;
        units += widths[layers];
        for layer in 1..layers {
            deltas_at[layer] = units as u32;
            units += widths[layer].div_ceil(4) * 4;
        }
        let plan = Plan::best(units, parameters, batch, limits).ok_or(Unfit::TooWide)?;
        let items = widths.windows(2).map(|pair| pair[1] * (plan.chunk / 4).max(blocks(pair[0]))).max().unwrap_or(0);
        Ok(Self {
            kernel: Kernel {
                invocations: invocations(items).min(limits.invocations),
                vectors: plan.vectors,
                local_weights: plan.local_weights,
            },
            chunk: plan.chunk as u32,
            stride: plan.stride as u32,
            activations_at,
            deltas_at,
            weights_at,
            parameters: parameters as u32,
            local_at: (units * plan.stride) as u32,
        })
    }

    /// vec4 of a job's state: its weights, v or m, s, and a gradient.
    pub(super) fn state_vectors(&self) -> u32 {
        4 * self.parameters
    }
}

/// A workgroup that is busy with `items` results at a time at most.
fn invocations(items: usize) -> u32 {
    match items {
        0..=96 => 64,
        97..=192 => 128,
        _ => 256,
    }
}

/// How memory is used.
struct Plan {
    vectors: u32,
    chunk: usize,
    stride: usize,
    local_weights: bool,
}

impl Plan {
    /// A quarter of the memory if that leaves enough rows at a time, for then more workgroups run beside each other; else
    /// half of it, or all. Weights in workgroup memory, unless that leaves too few rows.
    fn best(units: usize, parameters: usize, batch: usize, limits: &Limits) -> Option<Self> {
        let all = limits.workgroup_bytes.saturating_sub(RESERVED) / 16;
        let wanted = batch.clamp(1, MOST_ROWS).next_multiple_of(4);
        let plan = |part: u32, local_weights: bool| {
            let free = (all / part) as usize;
            let free = if local_weights { free.checked_sub(parameters)? } else { free };
            // An odd stride keeps units in different banks of memory.
            let (groups, stride) = (1..=wanted / 4)
                .rev()
                .find_map(|groups| [groups | 1, groups].into_iter().find(|s| units * s <= free).map(|s| (groups, s)))?;
            Some(Self { vectors: all / part, chunk: groups * 4, stride, local_weights })
        };
        let enough = |plan: &Self| plan.chunk >= wanted.min(ENOUGH_ROWS);
        let plans = || [(4, true), (2, true), (1, true), (2, false), (1, false)].into_iter();
        plans().filter_map(|(part, local)| plan(part, local)).find(enough).or_else(|| {
            plans().filter_map(|(part, local)| plan(part, local)).max_by_key(|plan| (plan.chunk, plan.local_weights))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMON: Limits = Limits { workgroup_bytes: 32_768, invocations: 256, storage_bytes: 1 << 27 };

    /// Every place is used once, and all of them are in workgroup memory.
    fn check(widths: &[usize], batch: usize, limits: &Limits) -> Layout {
        let layout = Layout::new(widths, batch, limits).unwrap();
        let layers = widths.len() - 1;
        let mut places: Vec<(u32, u32)> = (0..layers)
            .map(|l| (layout.activations_at[l], blocks(widths[l]) as u32 * 4))
            .chain([(layout.activations_at[layers], widths[layers] as u32)])
            .chain((1..layers).map(|l| (layout.deltas_at[l], widths[l].div_ceil(4) as u32 * 4)))
            .collect();
        places.sort_unstable();
        for pair in places.windows(2) {
            assert_eq!(pair[0].0 + pair[0].1, pair[1].0);
        }
        let (at, units) = places[places.len() - 1];
        assert_eq!((at + units) * layout.stride, layout.local_at);
        let weights = if layout.kernel.local_weights { layout.parameters } else { 0 };
        assert!(layout.local_at + weights <= layout.kernel.vectors, "{layout:?}");
        assert!(layout.kernel.vectors * 16 + RESERVED <= limits.workgroup_bytes);
        assert!(layout.chunk.is_multiple_of(4) && layout.chunk <= 64 && layout.stride >= layout.chunk / 4);
        assert_eq!(layout.parameters as usize, widths.windows(2).map(|w| blocks(w[0]) * w[1]).sum::<usize>());
        layout
    }

    #[test]
    fn small_networks_take_a_quarter_of_the_memory() {
        let layout = check(&[2, 8, 8, 2], 32, &COMMON);
        assert_eq!((layout.chunk, layout.stride), (32, 9));
        assert_eq!(layout.kernel, Kernel { invocations: 64, vectors: 496, local_weights: true });
    }

    #[test]
    fn digits_fit_in_what_nearly_all_adapters_have() {
        let layout = check(&[64, 32, 10], 32, &COMMON);
        assert_eq!((layout.chunk, layout.kernel.local_weights, layout.kernel.invocations), (32, true, 256));
    }

    #[test]
    fn every_network_that_a_spec_can_ask_for_fits_in_32_kib() {
        for features in [2, 4, 13, 30, 64] {
            for classes in [2, 3, 5, 10] {
                check(&[features, classes], 10_000, &COMMON);
                for hidden in [1, 2, 3, 8, 31, 64, 128] {
                    for layers in 1..=6 {
                        let mut widths = vec![features];
                        widths.extend(std::iter::repeat_n(hidden, layers));
                        widths.push(classes);
                        for batch in [1, 5, 16, 33, 10_000] {
                            check(&widths, batch, &COMMON);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn the_least_that_webgpu_promises_is_enough_for_most() {
        let least = Limits { workgroup_bytes: 16_384, ..COMMON };
        assert!(!check(&[64, 32, 10], 32, &least).kernel.local_weights);
        check(&[64, 64, 64, 64, 10], 32, &least);
        let wide = [2, 128, 128, 128, 128, 128, 128, 2];
        assert_eq!(Layout::new(&wide, 32, &least), Err(Unfit::TooWide));
    }
}
