// What the charts show is what the event log says: pixels are turned back into values with the axes' own labels. Three
// presets: accuracies and early stopping; losses, some beyond the axis; training jobs that fail.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { checkBestSoFar, checkCurves, checkScatter, scrub, shownAxes } from "./support/chart-checks.mjs";
import { jobsOf } from "./support/log.mjs";
import { ran } from "./support/ran.mjs";
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

const byLoss = (config) => (config.HyperParameterTuningJobObjective = { Type: "Minimize", MetricName: "validation:loss" });

/** What runs, and which axes the search space is looked at along besides those it begins with. */
const cases = {
  "accuracies and early stopping": {
    preset: "early-stopping",
    pairs: [{ x: "learning_rate", y: "hidden_units" }, { x: "momentum", y: "activation" }, { x: "hidden_units", y: "validation:accuracy" }],
  },
  "losses, on a linear scale": { preset: "linear-scale", pairs: [{ x: "learning_rate", y: "validation:loss" }] },
  "training jobs that fail": { preset: "divergence", pairs: [] },
  "losses beyond the axis": { preset: "divergence", change: byLoss, pairs: [{ x: "learning_rate", y: "validation:loss" }], isCut: true },
};

for (const [what, { preset, change, pairs, isCut = false }] of Object.entries(cases)) {
  describe(`the charts of ${what}`, () => {
    let run, jobs;
    before(async () => {
      run = await ran(browser, host.url, preset, change);
      jobs = jobsOf(run.log);
    });
    after(() => run?.page.context().close());

    test("the learning curves, their ends, the best, and the threshold", async () => {
      const { outside } = await checkCurves(run, jobs);
      assert.equal(outside > 0, isCut, `curves leave the plot ${outside} times`);
    });

    test("the search space has one mark for each job at its hyperparameters", async () => {
      await checkScatter(run, jobs, await shownAxes(run.page));
      for (const pair of pairs) {
        for (const axis of ["x", "y"]) await run.page.getByTestId(`axis-${axis}`).selectOption({ label: pair[axis] });
        await checkScatter(run, jobs, pair);
      }
    });

    test("the best so far never gets worse, and ends at the best", async () => {
      await run.page.getByTestId("tab-best-so-far").click();
      await checkBestSoFar(run, jobs);
      await run.page.getByRole("button", { name: "Jobs ended" }).click();
      await checkBestSoFar(run, jobs, { byTime: false });
      await run.page.getByRole("button", { name: "Simulated time" }).click();
    });

    test("scrubbing shows exactly what the log had by then", async () => {
      const { page, log } = run;
      const end = log.at(-1).Time;
      for (const part of [0.9, 0.2, 0.03, 0, 0.5, 1]) {
        const until = await scrub(run, part);
        assert.ok(Math.abs(until - part * end) <= 1.5, `the scrubber stands at ${until}`);
        const by = jobsOf(log, until);
        assert.equal(await page.getByTestId("curve").count(), by.length);
        if (by.some((job) => job.values.length)) await checkCurves(run, by);
        await checkBestSoFar(run, by, { until });
        await page.getByTestId("tab-search-space").click();
        if (by.length) await checkScatter(run, by, await shownAxes(page));
        await page.getByTestId("tab-best-so-far").click();
      }
    });

    test("nothing went wrong besides", () => assert.deepEqual(run.page.problems, []));
  });
}
