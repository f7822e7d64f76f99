//! A fully connected network, forward and backward; softmax follows its last layer where classes are predicted.
//!
//! | symbol | shape             | meaning                                                           |
//! |--------|-------------------|-------------------------------------------------------------------|
//! | Wˡ, bˡ | out × in, out     | layer l's parameters, row-major, then its biases, in one flat list |
//! | aˡ     | units × batch     | activations; a⁰ are the features, aᴸ class probabilities or numbers |
//! | zˡ     | units × batch     | Wˡ aˡ⁻¹ + bˡ                                                      |
//! | δˡ     | units × batch     | ∂L/∂zˡ with L the batch's mean loss                                |
//!
//! δᴸ: see `loss`;  δˡ⁻¹ = (Wˡ)ᵀ δˡ ⊙ f′(aˡ⁻¹);  ∂L/∂Wˡ = δˡ (aˡ⁻¹)ᵀ + λ₂ Wˡ + λ₁ sign(Wˡ);  ∂L/∂bˡ = Σ
//! δˡ.
//!
//! λ₂ is L2 added to the gradient (PyTorch's `weight_decay`, not decoupled as in `AdamW`); λ₁ is the subgradient, 0 at
//! 0 (Keras's `L1`). Biases are not penalised, as by Linear Learner and Keras; PyTorch would by default.
//!
//! Batches lie in tiles of eight rows (`lanes.rs`): a buffer is [tile][unit] of eight rows. The products are in
//! `kernels.rs`.

use super::activation::Activation;
use super::kernels;
use super::lanes::{LANES, Lanes, tiles};
use super::loss::{self, BatchTargets, Score};
use crate::dataset::{Table, Task};
use crate::math::rng::Stream;

/// Where a layer's parameters lie.
#[derive(Clone, Copy, Debug)]
struct Layer {
    inputs: usize,
    outputs: usize,
    /// Index of W[0][0] in the flat list.
    start: usize,
}

impl Layer {
    /// The layer's (W, b).
    fn split(self, parameters: &[f32]) -> (&[f32], &[f32]) {
        parameters[self.start..][..self.size()].split_at(self.inputs * self.outputs)
    }

    /// The layer's (W, b), to write.
    fn split_mut(self, parameters: &mut [f32]) -> (&mut [f32], &mut [f32]) {
        parameters[self.start..][..self.size()].split_at_mut(self.inputs * self.outputs)
    }

    fn size(self) -> usize {
        (self.inputs + 1) * self.outputs
    }
}

/// A network's shape and parameters.
#[derive(Clone, Debug)]
pub(super) struct Network {
    layers: Vec<Layer>,
    activation: Activation,
    task: Task,
    /// All W and b: layer by layer, W row-major [out × in], then b [out].
    pub(super) parameters: Vec<f32>,
}

/// L1 and L2 penalties on the weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Penalty {
    pub(super) l1: f32,
    pub(super) l2: f32,
}

/// Dropout on the hidden layers (Srivastava et al., 2014), inverted: kept units are scaled by 1 / (1 − rate), so that
/// evaluation needs no scaling.
pub(super) struct Dropout<'a> {
    pub(super) rate: f32,
    pub(super) stream: &'a mut Stream,
}

/// A batch on its way through a network.
#[derive(Clone, Debug)]
pub(super) struct Workspace {
    /// Rows loaded.
    rows: usize,
    targets: BatchTargets,
    /// a⁰ … aᴸ, after dropout.
    activations: Vec<Vec<Lanes>>,
    /// Dropout factors of a¹ … aᴸ⁻¹: 0 or 1 / (1 − rate).
    masks: Vec<Vec<Lanes>>,
    /// δ of the layer being pulled back, and of the one below.
    delta: Vec<Lanes>,
    delta_below: Vec<Lanes>,
}

impl Network {
    /// A network with `widths` units per layer, features first, the task's outputs last; weights uniform, biases zero.
    pub(super) fn new(widths: &[usize], activation: Activation, task: Task, stream: &mut Stream) -> Self {
        let mut layers = Vec::with_capacity(widths.len());
        let mut parameters = Vec::new();
        for (index, pair) in widths.windows(2).enumerate() {
            let layer = Layer { inputs: pair[0], outputs: pair[1], start: parameters.len() };
            // No relu follows the last layer: it always has Glorot's bound.
            let of = if index + 2 == widths.len() { Activation::Tanh } else { activation };
            let bound = of.initial_bound(layer.inputs, layer.outputs);
            parameters.extend((0..layer.inputs * layer.outputs).map(|_| (2.0 * stream.uniform_f32() - 1.0) * bound));
            parameters.resize(layer.start + layer.size(), 0.0);
            layers.push(layer);
        }
        Self { layers, activation, task, parameters }
    }

    /// Buffers for batches of up to `rows` rows.
    pub(super) fn workspace(&self, rows: usize) -> Workspace {
        let tiles = tiles(rows);
        let buffer = |units: usize| vec![[0.0; LANES]; tiles * units];
        let inputs = self.layers.first().map_or(0, |layer| layer.inputs);
        let widest = self.layers.iter().map(|layer| layer.inputs.max(layer.outputs)).max().unwrap_or(0);
        Workspace {
            rows: 0,
            targets: BatchTargets::with_capacity(self.task, rows),
            activations: core::iter::once(inputs)
                .chain(self.layers.iter().map(|layer| layer.outputs))
                .map(buffer)
                .collect(),
            masks: self.layers.iter().skip(1).map(|layer| buffer(layer.inputs)).collect(),
            delta: buffer(widest),
            delta_below: buffer(widest),
        }
    }

    /// The batch's loss and hits go to `score`; the gradient of its mean loss and penalties, to `gradient`
    /// [parameters].
    pub(super) fn train_batch(
        &self,
        workspace: &mut Workspace,
        penalty: Penalty,
        mut dropout: Option<Dropout<'_>>,
        score: &mut Score,
        gradient: &mut [f32],
    ) {
        self.forward(workspace, dropout.as_mut());
        workspace.score(self.task.outputs(), score);
        self.backward(workspace, dropout.map(|dropout| dropout.rate), gradient);
        self.penalise(penalty, gradient);
    }

    /// The batch's loss and hits go to `score`.
    pub(super) fn evaluate_batch(&self, workspace: &mut Workspace, score: &mut Score) {
        self.forward(workspace, None);
        workspace.score(self.task.outputs(), score);
    }

    /// Class probabilities of the loaded rows, or their standardised numbers, are appended to `out`, row-major [rows ×
    /// outputs].
    pub(super) fn predict_batch(&self, workspace: &mut Workspace, out: &mut Vec<f32>) {
        self.forward(workspace, None);
        let outputs = self.task.outputs();
        let Some(sums) = workspace.activations.last_mut() else { return };
        for row in 0..workspace.rows {
            let tile = &mut sums[row / LANES * outputs..][..outputs];
            if row % LANES == 0 && matches!(self.task, Task::Classification { .. }) {
                loss::softmax(tile);
            }
            out.extend(tile.iter().map(|lanes| lanes[row % LANES]));
        }
    }

    /// a⁰ becomes a¹ … zᴸ.
    fn forward(&self, workspace: &mut Workspace, mut dropout: Option<&mut Dropout<'_>>) {
        let tiles = tiles(workspace.rows);
        for (index, layer) in self.layers.iter().enumerate() {
            let (weights, biases) = layer.split(&self.parameters);
            let (below, above) = workspace.activations.split_at_mut(index + 1);
            let (Some(inputs), Some(outputs)) = (below.last(), above.first_mut()) else { return };
            let outputs = &mut outputs[..tiles * layer.outputs];
            kernels::forward(weights, biases, &inputs[..tiles * layer.inputs], outputs);
            if index + 1 < self.layers.len() {
                self.activation.apply(outputs.as_flattened_mut());
                if let (Some(dropout), Some(masks)) = (dropout.as_deref_mut(), workspace.masks.get_mut(index)) {
                    dropout.apply(outputs.as_flattened_mut(), masks.as_flattened_mut());
                }
            }
        }
    }

    /// aᴸ becomes the gradient.
    fn backward(&self, workspace: &mut Workspace, dropout_rate: Option<f32>, gradient: &mut [f32]) {
        let tiles = tiles(workspace.rows);
        workspace.start_backward(self.task.outputs());
        for (index, layer) in self.layers.iter().enumerate().rev() {
            let delta = &workspace.delta[..tiles * layer.outputs];
            let inputs = &workspace.activations[index][..tiles * layer.inputs];
            let (weight_gradient, bias_gradient) = layer.split_mut(gradient);
            kernels::weight_gradient(delta, inputs, weight_gradient, bias_gradient);
            if index == 0 {
                continue;
            }
            let (weights, _) = layer.split(&self.parameters);
            let below = &mut workspace.delta_below[..tiles * layer.inputs];
            kernels::pull_down(weights, layer.outputs, delta, below);
            let outputs = &mut workspace.activations[index][..tiles * layer.inputs];
            if let Some(rate) = dropout_rate {
                // f′ wants the activation before dropout; a dropped unit's value does not matter, its mask is 0.
                outputs.as_flattened_mut().iter_mut().for_each(|a| *a *= 1.0 - rate);
                for (below, mask) in below.as_flattened_mut().iter_mut().zip(workspace.masks[index - 1].as_flattened())
                {
                    *below *= mask;
                }
            }
            self.activation.pull_back(below.as_flattened_mut(), outputs.as_flattened());
            core::mem::swap(&mut workspace.delta, &mut workspace.delta_below);
        }
    }

    fn penalise(&self, penalty: Penalty, gradient: &mut [f32]) {
        if penalty.l1 == 0.0 && penalty.l2 == 0.0 {
            return;
        }
        for layer in &self.layers {
            let (weights, _) = layer.split(&self.parameters);
            let (gradient, _) = layer.split_mut(gradient);
            for (g, w) in gradient.iter_mut().zip(weights) {
                let sign = if *w > 0.0 {
                    1.0
                } else if *w < 0.0 {
                    -1.0
                } else {
                    0.0
                };
                *g += penalty.l2 * w + penalty.l1 * sign;
            }
        }
    }
}

impl Dropout<'_> {
    fn apply(&mut self, outputs: &mut [f32], masks: &mut [f32]) {
        let scale = 1.0 / (1.0 - self.rate);
        for (output, mask) in outputs.iter_mut().zip(masks) {
            *mask = if self.stream.uniform_f32() < self.rate { 0.0 } else { scale };
            *output *= *mask;
        }
    }
}

impl Workspace {
    /// Loads the rows of `table` numbered `rows`, as many as the workspace was made for at most.
    pub(super) fn load(&mut self, table: &Table, rows: impl ExactSizeIterator<Item = usize> + Clone) {
        self.targets.load(table.targets(), rows.clone());
        self.load_features(table.width(), rows.map(|row| table.row(row)));
    }

    /// Loads rows of `width` features without their targets.
    pub(super) fn load_features<'a>(&mut self, width: usize, rows: impl ExactSizeIterator<Item = &'a [f32]>) {
        self.rows = rows.len();
        let inputs = &mut self.activations[0];
        if let Some(last_tile) = tiles(self.rows).checked_sub(1) {
            inputs[last_tile * width..][..width].fill([0.0; LANES]);
        }
        for (index, row) in rows.enumerate() {
            let tile = &mut inputs[index / LANES * width..][..width];
            for (lanes, value) in tile.iter_mut().zip(row) {
                lanes[index % LANES] = *value;
            }
        }
    }

    /// zᴸ becomes aᴸ, and its rows are scored.
    fn score(&mut self, outputs: usize, score: &mut Score) {
        let Some(sums) = self.activations.last_mut() else { return };
        self.targets.score(sums, outputs, score);
    }

    /// `delta` becomes δᴸ.
    fn start_backward(&mut self, outputs: usize) {
        let Some(predictions) = self.activations.last() else { return };
        let used = tiles(self.rows) * outputs;
        self.delta[..used].copy_from_slice(&predictions[..used]);
        self.targets.gradient(&mut self.delta[..used], outputs);
    }
}

#[cfg(test)]
impl Network {
    /// The numbers, in the flat list, of all weights that penalties apply to.
    pub(super) fn weights(&self) -> impl Iterator<Item = usize> {
        self.layers.iter().flat_map(|layer| layer.start..layer.start + layer.inputs * layer.outputs)
    }
}

#[cfg(test)]
impl Workspace {
    /// How many units the last dropout kept, and of how many.
    pub(super) fn kept_units(&self) -> (usize, usize) {
        let masks = || self.masks.iter().flat_map(|mask| mask.as_flattened());
        (masks().filter(|mask| **mask > 0.0).count(), masks().count())
    }
}
