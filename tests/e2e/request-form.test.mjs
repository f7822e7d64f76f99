// The whole request as a form beside its JSON: each is the other, live; every problem leads to its field.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";

const MAXIMAL = readFileSync(new URL("../aws/maximal_request.json", import.meta.url), "utf8");
const axe = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

let host, browser, page, form;
before(async () => {
  host = await serve();
  browser = await launch();
  page = await newPage(browser);
  await new PlaygroundPage(page, host.url).open();
  await page.getByTestId("open-request").click();
  form = page.getByTestId("request-form");
  await form.getByTestId("request-json").waitFor();
  await page.waitForFunction(() => document.activeElement.closest("[data-path]"));
});
after(async () => {
  await browser?.close();
  await host?.close();
});

const json = async () => JSON.parse(await form.getByTestId("request-json").inputValue());
const section = (id) => form.locator(`[data-section="${id}"]`).click();
const field = (path) => form.locator(`[data-path="${path}"]`).locator("input, select, textarea").first();
const problems = () => form.getByTestId("request-issue").allInnerTexts();

test("what is typed into a field is in the JSON, and the other way round", async () => {
  const name = field("HyperParameterTuningJobName");
  assert.ok(await name.evaluate((element) => element === document.activeElement), "the name has the focus");
  await name.fill("typed");
  assert.equal((await json()).HyperParameterTuningJobName, "typed");
  const changed = { ...(await json()), HyperParameterTuningJobName: "from-json" };
  await form.getByTestId("request-json").fill(JSON.stringify(changed));
  assert.equal(await name.inputValue(), "from-json");
  await section("limits");
  const jobs = field("HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs");
  await jobs.fill("17");
  assert.equal((await json()).HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs, 17);
  await jobs.fill("many");
  assert.equal((await json()).HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs, 17, "the last number stays");
  assert.match(await form.locator('[data-path$="MaxNumberOfTrainingJobs"] .error').innerText(), /“many” is no whole number/);
  await jobs.fill("");
  assert.equal((await json()).HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs, undefined, "left out");
  await jobs.fill("20");
});

test("text that is no request is said, and nothing is lost", async () => {
  const before = await json();
  const area = form.getByTestId("request-json");
  for (const [text, what] of [
    ['{"HyperParameterTuningJobName": ', /JSON|end/i],
    [JSON.stringify({ ...before, HyperParameterTuningJobName: 5 }), /is the number 5/],
    ["[".repeat(2000), /deep|nest|recursion|JSON/i],
    [`{"a":"${"x".repeat(2_000_000)}"}`, /1 MiB|too long|bytes/i],
  ]) {
    await area.fill(text);
    assert.match(await form.getByTestId("request-json-refused").innerText(), what);
    await section("job");
    assert.equal(await field("HyperParameterTuningJobName").inputValue(), before.HyperParameterTuningJobName);
  }
  await form.getByTestId("request-json-refused").getByRole("button").click();
  assert.deepEqual(await json(), before);
});

test("lists, maps and parts are added and taken out, and the focus goes with them", async () => {
  await section("hyperparameters");
  const ranges = form.locator('[data-path="HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges"]');
  const count = (await json()).HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges.length;
  await ranges.getByTestId("request-add").click();
  const path = `HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[${count}]`;
  await page.waitForFunction((path) => document.activeElement?.closest("[data-path]")?.dataset.path === `${path}.Name`, path);
  await page.keyboard.type("weight_decay");
  await page.keyboard.press("Tab");
  await page.keyboard.type("0.0001");
  await page.keyboard.press("Tab");
  await page.keyboard.type("0.1");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Log");
  const added = (await json()).HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[count];
  assert.deepEqual(added, { Name: "weight_decay", MinValue: "0.0001", MaxValue: "0.1", ScalingType: "Logarithmic" });
  await ranges.getByTestId("request-remove").nth(count).click();
  assert.equal((await json()).HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges.length, count);

  const values = field("HyperParameterTuningJobConfig.ParameterRanges.CategoricalParameterRanges[0].Values");
  await values.fill("sigmoid\n\ntanh\n");
  assert.deepEqual((await json()).HyperParameterTuningJobConfig.ParameterRanges.CategoricalParameterRanges[0].Values, ["sigmoid", "tanh"]);

  await section("environment");
  const environment = form.locator('[data-path="TrainingJobDefinition.Environment"]');
  await environment.getByTestId("request-add").click();
  await page.waitForFunction(() => document.activeElement?.dataset.testid === "request-name");
  await page.keyboard.type("EPOCHS.2");
  await page.keyboard.press("Tab");
  await page.keyboard.type("<b>1</b>");
  assert.deepEqual((await json()).TrainingJobDefinition.Environment, { "EPOCHS.2": "<b>1</b>" });
  assert.match(await environment.innerText(), /does not fit/, "a point is not allowed in such a name");
  await environment.getByTestId("request-remove").click();
  assert.equal((await json()).TrainingJobDefinition.Environment, undefined);

  await section("input");
  const channel = form.getByTestId("request-card").first();
  await channel.locator('[data-name="ShuffleConfig"]').click();
  assert.deepEqual((await json()).TrainingJobDefinition.InputDataConfig[0].ShuffleConfig, { Seed: 1 });
  await channel.locator('[data-path$="ShuffleConfig"]').getByTestId("request-presence").click();
  assert.equal((await json()).TrainingJobDefinition.InputDataConfig[0].ShuffleConfig, undefined);
});

test("several algorithms and one again", async () => {
  const before = await json();
  await section("objective");
  await form.getByTestId("request-add-definition").click();
  assert.deepEqual((await json()).TrainingJobDefinitions.map((one) => one.DefinitionName), ["algorithm-1", "algorithm-2"]);
  assert.equal(await form.getByTestId("request-definition").count(), 2);
  await field("TrainingJobDefinitions[1].TuningObjective.MetricName").fill("validation:loss");
  assert.equal((await json()).TrainingJobDefinitions[0].TuningObjective.MetricName, before.HyperParameterTuningJobConfig.HyperParameterTuningJobObjective.MetricName);
  await form.getByTestId("request-definition").first().click();
  await form.getByTestId("request-one-definition").click();
  assert.deepEqual(await json(), before);
});

test("a problem leads to its field, and its fix mends it", async () => {
  const request = await json();
  request.HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs = 0;
  request.TrainingJobDefinition.RoleArn = "me";
  await form.getByTestId("request-json").fill(JSON.stringify(request));
  assert.match(await form.getByTestId("request-issue-line").innerText(), /^2 errors/);
  assert.match(await form.locator('[data-section="role"]').innerText(), /1\s*error/);
  await form.getByTestId("request-issue").filter({ hasText: "RoleArn" }).click();
  await page.waitForFunction(() => document.activeElement?.closest("[data-path]")?.dataset.path === "TrainingJobDefinition.RoleArn");
  assert.equal(await field("TrainingJobDefinition.RoleArn").getAttribute("aria-invalid"), "true");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("arn:aws:iam::111122223333:role/Tuner");
  await form.locator(".request-issues").getByTestId("fix").first().click();
  assert.equal((await json()).HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs, 1);
  assert.deepEqual((await problems()).filter((path) => /RoleArn|MaxParallel/.test(path)), []);
});

test("the largest request is in the form as it is in the JSON", async () => {
  await form.getByTestId("request-json").fill(MAXIMAL);
  const maximal = JSON.parse(MAXIMAL);
  assert.deepEqual(await json(), maximal);
  const at = (path) => path.split(/[.[\]]+/).filter(Boolean).reduce((value, step) => value?.[step], maximal);
  let compared = 0;
  for (const button of await form.getByTestId("request-section").all()) {
    await button.click();
    const shown = await form.locator(".request-field[data-path], .request-cell[data-path]").evaluateAll((parts) =>
      parts.map((part) => [part.dataset.path, part.querySelector("input, select, textarea").value]));
    for (const [path, value] of shown) {
      const given = at(path);
      assert.equal(value, Array.isArray(given) ? given.join("\n") : String(given ?? ""), path);
      compared += 1;
    }
  }
  assert.ok(compared > 60, `${compared} fields`);
});

test("no faults of accessibility in any section, with and without problems", async () => {
  // The page's policy forbids script elements, so its source is evaluated.
  await page.evaluate(axe);
  for (const text of [MAXIMAL, '{"HyperParameterTuningJobName":"","HyperParameterTuningJobConfig":{"Strategy":"?","ResourceLimits":{"MaxParallelTrainingJobs":0}}}']) {
    await form.getByTestId("request-json").fill(text);
    for (const button of await form.getByTestId("request-section").all()) {
      await button.click();
      const { violations } = await page.evaluate(() => window.axe.run(document.querySelector(".request-form"), { resultTypes: ["violations"] }));
      assert.deepEqual(violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.target).join(" ")}`), []);
    }
  }
});

test("a blank request by keyboard, then Escape: the job panel has it", async () => {
  await form.getByTestId("request-start").selectOption("blank");
  await form.getByTestId("request-start-do").click();
  await page.waitForFunction(() => document.activeElement?.closest("[data-path]")?.dataset.path === "HyperParameterTuningJobName");
  await page.keyboard.type("by-keyboard");
  await page.keyboard.press("Escape");
  await form.waitFor({ state: "hidden" });
  assert.equal(await page.getByTestId("job-name").inputValue(), "by-keyboard");
  assert.deepEqual(page.problems, []);
});
