// ConvNetJS takes one row at a time and updates after each batch_size of them; a batch goes on into the next epoch.
import { script } from "./contest.js";

export async function load() {
  await script("node_modules/convnetjs/build/convnet-min.js");
}

export function network({ widths, activation, batch, learningRate, train }) {
  const { Net, SGDTrainer, Vol } = globalThis.convnetjs;
  const net = new Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: widths[0] },
    ...widths.slice(1, -1).map((num_neurons) => ({ type: "fc", num_neurons, activation })),
    { type: "softmax", num_classes: widths.at(-1) },
  ]);
  const trainer = new SGDTrainer(net, { method: "sgd", learning_rate: learningRate, momentum: 0, batch_size: batch });
  const vol = (row) => new Vol(Array.from(row));
  const rows = train.rows.map(vol);
  return {
    epoch: (order) => order.forEach((row) => trainer.train(rows[row], train.labels[row])),
    predict: (part) => part.rows.map((row) => Array.from(net.forward(vol(row)).w)),
  };
}
