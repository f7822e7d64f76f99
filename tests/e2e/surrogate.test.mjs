// What the Bayesian strategy believes, behind the points of the search space: against what is known of the function that it
// learns, and with the next training job that the log has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "./support/chart-checks.mjs";
import { page, playground } from "./support/opened.mjs";

const view = page.getByTestId("search-space");
const map = page.getByTestId("belief-map");
const note = page.getByTestId("belief-note");

/** The map's strengths, row by row from the top: the alpha of each pixel. */
const strengths = () =>
  map.evaluate((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const alphas = Array.from({ length: canvas.width * canvas.height }, (_, i) => data[4 * i + 3]);
    return { width: canvas.width, height: canvas.height, alphas };
  });
/** The same of a tuning job that has ended: the view is opened anew, since maps of earlier states still come to one that was open. */
async function ofTheEnd() {
  await page.getByTestId("tab-jobs").click();
  await page.getByTestId("tab-search-space").click();
  for (;;) {
    await map.waitFor();
    const now = await strengths();
    if (now.alphas.some((alpha) => alpha > 0)) return now;
  }
}
/** The share of the map's width and height, from the lower left, to a value. */
const at = ({ width, height, alphas }, x, y) => {
  const [column, row] = [Math.floor(x * width), Math.floor((1 - y) * height)];
  return alphas[Math.min(row, height - 1) * width + Math.min(column, width - 1)];
};

test("other strategies believe nothing, and offer nothing to look at", async () => {
  assert.equal(await page.getByTestId("facet").count(), 0);
  assert.equal(await note.count(), 0);
});

test("at the end the expected objective is strongest in the function's three valleys, and nothing comes next", async () => {
  await playground.choosePreset("branin");
  await playground.fullSpeed();
  await playground.ended();
  const expected = await ofTheEnd();
  // Minimisers (−π, 12.275), (π, 2.275), (3π, 2.475) in [−5, 10] × [0, 15]; the worst corner is the lower left.
  const valleys = [[-Math.PI, 12.275], [Math.PI, 2.275], [3 * Math.PI, 2.475]].map(([x, y]) => at(expected, (x + 5) / 15, y / 15));
  const stronger = (than) => expected.alphas.filter((alpha) => alpha > than).length / expected.alphas.length;
  for (const valley of valleys) assert.ok(stronger(valley) < 0.1, `of the map, ${valleys.map(stronger)} are stronger than its valleys`);
  assert.ok(stronger(at(expected, 0.01, 0.01)) > 0.9);
  assert.match(await note.textContent(), /^Expected objective: .* to [\d.]+\.$/);
  assert.equal(await page.getByTestId("next-point").count(), 0);
});

test("uncertainty is least where training jobs were, and expected improvement is another picture", async () => {
  await page.getByTestId("facet").selectOption("uncertainty");
  await page.waitForFunction(() => document.querySelector("[data-testid='belief-map']").dataset.facet === "uncertainty");
  const uncertain = await strengths();
  assert.ok(at(uncertain, (Math.PI + 5) / 15, 2.275 / 15) < 0.2 * Math.max(...uncertain.alphas));
  await page.getByTestId("facet").selectOption("improvement");
  await page.waitForFunction(() => document.querySelector("[data-testid='belief-map']").dataset.facet === "improvement");
  assert.notDeepEqual((await strengths()).alphas, uncertain.alphas);
  await page.getByTestId("facet").selectOption("none");
  assert.equal(await map.count(), 0);
  assert.equal(await note.count(), 0);
  await page.getByTestId("facet").selectOption("expected");
});

test("the axes can be changed: along one range and the objective it is a curve with its band", async () => {
  await page.getByTestId("axis-y").selectOption({ label: "value" });
  await view.locator(".belief-line").waitFor();
  const points = (await view.locator(".belief-line").getAttribute("d")).match(/[ML]/g).length;
  assert.equal(points, 120);
  assert.equal(await view.locator(".belief-band").count(), 1);
  assert.equal(await map.count(), 0);
  await page.getByTestId("axis-y").selectOption({ label: "x2" });
  await map.waitFor();
});

test("while it runs, the next point is said and shown; before the first fit that there is none yet", async () => {
  await page.getByTestId("reset").click();
  await page.waitForFunction(() => /fitted once/.test(document.querySelector("[data-testid='belief-note']")?.textContent));
  for (let steps = 0; steps < 40 && (await page.getByTestId("next-point").count()) === 0; steps++) {
    await page.getByTestId("step").click();
    await page.waitForTimeout(60);
  }
  await page.getByTestId("next-point").waitFor();
  assert.match(await note.textContent(), /Next: x1 .*, x2 .*; expected .* \(.* to .*\), \d+ % likely to beat the .* expected of the best so far: (exploring|exploiting)\.$/);
  // The star lies on the map.
  const [star, box] = [await page.getByTestId("next-point").boundingBox(), await map.boundingBox()];
  const middle = { x: star.x + 9, y: star.y + star.height / 2 };
  assert.ok(middle.x > box.x - 12 && middle.x < box.x + box.width + 12 && middle.y > box.y - 12 && middle.y < box.y + box.height + 12);
});

test("regret is known where the optimum is, on a scale of decades that falls", async () => {
  await playground.run.click();
  await playground.ended();
  await page.getByTestId("tab-best-so-far").click();
  await page.getByTestId("along-y").waitFor();
  await drawn(page);
  const line = async () => (await page.getByTestId("best-line").getAttribute("d")).match(/-?[\d.]+/g).map(Number);
  const regret = await line();
  await page.getByTestId("along-y").getByRole("button", { name: "Value" }).click();
  assert.notDeepEqual(await line(), regret);
  await page.getByTestId("along-y").getByRole("button", { name: "Regret" }).click();
  assert.deepEqual(await line(), regret);
  assert.match(await page.getByTestId("best-so-far").textContent(), /regret: value above its optimum, 0\.3979/);
  await page.getByTestId("tab-search-space").click();
});

test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
