// window.tuneground, as scripts outside the project call it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page, playground } from "./support/opened.mjs";
import { request } from "./support/requests.mjs";

/** The name and message of the error that a call ends with. */
async function errorOf(path, ...args) {
  return page.evaluate(
    ([path, args]) => window.tuneground[path](...args).then(() => null, (error) => ({ isError: error instanceof Error, name: error.name, message: error.message })),
    [path, args],
  );
}

test("create, wait, describe, list, events", async () => {
  const name = "api-whole-life";
  const created = await playground.api("createHyperParameterTuningJob", request(name));
  assert.deepEqual(created, {
    HyperParameterTuningJobArn: `arn:aws:sagemaker:us-east-1:000000000000:hyper-parameter-tuning-job/${name}`,
  });
  const final = await playground.api("waitForHyperParameterTuningJob", { HyperParameterTuningJobName: name });
  assert.equal(final.HyperParameterTuningJobStatus, "Completed");
  assert.deepEqual(await playground.api("describeHyperParameterTuningJob", { HyperParameterTuningJobName: name }), final);
  assert.equal(final.TrainingJobStatusCounters.Completed, 6);

  const { HyperParameterTuningJobSummaries } = await playground.api("listHyperParameterTuningJobs", { NameContains: "whole" });
  assert.deepEqual(HyperParameterTuningJobSummaries.map((summary) => summary.HyperParameterTuningJobName), [name]);

  const listed = await playground.api("listTrainingJobsForHyperParameterTuningJob", {
    HyperParameterTuningJobName: name, SortBy: "FinalObjectiveMetricValue", SortOrder: "Descending", MaxResults: 4,
  });
  assert.equal(listed.TrainingJobSummaries.length, 4);
  assert.ok(listed.NextToken);
  assert.equal(listed.TrainingJobSummaries[0].TrainingJobName, final.BestTrainingJob.TrainingJobName);
  const job = await playground.api("describeTrainingJob", { TrainingJobName: listed.TrainingJobSummaries[0].TrainingJobName });
  assert.equal(job.TrainingJobStatus, "Completed");

  const events = await playground.api("events", name);
  assert.equal(events[0].Event, "TuningJobCreated");
  assert.equal(events.at(-1).Event, "TuningJobCompleted");
  assert.equal(events.filter((event) => event.Event === "EpochCompleted").length, 6 * 5);
  for (let i = 1; i < events.length; i++) assert.ok(events[i].Time >= events[i - 1].Time);
});

test("a problem and settings can be given", async () => {
  const name = "api-problem";
  const job = request(name, { metric: "validation:multiclass_accuracy", ranges: { ContinuousParameterRanges: [{ Name: "wd", MinValue: "0.0001", MaxValue: "0.1", ScalingType: "Logarithmic" }] } });
  const problem = { Model: "logistic-regression", Dataset: { Name: "iris" } };
  await playground.api("createHyperParameterTuningJob", job, { problem, settings: { EarlyStopping: { MinCompletedJobs: 1 } } });
  const final = await playground.api("waitForHyperParameterTuningJob", { HyperParameterTuningJobName: name });
  assert.ok(final.BestTrainingJob.FinalHyperParameterTuningJobObjectiveMetric.Value > 0.8);
});

test("an objective function of the page's own, asked for each epoch once and never after an early stop", async () => {
  const job = request("api-objective", { early: "Auto", jobs: 12, parallel: 3, metric: "score" });
  const { asked, events } = await page.evaluate(async (job) => {
    const asked = [];
    await window.tuneground.createHyperParameterTuningJob(job, {
      settings: { EarlyStopping: { MinCompletedJobs: 2 } },
      objective: async (hyperParameters, epoch, trainingJobName) => {
        asked.push([trainingJobName, epoch]);
        // Later answers come first: the order of answers must not matter.
        await new Promise((resolve) => setTimeout(resolve, (asked.length * 7) % 5));
        return Number(hyperParameters.learning_rate) * epoch;
      },
    });
    const name = { HyperParameterTuningJobName: job.HyperParameterTuningJobName };
    await window.tuneground.waitForHyperParameterTuningJob(name);
    return { asked, events: await window.tuneground.events(job.HyperParameterTuningJobName) };
  }, job);
  const reported = events.filter((event) => event.Event === "EpochCompleted");
  const key = ([name, epoch]) => `${name} ${epoch}`;
  assert.deepEqual(asked.map(key).sort(), reported.map((event) => key([event.TrainingJobName, event.Epoch])).sort());
  assert.ok(events.some((event) => event.Reason?.Rule === "EarlyStopping"), "somebody was stopped early");
});

test("an objective function that fails or gives no number fails its training job", async () => {
  const job = request("api-failing", { jobs: 2, metric: "score" });
  const final = await page.evaluate(async (job) => {
    let calls = 0;
    await window.tuneground.createHyperParameterTuningJob(job, {
      objective: async () => {
        if (calls++ % 2) throw new Error("no luck");
        return NaN;
      },
    });
    return window.tuneground.waitForHyperParameterTuningJob({ HyperParameterTuningJobName: job.HyperParameterTuningJobName });
  }, job);
  assert.equal(final.TrainingJobStatusCounters.NonRetryableError, 2);
  const listed = await playground.api("listTrainingJobsForHyperParameterTuningJob", { HyperParameterTuningJobName: "api-failing" });
  assert.match(listed.TrainingJobSummaries.map((summary) => summary.FailureReason).join(), /no luck/);
});

test("stop and delete", async () => {
  const name = { HyperParameterTuningJobName: "api-stop" };
  await page.evaluate((job) => window.tuneground.createHyperParameterTuningJob(job, { objective: () => new Promise(() => {}) }), request("api-stop", { metric: "score" }));
  assert.equal((await errorOf("deleteHyperParameterTuningJob", name)).name, "ValidationException");
  await playground.api("stopHyperParameterTuningJob", name);
  const final = await playground.api("waitForHyperParameterTuningJob", name);
  assert.equal(final.HyperParameterTuningJobStatus, "Stopped");
  const kinds = (await playground.api("events", "api-stop")).map((event) => event.Event);
  assert.ok(kinds.indexOf("TuningJobStopping") < kinds.indexOf("TuningJobStopped"));
  assert.equal((await errorOf("stopHyperParameterTuningJob", name)).name, "ValidationException");
  await playground.api("deleteHyperParameterTuningJob", name);
  assert.equal((await errorOf("describeHyperParameterTuningJob", name)).name, "ResourceNotFound");
});

test("errors are Errors with AWS's names and say what would be right", async () => {
  const taken = request("api-taken");
  await playground.api("createHyperParameterTuningJob", taken);
  const again = await errorOf("createHyperParameterTuningJob", { ...taken, HyperParameterTuningJobName: "API-taken" });
  assert.deepEqual([again.isError, again.name], [true, "ResourceInUse"]);
  for (const bad of [undefined, 7, [], {}, request("bad name"), request("api-bad", { ranges: {} })]) {
    const error = await errorOf("createHyperParameterTuningJob", bad);
    assert.deepEqual([error.isError, error.name], [true, "ValidationException"], JSON.stringify(bad));
    assert.ok(error.message.length > 20, error.message);
  }
  assert.equal((await errorOf("events", "nobody")).name, "ResourceNotFound");
  const issues = await playground.api("validate", request("bad name"));
  assert.deepEqual(Object.keys(issues[0]), ["Severity", "Path", "Rule", "Message", "Source"]);
  assert.equal(issues[0].Path, "HyperParameterTuningJobName");
  assert.deepEqual(await playground.api("validate", request("good-name")), []);
});

test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
