// Hyperband: chosen in the form, its table before the run, and the run as the table and the rungs say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page, playground } from "./support/opened.mjs";

const request = async () => JSON.parse(await page.getByTestId("json-text").textContent()).HyperParameterTuningJobConfig;
/** The table of brackets: epochs, and a row of training jobs for each bracket. */
const table = () =>
  page.getByTestId("brackets").evaluate((table) => {
    const texts = (row) => [...row.cells].map((cell) => cell.textContent);
    const [head, ...rows] = [...table.rows].map(texts);
    return { epochs: head.slice(1).map(Number), rows: rows.map(([bracket, ...jobs]) => [Number(bracket), jobs.map((jobs) => jobs && Number(jobs))]) };
  });

test("choosing it brings its settings and takes early stopping away; choosing another puts all back", async () => {
  const before = await request();
  await page.getByTestId("strategy-Hyperband").check();
  const chosen = await request();
  assert.equal(chosen.Strategy, "Hyperband");
  assert.equal(chosen.TrainingJobEarlyStoppingType, "Off");
  assert.deepEqual(chosen.StrategyConfig, { HyperbandStrategyConfig: { MaxResource: 20 } });
  assert.equal(await page.getByTestId("early-stopping-switch").count(), 0);
  assert.equal(await page.getByTestId("field-error").count(), 0);
  await page.getByTestId("strategy-Random").check();
  assert.deepEqual(await request(), { ...before, TrainingJobEarlyStoppingType: "Off" });
  await page.getByTestId("early-stopping-switch").waitFor();
});

test("the table follows the settings, and what is wrong is said at its field", async () => {
  await page.getByTestId("strategy-Hyperband").check();
  await page.getByTestId("max-resource").fill("81");
  await page.getByTestId("max-jobs").fill("143");
  // The paper's table.
  assert.deepEqual(await table(), {
    epochs: [1, 3, 9, 27, 81],
    rows: [[4, [81, 27, 9, 3, 1]], [3, ["", 34, 11, 3, 1]], [2, ["", "", 15, 5, 1]], [1, ["", "", "", 8, 2]], [0, ["", "", "", "", 5]]],
  });
  await page.getByTestId("min-resource").fill("90");
  assert.match(await page.getByTestId("hyperband").getByTestId("field-error").first().textContent(), /MinResource is 90/);
  assert.equal(await page.getByTestId("brackets").count(), 0);
  await page.getByTestId("min-resource").fill("");
  await page.getByTestId("brackets").waitFor();
});

test("training jobs are stopped at the rungs of the table, and nobody trains past MaxResource", async () => {
  await playground.choosePreset("hyperband");
  await playground.fullSpeed();
  await playground.ended();
  const { epochs, rows } = await table();
  const events = await playground.api("events", "moons-hyperband");
  const stops = events.filter((event) => event.Event === "TrainingJobStopped").map((event) => event.Reason);
  const rungs = stops.filter((reason) => reason.Rule === "Hyperband");
  assert.ok(rungs.length > 10, `${rungs.length} training jobs were stopped at a rung`);
  for (const reason of rungs) {
    const row = rows.find(([bracket]) => bracket === reason.Bracket);
    assert.ok(row[1][epochs.indexOf(reason.Epoch)] !== "", `bracket ${reason.Bracket} has a rung at epoch ${reason.Epoch}`);
    assert.ok(reason.Rank > reason.Kept && reason.Kept >= 1 && reason.Rank <= reason.ComparedTrainingJobs.length);
  }
  assert.ok(events.every((event) => event.Event !== "EpochCompleted" || event.Epoch <= epochs.at(-1)));
  assert.equal(rows.reduce((sum, [, jobs]) => sum + jobs.find((jobs) => jobs !== ""), 0), events.filter((event) => event.Event === "TrainingJobCreated").length);
  assert.ok((await playground.decisionTexts()).some((text) => /stopped at epoch \d+: .* is number \d+ of \d+ in its bracket/.test(text)));
});

test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
