// 100 training jobs of 30 epochs of the default problem, at full speed on the screen: under 3 s on two cores, and no task
// on the page's thread over 50 ms (the browser's own long-task records).
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

test("100 jobs of 30 epochs run in under 3 s without a long task", async (t) => {
  const page = await newPage(browser);
  const playground = await new PlaygroundPage(page, host.url).open();
  await playground.fullSpeed();
  await playground.ended();
  const job = request("hundred-jobs", {
    jobs: 100, parallel: 10, epochs: 30,
    ranges: {
      ContinuousParameterRanges: [{ Name: "learning_rate", MinValue: "0.001", MaxValue: "1", ScalingType: "Logarithmic" }],
      IntegerParameterRanges: [{ Name: "hidden_units", MinValue: "2", MaxValue: "16", ScalingType: "Linear" }],
    },
  });
  await playground.loadJson(JSON.stringify(job));

  const runs = [];
  for (let run = 0; run < 3; run++) {
    await page.waitForTimeout(500);
    await page.evaluate(() => {
      window.longTasks = [];
      window.frames = [];
      window.observer?.disconnect();
      window.observer = new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map((entry) => Math.round(entry.duration))));
      window.observer.observe({ type: "longtask" });
      window.watching = true;
      const frame = (time) => {
        window.frames.push(time);
        if (window.watching) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    const started = Date.now();
    await playground.run.click();
    await page.waitForFunction(() => document.querySelector("[data-testid=status]").textContent === "In progress");
    await playground.ended();
    const seconds = (Date.now() - started) / 1000;
    const { longTasks, frames } = await page.evaluate(() => {
      window.watching = false;
      return { longTasks: window.longTasks, frames: window.frames };
    });
    assert.equal((await playground.count("completed")) + (await playground.count("failed")), 100);
    const perSecond = (frames.length - 1) / ((frames.at(-1) - frames[0]) / 1000);
    runs.push({ seconds, longTasks, framesPerSecond: Math.round(perSecond) });
  }
  t.diagnostic(JSON.stringify(runs));
  // The best of three: the machine may be busy with other things, the page may not.
  const best = runs.reduce((a, b) => (a.seconds < b.seconds ? a : b));
  assert.ok(best.seconds < 3, `the best run took ${best.seconds} s`);
  assert.ok(runs.some((run) => run.longTasks.length === 0), `long tasks in every run: ${JSON.stringify(runs)}`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
