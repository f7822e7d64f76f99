// The true surface over two hyperparameters: what is drawn and said, against training jobs that a script runs with the same
// hyperparameters, and against a function whose surface is known.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { page, playground } from "./support/opened.mjs";
import { savedPicture, savedRows } from "./support/saved.mjs";

const map = (kind) => page.getByTestId(`surface-${kind}`).getByTestId("surface-map");
/** Waits until the whole sweep is there; where it would take long, on a slow machine, asks for it. */
const isWhole = () => page.waitForFunction(() => {
  document.querySelector("[data-testid=surface-compute]")?.click();
  return document.querySelector("[data-testid=surface-truth]")?.textContent && !document.querySelector("[data-testid=surface-progress]");
}, null, { timeout: 240_000, polling: 200 });

/** A map's strengths, row by row from the top: the alpha of each pixel. */
const alphas = (kind) =>
  map(kind).evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return { width: canvas.width, height: canvas.height, alphas: Array.from({ length: canvas.width * canvas.height }, (_, i) => data[4 * i + 3]) };
  });

/** The table of the surface: the values along x, and rows of the value along y with the objectives, as they stand there. */
const table = async () => {
  await page.getByTestId("views").getByTestId("data-button").click();
  const found = await page.getByTestId("surface-table").evaluate((box) => ({
    x: [...box.querySelectorAll("thead th")].slice(1).map((cell) => cell.textContent),
    rows: [...box.querySelectorAll("tbody tr")].map((row) => [row.querySelector("th").textContent, [...row.querySelectorAll("td")].map((cell) => cell.textContent)]),
  }));
  await page.getByTestId("views").getByTestId("data-button").click();
  return found;
};
/** What the legend's colours say of an alpha. */
const legend = () => page.getByTestId("surface-legend").evaluate((svg) => ({ best: Number(svg.dataset.best), worst: Number(svg.dataset.worst) }));

test("before a training job has ended there is nothing to draw a surface around", async () => {
  await playground.reset.click();
  await page.getByTestId("tab-surface").click();
  await page.getByTestId("surface-note").filter({ hasText: "as soon as one has ended" }).waitFor();
});

test("a function's surface, cell by cell, in its colours, with its optimum and its importance", async () => {
  await playground.choosePreset("branin");
  await playground.fullSpeed();
  await playground.ended();
  await isWhole();
  const branin = (x, y) => (y - (5.1 / (4 * Math.PI ** 2)) * x ** 2 + (5 / Math.PI) * x - 6) ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  const at = (part) => (part + 0.5) / 45;
  const value = (column, row) => branin(-5 + 15 * at(column), 15 * at(row));
  const { x, rows } = await table();
  assert.deepEqual([x.length, rows.length], [45, 45]);
  for (const [column, row] of [[0, 0], [3, 40], [22, 7], [44, 44], [10, 20]]) {
    const drawn = Number(rows[44 - row][1][column]);
    assert.ok(Math.abs(drawn / value(column, row) - 1) < 1e-3, `${drawn} in place of ${value(column, row)}`);
  }
  const saved = await savedRows(page);
  assert.deepEqual([saved.length, saved[0].length], [46, 46]);
  assert.ok(Math.abs(Number(saved[45 - 7][1 + 22]) / value(22, 7) - 1) < 1e-5, "in the file with all digits");
  const picture = await savedPicture(page, ["image", "[data-testid=point]"]);
  assert.deepEqual([picture.name, picture.counts[0]], ["surface.svg", 2], "both surfaces, with their colours");
  assert.ok(picture.counts[1] > 10);
  // The colours are as the legend says.
  const [{ width, height, alphas: drawn }, { best, worst }] = [await alphas("true"), await legend()];
  assert.deepEqual([width, height], [45, 45]);
  for (const [column, row] of [[0, 0], [3, 40], [22, 7], [30, 30]]) {
    const strength = Math.min(1, Math.max(0, (value(column, row) - worst) / (best - worst)));
    assert.ok(Math.abs(drawn[(44 - row) * 45 + column] - 255 * (0.04 + 0.78 * strength)) < 1.5, `cell ${column}, ${row}`);
  }
  const least = Math.min(...Array.from({ length: 2025 }, (_, cell) => value(cell % 45, Math.floor(cell / 45))));
  const truth = await page.getByTestId("surface-truth").textContent();
  assert.ok(truth.startsWith(`The best of 2025 training jobs of the sweep: ${Number(least.toPrecision(4))} at x1`), truth);
  // Importance: the parts of the variance of the same values.
  const values = Array.from({ length: 45 }, (_, row) => Array.from({ length: 45 }, (_, column) => value(column, row)));
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const all = mean(values.flat());
  const square = (list) => mean(list.map((value) => (value - all) ** 2));
  const total = square(values.flat());
  const of = [square(Array.from({ length: 45 }, (_, column) => mean(values.map((row) => row[column])))) / total, square(values.map(mean)) / total];
  const told = await page.locator("tr[data-testid=surface-importance]").evaluateAll((rows) => rows.map((row) => [Number(row.dataset.true), Number(row.dataset.estimated)]));
  const due = [of[0], of[1], 1 - of[0] - of[1]];
  for (const [place, [own, estimated]] of told.entries()) {
    assert.ok(Math.abs(own - due[place]) < 1e-6, `${own} in place of ${due[place]}`);
    assert.ok(estimated >= 0 && estimated <= 1, `fANOVA says ${estimated}`);
  }
  assert.equal(told.length, 3);
});

test("the surrogate's surface is beside it, alike at the end where jobs have been, and both have contour lines", async () => {
  const [own, believed] = [await alphas("true"), await alphas("believed")];
  const at = ({ width, height, alphas }, x, y) => alphas[Math.floor((1 - y) * height) * width + Math.floor(x * width)];
  // Branin's valleys in [−5, 10] × [0, 15].
  for (const [x, y] of [[Math.PI, 2.275], [3 * Math.PI, 2.475]]) {
    const [a, b] = [at(own, (x + 5) / 15, y / 15), at(believed, (x + 5) / 15, y / 15)];
    assert.ok(Math.abs(a - b) < 12, `${a} truly, ${b} believed`);
  }
  for (const kind of ["true", "believed"]) {
    const lines = page.getByTestId(`surface-${kind}`).getByTestId("contours");
    assert.match(await lines.getAttribute("d"), /^M[\d.]+ [\d.]+L/);
    assert.equal(await page.getByTestId(`surface-${kind}`).getByTestId("best-point").count(), 1);
  }
});

test("pointing at a place says what is true there and what is believed; a job that is pointed at is so in both", async () => {
  const box = await map("true").boundingBox();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.5);
  await page.getByTestId("surface-here").filter({ hasText: /^At x1 .*, x2 .*: [\d.]+ truly, -?[\d.]+ believed\.$/ }).waitFor();
  await page.mouse.move(5, 5);
  await page.getByTestId("surface-true").locator(".plot").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  for (const kind of ["true", "believed"]) assert.equal(await page.getByTestId(`surface-${kind}`).getByTestId("selected-point").count(), 1);
  await page.getByTestId("surface-here").filter({ hasText: "truly" }).waitFor();
  await page.keyboard.press("Escape");
});

test("each cell of a real problem is what a training job of these hyperparameters comes to, by keyboard as well", async () => {
  await playground.choosePreset("early-stopping");
  await playground.ended();
  // Around job 1, with the keyboard: select it in the plot, then hold the others as in it.
  await page.getByTestId("surface-true").locator(".plot").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  const hold = page.getByTestId("surface-hold");
  await hold.filter({ hasText: "as in job 1" }).waitFor();
  await hold.focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("surface-note").filter({ hasText: "job 1's random numbers" }).waitFor();
  await isWhole();
  const { x, rows } = await table();
  const request = JSON.parse(await page.getByTestId("json-text").textContent());
  const { Problem } = JSON.parse(readFileSync("src/playground/presets/early-stopping.json", "utf8"));
  const first = (await playground.api("events", request.HyperParameterTuningJobName)).find(({ Event }) => Event === "TrainingJobCreated").TunedHyperParameters;
  const names = { x: await selected("surface-x"), y: await selected("surface-y") };
  // The table has few digits: the exact values come from the ranges.
  const exact = exactRanges(request);
  for (const [column, row] of [[4, 4], [30, 10], [40, 20]]) {
    const text = (name, index, count) => valueAt(exact[name], (index + 0.5) / count);
    const values = { ...first, [names.x]: text(names.x, column, x.length), [names.y]: text(names.y, row, rows.length) };
    const direct = await directly(request, Problem, values, `direct-${column}-${row}`);
    const [heading, cells] = rows[rows.length - 1 - row];
    assert.equal(Number(cells[column]), Number(direct.toPrecision(4)), `${JSON.stringify(values)} at ${x[column]}, ${heading}`);
  }
});

const selected = (id) => page.getByTestId(id).evaluate((select) => select.selectedOptions[0].textContent);

/** The ranges of a request by name. */
function exactRanges({ HyperParameterTuningJobConfig: { ParameterRanges } }) {
  const range = (isWhole) => ({ Name, MinValue, MaxValue, ScalingType }) => [Name, { min: Number(MinValue), max: Number(MaxValue), log: ScalingType === "Logarithmic", isWhole }];
  const { ContinuousParameterRanges = [], IntegerParameterRanges = [] } = ParameterRanges;
  return Object.fromEntries([...ContinuousParameterRanges.map(range(false)), ...IntegerParameterRanges.map(range(true))]);
}

/** The value at a part of a range's own scale, as SageMaker passes it: an integer owns a half to each of its sides. */
function valueAt({ min, max, log, isWhole }, part) {
  const [low, high] = isWhole ? [min - 0.5, max + 0.5] : [min, max];
  const value = log ? Math.exp(Math.log(low) * (1 - part) + Math.log(high) * part) : low * (1 - part) + high * part;
  return String(isWhole ? Math.round(value) : value);
}

/** The final objective of the first training job of a tuning job whose every range is one value. */
async function directly(request, problem, values, name) {
  const own = structuredClone(request);
  own.HyperParameterTuningJobName = name;
  const config = own.HyperParameterTuningJobConfig;
  config.Strategy = "Grid";
  config.TrainingJobEarlyStoppingType = "Off";
  config.ParameterRanges = { CategoricalParameterRanges: Object.entries(values).map(([Name, value]) => ({ Name, Values: [value] })) };
  await playground.api("createHyperParameterTuningJob", own, { problem });
  await playground.api("waitForHyperParameterTuningJob", { HyperParameterTuningJobName: name });
  return (await playground.api("events", name)).filter(({ Event }) => Event === "EpochCompleted").at(-1).Value;
}

test("the axes can be changed; a category has cells of its own, and no contour lines", async () => {
  await page.getByTestId("surface-y").selectOption({ label: "activation" });
  await page.waitForFunction(() => {
    const canvas = document.querySelector("[data-testid=surface-true] canvas");
    return canvas && canvas.height === 32;
  });
  assert.equal(await page.getByTestId("surface-true").getByTestId("contours").getAttribute("d"), "");
  // Choosing what the other axis has exchanges them.
  const [x, y] = [await selected("surface-x"), await selected("surface-y")];
  await page.getByTestId("surface-x").selectOption({ label: y });
  assert.deepEqual([await selected("surface-x"), await selected("surface-y")], [y, x]);
  await isWhole();
});

test("failed cells are said and have a colour of their own", async () => {
  await playground.choosePreset("divergence");
  await playground.ended();
  // Where the sweep would take long, on a slow machine, it is asked for.
  await page.waitForFunction(() => {
    document.querySelector("[data-testid=surface-compute]")?.click();
    return document.querySelector("[data-testid=surface-failed]");
  }, null, { timeout: 120_000, polling: 200 });
  await page.getByTestId("surface-note").filter({ hasText: /\d+ of \d+ failed; one of them: AlgorithmError/ }).waitFor();
});

test("other strategies have no surrogate, and one hyperparameter is no surface", async () => {
  await playground.choosePreset("log-scale");
  await playground.ended();
  await page.getByTestId("surface").filter({ hasText: "needs two hyperparameters" }).waitFor();
  await playground.choosePreset("early-stopping");
  await playground.ended();
  assert.equal(await page.getByTestId("surface-believed").count(), 0);
  await page.getByTestId("surface-note").filter({ hasText: "Only Bayesian search has a surrogate" }).waitFor();
});

test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
