// Run, pause, step, stop, start over, scrub: with the mouse and with keys.
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

const open = async () => {
  const page = await newPage(browser);
  const playground = await new PlaygroundPage(page, host.url).open();
  const time = () => page.getByTestId("simulated-time").textContent();
  return { page, playground, time };
};

test("the first visit opens on a job that runs; pause holds it, and run goes on", async () => {
  const { page, playground, time } = await open();
  await page.waitForFunction(() => Number(document.querySelector("[data-testid=count-running]").textContent) === 4);
  await playground.run.click();
  const held = await time();
  await page.waitForTimeout(400);
  assert.equal(await time(), held);
  await page.locator("body").press("Space");
  await page.waitForFunction((held) => document.querySelector("[data-testid=simulated-time]").textContent !== held, held);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("start over, then step: one event at a time", async () => {
  const { page, playground, time } = await open();
  await playground.reset.click();
  await page.waitForFunction(() => document.querySelector("[data-testid=status]").textContent === "Not started");
  assert.equal(await time(), "0 s");
  // The tuning job and its first four training jobs are created; then the first epoch ends.
  for (let step = 0; step < 5; step++) await playground.step.click();
  await page.waitForFunction(() => Number(document.querySelector("[data-testid=count-running]").textContent) === 4);
  assert.equal(await time(), "0 s");
  await playground.step.click();
  await page.waitForFunction(() => document.querySelector("[data-testid=simulated-time]").textContent !== "0 s");
  const drawn = await page.getByTestId("curve").evaluateAll((curves) => curves.filter((curve) => curve.getAttribute("d")).length);
  assert.equal(drawn, 1, "one training job has a curve, the others have reported nothing");
  await page.context().close();
});

test("the scrubber shows any time, back and forth, without changing the log", async () => {
  const { page, playground } = await open();
  await playground.fullSpeed();
  await playground.ended();
  const log = await playground.api("events", "moons-early-stopping");
  const shown = async () => ({
    completed: await playground.count("completed"), stopped: await playground.count("stopped"), best: await playground.bestValue.textContent(),
  });
  const end = await shown();
  const scrub = (part) => playground.scrubber.evaluate((input, part) => {
    input.value = String(part * Number(input.max));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, part);
  await scrub(0.4);
  const time = Number(await playground.scrubber.inputValue());
  const before = log.filter((event) => event.Time <= time);
  assert.equal(await playground.count("completed"), before.filter((event) => event.Event === "TrainingJobCompleted").length);
  assert.equal(await playground.count("stopped"), before.filter((event) => event.Event === "TrainingJobStopped").length);
  await scrub(0);
  assert.equal(await playground.count("completed"), 0);
  await scrub(1);
  assert.deepEqual(await shown(), end);
  // A step at the end shows nothing more, and nothing of it is left when one goes back.
  await playground.step.click();
  await scrub(0);
  await page.waitForTimeout(400);
  assert.equal(await playground.count("completed"), 0);
  await scrub(1);
  assert.deepEqual(await shown(), end);
  assert.deepEqual(await playground.api("events", "moons-early-stopping"), log);
  await page.context().close();
});

test("at full speed the engine goes on while nobody sees the page", async () => {
  const { page, playground } = await open();
  await playground.fullSpeed();
  await playground.ended();
  await playground.loadJson(JSON.stringify(request("hidden", { jobs: 150, parallel: 4, epochs: 50 })));
  await playground.run.click();
  // As a browser does with a tab that is left as soon as it shows that its tuning job runs: no frames until it is seen again.
  await page.evaluate(async () => {
    const runs = () => document.querySelector("[data-testid=status]").textContent === "In progress";
    const { requestAnimationFrame } = window;
    while (!runs()) await new Promise((done) => requestAnimationFrame(done));
    const frames = [];
    window.requestAnimationFrame = (frame) => frames.push(frame);
    Object.defineProperty(document, "hidden", { configurable: true, value: true });
    document.dispatchEvent(new Event("visibilitychange"));
    window.see = () => {
      window.requestAnimationFrame = requestAnimationFrame;
      delete document.hidden;
      frames.forEach((frame) => requestAnimationFrame(frame));
    };
  });
  const isOver = async () => (await playground.api("events", "hidden")).at(-1).Event === "TuningJobCompleted";
  for (let seconds = 0; !(await isOver()); seconds += 0.5) {
    assert.ok(seconds < 30, "it goes on");
    await page.waitForTimeout(500);
  }
  assert.equal(await playground.status.textContent(), "In progress");
  await page.evaluate(() => window.see());
  await playground.ended();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("an edit leaves the job on the screen as it is until Run takes it", async () => {
  const { page, playground } = await open();
  await playground.fullSpeed();
  await playground.ended();
  const log = await playground.api("events", "moons-early-stopping");
  await page.getByTestId("max-jobs").fill("12");
  assert.deepEqual(await playground.api("events", "moons-early-stopping"), log);
  await playground.run.click();
  await page.waitForFunction(() => document.querySelector("[data-testid=gauges]").textContent.includes("12 jobs"));
  await playground.ended();
  assert.equal((await playground.count("completed")) + (await playground.count("stopped")), 12);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
