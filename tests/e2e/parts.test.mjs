// The parts of the page that load after it is interactive: what works without them, and what a person sees when one does
// not come.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
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

/** A page whose parts of this name wait; `release` lets them come. */
async function without(pattern) {
  const page = await newPage(browser);
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(pattern, async (route) => {
    await released;
    await route.continue();
  });
  const playground = new PlaygroundPage(page, host.url);
  await page.goto(host.url);
  await playground.ready();
  return { page, playground, release };
}

test("the page answers before its parts are there, and does then what was asked for", async () => {
  const { page, playground, release } = await without(/-(editor|views|shared_\w+)\.wasm/);
  assert.equal(await playground.run.textContent(), "Pause", "the job runs as soon as it can");
  await playground.run.click();
  assert.notEqual(await playground.run.textContent(), "Pause");
  await playground.choosePreset("grid");
  await playground.run.click();
  assert.notEqual(await playground.run.textContent(), "Pause");
  await playground.fullSpeed();
  // The tuning job and its first two training jobs.
  for (let step = 0; step < 3; step++) await playground.step.click();
  release();
  await playground.complete();
  await page.waitForFunction(() => document.querySelector("[data-testid=count-running]").textContent === "2");
  assert.equal(await page.getByTestId("simulated-time").textContent(), "0 s", "it was told to pause");
  assert.match(await page.getByTestId("json-text").textContent(), /"Strategy": "Grid"/);
  await playground.run.click();
  assert.equal(await playground.ended(), "Completed");
  assert.equal(await playground.count("completed"), 27);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a part that does not come can be asked for again", async () => {
  const page = await newPage(browser);
  let isOffline = true;
  await page.route(/-editor\.wasm/, (route) => (isOffline ? route.abort() : route.continue()));
  const playground = new PlaygroundPage(page, host.url);
  await page.goto(host.url);
  await playground.ready();
  const failed = page.locator(".job").getByRole("alert");
  assert.match(await failed.textContent(), /could not be loaded/);
  await page.getByTestId("best-job").waitFor();
  isOffline = false;
  await failed.getByRole("button", { name: "Try again" }).click();
  await playground.complete();
  await playground.fullSpeed();
  assert.equal(await playground.ended(), "Completed", "what was to run runs");
  await page.context().close();
});

test("scripts can call at once, and several calls at once", async () => {
  const { page, playground, release } = await without(/-scripts\.wasm/);
  const names = page.evaluate(async () => {
    const [one, two] = await Promise.all([
      window.tuneground.listHyperParameterTuningJobs({}),
      window.tuneground.validate({}),
    ]);
    return [Array.isArray(one.HyperParameterTuningJobSummaries), two.length > 0];
  });
  release();
  assert.deepEqual(await names, [true, true]);
  await playground.complete();
  await page.context().close();
});

test("a page that cannot be loaded, or not be put together, says so in place of its first words", async () => {
  const failed = async (prepare) => {
    const page = await newPage(browser);
    await prepare(page);
    await page.goto(host.url);
    const note = page.locator("#boot-note[role=alert]");
    await note.waitFor();
    assert.match(await note.textContent(), /^Tuneground could not start: .+ Reload the page/);
    await assert.rejects(page.evaluate(() => window.tuneground.ready));
    await page.context().close();
  };
  await failed((page) => page.route(/_bg\.wasm$/, (route) => route.abort()));
  await failed((page) => page.addInitScript(() => (document.createComment = () => null) && (document.createTextNode = () => null)));
});
