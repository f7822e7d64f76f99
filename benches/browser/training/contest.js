// In the page of one contestant: trains its networks on the rows that all of them get, and looks at the clock.
//
// A contestant is a module with `load(options)`, which loads the library and returns what to say about it, and
// `network(task)`, which returns a new `{ epoch(order), predict(part), close() }`: one epoch over the training rows in that
// order, and the outputs for each row of a part. Either may be asynchronous.

let contestant;
let task;
let current;

/** Seconds after which a training job that warms up is cut short: with a GPU in software it would take minutes. */
const PATIENCE = 60;

/** Loads the module, trains one training job to warm up, and says what it led to after how many epochs. */
export async function prepare(module, options, given) {
  task = given;
  for (const part of [task.train, task.validation]) {
    const { features, labels } = part;
    part.rows = labels.map((_, row) => Float32Array.from(features.slice(row * task.widths[0], (row + 1) * task.widths[0])));
  }
  contestant = await import(module);
  const said = await contestant.load(options);
  current = await start();
  const begun = performance.now();
  while (current.epoch < task.epochs && performance.now() - begun < PATIENCE * 1000) await epoch();
  return { ...said, Epochs: current.epoch, Metrics: { ...(await score("train")), ...(await score("validation")) } };
}

/** Samples a second over about so many seconds: whole epochs, and a new network after each whole training job. */
export async function rate(seconds) {
  let samples = 0;
  const begun = performance.now();
  let spent;
  do {
    if (current.epoch === task.epochs) {
      await current.network.close?.();
      current = await start();
    }
    await epoch();
    samples += task.train.rows.length;
    spent = (performance.now() - begun) / 1000;
  } while (spent < seconds);
  return samples / spent;
}

async function start() {
  return { network: await contestant.network(task), order: Int32Array.from(task.train.rows.keys()), epoch: 0 };
}

async function epoch() {
  const { order } = current;
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  await current.network.epoch(order);
  current.epoch += 1;
}

/** Accuracy, and mean cross-entropy where the outputs are probabilities, by the names that Tuneground has for them. */
async function score(name) {
  const { rows, labels } = task[name];
  const outputs = await current.network.predict(task[name]);
  let loss = 0;
  let right = 0;
  for (let row = 0; row < rows.length; row++) {
    loss -= Math.log(Math.max(outputs[row][labels[row]], 1e-30)) / rows.length;
    right += outputs[row].indexOf(Math.max(...outputs[row])) === labels[row] ? 1 / rows.length : 0;
  }
  const accuracy = { [`${name}:accuracy`]: right };
  return contestant.noProbabilities ? accuracy : { [`${name}:loss`]: loss, ...accuracy };
}

/** The bound of the uniform initial weights of the layer above `widths[layer]`, as Tuneground has it: He's below a ReLU, Glorot's otherwise. */
export function initialBound({ widths, activation }, layer) {
  const isHidden = layer + 2 < widths.length;
  return Math.sqrt(6 / (widths[layer] + (isHidden && activation === "relu" ? 0 : widths[layer + 1])));
}

/** Loads a library that is one script with a global name. */
export function script(path) {
  return new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = path;
    element.onload = resolve;
    element.onerror = () => reject(new Error(`${path} did not load`));
    document.head.append(element);
  });
}
