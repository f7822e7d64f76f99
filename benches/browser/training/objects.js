// What TensorFlow Playground does, written anew: an object for each node and each link, one row at a time, derivatives
// added up in the links until the batch is full. Its own output is one node with a squared error; here it is a softmax.
import { initialBound } from "./contest.js";

const ACTIVATIONS = {
  tanh: { of: Math.tanh, slope: (output) => 1 - output * output },
  relu: { of: (sum) => Math.max(0, sum), slope: (output) => (output > 0 ? 1 : 0) },
  linear: { of: (sum) => sum, slope: () => 1 },
};

class Link {
  constructor(source, target, weight) {
    Object.assign(this, { source, target, weight, derivatives: 0 });
    source.outgoing.push(this);
    target.incoming.push(this);
  }
}

class Node {
  constructor(activation) {
    Object.assign(this, { activation, incoming: [], outgoing: [], bias: 0, output: 0, slope: 0, derivatives: 0 });
  }

  forward() {
    let sum = this.bias;
    for (const link of this.incoming) sum += link.weight * link.source.output;
    this.output = this.activation.of(sum);
  }

  /** `error` is the loss's derivative by the output. */
  backward(error) {
    this.slope = error * this.activation.slope(this.output);
    this.derivatives += this.slope;
    for (const link of this.incoming) link.derivatives += this.slope * link.source.output;
  }

  errorFromAbove() {
    let error = 0;
    for (const link of this.outgoing) error += link.weight * link.target.slope;
    return error;
  }

  update(step) {
    this.bias -= step * this.derivatives;
    this.derivatives = 0;
    for (const link of this.incoming) {
      link.weight -= step * link.derivatives;
      link.derivatives = 0;
    }
  }
}

export const load = () => ({ Note: "its way, written anew" });

export function network(task) {
  const { widths, activation, batch, learningRate, train } = task;
  const activationOf = (layer) => ACTIVATIONS[layer === widths.length - 1 ? "linear" : activation];
  const layers = widths.map((width, layer) => Array.from({ length: width }, () => new Node(activationOf(layer))));
  for (let layer = 1; layer < layers.length; layer++) {
    const bound = initialBound(task, layer - 1);
    for (const target of layers[layer]) for (const source of layers[layer - 1]) new Link(source, target, bound * (2 * Math.random() - 1));
  }
  const trained = layers.slice(1);

  function forward(row) {
    layers[0].forEach((node, i) => (node.output = row[i]));
    for (const layer of trained) for (const node of layer) node.forward();
    const most = Math.max(...layers.at(-1).map((node) => node.output));
    const powers = layers.at(-1).map((node) => Math.exp(node.output - most));
    const sum = powers.reduce((a, b) => a + b);
    return powers.map((power) => power / sum);
  }

  function backward(probabilities, label) {
    layers.at(-1).forEach((node, i) => node.backward(probabilities[i] - (i === label ? 1 : 0)));
    for (const layer of trained.slice(0, -1).reverse()) for (const node of layer) node.backward(node.errorFromAbove());
  }

  return {
    epoch(order) {
      for (let first = 0; first < order.length; first += batch) {
        const rows = order.subarray(first, first + batch);
        for (const row of rows) backward(forward(train.rows[row]), train.labels[row]);
        for (const layer of trained) for (const node of layer) node.update(learningRate / rows.length);
      }
    },
    predict: (part) => part.rows.map(forward),
  };
}
