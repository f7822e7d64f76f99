// The winner's curse: the best training job trained again. What is drawn and said is held against the drawn values, against the
// job's own report, and against training jobs that a script runs with another seed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page, playground } from "./support/opened.mjs";

/** Waits until all repeats are there; where they would take long, on a slow machine, asks for them. */
const isWhole = () => page.waitForFunction(() => {
  document.querySelector("[data-testid=winner-go-on]")?.click();
  return document.querySelector("[data-testid=winner-luck]")?.textContent && !document.querySelector("[data-testid=winner-progress]");
}, null, { timeout: 240_000, polling: 200 });
const strips = () => page.getByTestId("winner-strip").evaluateAll((all) => all.map((svg) => ({
  job: Number(svg.dataset.job),
  rows: svg.dataset.rows,
  values: svg.dataset.values.split(" ").filter(Boolean).map(Number),
  dots: svg.querySelectorAll("circle").length,
  about: svg.getAttribute("aria-label"),
})));
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
const short = (value) => Number(value.toPrecision(4));
/** The training jobs by number, with their final objectives, the best first. */
async function ranking() {
  const request = JSON.parse(await page.getByTestId("json-text").textContent());
  const log = await playground.api("events", request.HyperParameterTuningJobName);
  const ended = new Set(log.filter(({ Event }) => /^TrainingJob(Completed|Stopped)$/.test(Event)).map(({ TrainingJobName }) => TrainingJobName));
  const last = new Map();
  for (const { Event, TrainingJobName, Value } of log) if (Event === "EpochCompleted") last.set(TrainingJobName, Value);
  const jobs = [...last].filter(([name]) => ended.has(name)).map(([name, value]) => ({ job: Number(name.split("-").at(-2)), value }));
  return jobs.sort((a, b) => b.value - a.value || a.job - b.job);
}

test("before the end there is no winner", async () => {
  await playground.reset.click();
  await page.getByTestId("tab-best-so-far").click();
  await page.getByTestId("kind-winner").click();
  await page.getByTestId("winner").filter({ hasText: "When the tuning job has ended" }).waitFor();
});

test("the best, the second and the middle one are trained twenty times, on fresh rows and on a test set", async () => {
  await playground.run.click();
  await playground.fullSpeed();
  await playground.ended();
  await isWhole();
  const [drawn, ranked] = [await strips(), await ranking()];
  const jobs = [ranked[0], ranked[1], ranked[ranked.length >> 1]].map(({ job }) => job);
  assert.deepEqual(drawn.map(({ job, rows }) => [job, rows]), jobs.flatMap((job) => [[job, "validation rows"], [job, "test set"]]));
  for (const { values, dots, about } of drawn) {
    assert.deepEqual([values.length, dots], [20, 20]);
    const sorted = [...values].sort((a, b) => a - b);
    assert.ok(about.includes(`median ${short((sorted[9] + sorted[10]) / 2)}`), `${about} of ${sorted}`);
  }
  // Accuracies on 1000 rows are thousandths.
  for (const value of drawn[1].values) assert.ok(Math.abs(value * 1000 - Math.round(value * 1000)) < 1e-3);
  const luck = await page.getByTestId("winner-luck").textContent();
  const [own, average] = [ranked[0].value, mean(drawn[0].values)];
  assert.ok(luck.startsWith(`Job ${jobs[0]} reported ${short(own)}. Trained 20 times with other random numbers and other rows, the same hyperparameters came to ${short(average)} on average`), luck);
  if (own > average) assert.ok(luck.includes(`So ${short(own - average)} of its score was luck: the best of ${ranked.length} noisy scores`), luck);
  assert.match(await page.getByTestId("winner-test").textContent(), /On a test set of 1000 rows that no training job has seen/);
  // The order, by pairs, on the test set.
  const [a, b] = [drawn[1].values, drawn[3].values];
  const [better, worse] = [a.filter((value, k) => value > b[k]).length, a.filter((value, k) => value < b[k]).length];
  const order = await page.getByTestId("winner-order").first().textContent();
  assert.ok(order.startsWith(`Job ${jobs[0]}, the best, against job ${jobs[1]}, the second best, in pairs with the same random numbers and rows: better in ${better} of 20, worse in ${worse}, on average`), order);
  assert.match(order, /(the order holds|cannot be told|turns round: what looked better is worse)\.$/);
});

test("as it was, it comes to what it reported; the same repeats come again", async () => {
  const before = await strips();
  await page.getByTestId("views").getByTestId("data-button").focus();
  await page.keyboard.press("Enter");
  const rows = await page.getByTestId("winner-table").evaluate((box) => [...box.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent)));
  assert.equal(rows.length, 21);
  const ranked = await ranking();
  for (const [place, column] of [[0, 1], [1, 3], [ranked.length >> 1, 5]]) assert.equal(Number(rows[0][column]), short(ranked[place].value));
  assert.deepEqual(rows.slice(1).map((row) => Number(row[1])), before[0].values.map(short));
  await page.keyboard.press("Enter");
  await playground.run.click();
  await playground.ended();
  await isWhole();
  assert.deepEqual(await strips(), before);
});

test("the selected job is trained in place of the best", async () => {
  const ranked = await ranking();
  const chosen = ranked[4].job;
  await page.getByTestId("tab-jobs").click();
  await page.getByTestId("jobs-table").focus();
  for (let down = 0; down < chosen; down++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByTestId("tab-best-so-far").click();
  await page.getByTestId("kind-winner").click();
  await page.getByTestId("winner-luck").filter({ hasText: `Job ${chosen} reported` }).waitFor();
  await isWhole();
  assert.deepEqual([...new Set((await strips()).map(({ job }) => job))].slice(0, 2), [chosen, ranked[0].job]);
  await page.getByTestId("tab-jobs").click();
  await page.getByTestId("jobs-table").focus();
  await page.keyboard.press("Escape");
  await page.getByTestId("tab-best-so-far").click();
  await page.getByTestId("kind-winner").click();
});

test("given rows have no test set, and a function without noise no luck", async () => {
  await playground.choosePreset("iris");
  await playground.ended();
  await isWhole();
  assert.ok((await strips()).every(({ rows }) => rows === "validation rows"));
  assert.match(await page.getByTestId("winner-test").textContent(), /^There is no test set/);
  await playground.choosePreset("branin");
  await playground.ended();
  await page.getByTestId("winner-luck").filter({ hasText: "there is no noise here, so nothing of its score was luck" }).waitFor();
  await page.getByTestId("winner-order").first().filter({ hasText: "nothing is left to chance" }).waitFor();
});

test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
