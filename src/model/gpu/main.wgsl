// A training job's epochs, as `training.rs` does them.

@compute @workgroup_size(INVOCATIONS)
fn main(@builtin(workgroup_id) place: vec3<u32>, @builtin(local_invocation_index) id: u32) {
  let job = place.x;
  begin(job, id);
  for (var epoch = 0u; epoch < jobs[job].epochs; epoch++) {
    let result_at = jobs[job].result_at + epoch * 5u;
    if id == 0u {
      atomicStore(&trouble, FINE);
    }
    barrier();
    let train = train_epoch(job, id, epoch);
    note(id, result_at, groups_of(jobs[job].chunk), train);
    let validation = validate(job, id);
    note(id, result_at + 2u, groups_of(jobs[job].chunk), validation);
    if id == 0u {
      let first = atomicLoad(&trouble);
      results[result_at + 4u] = first;
      gone = u32(first != FINE);
    }
    if workgroupUniformLoad(&gone) != 0u {
      break;
    }
  }
  end(job, id);
}

// The weights go where they are used; the unit that is always 1, and those that fill up, get their values.
fn begin(job: u32, id: u32) {
  if LOCAL_WEIGHTS {
    for (var index = id; index < jobs[job].parameters; index += INVOCATIONS) {
      memory[jobs[job].local_at + index] = state[jobs[job].state_at + index];
    }
  }
  let stride = jobs[job].stride;
  for (var layer = 0u; layer < jobs[job].layers; layer++) {
    let width = jobs[job].widths[layer];
    let first = (jobs[job].activations_at[layer] + width) * stride;
    let last = (jobs[job].activations_at[layer] + (width / 4u + 1u) * 4u) * stride;
    for (var at = first + id; at < last; at += INVOCATIONS) {
      memory[at] = vec4<f32>(select(0.0f, 1.0f, at < first + stride));
    }
  }
}

// The weights go back.
fn end(job: u32, id: u32) {
  barrier();
  if LOCAL_WEIGHTS {
    for (var index = id; index < jobs[job].parameters; index += INVOCATIONS) {
      state[jobs[job].state_at + index] = memory[jobs[job].local_at + index];
    }
  }
}

fn train_epoch(job: u32, id: u32, epoch: u32) -> Score {
  let layers = jobs[job].layers;
  let total = jobs[job].train_rows;
  let order_at = jobs[job].order_at + epoch * (total + 2u);
  let block = orders[order_at];
  var word = orders[order_at + 1u];
  let updates = (total + jobs[job].batch - 1u) / jobs[job].batch;
  let dropping = jobs[job].dropout > 0.0f && layers > 1u;
  let share = 1.0f / f32(total);
  var score = Score();
  for (var number = 0u; number < updates; number++) {
    let batch_at = number * jobs[job].batch;
    let batch = min(jobs[job].batch, total - batch_at);
    for (var start = 0u; start < batch; start += jobs[job].chunk) {
      let count = min(jobs[job].chunk, batch - start);
      let groups = groups_of(count);
      let rows = Rows(jobs[job].train_at, true, order_at + 2u, batch_at + start, count);
      load(job, id, rows);
      if dropping {
        drop_out(job, id, block, word, batch, start, groups);
      }
      barrier();
      for (var layer = 0u; layer < layers; layer++) {
        forward(job, id, layer, groups, dropping);
        barrier();
      }
      judge(job, id, rows, batch, 2u * number, share, &score);
      barrier();
      for (var layer = layers - 1u; layer > 0u; layer--) {
        pull_down(job, id, layer, groups, dropping);
        barrier();
      }
      let is_last = start + count == batch;
      let step = jobs[job].step + epoch * updates + number + 1u;
      for (var layer = 0u; layer < layers; layer++) {
        update(job, id, layer, groups, start == 0u, is_last, step, 2u * number + 1u);
      }
      barrier();
    }
    word += draws(job, batch);
  }
  return score;
}

fn validate(job: u32, id: u32) -> Score {
  let total = jobs[job].validation_rows;
  let share = 1.0f / f32(total);
  var score = Score();
  for (var start = 0u; start < total; start += jobs[job].chunk) {
    let count = min(jobs[job].chunk, total - start);
    let rows = Rows(jobs[job].validation_at, false, 0u, start, count);
    load(job, id, rows);
    barrier();
    for (var layer = 0u; layer < jobs[job].layers; layer++) {
      forward(job, id, layer, groups_of(count), false);
      barrier();
    }
    judge(job, id, rows, count, BAD_VALIDATION, share, &score);
    barrier();
  }
  return score;
}

// The mean loss and the hits of an epoch, from those who judged.
fn note(id: u32, result_at: u32, groups: u32, score: Score) {
  if id < groups {
    scores[id] = score;
  }
  barrier();
  if id == 0u {
    var loss = vec4<f32>();
    var correct = vec4<u32>();
    for (var group = 0u; group < groups; group++) {
      loss += scores[group].loss;
      correct += scores[group].correct;
    }
    results[result_at] = bitcast<u32>((loss.x + loss.y) + (loss.z + loss.w));
    results[result_at + 1u] = correct.x + correct.y + correct.z + correct.w;
  }
  barrier();
}
