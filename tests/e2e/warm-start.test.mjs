// Warm start in the page: a tuning job that ended becomes a parent of the next, whose first training jobs know what it found.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { page, playground } from "./support/opened.mjs";

const request = async () => JSON.parse(await page.getByTestId("json-text").textContent());
const group = page.getByTestId("warm-start");
const parents = group.getByTestId("parent");
const best = (events) => Math.min(...events.filter((event) => event.Event === "EpochCompleted").map((event) => event.Value));

let bestOfParent;

test("there is nothing to learn from before a tuning job has ended", async () => {
  assert.equal(await group.count(), 0);
  await playground.choosePreset("branin");
  await playground.fullSpeed();
  await playground.ended();
  await group.waitFor();
  assert.match(await parents.textContent(), /branin-bayesian40 training jobs, best 0\.39\d+/);
  bestOfParent = best(await playground.api("events", "branin-bayesian"));
});

test("learning from it names the next job anew, and without parents nothing is left of it", async () => {
  const before = await request();
  await parents.getByRole("checkbox").check();
  const chosen = await request();
  assert.equal(chosen.HyperParameterTuningJobName, "branin-bayesian-2");
  assert.deepEqual(chosen.WarmStartConfig, {
    ParentHyperParameterTuningJobs: [{ HyperParameterTuningJobName: "branin-bayesian" }],
    WarmStartType: "IdenticalDataAndAlgorithm",
  });
  await parents.getByRole("checkbox").uncheck();
  assert.deepEqual(await request(), { ...before, HyperParameterTuningJobName: "branin-bayesian-2" });
});

test("the child goes on where the parent ended, and AWS's answer names the best of both", async () => {
  await parents.getByRole("checkbox").check();
  assert.equal(await group.getByTestId("field-error").count(), 0);
  await playground.run.click();
  await playground.ended();
  const child = await playground.api("events", "branin-bayesian-2");
  // Without it, the first three are spread over the ranges.
  const first = best(child.filter((event) => event.Event === "EpochCompleted").slice(0, 3));
  assert.ok(first < bestOfParent + 1, `the first three reached ${first}, the parent ${bestOfParent}`);
  const answer = await playground.api("describeHyperParameterTuningJob", { HyperParameterTuningJobName: "branin-bayesian-2" });
  const value = (job) => job.FinalHyperParameterTuningJobObjectiveMetric.Value;
  assert.ok(value(answer.OverallBestTrainingJob) <= value(answer.BestTrainingJob));
  // The child can be a parent in turn.
  assert.equal(await parents.count(), 2);
});

test("ranges that leave some of it out say how much counts; transfer is another kind", async () => {
  await group.getByTestId("warm-start-type").selectOption("TransferLearning");
  const narrow = await request();
  assert.equal(narrow.WarmStartConfig.WarmStartType, "TransferLearning");
  const range = narrow.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0];
  const words = () => parents.filter({ hasText: "branin-bayesian40" }).textContent();
  assert.doesNotMatch(await words(), /within these ranges/);
  range.MaxValue = "2";
  await playground.loadJson(JSON.stringify(narrow));
  await page.waitForFunction(() => /\d+ within these ranges/.test(document.querySelector("[data-testid='warm-start']").textContent));
  // Where nothing of a parent lies, that is said, and the run can go on without it.
  Object.assign(range, { MinValue: "100", MaxValue: "200" });
  await playground.loadJson(JSON.stringify(narrow));
  await page.waitForFunction(() => /none of the 40 training jobs/.test(document.querySelector("[data-testid='warm-start']").textContent));
});

test("scripts' tuning jobs find their parents among the others", async () => {
  const document = JSON.parse(readFileSync("src/playground/presets/branin.json", "utf8"));
  const create = (name, parents) => {
    const own = structuredClone(document.Request);
    own.HyperParameterTuningJobName = name;
    own.HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs = 8;
    if (parents) {
      const listed = parents.map((parent) => ({ HyperParameterTuningJobName: parent }));
      own.WarmStartConfig = { ParentHyperParameterTuningJobs: listed, WarmStartType: "IdenticalDataAndAlgorithm" };
    }
    return playground.api("createHyperParameterTuningJob", own, { problem: document.Problem });
  };
  await create("script-parent");
  await playground.api("waitForHyperParameterTuningJob", { HyperParameterTuningJobName: "script-parent" });
  await create("script-child", ["SCRIPT-PARENT"]);
  const answer = await playground.api("waitForHyperParameterTuningJob", { HyperParameterTuningJobName: "script-child" });
  assert.ok(answer.OverallBestTrainingJob);
  const tried = async (name) => (await playground.api("events", name)).filter((event) => event.Event === "TrainingJobCreated").map((event) => JSON.stringify(event.TunedHyperParameters));
  assert.notDeepEqual(await tried("script-child"), await tried("script-parent"));
  await assert.rejects(create("orphan", ["nobody"]), /nobody/);
});

test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
