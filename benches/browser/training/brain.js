// brain.js knows no batches and no softmax: it updates after each row, by squared error, and its outputs have the hidden
// layers' activation. Its `train` would check its options, which may not be without momentum, and add the error up; what is
// called here is what it calls for each row.
import { script } from "./contest.js";

export const noProbabilities = true;

export async function load() {
  await script("node_modules/brain.js/browser.min.js");
  return { Note: "updates after each row, squared error" };
}

export function network({ widths, activation, learningRate, train }) {
  const net = new globalThis.brain.NeuralNetwork({ hiddenLayers: widths.slice(1, -1), activation });
  const output = (label) => Array.from({ length: widths.at(-1) }, (_, i) => (i === label ? 1 : 0));
  const { data } = net.prepTraining(train.rows.map((row, i) => ({ input: Array.from(row), output: output(train.labels[i]) })), { learningRate });
  net.trainOpts.momentum = 0;
  return {
    epoch: (order) => order.forEach((row) => net.trainPattern(data[row])),
    predict: (part) => part.rows.map((row) => Array.from(net.run(Array.from(row)))),
  };
}
