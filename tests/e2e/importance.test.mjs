// How important each hyperparameter was: of a tuning job that runs here, and of one that ran at AWS whose objective has a known cause.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { page, playground } from "./support/opened.mjs";
import { savedPicture, savedRows } from "./support/saved.mjs";

const rows = page.getByTestId("importance-row");
const told = () => rows.evaluateAll((rows) => rows.map((row) => ({
  name: row.querySelector(".importance-name").textContent,
  fraction: Number(row.dataset.fraction),
  bar: row.querySelector(".bar").getBoundingClientRect().width / row.querySelector(".importance-bar").getBoundingClientRect().width,
  percent: row.querySelector(".importance-percent").textContent,
  curve: row.querySelector(".marginal path").getAttribute("d"),
})));

test("each tuned hyperparameter has its part of the variance, the greatest first", async () => {
  await playground.fullSpeed();
  assert.equal(await playground.ended(), "Completed");
  await page.getByTestId("tab-importance").click();
  await page.getByTestId("importance-words").filter({ hasText: "of 50 training jobs" }).waitFor();
  const parts = await told();
  assert.deepEqual(parts.map(({ name }) => name).sort(), ["activation", "hidden_units", "learning_rate", "momentum"]);
  const fractions = parts.map(({ fraction }) => fraction);
  assert.deepEqual(fractions, [...fractions].sort((a, b) => b - a));
  assert.ok(fractions.reduce((sum, fraction) => sum + fraction, 0) <= 1);
  for (const { fraction, bar, percent, curve } of parts) {
    assert.ok(Math.abs(fraction - bar) < 0.01, `${fraction} is drawn as ${bar}`);
    assert.equal(percent, `${(100 * fraction).toFixed(0)} %`);
    assert.match(curve, /^M[\d.]+/);
  }
  // As files: bars, names and curves; and the same numbers.
  const picture = await savedPicture(page, ["rect", "path"]);
  assert.equal(picture.name, "importance.svg");
  for (const { name, percent } of parts) assert.ok(picture.texts.includes(name) && picture.texts.includes(percent), picture.texts.join("|"));
  assert.deepEqual(picture.counts, [1 + 2 * parts.length, parts.length], "the ground, and of each hyperparameter the bar, its spread and the curve");
  const saved = await savedRows(page);
  assert.deepEqual(saved.slice(1, 5).map(([name, fraction]) => [name, Number(fraction)]), parts.map(({ name, fraction }) => [name, fraction]));
  // The same tuning job once more says the same.
  await playground.run.click();
  await playground.ended();
  await page.getByTestId("importance-words").filter({ hasText: "of 50 training jobs" }).waitFor();
  assert.deepEqual(await told(), parts);
  assert.deepEqual(page.problems, []);
});

test("a tuning job that ran at AWS is told of too, and the cause is found", async () => {
  const { Describe, Pages } = JSON.parse(readFileSync(new URL("../imported/xgboost-wire.json", import.meta.url)));
  const [like] = Pages[0].TrainingJobSummaries;
  const TrainingJobSummaries = Array.from({ length: 60 }, (_, index) => {
    // Evenly over the ranges, and independent of each other.
    const [a, b, c] = [0.8191725134, 0.6710436067, 0.5497004779].map((step) => (step * (index + 1)) % 1);
    const [eta, depth, weight] = [0.1 + 0.4 * a, 1 + Math.floor(10 * b), 1 + 3 * c];
    return {
      ...like,
      TrainingJobName: `${Describe.HyperParameterTuningJobName}-${String(index + 1).padStart(3, "0")}-0123abcd`,
      CreationTime: like.CreationTime + 10 * index, TrainingStartTime: like.TrainingStartTime + 10 * index, TrainingEndTime: like.TrainingEndTime + 10 * index,
      TunedHyperParameters: { eta: String(eta), max_depth: String(depth), min_child_weight: String(weight) },
      FinalHyperParameterTuningJobObjectiveMetric: { MetricName: "validation:rmse", Value: 3 + 4 * eta + 0.02 * depth },
    };
  });
  const counts = { ...Describe.TrainingJobStatusCounters, Completed: 60, Stopped: 0, NonRetryableError: 0, RetryableError: 0, InProgress: 0 };
  const name = TrainingJobSummaries[0].TrainingJobName;
  const described = { ...Describe, TrainingJobStatusCounters: counts, BestTrainingJob: { ...Describe.BestTrainingJob, TrainingJobName: name } };
  await playground.loadJson(`${JSON.stringify(described)}\n${JSON.stringify({ TrainingJobSummaries })}`);
  await page.getByTestId("at-aws").waitFor();
  await page.getByTestId("importance-words").filter({ hasText: "of 60 training jobs" }).waitFor();
  const parts = await told();
  assert.equal(parts[0].name, "eta");
  assert.ok(parts[0].fraction > 0.9, JSON.stringify(parts));
  assert.deepEqual(page.problems, []);
});
