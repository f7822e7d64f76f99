// Each preset, run from the page by its buttons, ends as it says it does, and the page shows what the log says.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
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

// Which criterion ends each preset: what its description promises.
const endings = {
  "early-stopping": "MaxNumberOfTrainingJobs",
  "no-early-stopping": "MaxNumberOfTrainingJobs",
  bayesian: "MaxNumberOfTrainingJobs",
  "boosted-trees": "MaxNumberOfTrainingJobs",
  branin: "MaxNumberOfTrainingJobs",
  hyperband: "MaxNumberOfTrainingJobs",
  "linear-scale": "MaxNumberOfTrainingJobs",
  "log-scale": "MaxNumberOfTrainingJobs",
  target: "TargetObjectiveMetricValue",
  "not-improving": "BestObjectiveNotImproving",
  grid: "MaxNumberOfTrainingJobs",
  iris: "CompleteOnConvergence",
  "out-of-time": "MaxRuntimeInSeconds",
  divergence: "MaxNumberOfTrainingJobs",
};

test("every preset has an ending to test", () => {
  const presets = readdirSync("src/playground/presets").map((file) => file.replace(".json", ""));
  assert.deepEqual(presets.sort(), Object.keys(endings).sort());
});

for (const [id, criterion] of Object.entries(endings)) {
  test(`the preset ${id} ends by ${criterion}, and the page shows its log`, async () => {
    const page = await newPage(browser);
    const playground = await new PlaygroundPage(page, host.url).open();
    await playground.fullSpeed();
    await playground.choosePreset(id);
    assert.equal(await playground.ended(), "Completed");

    const { Request } = JSON.parse(readFileSync(`src/playground/presets/${id}.json`, "utf8"));
    const name = Request.HyperParameterTuningJobName;
    const events = await playground.api("events", name);
    const end = events.at(-1);
    assert.equal(end.Event, "TuningJobCompleted");
    assert.equal(end.Criterion, criterion);

    const ended = (kind) => events.filter((event) => event.Event === kind).length;
    assert.equal(await playground.count("completed"), ended("TrainingJobCompleted"));
    assert.equal(await playground.count("stopped"), ended("TrainingJobStopped"));
    assert.equal(await playground.count("failed"), ended("TrainingJobFailed"));
    assert.equal(await playground.count("running"), 0);

    const described = await playground.api("describeHyperParameterTuningJob", { HyperParameterTuningJobName: name });
    assert.equal(described.HyperParameterTuningJobStatus, "Completed");
    const best = described.BestTrainingJob.FinalHyperParameterTuningJobObjectiveMetric.Value;
    const shown = Number(await playground.bestValue.textContent());
    assert.ok(Math.abs(shown - best) <= 1e-3 * Math.abs(best), `${shown} is shown, ${best} is the best`);

    const [newest] = await playground.decisionTexts();
    assert.match(newest, /^The tuning job is complete: /);
    assert.equal(await page.locator(`[data-criterion=${criterion}].met`).count(), 1, "its gauge says so");
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}
