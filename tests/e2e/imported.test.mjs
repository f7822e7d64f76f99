// A tuning job that ran at AWS: its answers are opened, and the page shows it as it shows one that ran here.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { watchFrames, watchedFrames } from "./support/frames.mjs";
import { page, playground } from "./support/opened.mjs";

const { Describe: describe, Pages: pages } = JSON.parse(readFileSync(new URL("../imported/xgboost-wire.json", import.meta.url)));
const summaries = pages.flatMap((page) => page.TrainingJobSummaries);
const valued = summaries.filter((job) => job.FinalHyperParameterTuningJobObjectiveMetric);
const values = valued.map((job) => job.FinalHyperParameterTuningJobObjectiveMetric.Value);
const { Type: direction, MetricName: metric } = describe.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective;
const best = direction === "Maximize" ? Math.max(...values) : Math.min(...values);

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "tuneground-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Opens files with these contents, all at once. */
async function openFiles(contents) {
  const files = contents.map((content, index) => {
    const file = join(folder, `answer-${index}.json`);
    writeFileSync(file, JSON.stringify(content));
    return file;
  });
  await page.getByTestId("json-load").click();
  await page.getByTestId("json-file").setInputFiles(files);
  await page.getByRole("dialog").waitFor({ state: "hidden" });
}

async function assertIsOnScreen() {
  await page.getByTestId("at-aws").waitFor();
  await playground.ended();
  const ended = (status) => summaries.filter((job) => job.TrainingJobStatus === status).length;
  assert.equal(await playground.count("completed"), ended("Completed"));
  assert.equal(await playground.count("stopped"), ended("Stopped"));
  assert.equal(await playground.count("failed"), ended("Failed"));
  assert.ok(Math.abs(Number(await playground.bestValue.textContent()) - best) < 1e-3 * Math.abs(best));
  const card = await page.getByTestId("best-job").textContent();
  assert.ok(card.includes(metric), card);
  assert.ok(card.includes(valued[values.indexOf(best)].TrainingJobName), card);
  assert.match(await page.getByTestId("clock").textContent(), /at AWS$/);
  assert.match(await page.getByTestId("at-aws-unknown").textContent(), /no learning curves/);
}

test("a Describe response with its lists comes on the screen, and its request into the form", async () => {
  await openFiles([...pages, describe]);
  await assertIsOnScreen();
  assert.equal(await page.getByTestId("at-aws").locator(".name").textContent(), describe.HyperParameterTuningJobName);
  assert.equal(JSON.parse(await page.getByTestId("json-text").textContent()).HyperParameterTuningJobName, describe.HyperParameterTuningJobName);
  assert.equal(await page.getByTestId("point").count() >= valued.length, true);
  // There are no curves: the training jobs stand side by side, in the order of their creation.
  const places = await page.getByTestId("learning-curves").locator(".ends path").evaluateAll((marks) =>
    marks.map((mark) => Number(mark.getAttribute("d").match(/-?[\d.]+/)?.[0])),
  );
  assert.deepEqual(places, [...places].sort((a, b) => a - b));
  assert.equal(new Set(places).size, summaries.length);
});

test("what it was billed for is what AWS says", async () => {
  const billed = summaries.reduce((sum, job) => sum + (job.TrainingEndTime && job.TrainingStartTime ? job.TrainingEndTime - job.TrainingStartTime : 0), 0);
  const shown = await page.getByTestId("cost-seconds").textContent();
  const units = { d: 86_400, h: 3600, m: 60, s: 1 };
  const seconds = [...shown.matchAll(/([\d.]+) (d|h|m|s)/g)].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit], 0);
  const instances = describe.TrainingJobDefinition.ResourceConfig?.InstanceCount ?? 1;
  assert.ok(Math.abs(seconds - billed * instances) <= 60, `${shown} is not ${billed} s of ${instances}`);
});

test("a list alone comes on the screen as well, and what is edited stays", async () => {
  await playground.choosePreset("early-stopping");
  await page.getByTestId("at-aws").waitFor({ state: "detached" });
  const edited = await page.getByTestId("json-text").textContent();
  await page.getByTestId("json-load").click();
  await page.getByTestId("json-paste").fill(pages.map((list) => JSON.stringify(list)).join("\n"));
  await page.getByTestId("json-paste-load").click();
  await assertIsOnScreen();
  assert.match(await page.getByTestId("at-aws-unknown").textContent(), /Without the Describe response/);
  assert.equal(await page.getByTestId("json-text").textContent(), edited);
  await playground.run.click();
  await page.getByTestId("at-aws").waitFor({ state: "detached" });
});

test("a warm start is compared with the tuning jobs that were on the screen", async () => {
  await openFiles([describe, ...pages]);
  const { TrainingJobDefinition, HyperParameterTuningJobConfig, HyperParameterTuningJobName } = describe;
  const request = {
    HyperParameterTuningJobName: "again",
    HyperParameterTuningJobConfig: structuredClone(HyperParameterTuningJobConfig),
    TrainingJobDefinition,
    WarmStartConfig: {
      ParentHyperParameterTuningJobs: [{ HyperParameterTuningJobName }],
      WarmStartType: "IdenticalDataAndAlgorithm",
    },
  };
  request.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective.Type = direction === "Maximize" ? "Minimize" : "Maximize";
  const issues = async () => {
    await playground.loadJson(JSON.stringify(request));
    await page.getByTestId("open-request").click();
    const list = page.locator(".request-issues");
    const text = await list.textContent();
    await page.keyboard.press("Escape");
    return text;
  };
  assert.match(await issues(), /objective/i);
  request.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective.Type = direction;
  assert.doesNotMatch(await issues(), /parent.*objective|objective.*parent/i);
});

test("750 training jobs come on the screen", async () => {
  const list = Array.from({ length: 750 }, (_, index) => {
    const like = summaries[index % summaries.length];
    const number = String(index + 1).padStart(3, "0");
    return { ...like, TrainingJobName: `${describe.HyperParameterTuningJobName}-${number}-${(0x10000000 + index).toString(16)}` };
  });
  await watchFrames(page);
  await openFiles([describe, { TrainingJobSummaries: list }]);
  await page.waitForFunction(() => document.querySelectorAll('[data-testid="point"]').length >= 750);
  console.log("long tasks:", (await watchedFrames(page)).longTasks.join(" ") || "none");
});

test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
