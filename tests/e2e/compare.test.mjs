// Variants side by side: what is told of them is what the same tuning jobs with the same seeds come to, one by one; cancelling is
// prompt; all of it by keyboard; and a lost trainer's repeats are done by others.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { request } from "./support/requests.mjs";
import { savedPicture, savedRows } from "./support/saved.mjs";
import { serve } from "./support/server.mjs";

let host, browser;
before(async () => {
  host = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** A page with a small job in the editor, at the Compare view. */
async function opened(job = small("small")) {
  const page = await newPage(browser);
  await page.addInitScript(() => {
    // The workers in the order in which the page starts them: the tuner first.
    window.workers = [];
    const Native = window.Worker;
    window.Worker = class extends Native {
      constructor(...args) {
        super(...args);
        window.workers.push(this);
      }
    };
  });
  const playground = await new PlaygroundPage(page, host.url).open();
  await playground.fullSpeed();
  await playground.ended();
  if (job) await playground.loadJson(JSON.stringify({ Request: job, Problem: problem }));
  await page.getByTestId("tab-compare").click();
  await page.getByTestId("compare-variants").locator("li").nth(1).waitFor();
  return { page, playground };
}

const problem = { Model: "mlp" };
const small = (name, seed = 5) => {
  const job = request(name, {
    jobs: 12, parallel: 4, early: "Off", epochs: 12,
    ranges: { ContinuousParameterRanges: [{ Name: "learning_rate", MinValue: "0.0001", MaxValue: "1", ScalingType: "Logarithmic" }] },
  });
  job.HyperParameterTuningJobConfig.RandomSeed = seed;
  return job;
};

/** What axe finds in the view, a line for each element. */
async function violations(page) {
  await page.evaluate(readFileSync("node_modules/axe-core/axe.min.js", "utf8"));
  const found = await page.evaluate(() => window.axe.run("[data-testid=views]", { resultTypes: ["violations"] }));
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/** Opens the list of the repeats, and waits until it has all of them. */
async function repeatsListed(page) {
  await page.getByTestId("compare-repeats-list").locator("summary").click();
  await page.getByTestId("compare-rows").locator("tbody tr").nth(19).waitFor();
}

const ended = (page) => page.waitForFunction(() => document.querySelector("[data-testid=compare-told] li"), undefined, { timeout: 60_000 });
const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) / 2;
  return (sorted[Math.floor(at)] + sorted[Math.ceil(at)]) / 2;
};

test("what is told is what the tuning jobs come to, one by one", async () => {
  const { page, playground } = await opened();
  assert.deepEqual(await page.getByTestId("compare-variants").locator("strong").allTextContents(), ["no early stopping", "early stopping"]);
  await page.getByTestId("compare-run").click();
  await ended(page);
  await repeatsListed(page);
  const rows = await page.getByTestId("compare-rows").locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => ({ seed: Number(row.querySelector("th").textContent), bests: [...row.querySelectorAll("td")].map((cell) => Number(cell.dataset.best)) })),
  );
  assert.deepEqual(rows.map(({ seed }) => seed), Array.from({ length: 20 }, (_, k) => 5 + k));

  const runs = [[], []];
  for (const [variant, early] of ["Off", "Auto"].entries()) {
    for (const { seed, bests } of rows) {
      const job = small(`alone-${variant}-${seed}`, seed);
      job.HyperParameterTuningJobConfig.TrainingJobEarlyStoppingType = early;
      await playground.api("createHyperParameterTuningJob", job, { problem });
      const described = await playground.api("waitForHyperParameterTuningJob", { HyperParameterTuningJobName: job.HyperParameterTuningJobName });
      const best = described.BestTrainingJob.FinalHyperParameterTuningJobObjectiveMetric.Value;
      const seconds = described.HyperParameterTuningEndTime - described.CreationTime;
      runs[variant].push({ best, seconds });
      assert.ok(Math.abs(bests[variant] - best) < 1e-6, `${early} ${seed}: ${bests[variant]} is told, ${best} it is`);
    }
  }
  const numbers = await page.getByTestId("compare-numbers").evaluateAll((rows) => rows.map((row) => Number(row.dataset.best)));
  for (const [variant, best] of numbers.entries()) assert.ok(Math.abs(best - median(runs[variant].map(({ best }) => best))) < 1e-6, String(numbers));
  // What was saved is the median of the paired ratios.
  const saved = median(runs[0].map(({ seconds }, k) => 1 - runs[1][k].seconds / seconds));
  assert.match(await page.getByTestId("compare-saved").nth(1).textContent(), new RegExp(`^${(100 * saved).toFixed(0).replace("-", "−")} %,`));
  // Who found better, and how often.
  const wins = [0, 1].map((own) => runs[own].filter(({ best }, k) => best > runs[1 - own][k].best).length);
  const cells = await page.getByTestId("compare-wins").locator("tbody td").allTextContents();
  assert.deepEqual(cells, ["–", String(wins[0]), String(wins[1]), "–"]);
  const told = await page.getByTestId("compare-told").locator("li").allTextContents();
  assert.equal(told.length, 2);
  assert.match(told[0], /20 repeats/);
  assert.match(told[1], /^Against no early stopping, early stopping took/);
  // The line is drawn where the median of the best ends.
  for (const along of ["Jobs", "Epochs", "Seconds"]) {
    await page.getByTestId("compare-along").selectOption(along);
    await page.waitForFunction((title) => document.querySelector("[data-testid=compare-plot]").getAttribute("aria-label").includes(title), { Jobs: "training jobs ended", Epochs: "epochs trained", Seconds: "simulated time" }[along]);
    for (const place of [0, 1]) assert.match(await page.getByTestId(`compare-band-${place}`).locator(".line").getAttribute("d"), /^M[\d.]+/);
  }
  // As files.
  const file = await savedRows(page);
  assert.deepEqual(file[0].slice(1), ["no early stopping", "early stopping"].flatMap((name) => ["better quarter", "median", "worse quarter"].map((part) => `${name}, ${part}`)));
  assert.deepEqual(file.at(-1).flatMap((text, column) => (column % 3 === 2 ? [Number(text)] : [])), numbers);
  const picture = await savedPicture(page, ["path.area, path[d]"]);
  assert.ok(picture.counts[0] >= 4 && picture.texts.includes("B"), JSON.stringify(picture));
  // It keeps while one looks elsewhere, and there is a table.
  await page.getByTestId("tab-jobs").click();
  await page.getByTestId("tab-compare").click();
  assert.equal(await page.getByTestId("compare-told").locator("li").count(), 2);
  assert.deepEqual(await violations(page), []);
  await page.getByTestId("views").getByTestId("data-button").click();
  assert.deepEqual(await violations(page), []);
  assert.ok((await page.getByTestId("compare-band-table").locator("tbody tr").count()) >= 8);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a variant that cannot run says why, and the others run; what is no comparison says so", async () => {
  const job = small("too-many");
  // Random may run so many, Bayesian may not.
  job.HyperParameterTuningJobConfig.ResourceLimits.MaxNumberOfTrainingJobs = 751;
  const { page } = await opened(job);
  await page.getByTestId("compare-choice").locator("summary").click();
  await page.getByTestId("compare-stopping-off").uncheck();
  await page.getByTestId("compare-problem").filter({ hasText: "one variant" }).waitFor();
  assert.ok(await page.getByTestId("compare-run").isDisabled());
  await page.getByTestId("compare-stopping-auto").uncheck();
  await page.getByTestId("compare-random").check();
  await page.getByTestId("compare-bayesian").check();
  const rows = page.getByTestId("compare-variants").locator("li");
  await rows.nth(1).filter({ hasText: "Cannot run: 751 is outside what AWS allows" }).waitFor();
  assert.ok(!(await rows.nth(0).textContent()).includes("Cannot"));
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("it is run and read by keyboard", async () => {
  const { page } = await opened();
  const focused = () => page.evaluate(() => document.activeElement?.dataset.testid);
  const tabTo = async (id) => {
    for (let k = 0; k < 40 && (await focused()) !== id; k++) await page.keyboard.press("Tab");
    assert.equal(await focused(), id);
  };
  await page.getByTestId("tab-compare").focus();
  await tabTo("compare-set");
  await page.keyboard.press("ArrowDown");
  await page.getByTestId("compare-variants").locator("li").nth(3).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=compare-variants] li").length === 2);
  await tabTo("compare-run");
  await page.keyboard.press("Enter");
  assert.equal(await page.getByTestId("compare-run").textContent(), "Cancel");
  await ended(page);
  // Every repeat is behind a line that opens.
  const opener = page.getByTestId("compare-repeats-list").locator("summary");
  for (let k = 0; k < 40 && !(await opener.evaluate((own) => own === document.activeElement)); k++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByTestId("compare-rows").locator("tbody tr").nth(19).waitFor();
  assert.equal(await page.getByTestId("compare-rows").locator("tbody tr").count(), 20);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a trainer, or the tuner, that dies in the middle changes nothing", async () => {
  const { page } = await opened();
  const told = async (disturb) => {
    await page.getByTestId("compare-run").click();
    if (disturb) await disturb();
    await ended(page);
    // The list is another with each comparison, and closed.
    await repeatsListed(page);
    return page.getByTestId("compare-rows").locator("tbody").textContent();
  };
  const undisturbed = await told();
  for (const worker of [1, 0]) {
    const disturbed = await told(() => page.evaluate((worker) => window.workers[worker].terminate(), worker));
    assert.equal(disturbed, undisturbed);
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
