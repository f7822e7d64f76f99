// TensorFlow.js through its core: variables, an optimiser and a loss of few operations. Its layers (`model.fit`) are these and more.
import { initialBound, script } from "./contest.js";

const SOFTWARE = /swiftshader|llvmpipe|software|cpu/i;

/** `backend` is cpu, wasm, webgl or webgpu. */
export async function load({ backend }) {
  await script("node_modules/@tensorflow/tfjs/dist/tf.min.js");
  const { tf } = globalThis;
  if (backend === "wasm") {
    await script("node_modules/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js");
    tf.wasm.setWasmPaths("node_modules/@tensorflow/tfjs-backend-wasm/dist/");
  }
  if (backend === "webgpu") await script("node_modules/@tensorflow/tfjs-backend-webgpu/dist/tf-backend-webgpu.min.js");
  const adapter = await { webgl, webgpu }[backend]?.();
  if (!(await tf.setBackend(backend))) throw new Error(`the backend ${backend} does not start`);
  await tf.ready();
  return adapter && { Note: SOFTWARE.test(adapter) ? `in software: ${adapter}` : adapter, Software: SOFTWARE.test(adapter) };
}

function webgl() {
  const context = document.createElement("canvas").getContext("webgl2");
  if (!context) throw new Error("no WebGL 2 here");
  const names = context.getExtension("WEBGL_debug_renderer_info");
  return context.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
}

async function webgpu() {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) throw new Error("no WebGPU adapter here");
  const { vendor, architecture, device, description } = adapter.info;
  const software = adapter.info.isFallbackAdapter || adapter.isFallbackAdapter ? "software" : "";
  return [vendor, architecture, device, description, software].filter(Boolean).join(" ");
}

export function network(task) {
  const { widths, activation, batch, learningRate, train } = task;
  const { tf } = globalThis;
  const layers = widths.slice(1).map((width, i) => {
    const bound = initialBound(task, i);
    return { weights: tf.variable(tf.randomUniform([widths[i], width], -bound, bound)), biases: tf.variable(tf.zeros([width])) };
  });
  const optimizer = tf.train.sgd(learningRate);
  const tensor = (rows) => tf.tensor2d(rows.flatMap((row) => Array.from(row)), [rows.length, widths[0]]);
  const features = tensor(train.rows);
  const targets = tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(train.labels, "int32"), widths.at(-1)), "float32"));

  const logits = (input) =>
    layers.reduce((values, { weights, biases }, i) => {
      const sums = tf.add(tf.matMul(values, weights), biases);
      return i === layers.length - 1 ? sums : tf[activation](sums);
    }, input);
  const loss = (input, target) => tf.neg(tf.mean(tf.sum(tf.mul(target, tf.logSoftmax(logits(input))), 1)));

  return {
    async epoch(order) {
      tf.tidy(() => {
        const indices = tf.tensor1d(order, "int32");
        const [inputs, outputs] = [tf.gather(features, indices), tf.gather(targets, indices)];
        for (let row = 0; row < order.length; row += batch) {
          const size = Math.min(batch, order.length - row);
          tf.tidy(() => void optimizer.minimize(() => loss(tf.slice(inputs, [row, 0], [size, -1]), tf.slice(outputs, [row, 0], [size, -1]))));
        }
      });
      // What a GPU is asked for, it does later: waits for it.
      await layers.at(-1).biases.data();
    },
    async predict(part) {
      const outputs = tf.tidy(() => tf.softmax(logits(tensor(part.rows))));
      const values = await outputs.array();
      outputs.dispose();
      return values;
    },
    close: () => tf.dispose([layers, features, targets]),
  };
}
