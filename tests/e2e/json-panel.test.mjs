// The job taken away in each form, and a described job taken in.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { page, playground } from "./support/opened.mjs";

/** The form that is chosen in the dialog, saved as a file. */
async function saved(form) {
  await page.getByTestId("json-load").click();
  const dialog = page.getByRole("dialog");
  await dialog.getByTestId("json-form").selectOption(form);
  const [download] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: "Download" }).click()]);
  const about = await dialog.locator(".json-current .note").textContent();
  await page.getByTestId("json-close").click();
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8"), about };
}

test("each form is what its tool takes, and says how", async () => {
  const json = await saved("json");
  const request = JSON.parse(json.text);
  assert.equal(json.name, "moons-early-stopping.json");
  assert.match(json.about, /aws sagemaker create-hyper-parameter-tuning-job --cli-input-json file:\/\/moons-early-stopping\.json/);
  const yaml = await saved("yaml");
  assert.deepEqual([yaml.name, yaml.text.split("\n")[0]], ["moons-early-stopping.yaml", 'HyperParameterTuningJobName: "moons-early-stopping"']);
  const script = await saved("boto3");
  assert.equal(script.name, "moons-early-stopping.py");
  assert.match(script.text, /create_hyper_parameter_tuning_job\(\*\*REQUEST\)/);
  const machine = await saved("step-functions");
  assert.deepEqual(JSON.parse(machine.text).States.Tune.Parameters, request);
  const whole = await saved("document");
  assert.deepEqual(JSON.parse(whole.text).Request, request);
});

test("a described job is taken in as its request", async () => {
  await playground.fullSpeed();
  await playground.ended();
  const described = await playground.api("describeHyperParameterTuningJob", { HyperParameterTuningJobName: "moons-early-stopping" });
  assert.equal(described.HyperParameterTuningJobStatus, "Completed");
  await playground.choosePreset("grid");
  await playground.loadJson(JSON.stringify(described));
  const { text } = await saved("json");
  assert.equal(JSON.parse(text).HyperParameterTuningJobName, "moons-early-stopping");
  assert.equal("HyperParameterTuningJobStatus" in JSON.parse(text), false);
});

test("advice is one click away, and the click takes it", async () => {
  await playground.choosePreset("linear-scale");
  const range = page.getByTestId("range").first();
  await range.locator("summary").click();
  const advice = range.getByTestId("field-error");
  assert.match(await advice.textContent(), /90 % of the tries fall above 0.1.*advice/);
  await advice.getByTestId("fix").click();
  await advice.waitFor({ state: "detached" });
  await playground.choosePreset("log-scale");
  assert.deepEqual(page.problems, []);
});
