// How many samples a second one worker of the page trains, beside JavaScript libraries in the same Chromium, the same code
// natively, and scikit-learn: the same rows, network, batch and learning rate, and the loss that all of that led to. The
// contestants take turns, so that what else the machine does meets all of them. benches/README.md says more.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { serve as servePeers } from "./training/server.mjs";

/** WebGPU and WebGL, in software where there is no GPU: their results say so. */
export const args = ["--enable-unsafe-webgpu", "--enable-unsafe-swiftshader", "--enable-features=Vulkan"];

const ROUNDS = 5;
const SECONDS = 1;
/** The least that the fastest peer's rate is to be multiplied by, and the least share of the native rate. */
const AIMS = { peer: 10, native: 0.6, card: 20 };
/** Training jobs at once on the graphics card. */
const AT_ONCE = 256;

const PEERS = [
  ["ConvNetJS", "convnetjs"],
  ["TensorFlow.js cpu", "tensorflow", { backend: "cpu" }],
  ["TensorFlow.js wasm", "tensorflow", { backend: "wasm" }],
  ["TensorFlow.js webgl", "tensorflow", { backend: "webgl" }],
  ["TensorFlow.js webgpu", "tensorflow", { backend: "webgpu" }],
  ["brain.js", "brain"],
  ["TensorFlow Playground's approach", "objects"],
];
const PYTHON = "target/peers-venv/bin/python";

export async function run({ browser, newPage, serve }) {
  const hosts = [await serve(), await servePeers()];
  const open = async (host) => {
    const page = await newPage(browser);
    await page.goto(host.url);
    return page;
  };
  const results = [];
  try {
    for (const given of JSON.parse(readFileSync("benches/training/cases.json", "utf8"))) {
      const contestants = await assemble(given, () => open(hosts[0]), () => open(hosts[1]));
      for (let round = 0; round < ROUNDS; round++) {
        for (const contestant of contestants) contestant.rates.push(await contestant.rate());
      }
      for (const { page } of contestants) await page?.context().close();
      results.push(...contestants.map((contestant) => row(given, contestant)), ...comparisons(given, contestants));
    }
    return results;
  } finally {
    for (const host of hosts) await host.close();
  }
}

/** All that can take part in a case, each after a training job that warms it up; says who cannot, and why. */
async function assemble(given, openTuneground, openPeers) {
  let rows;
  try {
    rows = JSON.parse(native("--rows", given.Name));
  } catch (error) {
    console.log(`${given.Title}: left out, ${firstLine(error.stderr ?? error)}`);
    return [];
  }
  const contestants = [];
  const enter = async (kind, name, begin) => {
    try {
      contestants.push({ kind, name, rates: [], ...(await begin()) });
    } catch (error) {
      console.log(`${given.Title}: without ${name}, ${firstLine(error)}`);
    }
  };
  await enter("page", "Tuneground", async () => inPage(given, await openTuneground()));
  await enter("card", `Tuneground on the graphics card, ${AT_ONCE} jobs at once`, async () => onCard(given, await openTuneground()));
  await enter("native", "Tuneground natively", () => natively(given));
  for (const [name, module, options = {}] of PEERS) await enter("peer", name, async () => peer(given, rows, await openPeers(), module, options));
  await enter("python", "scikit-learn MLPClassifier", () => scikitLearn(given, rows));
  return contestants;
}

async function inPage({ Dataset, HyperParameters, Epochs }, page) {
  await page.evaluate(() => window.tuneground.ready);
  const train = (Jobs) => page.evaluate((request) => window.tuneground.bench.train(request), { Dataset, HyperParameters, Epochs, Jobs });
  const { Metrics } = await train(1);
  const { SamplesPerSecond, Samples } = await train(20);
  const jobs = Math.min(1000, Math.max(1, Math.round((SamplesPerSecond * SECONDS) / (Samples / 20))));
  const rate = async () => {
    await page.bringToFront();
    return (await train(jobs)).SamplesPerSecond;
  };
  return { page, Metrics, rate };
}

async function onCard({ Dataset, HyperParameters, Epochs }, page) {
  await page.evaluate(() => window.tuneground.ready);
  const train = (Jobs, Epochs) =>
    page.evaluate((request) => window.tuneground.bench.train(request), { Dataset, HyperParameters, Epochs, Jobs, Backend: "gpu" });
  const { Metrics } = await train(1, Epochs);
  const { Seconds } = await train(AT_ONCE, 1);
  const epochs = Math.min(1000, Math.max(1, Math.round(SECONDS / Seconds)));
  const adapter = await page.evaluate(async () => {
    const { vendor, architecture } = (await navigator.gpu.requestAdapter()).info;
    return `${vendor} ${architecture}`;
  });
  const Software = /swiftshader|llvmpipe/.test(adapter);
  const rate = async () => {
    await page.bringToFront();
    return (await train(AT_ONCE, epochs)).SamplesPerSecond;
  };
  return { page, Metrics, Note: Software ? `in software: ${adapter}` : adapter, Software, rate };
}

function natively(given) {
  const measured = () => JSON.parse(native("--speed", given.Name));
  const { Metrics, FlopsPerSample } = measured();
  const peaks = [];
  const rate = () => {
    const { value, PeakFlopsPerSecond } = measured();
    peaks.push(PeakFlopsPerSecond);
    return value;
  };
  return { Metrics, FlopsPerSample, peaks, rate };
}

async function peer(given, rows, page, module, options) {
  const { hidden_layers, hidden_units, activation, mini_batch_size, learning_rate } = given.HyperParameters;
  const part = ({ Features, Labels }) => ({ features: Features, labels: Labels });
  const task = {
    widths: [rows.Width, ...Array(hidden_layers).fill(hidden_units), rows.Classes],
    activation,
    batch: mini_batch_size,
    learningRate: learning_rate,
    epochs: given.Epochs,
    train: part(rows.Train),
    validation: part(rows.Validation),
  };
  try {
    const said = await page.evaluate(
      async ([module, options, task]) => (globalThis.contest = await import("/contest.js")).prepare(`/${module}.js`, options, task),
      [module, options, task],
    );
    const rate = async () => {
      await page.bringToFront();
      return page.evaluate((seconds) => globalThis.contest.rate(seconds), SECONDS);
    };
    return { page, rate, ...said };
  } catch (error) {
    await page.context().close();
    throw error;
  }
}

function scikitLearn(given, rows) {
  if (!existsSync(PYTHON)) throw new Error("its environment is not installed");
  const input = JSON.stringify({ Case: given, Rows: rows, Seconds: SECONDS });
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const measured = () => JSON.parse(execFileSync(PYTHON, ["benches/training/scikit_learn.py"], { input, env, encoding: "utf8" }));
  const { Metrics } = measured();
  const Note = rows.Classes === 2 ? "of two classes it trains one logistic output" : undefined;
  return { Metrics, Note, rate: () => measured().SamplesPerSecond };
}

/** What the native benchmark prints; built as the worker is. */
function native(...options) {
  const command = ["bench", "--quiet", "--profile", "worker", "--bench", "training", "--", ...options];
  return execFileSync("cargo", command, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
}

function row(given, { name, rates, Epochs = given.Epochs, Metrics, Note, Software }) {
  return { name: `${given.Name}: ${name}`, unit: "samples/s", ...spread(rates), Epochs, Metrics, Note, Software };
}

/** Quotients are of the two rates of a round. */
function comparisons(given, contestants) {
  const of = (kind) => contestants.filter((contestant) => contestant.kind === kind);
  const [page] = of("page");
  const [natively] = of("native");
  const results = [];
  const against = (other, unit, aim) =>
    results.push({ name: `${given.Name}: Tuneground / ${other.name}`, unit, ...spread(page.rates.map((rate, round) => rate / other.rates[round])), aim });
  const fastest = of("peer").sort((a, b) => spread(b.rates).value - spread(a.rates).value)[0];
  if (page && fastest) against(fastest, "times the fastest peer", AIMS.peer);
  for (const { name, rates } of page ? of("card") : []) {
    results.push({ name: `${given.Name}: ${name} / one worker`, unit: "times one worker", ...spread(rates.map((rate, round) => rate / page.rates[round])), aim: AIMS.card });
  }
  if (page && natively) against(natively, "of the native rate", AIMS.native);
  for (const { name, rates } of natively ? [natively, ...of("page")] : []) {
    const share = rates.map((rate, round) => (rate * natively.FlopsPerSample) / natively.peaks[round]);
    results.push({ name: `${given.Name}: ${name}, share of the peak`, unit: "of multiply and add in 128 bits", ...spread(share) });
  }
  if (natively) results.push({ name: `${given.Name}: the processor's peak`, unit: "flop/s", ...spread(natively.peaks), FlopsPerSample: natively.FlopsPerSample });
  return results;
}

function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return { value: sorted[sorted.length >> 1], min: sorted[0], max: sorted.at(-1), runs: sorted.length };
}

const firstLine = (error) => String(error.message ?? error).trim().split("\n").find((line) => !line.startsWith("Error: page.evaluate")) ?? "";
