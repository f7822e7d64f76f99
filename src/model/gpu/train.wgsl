// Trains networks: one workgroup trains one training job, for the epochs that its `Job` says. `layout.rs` says where things
// lie; `network.rs`, `loss.rs` and `optimizer.rs` say what is computed, and this says it again, in the same formulas.
//
// A mini-batch goes through workgroup memory in chunks of at most 64 rows. Four rows of one unit are a vec4, a *group*. A
// layer's a has a unit more than the layer has, constantly 1, whose weights are the biases, and is filled up with zeros to a
// multiple of four; so a row of W is a whole number of vec4, of four inputs each.
//
// Everything that a barrier depends on comes from `jobs`, which is the same for the whole workgroup.

override INVOCATIONS: u32 = 64u;
/// vec4 of workgroup memory: activations and deltas, then the weights if LOCAL_WEIGHTS.
override VECTORS: u32 = 256u;
/// Whether the weights are in workgroup memory; else they stay in `state`.
override LOCAL_WEIGHTS: bool = true;

const SGD = 0u;
const ADAM = 1u;
const RELU = 0u;
const TANH = 1u;

const BETA_1 = 0.9f;
const BETA_2 = 0.999f;
const ALPHA = 0.99f;
const EPSILON = 1e-8f;

const FINE = 0xffffffffu;
const BAD_VALIDATION = 0xfffffffeu;

// 64 words; `run.rs` writes them in this order.
struct Job {
  widths: array<u32, 8>,
  // In units: a⁰ … aᴸ, of which aᴸ is z and then δᴸ; δˡ of the hidden layers. In vec4: Wˡ⁺¹, from the first weight.
  activations_at: array<u32, 8>,
  deltas_at: array<u32, 8>,
  weights_at: array<u32, 8>,
  layers: u32,
  activation: u32,
  optimizer: u32,
  batch: u32,
  chunk: u32,
  // vec4 from unit to unit.
  stride: u32,
  epochs: u32,
  train_rows: u32,
  validation_rows: u32,
  train_at: u32,
  validation_at: u32,
  order_at: u32,
  // In vec4.
  local_at: u32,
  state_at: u32,
  parameters: u32,
  result_at: u32,
  // Updates so far.
  step: u32,
  learning_rate: f32,
  momentum: f32,
  l1: f32,
  l2: f32,
  dropout: f32,
  kept: f32,
  kept_scale: f32,
  key: array<u32, 8>,
}

@group(0) @binding(0) var<storage, read> jobs: array<Job>;
// Rows of features, each followed by its label.
@group(0) @binding(1) var<storage, read> tables: array<f32>;
// For each epoch: where dropout's draws begin (block, word), then the rows in their order.
@group(0) @binding(2) var<storage, read> orders: array<u32>;
// Adam's 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ), from t = 1 until both are 1.
@group(0) @binding(3) var<storage, read> corrections: array<vec2<f32>>;
// For each job: its weights, v or m, s, and the gradient of a mini-batch that is longer than a chunk.
@group(0) @binding(4) var<storage, read_write> state: array<vec4<f32>>;
// For each job and epoch: training loss, hits, validation loss, hits, and what went wrong.
@group(0) @binding(5) var<storage, read_write> results: array<u32>;

struct Score {
  // Per row of a group: the loss, as a part of the mean, and the hits.
  loss: vec4<f32>,
  correct: vec4<u32>,
}

var<workgroup> memory: array<vec4<f32>, VECTORS>;
var<workgroup> scores: array<Score, 16>;
// The first thing that was not finite in this epoch: 2 · update for a loss, 2 · update + 1 for a weight.
var<workgroup> trouble: atomic<u32>;
var<workgroup> gone: u32;

// Some rows of a table.
struct Rows {
  table_at: u32,
  // Where the order's rows begin in `orders`; rows follow each other where there is none.
  ordered: bool,
  order_at: u32,
  first: u32,
  count: u32,
}

fn row_at(job: u32, rows: Rows, row: u32) -> u32 {
  var number = rows.first + row;
  if rows.ordered {
    number = orders[rows.order_at + number];
  }
  return rows.table_at + number * (jobs[job].widths[0] + 1u);
}

fn groups_of(count: u32) -> u32 {
  return (count + 3u) / 4u;
}

fn is_finite(x: f32) -> bool {
  // By its bits: a compiler may take for granted that there is nothing else.
  return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u;
}

fn all_finite(x: vec4<f32>) -> bool {
  return is_finite(x.x) && is_finite(x.y) && is_finite(x.z) && is_finite(x.w);
}

fn weight(job: u32, index: u32) -> vec4<f32> {
  if LOCAL_WEIGHTS {
    return memory[jobs[job].local_at + index];
  }
  return state[jobs[job].state_at + index];
}

fn set_weight(job: u32, index: u32, value: vec4<f32>) {
  if LOCAL_WEIGHTS {
    memory[jobs[job].local_at + index] = value;
  } else {
    state[jobs[job].state_at + index] = value;
  }
}

// 2ᵏ and p(r) ≈ eʳ − 1 for x = k·ln 2 + r, as in `elementary.rs`.
struct Exponential {
  power: vec4<f32>,
  rest: vec4<f32>,
}

fn power_and_rest(x: vec4<f32>) -> Exponential {
  let k = round(x * 1.44269504f);
  let r = (x - k * (355.0f / 512.0f)) + k * 2.1219444e-4f;
  let power = bitcast<vec4<f32>>(vec4<u32>(vec4<i32>(k) + 127) << vec4<u32>(23u));
  var p = vec4<f32>(1.0f / 5040.0f);
  p = p * r + 1.0f / 720.0f;
  p = p * r + 1.0f / 120.0f;
  p = p * r + 1.0f / 24.0f;
  p = p * r + 1.0f / 6.0f;
  p = p * r + 0.5f;
  return Exponential(power, p * r * r + r);
}

fn exponential(x: vec4<f32>) -> vec4<f32> {
  let e = power_and_rest(clamp(x, vec4<f32>(-87.0f), vec4<f32>(87.0f)));
  return e.power * e.rest + e.power;
}

fn hyperbolic_tangent(x: vec4<f32>) -> vec4<f32> {
  let e = power_and_rest(clamp(2.0f * x, vec4<f32>(-20.0f), vec4<f32>(20.0f)));
  let less_one = e.power * e.rest + (e.power - 1.0f);
  return less_one / (less_one + 2.0f);
}

fn activate(activation: u32, z: vec4<f32>) -> vec4<f32> {
  switch activation {
    case RELU: { return select(z, vec4<f32>(0.0f), z < vec4<f32>(0.0f)); }
    case TANH: { return hyperbolic_tangent(z); }
    default: { return 1.0f / (1.0f + exponential(-z)); }
  }
}

fn slope(activation: u32, a: vec4<f32>) -> vec4<f32> {
  switch activation {
    case RELU: { return select(vec4<f32>(0.0f), vec4<f32>(1.0f), a > vec4<f32>(0.0f)); }
    case TANH: { return 1.0f - a * a; }
    default: { return a * (1.0f - a); }
  }
}

// Rows become a⁰; those past the end are zeros.
fn load(job: u32, id: u32, rows: Rows) {
  let width = jobs[job].widths[0];
  let items = width * groups_of(rows.count);
  for (var item = id; item < items; item += INVOCATIONS) {
    let feature = item % width;
    let group = item / width;
    var values = vec4<f32>();
    for (var lane = 0u; lane < 4u; lane++) {
      if group * 4u + lane < rows.count {
        values[lane] = tables[row_at(job, rows, group * 4u + lane) + feature];
      }
    }
    memory[feature * jobs[job].stride + group] = values;
  }
}

// aˡ becomes aˡ⁺¹, or z of the last layer.
fn forward(job: u32, id: u32, layer: u32, groups: u32, dropping: bool) {
  let blocks = jobs[job].widths[layer] / 4u + 1u;
  let stride = jobs[job].stride;
  let below = jobs[job].activations_at[layer] * stride;
  let above = jobs[job].activations_at[layer + 1u];
  let masks = jobs[job].deltas_at[layer + 1u];
  let weights_at = jobs[job].weights_at[layer];
  let hidden = layer + 1u < jobs[job].layers;
  let items = jobs[job].widths[layer + 1u] * groups;
  for (var item = id; item < items; item += INVOCATIONS) {
    let unit = item / groups;
    let group = item % groups;
    var at = below + group;
    var sum = vec4<f32>();
    for (var block = 0u; block < blocks; block++) {
      let w = weight(job, weights_at + unit * blocks + block);
      sum += w.x * memory[at];
      sum += w.y * memory[at + stride];
      sum += w.z * memory[at + 2u * stride];
      sum += w.w * memory[at + 3u * stride];
      at += 4u * stride;
    }
    if hidden {
      sum = activate(jobs[job].activation, sum);
      if dropping {
        sum *= memory[(masks + unit) * stride + group];
      }
    }
    memory[(above + unit) * stride + group] = sum;
  }
}

// z becomes ∂L/∂z of the mean over a batch of `batch` rows; its rows' losses and hits go to `score`. `moment` is what is noted
// if a loss is not finite.
fn judge(job: u32, id: u32, rows: Rows, batch: u32, moment: u32, share: f32, score: ptr<function, Score>) {
  let width = jobs[job].widths[0];
  let classes = jobs[job].widths[jobs[job].layers];
  let stride = jobs[job].stride;
  if id >= groups_of(rows.count) {
    return;
  }
  let first = jobs[job].activations_at[jobs[job].layers] * stride + id;
  var labels = vec4<u32>(FINE);
  for (var lane = 0u; lane < 4u; lane++) {
    if id * 4u + lane < rows.count {
      labels[lane] = u32(tables[row_at(job, rows, id * 4u + lane) + width]);
    }
  }
  var largest = memory[first];
  var winner = vec4<u32>(0u);
  var of_label = vec4<f32>();
  for (var label = 0u; label < classes; label++) {
    let z = memory[first + label * stride];
    // The first of equals counts, as on the CPU.
    winner = select(winner, vec4<u32>(label), z > largest);
    largest = select(largest, z, z > largest);
    of_label = select(of_label, z, labels == vec4<u32>(label));
  }
  var sum = vec4<f32>();
  for (var label = 0u; label < classes; label++) {
    let power = exponential(memory[first + label * stride] - largest);
    memory[first + label * stride] = power;
    sum += power;
  }
  let counts = labels != vec4<u32>(FINE);
  let loss = select(vec4<f32>(), log(sum) - (of_label - largest), counts);
  (*score).loss += loss * share;
  (*score).correct += select(vec4<u32>(0u), vec4<u32>(1u), winner == labels);
  if !all_finite(loss) {
    atomicMin(&trouble, moment);
  }
  let scale = select(vec4<f32>(), vec4<f32>(1.0f / f32(batch)), counts);
  for (var label = 0u; label < classes; label++) {
    let p = memory[first + label * stride] / sum;
    let onehot = select(vec4<f32>(), vec4<f32>(1.0f), labels == vec4<u32>(label));
    memory[first + label * stride] = (p - onehot) * scale;
  }
}

// δˡ⁺¹ becomes δˡ, of hidden layer `layer`, which has held the masks of dropout until now.
fn pull_down(job: u32, id: u32, layer: u32, groups: u32, dropping: bool) {
  let blocks = jobs[job].widths[layer] / 4u + 1u;
  let outputs = jobs[job].widths[layer + 1u];
  let stride = jobs[job].stride;
  let above = jobs[job].deltas_at[layer + 1u] * stride;
  let below = jobs[job].deltas_at[layer] * stride;
  let activations = jobs[job].activations_at[layer] * stride;
  let weights_at = jobs[job].weights_at[layer];
  // The bias has no δ.
  let items = (jobs[job].widths[layer] + 3u) / 4u * groups;
  for (var item = id; item < items; item += INVOCATIONS) {
    let block = item / groups;
    let group = item % groups;
    var sums = array<vec4<f32>, 4>();
    for (var output = 0u; output < outputs; output++) {
      let w = weight(job, weights_at + output * blocks + block);
      let delta = memory[above + output * stride + group];
      sums[0] += w.x * delta;
      sums[1] += w.y * delta;
      sums[2] += w.z * delta;
      sums[3] += w.w * delta;
    }
    for (var k = 0u; k < 4u; k++) {
      let at = (block * 4u + k) * stride + group;
      var a = memory[activations + at];
      var delta = sums[k];
      if dropping {
        // f′ wants the activation before dropout; a dropped unit's value does not matter, its mask is 0.
        a *= jobs[job].kept;
        delta *= memory[below + at];
      }
      memory[below + at] = delta * slope(jobs[job].activation, a);
    }
  }
}

// The gradient of Wˡ⁺¹, and after a mini-batch's last chunk the update. Each weight has one invocation that updates it.
fn update(job: u32, id: u32, layer: u32, groups: u32, first: bool, last: bool, step: u32, moment: u32) {
  let inputs = jobs[job].widths[layer];
  let blocks = inputs / 4u + 1u;
  let stride = jobs[job].stride;
  let deltas = jobs[job].deltas_at[layer + 1u] * stride;
  let below = jobs[job].activations_at[layer] * stride;
  let items = jobs[job].widths[layer + 1u] * blocks;
  for (var item = id; item < items; item += INVOCATIONS) {
    let block = item % blocks;
    let delta_at = deltas + item / blocks * stride;
    let at = below + block * 4u * stride;
    var gradient = vec4<f32>();
    for (var group = 0u; group < groups; group++) {
      let delta = memory[delta_at + group];
      gradient.x += dot(delta, memory[at + group]);
      gradient.y += dot(delta, memory[at + stride + group]);
      gradient.z += dot(delta, memory[at + 2u * stride + group]);
      gradient.w += dot(delta, memory[at + 3u * stride + group]);
    }
    let index = jobs[job].weights_at[layer] + item;
    let gradient_at = jobs[job].state_at + 3u * jobs[job].parameters + index;
    if !first {
      gradient += state[gradient_at];
    }
    if !last {
      state[gradient_at] = gradient;
      continue;
    }
    let w = weight(job, index);
    // Biases are not penalised.
    let penalised = block * 4u + vec4<u32>(0u, 1u, 2u, 3u) < vec4<u32>(inputs);
    gradient += select(vec4<f32>(), jobs[job].l2 * w + jobs[job].l1 * sign(w), penalised);
    let moved = w - move_of(job, index, gradient, step);
    set_weight(job, index, moved);
    if !all_finite(moved) {
      atomicMin(&trouble, moment);
    }
  }
}

// What is taken from a weight, as in `optimizer.rs`; `step` counts from 1.
fn move_of(job: u32, index: u32, gradient: vec4<f32>, step: u32) -> vec4<f32> {
  let rate = jobs[job].learning_rate;
  let first_at = jobs[job].state_at + jobs[job].parameters + index;
  let second_at = first_at + jobs[job].parameters;
  switch jobs[job].optimizer {
    case SGD: {
      let v = jobs[job].momentum * state[first_at] + gradient;
      state[first_at] = v;
      return rate * v;
    }
    case ADAM: {
      let m = BETA_1 * state[first_at] + (1.0f - BETA_1) * gradient;
      let s = BETA_2 * state[second_at] + (1.0f - BETA_2) * (gradient * gradient);
      state[first_at] = m;
      state[second_at] = s;
      let correction = corrections[min(step, arrayLength(&corrections)) - 1u];
      return rate * (m * correction.x) / (sqrt(s * correction.y) + EPSILON);
    }
    default: {
      let s = ALPHA * state[second_at] + (1.0f - ALPHA) * (gradient * gradient);
      state[second_at] = s;
      return rate * gradient / (sqrt(s) + EPSILON);
    }
  }
}

fn barrier() {
  workgroupBarrier();
  if !LOCAL_WEIGHTS {
    storageBarrier();
  }
}
