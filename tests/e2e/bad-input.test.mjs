// Whatever a person types, pastes or drops: a clear message in place, nothing lost, the job on the screen untouched.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { page, playground } from "./support/opened.mjs";
import { request } from "./support/requests.mjs";

before(async () => {
  await playground.fullSpeed();
  await playground.ended();
});

/** What must not change: the job on the screen, and the document being edited. */
const untouched = async () => ({
  events: await playground.api("events", "moons-early-stopping"),
  status: await playground.status.textContent(),
  best: await playground.bestValue.textContent(),
  json: await page.getByTestId("json-text").first().textContent(),
});

const whole = JSON.stringify(request("pasted"));
const without = (change) => {
  const job = request("pasted");
  change(job);
  return JSON.stringify(job);
};

const refused = {
  "nothing": ["", /no text/i],
  "text that is no JSON": ['Strategy = "Random"', /not json.*line 1, column 1/is],
  "YAML that was cut off": ['Strategy: "Random', /not yaml.*line 1/is],
  "YAML of something else": ["strategy: Random", /HyperParameterTuningJobName is missing/],
  "JSON that was cut off": [whole.slice(0, 200), /ends before/i],
  "a list": ["[1, 2, 3]", /not a createhyperparametertuningjob request/i],
  "another document of AWS's": ['{"HyperParameterTuningJobSummaries": []}', /ListHyperParameterTuningJobs response/],
  "a list of no training jobs": ['{"TrainingJobSummaries": []}', /no training job in the list/],
  "two requests": [`${whole}\n${whole}`, /2 documents/],
  "a missing part": [without((job) => delete job.HyperParameterTuningJobConfig.ResourceLimits), /ResourceLimits/],
  "a number where AWS wants text": [without((job) => (job.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0].MinValue = 0.1)), /MinValue.*text/is],
  "NaN": [whole.replace('"0.001"', "NaN"), /line 1/],
  "10 MB": [`{"a":"${"x".repeat(10_000_000)}"}`, /too long: a request has at most 1 MiB/],
  "brackets without end": ["[".repeat(100_000), /nested|brackets/i],
};

for (const [what, [text, message]] of Object.entries(refused)) {
  test(`${what} is refused in words and changes nothing`, async () => {
    const before = await untouched();
    await page.getByTestId("json-load").click();
    await page.getByTestId("json-paste").evaluate((box, text) => {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }, text);
    await page.getByTestId("json-paste-load").click();
    const error = page.getByTestId("json-error");
    try {
      await error.waitFor();
      assert.match(await error.textContent(), message);
    } finally {
      await page.getByTestId("json-close").click();
    }
    assert.deepEqual(await untouched(), before);
  });
}

test("script in names is text, never code", async () => {
  const evil = '<img src=x onerror="window.evil=1"><script>window.evil=1</script>';
  await playground.loadJson(without((job) => {
    job.HyperParameterTuningJobName = evil;
    job.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0].Name = evil;
    job.HyperParameterTuningJobConfig.ParameterRanges.CategoricalParameterRanges = [{ Name: "activation", Values: [evil] }];
  }));
  assert.equal(await page.evaluate(() => window.evil), undefined);
  assert.equal(await page.locator("img[src=x]").count(), 0);
});

test("a range with its ends the wrong way round is marked in place, and Run says so", async () => {
  await playground.choosePreset("early-stopping");
  await playground.ended();
  const before = await playground.api("events", "moons-early-stopping");
  await playground.loadJson(without((job) => {
    const range = job.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0];
    [range.MinValue, range.MaxValue] = [range.MaxValue, range.MinValue];
  }));
  await page.getByTestId("field-error").first().waitFor();
  assert.match(await page.getByTestId("job-panel").textContent(), /is above MaxValue/);
  await playground.run.click();
  assert.match(await page.getByRole("alert").textContent(), /cannot run yet/);
  assert.deepEqual(await playground.api("events", "moons-early-stopping"), before);
});

test("a logarithmic scale from 0 is refused with its reason", async () => {
  await playground.loadJson(without((job) => (job.HyperParameterTuningJobConfig.ParameterRanges.ContinuousParameterRanges[0].MinValue = "0")));
  assert.match(await page.getByTestId("job-panel").textContent(), /log 0 is infinite/);
});

test("text in a number field stays, is marked, and keeps the last number", async () => {
  await playground.loadJson(whole);
  const field = page.getByTestId("max-jobs");
  for (const [typed, message] of [["abc", /whole number/], ["0", /below 1, the least/], ["99999", /10000/]]) {
    await field.fill(typed);
    assert.equal(await field.inputValue(), typed);
    assert.equal(await field.getAttribute("aria-invalid"), "true", typed);
    assert.match(await page.getByTestId("field-error").first().textContent(), message);
  }
  await field.fill("7");
  assert.notEqual(await field.getAttribute("aria-invalid"), "true");
  await playground.run.click();
  await playground.ended();
  assert.equal(await playground.count("completed"), 7);
});

test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
