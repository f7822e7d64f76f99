// Training happens in workers: any number of them gives the same log, and one that dies in mid-run is replaced.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { request } from "./support/requests.mjs";
import { serve } from "./support/server.mjs";

let host, browser;
before(async () => {
  host = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.close();
});

// Long enough that a worker dies in the middle: large networks, many epochs.
const long = (name) => {
  const job = request(name, { jobs: 12, parallel: 4, early: "Auto", epochs: 60 });
  job.TrainingJobDefinition.StaticHyperParameters = { epochs: "60", hidden_layers: "4", hidden_units: "48" };
  return job;
};

async function openWithCores(cores) {
  const page = await newPage(browser);
  await page.addInitScript((cores) => {
    Object.defineProperty(navigator, "hardwareConcurrency", { get: () => cores });
    // The workers in the order in which the page starts them: the tuner first.
    window.workers = [];
    const Native = window.Worker;
    window.Worker = class extends Native {
      constructor(...args) {
        super(...args);
        window.workers.push(this);
      }
    };
  }, cores);
  return new PlaygroundPage(page, host.url).open();
}

/** Terminates a worker when some epochs of a tuning job have been trained; in the page, for which most of them are still to come. */
const terminateInMidRun = (playground, name, worker) =>
  playground.page.evaluate(async ([name, worker]) => {
    while ((await window.tuneground.events(name)).length <= 40) await new Promise((later) => setTimeout(later, 5));
    window.workers[worker].terminate();
  }, [name, worker]);

/** The event log of a run; in its middle a worker is terminated, if one is named. */
async function log(playground, job, worker) {
  const name = job.HyperParameterTuningJobName;
  await playground.api("createHyperParameterTuningJob", job);
  if (worker !== undefined) await terminateInMidRun(playground, name, worker);
  // What was asked of a dead worker is asked again.
  await playground.api("waitForHyperParameterTuningJob", { HyperParameterTuningJobName: name });
  return playground.api("events", name);
}

let undisturbed;
test("one, two and six workers give the same log", async () => {
  for (const cores of [1, 2, 6]) {
    const playground = await openWithCores(cores);
    const events = await log(playground, long("workers"));
    undisturbed ??= events;
    assert.deepEqual(events, undisturbed);
    assert.deepEqual(playground.page.problems, []);
    await playground.page.context().close();
  }
});

for (const [worker, who] of ["tuner", "trainer"].entries()) {
  test(`a ${who} that is terminated in mid-run is replaced, and the log is the same`, async () => {
    const playground = await openWithCores(2);
    const started = () => playground.page.evaluate(() => window.workers.length);
    const before = await started();
    assert.deepEqual(await log(playground, long("workers"), worker), undisturbed);
    assert.ok((await started()) > before, "another worker was started");
    await playground.page.context().close();
  });
}

test("the run on the screen survives the death of every worker", async () => {
  const playground = await openWithCores(2);
  await playground.speed.selectOption("faster");
  await playground.choosePreset("early-stopping");
  await playground.page.waitForFunction(() => Number(document.querySelector("[data-testid=count-completed]").textContent) >= 2);
  await playground.page.evaluate(() => window.workers.forEach((worker) => worker.terminate()));
  assert.equal(await playground.ended(), "Completed");
  const disturbed = await playground.api("events", "moons-early-stopping");
  await playground.fullSpeed();
  await playground.choosePreset("grid");
  await playground.choosePreset("early-stopping");
  assert.equal(await playground.ended(), "Completed");
  assert.deepEqual(disturbed, await playground.api("events", "moons-early-stopping"));
  await playground.page.context().close();
});
