// Training on a graphics card, which here is one in software: its program is loaded when somebody wants it, its curves are the
// processor's, and without it, or when it is lost in mid-run, the processor trains what is left.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { request } from "./support/requests.mjs";
import { serve } from "./support/server.mjs";

/** Of a loss, or absolute below 1: what tests/gpu.rs holds every network to. */
const TOLERANCE = 1e-4;

let host, withCard, without;
before(async () => {
  host = await serve();
  withCard = await launch({ args: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"] });
  without = await launch({ args: ["--disable-gpu"] });
});
after(async () => {
  await withCard?.close();
  await without?.close();
  await host?.close();
});

const open = async (browser) => new PlaygroundPage(await newPage(browser), host.url).open();
/** Waits until the page says of who trains what `pattern` says. */
const trainedOn = (page, pattern) =>
  page.waitForFunction((source) => new RegExp(source).test(document.querySelector("[data-testid=trained-on]")?.textContent), pattern);
const trainOn = (playground, wish) => playground.page.getByTestId("train-on").selectOption(wish);
const job = (name, epochs = 5, jobs = 6) => request(name, { jobs, parallel: 3, metric: "validation:loss", epochs });
const isLoaded = () => host.log.some(({ path }) => path === "gpu_trainer_bg.wasm");

/** The event log of a run; `disturb` is called when something has been trained. */
async function log(playground, request, disturb) {
  const name = request.HyperParameterTuningJobName;
  await playground.api("createHyperParameterTuningJob", request);
  if (disturb) {
    while ((await playground.api("events", name)).length <= 20) await playground.page.waitForTimeout(20);
    await disturb();
  }
  await playground.api("waitForHyperParameterTuningJob", { HyperParameterTuningJobName: name });
  return playground.api("events", name);
}

/** The same events, but for names, for values within the tolerance, and for who trained. */
function assertAlike(events, others) {
  const told = ({ TrainingJobName, Value, Metrics, Backend, ...rest }) => ({ ...rest, job: TrainingJobName?.slice(-4) });
  assert.deepEqual(events.map(told), others.map(told));
  for (const [index, { Value, Event }] of events.entries()) {
    if (Event !== "EpochCompleted") continue;
    const other = others[index].Value;
    assert.ok(Math.abs(Value - other) <= TOLERANCE * Math.max(1, Math.abs(other)), `entry ${index}: ${Value} is not ${other}`);
  }
}

/** The values of all epochs, after who trained. */
const values = (events) => [...backends(events), ...events.map(({ Value }) => Value)];

/** Who trained, as the log's first and last entries say it. */
const backends = (events) => [events[0].Backend, events.at(-1).Backend];

/** The worker with the card. */
async function card(page) {
  for (const worker of page.workers()) if ((await worker.evaluate(() => self.name)) === "gpu_trainer") return worker;
}

let processors;
test("without a graphics card the processor trains, and the page says why", async () => {
  const playground = await open(without);
  const { page } = playground;
  assert.ok(!isLoaded(), "its program is not loaded before anyone wants it");
  await trainedOn(page, "^Processor: so small");
  processors = await log(playground, job("alike"));
  await trainOn(playground, "graphics-card");
  assert.deepEqual(await log(playground, { ...job("alike"), HyperParameterTuningJobName: "wished" }).then(values), values(processors));
  assert.ok(isLoaded());
  await playground.fullSpeed();
  await playground.choosePreset("target");
  await trainedOn(page, "Graphics card: none");
  assert.equal(await playground.ended(), "Completed");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a tuning job on the graphics card ends with the processor's learning curves", async () => {
  const playground = await open(withCard);
  await trainOn(playground, "graphics-card");
  const events = await log(playground, job("alike"));
  assert.deepEqual(backends(events), ["gpu", "gpu"]);
  assertAlike(events, processors);
  await trainOn(playground, "processor");
  assert.deepEqual(values(await log(playground, job("again"))), values(processors));
  await trainOn(playground, "graphics-card");
  await playground.reset.click();
  await trainedOn(playground.page, "^Graphics card, as chosen: google swiftshader");
  assert.deepEqual(playground.page.problems, []);
  await playground.page.context().close();
});

test("how fast training is can be measured on the card as on the processor", async () => {
  const ask = { Model: "mlp", Dataset: { Name: "wine" }, HyperParameters: { hidden_units: 16 }, Epochs: 6, Jobs: 12 };
  const playground = await open(withCard);
  const measure = (more) => playground.page.evaluate((request) => window.tuneground.bench.train(request), { ...ask, ...more });
  // Two at once, the second of which begins while the card is being started for the first.
  const [onCard, again] = await Promise.all([measure({ Backend: "gpu" }), measure({ Backend: "gpu", Jobs: 3 })]);
  const onProcessor = await measure({ Backend: "cpu" });
  assert.equal(onProcessor.Backend, "cpu");
  assert.deepEqual([onCard.Backend, onCard.Jobs, onCard.Samples], ["gpu", 12, onProcessor.Samples]);
  assert.deepEqual([again.Backend, again.Jobs, again.Samples], ["gpu", 3, onProcessor.Samples / 4]);
  assert.equal((await measure({})).Backend, "cpu");
  assert.ok(Math.abs(onCard.SamplesPerSecond - onCard.Samples / onCard.Seconds) < 1, "the rate is what was done in the time it took");
  const losses = [onCard, onProcessor].map(({ Metrics }) => Metrics["validation:loss"]);
  assert.ok(Math.abs(losses[0] - losses[1]) <= TOLERANCE, losses.join());
  const refused = (more) => measure(more).then(() => "no error", ({ message }) => message);
  assert.match(await refused({ Backend: "gpu", Model: "decision-tree", Epochs: undefined, HyperParameters: {} }), /networks only/);
  assert.match(await refused({ Backend: "tpu" }), /cpu, gpu or auto/);
  assert.deepEqual(playground.page.problems, []);
  await playground.page.context().close();
  const poor = await open(without);
  const why = poor.page.evaluate(() => window.tuneground.bench.train({ Backend: "gpu" }).then(() => "no error", ({ name, message }) => `${name}: ${message}`));
  assert.match(await why, /^ValidationException: there is no graphics card to measure: the browser offers none; Backend may be cpu$/);
  await poor.page.context().close();
});

test("what is faster is measured for a large tuning job, and said", async () => {
  const playground = await open(withCard);
  const large = request("large", { jobs: 400, parallel: 4, epochs: 100 });
  await playground.loadJson(JSON.stringify({ Request: large, Problem: { Dataset: { Name: "spirals", Samples: 2000 } } }));
  // A card in software is slower than the processor that it is made of. Its first measurement may take longer than a tuning
  // job waits for it; the next has it.
  const words = playground.page.getByTestId("trained-on");
  // What stood there of the job before, too small to measure for, stands for a frame or more.
  const measured = () => words.filter({ hasText: /Processor: (?!so small)/ }).waitFor();
  await playground.reset.click();
  await measured();
  while (/in time/.test(await words.textContent())) {
    await playground.page.waitForTimeout(500);
    await playground.reset.click();
    await measured();
  }
  assert.match(
    await words.textContent(),
    /^Processor: of 4 training jobs at once, \d+ workers? on the processor do \d+ epochs a second, the graphics card \d+ \(google swiftshader\), which would be faster (from \d+ at once on|with no number of them)\.$/,
  );
  assert.deepEqual(playground.page.problems, []);
  await playground.page.context().close();
});

for (const [how, lose] of [
  ["whose device is destroyed", () => {
    const create = GPUDevice.prototype.createBuffer;
    GPUDevice.prototype.createBuffer = function (...all) {
      this.destroy();
      return create.apply(this, all);
    };
  }],
  ["whose worker ends", () => self.close()],
]) {
  test(`a graphics card ${how} in mid-run is replaced by the processor, and nothing is missing`, async () => {
    // A browser of its own: after a card was lost, Chromium may refuse cards to all that it opens next.
    const browser = await launch({ args: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader"] });
    const playground = await open(browser);
    const long = job("alike", 200, 24);
    const whole = await log(playground, { ...long, HyperParameterTuningJobName: "whole" });
    await trainOn(playground, "graphics-card");
    const events = await log(playground, long, async () => (await card(playground.page)).evaluate(lose));
    assert.deepEqual(backends(events), ["gpu", "gpu+cpu"]);
    assertAlike(events, whole);
    assert.deepEqual(playground.page.problems, []);
    await browser.close();
  });
}
