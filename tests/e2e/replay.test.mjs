// Replay: forwards and backwards by events and by decisions, with keys and with buttons; slow motion; and a long log under the scrubber.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { drawn, scrub } from "./support/chart-checks.mjs";
import { jobsOf } from "./support/log.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { ran } from "./support/ran.mjs";
import { request } from "./support/requests.mjs";
import { serve } from "./support/server.mjs";

let browser, host;
before(async () => {
  [host, browser] = [await serve(), await launch()];
});
after(async () => {
  await browser?.close();
  await host?.close();
});

const isDecision = ({ Event, Reason }) => (Event === "TrainingJobCreated" ? Reason.Rule === "ExpectedImprovement" : !/^(TuningJobCreated|EpochCompleted)$/.test(Event));

/** How much is drawn: training jobs, and epochs of all their curves. */
const shown = (page) =>
  page.getByTestId("curve").evaluateAll((curves) => [curves.length, curves.reduce((sum, curve) => sum + (curve.getAttribute("d").match(/[ML]/g)?.length ?? 0), 0)]);

/** How much the first entries of a log tell of. */
const soFar = (log, entries) => {
  const jobs = jobsOf(log.slice(0, entries));
  return [jobs.length, jobs.reduce((sum, { values }) => sum + values.length, 0)];
};

test("by events and decisions, with keys", async () => {
  const { page, log, playground } = await ran(browser, host.url, "bayesian");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Home");
  await drawn(page);
  // At time 0 all that happens then is shown.
  let at = log.filter(({ Time }) => Time === 0).length;
  assert.deepEqual(await shown(page), soFar(log, at));
  const press = async (key, to) => {
    await page.keyboard.press(key);
    await drawn(page);
    assert.deepEqual(await shown(page), soFar(log, to), `${key} to ${to}`);
    at = to;
  };
  for (let step = 0; step < 5; step++) await press("ArrowRight", at + 1);
  for (let step = 0; step < 3; step++) await press("ArrowLeft", at - 1);
  const next = (from) => from + log.slice(from).findIndex(isDecision) + 1;
  const before = (from) => log.slice(0, from - 1).findLastIndex(isDecision) + 1;
  for (let step = 0; step < 6; step++) await press("Shift+ArrowRight", next(at));
  for (let step = 0; step < 3; step++) await press("Shift+ArrowLeft", before(at));
  await press("End", log.length);
  await press("Shift+ArrowLeft", before(log.length));
  // The same on the scrubber, and with the button.
  await playground.scrubber.focus();
  await press("PageDown", before(at));
  await press("ArrowLeft", at - 1);
  await press("PageUp", next(at));
  await page.getByTestId("next-decision").click();
  await drawn(page);
  assert.deepEqual(await shown(page), soFar(log, next(at)));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("the next decision of a tuning job that has not come so far", async () => {
  const page = await newPage(browser);
  const playground = await new PlaygroundPage(page, host.url).open();
  await playground.speed.selectOption("slowest");
  await playground.reset.click();
  await page.waitForFunction(() => document.querySelector("[data-testid=simulated-time]").textContent === "0 s");
  await page.getByTestId("next-decision").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=decisions] li").length === 1);
  assert.match(await page.getByTestId("run").textContent(), /Resume/);
  const running = await playground.count("running");
  assert.ok(running > 0, "it goes on from there");
  await page.getByTestId("next-decision").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=decisions] li").length === 2);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("750 training jobs under the scrubber: back and forth, and what is shown is what the log had by then", async () => {
  const page = await newPage(browser);
  const playground = await new PlaygroundPage(page, host.url).open();
  await playground.fullSpeed();
  const large = request("large", { jobs: 750, parallel: 10, epochs: 50 });
  await playground.ended();
  await playground.loadJson(JSON.stringify(large));
  await playground.run.click();
  await page.waitForFunction(() => Number(document.querySelector("[data-testid=count-running]").textContent) > 0);
  await page.waitForFunction(() => /^(Completed)$/.test(document.querySelector("[data-testid=status]")?.textContent), undefined, { timeout: 120_000 });
  const frames = await page.evaluate(async () => {
    const scrubber = document.querySelector("[data-testid=scrubber]");
    const end = Number(scrubber.max), times = [];
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    for (let step = 0; step < 60; step++) {
      // Back and forth as a hand does it.
      scrubber.value = String(Math.round(end * (0.5 + 0.45 * Math.sin(step / 8))));
      const start = performance.now();
      scrubber.dispatchEvent(new Event("input", { bubbles: true }));
      await frame();
      await frame();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b);
  });
  // Told, not judged: two frames at 60 a second take 33 ms.
  console.log(`scrubbing 750 jobs: median ${frames[30].toFixed(0)} ms for two frames, p90 ${frames[54].toFixed(0)} ms`);
  const log = await playground.api("events", "large");
  const end = log.at(-1).Time;
  for (const part of [0.93, 0.11, 0.64, 0.62, 1, 0.35]) {
    const until = await scrub({ page, playground }, part);
    assert.ok(Math.abs(until - part * end) <= 1.5);
    assert.deepEqual(await shown(page), soFar(log, log.findLastIndex(({ Time }) => Time <= until) + 1), `at ${until}`);
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
