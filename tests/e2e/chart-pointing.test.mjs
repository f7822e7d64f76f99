// The charts' tables, the card beside a training job that is pointed at, and one selection for all views.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { drawn, isSeenIn, scrub } from "./support/chart-checks.mjs";
import { bestOf, duration, jobsOf, says } from "./support/log.mjs";
import { axesOf, marksOf } from "./support/plot.mjs";
import { ran } from "./support/ran.mjs";
import { serve } from "./support/server.mjs";

let host, browser, run, page, jobs;
before(async () => {
  host = await serve();
  browser = await launch();
  run = await ran(browser, host.url, "early-stopping");
  page = run.page;
  jobs = jobsOf(run.log);
});
after(async () => {
  await browser?.close();
  await host?.close();
});

const words = { completed: "completed", stopped: "stopped early", failed: "failed", running: "running" };

/** All rows of a table, by scrolling through it; each has its cells by the columns' names. */
async function rowsOf(table) {
  const columns = await table.locator("thead th").evaluateAll((cells) => cells.map((cell) => cell.innerText.replace(/[▲▼]/g, "").trim()));
  const rows = new Map();
  let most = 0;
  for (let top = 0; ; top += 240) {
    const isEnd = await table.evaluate((box, top) => {
      box.scrollTop = top;
      return top > box.scrollHeight;
    }, top);
    await drawn(page);
    const seen = await table.locator("tbody tr:not(.spacer)").evaluateAll((all) =>
      all.map((row) => ({
        place: Number(row.getAttribute("aria-rowindex")) - 2, job: Number(row.dataset.job), state: row.dataset.state,
        shape: row.querySelector(".mark-shape").classList[1], texts: [...row.cells].map((cell) => cell.textContent.trim()),
      })),
    );
    most = Math.max(most, seen.length);
    for (const { texts, ...row } of seen) rows.set(row.place, { ...row, cells: Object.fromEntries(columns.map((name, index) => [name, texts[index]])) });
    if (isEnd) break;
  }
  await table.evaluate((box) => (box.scrollTop = 0));
  return { columns, most, rows: [...rows].sort(([a], [b]) => a - b).map(([, row]) => row) };
}

/** The order of the jobs by a value; of equals the first launched comes first, whichever way. */
const sorted = (value, isDescending) => [...jobs].sort((a, b) => (isDescending ? value(b) - value(a) : value(a) - value(b))).map((job) => job.number);

test("the table of jobs says what the log says, in each order", async () => {
  await page.getByTestId("tab-jobs").click();
  const table = page.getByTestId("jobs-table");
  const last = (job) => job.values.at(-1);
  assert.equal(await table.locator("table").getAttribute("aria-rowcount"), String(jobs.length + 1));
  const sort = (name) => table.getByRole("button", { name }).click();
  const orders = [
    [async () => {}, jobs.map((job) => job.number), "Job", "ascending"],
    [() => sort(run.metric), sorted(last, false), run.metric, "ascending"],
    [() => sort(run.metric), sorted(last, true), run.metric, "descending"],
    [() => sort("learning_rate"), sorted((job) => Number(job.hyperparameters.learning_rate), false), "learning_rate", "ascending"],
    [() => sort("Duration"), sorted((job) => job.ended - job.created, false), "Duration", "ascending"],
  ];
  for (const [order, wanted, column, direction] of orders) {
    await order();
    const { columns, rows, most } = await rowsOf(table);
    assert.deepEqual(columns, ["Job", "State", run.metric, ...Object.keys(jobs[0].hyperparameters), "Epochs", "Started", "Duration"]);
    assert.ok(most < jobs.length, `${most} rows are in the document at once`);
    assert.deepEqual(rows.map((row) => row.job), wanted, `by ${column}, ${direction}`);
    assert.equal(await table.locator("th[aria-sort=ascending], th[aria-sort=descending]").getAttribute("aria-sort"), direction);
    for (const { job: number, state, shape, cells } of rows) {
      const job = jobs[number - 1];
      assert.deepEqual([cells.Job, state, shape, cells.State], [String(number), job.state, job.state, words[job.state]]);
      assert.ok(says(cells[run.metric], last(job)), `job ${number} has ${cells[run.metric]}, not ${last(job)}`);
      for (const [name, value] of Object.entries(job.hyperparameters)) {
        assert.ok(cells[name] === value || says(cells[name], Number(value)), `${name} of job ${number} is ${cells[name]}, not ${value}`);
      }
      assert.deepEqual(
        [cells.Epochs, cells.Started, cells.Duration],
        [`${job.values.length} of ${job.epochs}`, duration(job.created), duration(job.ended - job.created)],
      );
    }
  }
});

test("the learning curves as a table are the log's numbers, at the end and before", async () => {
  const card = page.getByTestId("learning-curves");
  const button = card.getByTestId("data-button");
  await button.click();
  assert.equal(await button.getAttribute("aria-pressed"), "true");
  const table = card.getByTestId("curves-table");
  await table.locator("tbody [data-job]").first().waitFor();
  for (const part of [1, 0.3]) {
    const by = jobsOf(run.log, await scrub(run, part));
    const { columns, rows } = await rowsOf(table);
    const epochs = Array.from({ length: jobs[0].epochs }, (_, index) => `Epoch ${index + 1}`);
    assert.deepEqual(columns, ["Job", "State", ...epochs]);
    assert.deepEqual(rows.map((row) => row.job), by.map((job) => job.number));
    for (const { job: number, cells } of rows) {
      const { values, state } = by[number - 1];
      assert.equal(cells.State, words[state]);
      epochs.forEach((epoch, index) => {
        const text = cells[epoch];
        assert.ok(index < values.length ? says(text, values[index]) : text === "", `job ${number}, ${epoch}: "${text}" is not ${values[index]}`);
      });
    }
  }
  await scrub(run, 1);
  await button.click();
  assert.equal(await card.getByTestId("curve").count(), jobs.length, "the button shows the curves again");
});

/** Jobs whose end stands apart from all other curves, with the place on the screen. */
async function endsApart() {
  await drawn(page);
  const plot = page.getByTestId("learning-curves").locator(".plot");
  const axes = await axesOf(plot);
  const box = await plot.boundingBox();
  const far = (job, other) => {
    const epoch = job.values.length;
    const at = Math.min(epoch, other.values.length);
    return Math.hypot(axes.x(epoch) - axes.x(at), axes.y(job.values[epoch - 1]) - axes.y(other.values[at - 1])) > 4;
  };
  const apart = jobs.filter((job) => jobs.every((other) => other === job || far(job, other)));
  return apart.map((job) => ({ job, x: box.x + axes.x(job.values.length), y: box.y + axes.y(job.values.at(-1)) }));
}

test("a pointer on the end of a curve brings up that job and its values", async () => {
  const ends = await endsApart();
  assert.ok(ends.some(({ job }) => job.state === "completed") && ends.some(({ job }) => job.state === "stopped"), "some of each state can be pointed at");
  for (const { job, x, y } of ends) {
    await page.mouse.move(x, y);
    const card = page.getByTestId("learning-curves").getByTestId("tooltip");
    await card.filter({ hasText: `Job ${job.number}` }).waitFor();
    const [title, about] = await card.locator("p").allInnerTexts();
    assert.match(title, new RegExp(`^Job ${job.number}\\s*${words[job.state]}$`));
    const [, value] = about.match(/^(\S+) validation:accuracy/);
    assert.ok(says(value, job.values.at(-1)), `${value} is not ${job.values.at(-1)}`);
    assert.match(about, new RegExp(`epoch ${job.values.length} of ${job.epochs}`));
    assert.ok((await card.locator(".mark-shape").getAttribute("class")).includes(job.state));
    const names = await card.locator("dt").allInnerTexts();
    const values = await card.locator("dd").allInnerTexts();
    assert.deepEqual(names, Object.keys(job.hyperparameters));
    names.forEach((name, index) => {
      const own = job.hyperparameters[name];
      assert.ok(values[index] === own || says(values[index], Number(own)), `${name} is ${values[index]}, not ${own}`);
    });
    // The card is on the screen as a whole.
    const { x: left, y: top, width, height } = await card.boundingBox();
    assert.ok(left >= 0 && top >= 0 && left + width <= 1366 && top + height <= 768, `the card lies at ${left}, ${top}`);
    assert.equal(Number(await page.getByTestId("hovered-curve").getAttribute("data-job")), job.number);
  }
  await page.mouse.move(5, 5);
  await drawn(page);
  assert.equal(await page.getByTestId("tooltip").count(), 0, "it goes with the pointer");
});

/** Which job every view shows as selected: the curves, the search space, the table, the best so far, and the panel. */
async function selectedEverywhere() {
  const tab = async (id) => {
    await page.getByTestId(`tab-${id}`).click();
    await drawn(page);
  };
  const ringed = async (view) => {
    const ring = page.getByTestId(view).getByTestId("selected-point");
    if (!(await ring.count())) return null;
    const [x, y] = (await ring.getAttribute("transform")).match(/[-\d.]+/g).map(Number);
    const marks = await marksOf(page.getByTestId(view).getByTestId("point"));
    return marks.filter(({ isDrawn, at }) => isDrawn && Math.hypot(at[0] - x, at[1] - y) < 0.3).map(({ job }) => job);
  };
  const curve = page.getByTestId("selected-curve");
  const shown = { curve: (await curve.count()) ? Number(await curve.getAttribute("data-job")) : null };
  await tab("search-space");
  shown.searchSpace = await ringed("search-space");
  await tab("jobs");
  const row = page.getByTestId("jobs-table").locator("tr.selected");
  shown.row = await row.evaluateAll((rows) => rows.map((row) => [Number(row.dataset.job), row.getAttribute("aria-current")]));
  if (shown.row.length) assert.ok(await isSeenIn(page.getByTestId("jobs-table"), "tr.selected"), "the table has scrolled to it");
  await tab("best-so-far");
  shown.bestSoFar = await ringed("best-so-far");
  shown.panel = await page.getByTestId("best-job").innerText();
  return shown;
}

async function assertSelected(job) {
  const { curve, searchSpace, row, bestSoFar, panel } = await selectedEverywhere();
  assert.equal(curve, job.number);
  assert.deepEqual(row, [[job.number, "true"]]);
  assert.ok(searchSpace?.includes(job.number) && bestSoFar?.includes(job.number), `the rings are around ${searchSpace} and ${bestSoFar}`);
  assert.match(panel, new RegExp(`TRAINING JOB ${job.number}\\b`, "i"));
  assert.ok(says(await page.getByTestId("best-value").textContent(), job.values.at(-1)));
}

async function assertNothingSelected() {
  const { curve, searchSpace, row, bestSoFar, panel } = await selectedEverywhere();
  assert.deepEqual([curve, searchSpace, row, bestSoFar], [null, null, [], null]);
  assert.match(panel, /BEST TRAINING JOB/i);
  const best = bestOf(jobs, run.direction);
  assert.ok(says(await page.getByTestId("best-value").textContent(), best.values.at(-1)));
}

test("a job selected in one view is selected in all others", async () => {
  await assertNothingSelected();
  const ends = await endsApart();
  const [one, another] = [ends.find(({ job }) => job.state === "stopped"), ends.findLast(({ job }) => job.state === "completed")];
  await page.mouse.click(one.x, one.y);
  await assertSelected(one.job);
  await page.mouse.click(another.x, another.y);
  await assertSelected(another.job);

  await page.getByTestId("tab-search-space").click();
  await drawn(page);
  const view = page.getByTestId("search-space");
  const marks = await marksOf(view.getByTestId("point"));
  const alone = marks.find((mark) => marks.every((other) => other === mark || Math.hypot(mark.at[0] - other.at[0], mark.at[1] - other.at[1]) > 20));
  const box = await view.locator(".plot").boundingBox();
  await page.mouse.click(box.x + alone.at[0], box.y + alone.at[1]);
  await assertSelected(jobs[alone.job - 1]);

  await page.getByTestId("tab-jobs").click();
  await drawn(page);
  const table = page.getByTestId("jobs-table");
  const clicked = await table.locator("tbody tr:not(.spacer):not(.selected)").nth(2).getAttribute("data-job");
  await table.locator(`tr[data-job="${clicked}"]`).click();
  await assertSelected(jobs[clicked - 1]);

  // In the words of a decision, too; and back to the best.
  const link = page.getByTestId("decisions").locator(".job-link").nth(2);
  const named = Number((await link.textContent()).match(/\d+/)[0]);
  await link.click();
  await assertSelected(jobs[named - 1]);
  await page.getByRole("button", { name: "Back to the best" }).click();
  await assertNothingSelected();
});

test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
