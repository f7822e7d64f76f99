// The masks of dropout, from the same random stream as the CPU's (`math/rng.rs`): ChaCha with 8 rounds can be entered
// anywhere. A mini-batch draws one word for each tile of eight rows, unit and row, hidden layer by hidden layer.

fn rotate(x: vec4<u32>, left: u32) -> vec4<u32> {
  return (x << vec4<u32>(left)) | (x >> vec4<u32>(32u - left));
}

fn quarter_rounds(rows: ptr<function, array<vec4<u32>, 4>>) {
  var a = (*rows)[0] + (*rows)[1];
  var d = rotate((*rows)[3] ^ a, 16u);
  var c = (*rows)[2] + d;
  var b = rotate((*rows)[1] ^ c, 12u);
  a += b;
  d = rotate(d ^ a, 8u);
  c += d;
  b = rotate(b ^ c, 7u);
  (*rows)[0] = a;
  (*rows)[1] = b;
  (*rows)[2] = c;
  (*rows)[3] = d;
}

// The 16 words of a block of a job's stream (Bernstein, "ChaCha, a variant of Salsa20", 2008).
fn random_block(job: u32, block: u32) -> array<vec4<u32>, 4> {
  let start = array<vec4<u32>, 4>(
    vec4<u32>(0x61707865u, 0x3320646eu, 0x79622d32u, 0x6b206574u),
    vec4<u32>(jobs[job].key[0], jobs[job].key[1], jobs[job].key[2], jobs[job].key[3]),
    vec4<u32>(jobs[job].key[4], jobs[job].key[5], jobs[job].key[6], jobs[job].key[7]),
    vec4<u32>(block, 0u, 0u, 0u),
  );
  var rows = start;
  for (var round = 0u; round < 4u; round++) {
    quarter_rounds(&rows);
    rows[1] = rows[1].yzwx;
    rows[2] = rows[2].zwxy;
    rows[3] = rows[3].wxyz;
    quarter_rounds(&rows);
    rows[1] = rows[1].wxyz;
    rows[2] = rows[2].zwxy;
    rows[3] = rows[3].yzwx;
  }
  return array<vec4<u32>, 4>(rows[0] + start[0], rows[1] + start[1], rows[2] + start[2], rows[3] + start[3]);
}

// Words that one mini-batch of `batch` rows draws.
fn draws(job: u32, batch: u32) -> u32 {
  var units = 0u;
  for (var layer = 1u; layer < jobs[job].layers; layer++) {
    units += jobs[job].widths[layer];
  }
  return (batch + 7u) / 8u * 8u * units;
}

// Masks, 0 or 1 / (1 − rate), of the chunk that begins at row `start` of a mini-batch of `batch` rows, into the δs' place.
// The mini-batch's draws begin at word `word` after block `block`. An invocation does eight rows of a unit.
fn drop_out(job: u32, id: u32, block: u32, word: u32, batch: u32, start: u32, groups: u32) {
  let stride = jobs[job].stride;
  let tiles = (batch + 7u) / 8u;
  let first_tile = start / 8u;
  let chunk_tiles = (start + groups * 4u + 7u) / 8u - first_tile;
  var layer_word = word;
  for (var layer = 1u; layer < jobs[job].layers; layer++) {
    let units = jobs[job].widths[layer];
    for (var item = id; item < chunk_tiles * units; item += INVOCATIONS) {
      let tile = first_tile + item / units;
      let unit = item % units;
      let at = layer_word + (tile * units + unit) * 8u;
      var words = array<vec4<u32>, 8>();
      let low = random_block(job, block + at / 16u);
      for (var k = 0u; k < 4u; k++) { words[k] = low[k]; }
      if at % 16u > 8u {
        let high = random_block(job, block + at / 16u + 1u);
        for (var k = 0u; k < 4u; k++) { words[k + 4u] = high[k]; }
      }
      for (var half = 0u; half < 2u; half++) {
        var mask = vec4<f32>();
        for (var lane = 0u; lane < 4u; lane++) {
          let index = at % 16u + half * 4u + lane;
          let uniform_draw = f32(words[index / 4u][index % 4u] >> 8u) * (1.0f / 16777216.0f);
          mask[lane] = select(jobs[job].kept_scale, 0.0f, uniform_draw < jobs[job].dropout);
        }
        let row = tile * 8u + half * 4u;
        if row >= start && row < start + groups * 4u {
          memory[(jobs[job].deltas_at[layer] + unit) * stride + (row - start) / 4u] = mask;
        }
      }
    }
    layer_word += tiles * units * 8u;
  }
}
