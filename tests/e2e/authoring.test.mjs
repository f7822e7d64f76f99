// As the author of a real job: from a blank request to a valid one by keyboard alone; metrics tried on real logs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";

/** Seconds that a person takes for a key: an average typist's, with time to look. */
const SECONDS_PER_KEY = 0.3;

let host, browser;
before(async () => {
  host = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** The page with a keyboard that counts its keys. */
async function atKeyboard() {
  const page = await newPage(browser);
  await new PlaygroundPage(page, host.url).open();
  let keys = 0;
  const focused = (attribute) => page.evaluate((name) => (name === "path"
    ? document.activeElement.closest("[data-path]")?.dataset.path
    : document.activeElement.dataset[name]), attribute);
  const press = async (...all) => {
    for (const key of all) {
      await page.keyboard.press(key);
      keys += 1;
    }
  };
  const type = async (text) => {
    await page.keyboard.type(text);
    keys += text.length;
  };
  /** Tab, or Shift and Tab, until a control is reached. */
  const tabTo = async (isThere, key = "Tab") => {
    for (let left = 150; left > 0; left--) {
      if (await isThere()) return;
      await press(key);
    }
    assert.fail("Tab never reached it");
  };
  return { page, focused, press, type, tabTo, keys: () => keys };
}

test("from an empty page to a valid XGBoost job with six tuned parameters in two minutes, by keyboard alone", async (t) => {
  const { page, focused, press, type, tabTo, keys } = await atKeyboard();
  const testid = (name) => async () => (await focused("testid")) === name;
  const at = (path) => async () => (await focused("path")) === path;
  const json = async () => JSON.parse(await page.getByTestId("request-json").inputValue());
  // The whole request is one link away from the top.
  await tabTo(testid("open-request"));
  await press("Enter");
  await page.getByTestId("request-json").waitFor();
  await page.waitForFunction(() => document.activeElement.closest("[data-path]"));
  // Start with a blank request, then with XGBoost.
  await tabTo(testid("request-start"), "Shift+Tab");
  await type("XGB");
  await press("Tab", "Enter");
  await page.waitForFunction(() => document.activeElement.closest("[data-path]")?.dataset.path === "HyperParameterTuningJobName");
  assert.equal((await json()).HyperParameterTuningJobName, "tune-xgboost");
  await press("Control+A");
  await type("churn-1");
  // One parameter more, in its recommended range: then seven are tuned.
  const section = async (id) => {
    await tabTo(async () => (await focused("section")) === id, "Shift+Tab");
    await press("Enter");
  };
  await section("hyperparameters");
  await tabTo(testid("request-tune"));
  await type("gam");
  await press("Tab", "Enter");
  await page.waitForFunction(() => /ContinuousParameterRanges\[\d+\]/.test(document.activeElement.closest("[data-path]")?.dataset.path ?? ""));
  // Its own role, data and output.
  await section("role");
  await tabTo(at("TrainingJobDefinition.RoleArn"));
  await press("Control+A");
  await type("arn:aws:iam::123456789012:role/Tuner");
  await section("input");
  for (const [channel, uri] of [[0, "s3://churn/train/"], [1, "s3://churn/validation/"]]) {
    await tabTo(at(`TrainingJobDefinition.InputDataConfig[${channel}].DataSource.S3DataSource.S3Uri`));
    await press("Control+A");
    await type(uri);
  }
  await section("output");
  await tabTo(at("TrainingJobDefinition.OutputDataConfig.S3OutputPath"));
  await press("Control+A");
  await type("s3://churn/models/");
  assert.equal(await page.getByTestId("request-issue-line").innerText(), "Nothing is wrong with it");
  const request = await json();
  const ranges = Object.values(request.HyperParameterTuningJobConfig.ParameterRanges).flat();
  assert.ok(ranges.length >= 6 && ranges.some(({ Name }) => Name === "gamma"), JSON.stringify(ranges));
  assert.match(request.TrainingJobDefinition.AlgorithmSpecification.TrainingImage, /sagemaker-xgboost/);
  assert.doesNotMatch(JSON.stringify(request), /amzn-s3-demo|111122223333/, "nothing is left of the examples");
  const seconds = keys() * SECONDS_PER_KEY;
  t.diagnostic(`${keys()} keys, about ${Math.round(seconds)} s`);
  assert.ok(seconds < 120, `${keys()} keys take about ${Math.round(seconds)} s`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("metrics are tried on real logs as AWS reads them", async () => {
  const page = await newPage(browser);
  await new PlaygroundPage(page, host.url).open();
  await page.getByTestId("open-request").click();
  await page.locator('[data-section="algorithm"]').click();
  const form = page.getByTestId("request-form");
  const definitions = form.locator('[data-path="TrainingJobDefinition.AlgorithmSpecification.MetricDefinitions"]');
  while (await definitions.getByTestId("request-remove").count()) await definitions.getByTestId("request-remove").first().click();
  const log = readFileSync("tests/training_log/logs/lightgbm.log", "utf8");
  await form.getByTestId("log-file").setInputFiles({ name: "job.log", mimeType: "text/plain", buffer: Buffer.from(log) });
  await form.getByTestId("log-tester").getByText("There are no metric definitions yet").waitFor();
  await form.getByTestId("log-framework").selectOption("LightGBM");
  await form.getByTestId("log-framework-do").click();
  await form.getByTestId("log-metric").first().waitFor();
  assert.match(await form.getByTestId("log-status").innerText(), /lines; \d+ of them with a metric/);
  const rows = await form.getByTestId("log-metric").all();
  const finals = await Promise.all(rows.map((row) => row.getByTestId("log-final").innerText()));
  assert.ok(finals.some((value) => Number(value) > 0), finals.join());
  // A group that cuts exponents is shown cutting, live.
  await form.getByTestId("log-text").fill("epoch 1 loss=1.5e-05\nepoch 2 loss=2.5e-06\n");
  await definitions.getByTestId("request-add").click();
  await page.waitForFunction(() => /MetricDefinitions\[\d+\]/.test(document.activeElement.closest("[data-path]")?.dataset.path ?? ""));
  await page.keyboard.type("loss");
  await page.keyboard.press("Tab");
  await page.keyboard.type("loss=([0-9.]+)");
  const row = form.locator('[data-testid="log-metric"][data-name="loss"]');
  await row.locator(".error").first().waitFor();
  assert.equal(await row.getByTestId("log-final").innerText(), "2.5");
  assert.equal(await form.locator(".capture.wrong").count(), 2);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
