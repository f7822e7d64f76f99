// The views against the event log: what each draws, where, and how many; the filter and the brushes that all of them follow; and files.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { drawn } from "./support/chart-checks.mjs";
import { bestOf, finalValue, jobsOf } from "./support/log.mjs";
import { assertNear, axesOf, marksOf, pointsOf } from "./support/plot.mjs";
import { ran } from "./support/ran.mjs";
import { saved, savedPicture, savedRows } from "./support/saved.mjs";
import { serve } from "./support/server.mjs";

let browser, host;
before(async () => {
  [host, browser] = [await serve(), await launch()];
});
after(async () => {
  await browser?.close();
  await host?.close();
});

const show = async (page, tab, kind) => {
  await page.getByTestId(`tab-${tab}`).click();
  if (kind) await page.getByTestId(`kind-${kind}`).click();
  await drawn(page);
};

/** Of upright axes side by side: from a value to its height, by the labels beside each axis. */
const parallelAxes = (page) =>
  page.getByTestId("parallel").locator("svg.plot-svg").evaluate((svg) => {
    const axes = [...svg.querySelectorAll("line.upright")].map((line) => ({ x: Number(line.getAttribute("x1")), labels: [], name: "", remark: "" }));
    const nearest = (x) => axes.reduce((a, b) => (Math.abs(b.x - x) < Math.abs(a.x - x) ? b : a));
    for (const text of svg.querySelectorAll("text.tick")) {
      if (!text.textContent) continue;
      const x = Number(text.getAttribute("x")), y = Number(text.getAttribute("y"));
      const axis = nearest(x);
      if (text.textContent.endsWith("log scale")) axis.remark = text.textContent;
      else if (y > 26) axis.labels.push([text.textContent, y - 4]);
    }
    [...svg.querySelectorAll("[data-testid=parallel-axis]")].forEach((name, index) => (axes[index].name = name.textContent));
    return axes;
  });

/** A hyperparameter's value: a number where it is one, else the category. */
const valueOf = (text) => (Number.isNaN(Number(text)) ? text : Number(text));

const heightOn = (axis, value) => {
  if (typeof value === "string") return axis.labels.find(([label]) => label === value)[1];
  const stretch = { "log scale": Math.log10, "reverse log scale": (value) => -Math.log10(1 - value) }[axis.remark] ?? Number;
  const numbers = axis.labels.map(([label, y]) => [stretch(Number(label)), y]).filter(([at]) => Number.isFinite(at));
  assert.ok(numbers.length >= 2, JSON.stringify(axis));
  const [a, b] = [numbers[0], numbers.at(-1)];
  return a[1] + ((stretch(value) - a[0]) / (b[0] - a[0])) * (b[1] - a[1]);
};

describe("the default tuning job", () => {
  let run, page, jobs;
  before(async () => {
    run = await ran(browser, host.url, "early-stopping");
    page = run.page;
    jobs = jobsOf(run.log);
  });
  after(() => page?.context().close());

  test("parallel coordinates: a line through every job's values", async () => {
    await show(page, "search-space", "parallel");
    const axes = await parallelAxes(page);
    assert.deepEqual(axes.map(({ name }) => name), [...Object.keys(jobs[0].hyperparameters), run.metric]);
    const lines = await page.getByTestId("parallel").getByTestId("line").evaluateAll((lines) => lines.map((line) => [Number(line.dataset.job), line.getAttribute("d")]));
    assert.equal(lines.length, jobs.length);
    for (const [number, path] of lines) {
      const job = jobs[number - 1];
      const values = [...Object.values(job.hyperparameters).map(valueOf), job.values.at(-1)].filter((value) => value !== undefined);
      const [points] = pointsOf(path);
      assert.equal(points.length, values.length);
      points.forEach(([x, y], index) => {
        const axis = axes[index];
        const wanted = heightOn(axis, values[index]);
        // What is beyond the objective's axis stands at its end.
        if (index === axes.length - 1 && Math.abs(y - wanted) > 0.5) return assert.ok(y > Math.max(...axis.labels.map(([, at]) => at)) - 0.5 || y < Math.min(...axis.labels.map(([, at]) => at)) + 0.5);
        assertNear([x, y], [axis.x, wanted], `job ${number} on ${axis.name}`);
      });
    }
    const best = bestOf(jobs, run.direction);
    assert.equal(await page.getByTestId("best-line").locator(".line").getAttribute("d"), lines[best.number - 1][1]);
  });

  test("slices: each hyperparameter against the objective, and pairs", async () => {
    await show(page, "search-space", "slices");
    const names = Object.keys(jobs[0].hyperparameters);
    const panels = page.getByTestId("panel");
    assert.equal(await panels.count(), names.length);
    const marks = (panel) => panel.locator(".points path").evaluateAll((paths) => paths.map((path) => path.getAttribute("d")).join(""));
    const reported = jobs.filter(({ values }) => values.length);
    // A disc is one M, a cross two, a triangle one.
    const crosses = reported.filter(({ state }) => state === "stopped").length;
    for (const panel of await panels.all()) assert.equal((await marks(panel)).match(/M/g).length, reported.length + crosses);
    await page.getByTestId("kind-pairs").click();
    await drawn(page);
    assert.equal(await panels.count(), (names.length * (names.length - 1)) / 2);
    await page.getByTestId("kind-points").click();
  });

  test("the distribution: the share of jobs at least so good", async () => {
    await show(page, "best-so-far", "distribution");
    const view = page.getByTestId("distribution");
    const axes = await axesOf(view.locator(".plot"));
    const ended = jobs.filter((job) => finalValue(job) !== undefined);
    const values = ended.map(finalValue);
    const share = (value) => (100 * values.filter((other) => (run.direction === "Maximize" ? other >= value : other <= value)).length) / values.length;
    const marks = (await marksOf(view.getByTestId("point"))).filter(({ isDrawn }) => isDrawn);
    assert.equal(marks.length, ended.length);
    for (const { job, at } of marks) {
      const value = finalValue(jobs[job - 1]);
      assertNear([0, at[1]], [0, axes.y(share(value))], `the share of job ${job}`);
      if (value > Number(axes.columns[0].label)) assertNear([at[0], 0], [axes.x(value), 0], `the objective of job ${job}`);
    }
    const sorted = [...values].sort((a, b) => a - b), middle = sorted.length >> 1;
    const median = sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    const line = await view.getByTestId("distribution-median").getAttribute("x1");
    assert.ok(Math.abs(Number(line) - axes.x(median)) < 0.5, `the median is drawn at ${line}`);
  });

  test("the criteria: where the job ended, the one that ended it is at 100 %", async () => {
    await show(page, "best-so-far", "criteria");
    const view = page.getByTestId("criteria");
    const axes = await axesOf(view.locator(".plot"));
    const end = run.log.at(-1);
    const ways = await view.locator("svg.plot-svg").getByTestId("way").evaluateAll((ways) => ways.map((way) => [way.dataset.criterion, way.getAttribute("d"), way.classList.contains("met")]));
    const met = ways.filter(([, , isMet]) => isMet);
    assert.deepEqual(met.map(([criterion]) => criterion), [end.Criterion]);
    const [line] = pointsOf(met[0][1]);
    assertNear(line.at(-1), [axes.x(end.Time), axes.y(100)], "its end");
    assertNear([line[0][0], 0], [axes.x(0), 0], "its beginning");
    await view.page().getByTestId("views").getByTestId("data-button").click();
    const cells = await page.getByTestId("plain-table").locator("tbody tr").last().locator("td").allTextContents();
    assert.equal(cells.length, ways.length);
    assert.ok(cells.includes("100"));
    await page.getByTestId("views").getByTestId("data-button").click();
    await page.getByTestId("kind-best").click();
  });

  test("the timeline: a bar from each launch to each end, never two in a slot", async () => {
    await show(page, "timeline", "timeline");
    const view = page.getByTestId("timeline");
    const axes = await axesOf(view.locator(".plot"));
    const bars = await view.getByTestId("bar").evaluateAll((bars) => bars.map((bar) => ({ job: Number(bar.dataset.job), slot: Number(bar.dataset.slot), x: Number(bar.getAttribute("x")), width: Number(bar.getAttribute("width")) })));
    assert.equal(bars.length, jobs.length);
    const free = [];
    for (const { job, slot, x, width } of bars) {
      const { created, ended } = jobs[job - 1];
      assertNear([x, 0], [axes.x(created), 0], `the launch of job ${job}`);
      assertNear([x + width + 1, 0], [axes.x(ended), 0], `the end of job ${job}`);
      assert.ok((free[slot] ?? 0) <= created, `slot ${slot} is free for job ${job}`);
      free[slot] = ended;
    }
    const all = free.length * run.log.at(-1).Time;
    const busy = jobs.reduce((sum, { created, ended }) => sum + ended - created, 0);
    assert.match(await page.getByTestId("timeline-told").textContent(), new RegExp(`^The ${free.length} slots were busy ${Math.round((100 * busy) / all)} %`));
    // The bar of a job that is pointed at elsewhere is marked here.
    await page.getByTestId("learning-curves").locator(".plot").focus();
    await page.keyboard.press("End");
    assert.equal(await view.getByTestId("hovered-bar").getAttribute("data-job"), String(jobs.length));
    await page.keyboard.press("Escape");
  });

  test("brackets are Hyperband's only, and that is said", async () => {
    await show(page, "timeline", "brackets");
    assert.match(await page.getByTestId("brackets").textContent(), /Only Hyperband has brackets/);
    await page.getByTestId("kind-timeline").click();
  });

  test("files: the picture as SVG and PNG, the numbers as CSV", async () => {
    await show(page, "search-space", "parallel");
    const own = "[data-testid=line]";
    const { name, counts } = await savedPicture(page, [own, `${own}[stroke^=rgb]`]);
    assert.deepEqual([name, ...counts], ["parallel-coordinates.svg", jobs.length, jobs.length]);
    const png = await saved(page, "png");
    assert.equal(png.name, "parallel-coordinates.png");
    assert.equal(png.bytes.subarray(1, 4).toString(), "PNG");
    assert.ok(png.bytes.length > 10_000, `${png.bytes.length} bytes`);
    const rows = await savedRows(page);
    assert.equal(rows.length, jobs.length + 1);
    assert.deepEqual(rows[0], ["Job", "State", ...Object.keys(jobs[0].hyperparameters), run.metric]);
    const [number, , ...numbers] = rows[7];
    const job = jobs[Number(number) - 1];
    assert.deepEqual(numbers.map(valueOf), [...Object.values(job.hyperparameters).map(valueOf), job.values.at(-1)]);
  });

  test("the filter, by keys: states and the best are faint everywhere", async () => {
    const left = () => page.getByTestId("curve").evaluateAll((curves) => curves.filter((curve) => !curve.classList.contains("out")).map((curve) => Number(curve.dataset.job)));
    assert.equal((await left()).length, jobs.length);
    await page.getByTestId("lens-label").focus();
    await page.keyboard.press("Enter");
    await page.getByTestId("lens-stopped").focus();
    await page.keyboard.press("Space");
    await drawn(page);
    const others = jobs.filter(({ state }) => state !== "stopped");
    assert.deepEqual(await left(), others.map(({ number }) => number));
    assert.equal(await page.getByTestId("lens-label").textContent(), `Filter: ${others.length} of ${jobs.length}`);
    await page.getByTestId("lens-best").selectOption("5");
    await drawn(page);
    const sorted = jobs.filter((job) => finalValue(job) !== undefined).map(finalValue).sort((a, b) => (run.direction === "Maximize" ? b - a : a - b));
    const wanted = others.filter((job) => finalValue(job) !== undefined && (run.direction === "Maximize" ? finalValue(job) >= sorted[4] : finalValue(job) <= sorted[4]));
    assert.deepEqual(await left(), wanted.map(({ number }) => number));
    const lines = await page.getByTestId("parallel").locator("[data-testid=line]:not(.out)").count();
    assert.equal(lines, wanted.length);
    await page.getByTestId("lens-clear").click();
    await drawn(page);
    assert.equal((await left()).length, jobs.length);
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "lens-label");
  });

  test("brush an axis with the mouse, refine it in a field, and make it the next tuning job", async () => {
    const [first] = await parallelAxes(page);
    const box = await page.getByTestId("parallel").locator(".plot").boundingBox();
    const [top, bottom] = [Math.min(...first.labels.map(([, y]) => y)), Math.max(...first.labels.map(([, y]) => y))];
    await page.mouse.move(box.x + first.x, box.y + top + 0.25 * (bottom - top));
    await page.mouse.down();
    await page.mouse.move(box.x + first.x + 3, box.y + top + 0.5 * (bottom - top), { steps: 4 });
    await page.mouse.up();
    await drawn(page);
    assert.equal(await page.getByTestId("parallel").getByTestId("brushed").count(), 1);
    await page.getByTestId("lens-label").click();
    const row = page.getByTestId("lens").locator(`[data-axis="${first.name}"] input`);
    const [low, high] = [Number(await row.nth(0).inputValue()), Number(await row.nth(1).inputValue())];
    const inside = jobs.filter(({ hyperparameters }) => Number(hyperparameters[first.name]) >= low * 0.999 && Number(hyperparameters[first.name]) <= high * 1.001);
    assert.ok(low < high && inside.length > 0 && inside.length < jobs.length, `${low} to ${high}: ${inside.length}`);
    assert.equal(await page.getByTestId("lens-label").textContent(), `Filter: ${inside.length} of ${jobs.length}`);
    const before = JSON.parse(await page.getByTestId("json-text").textContent());
    await page.getByTestId("lens-shrink").click();
    assert.match(await page.getByTestId("lens-said").textContent(), /has the new ranges now/);
    const request = JSON.parse(await page.getByTestId("json-text").textContent());
    const ranges = Object.values(request.HyperParameterTuningJobConfig.ParameterRanges).flat();
    const own = ranges.find(({ Name }) => Name === first.name);
    // Whole numbers are rounded outwards.
    const isWhole = request.HyperParameterTuningJobConfig.ParameterRanges.IntegerParameterRanges?.includes(own);
    const [least, most] = isWhole ? [Math.floor(low), Math.ceil(high)] : [low, high];
    assert.ok(Math.abs(Number(own.MinValue) / least - 1) < 1e-2 && Math.abs(Number(own.MaxValue) / most - 1) < 1e-2, JSON.stringify(own));
    assert.deepEqual(request.WarmStartConfig.ParentHyperParameterTuningJobs, [{ HyperParameterTuningJobName: before.HyperParameterTuningJobName }]);
    assert.notEqual(request.HyperParameterTuningJobName, before.HyperParameterTuningJobName);
    await run.playground.run.click();
    await page.waitForFunction((name) => document.querySelector("[data-testid=json-text]").textContent.includes(name), request.HyperParameterTuningJobName);
    assert.equal(await run.playground.ended(), "Completed");
    const narrowed = (await run.playground.api("events", request.HyperParameterTuningJobName)).filter(({ Event }) => Event === "TrainingJobCreated");
    for (const { TunedHyperParameters } of narrowed) {
      const value = Number(TunedHyperParameters[first.name]);
      assert.ok(value >= Number(own.MinValue) && value <= Number(own.MaxValue), `${value}`);
    }
    assert.deepEqual(page.problems, []);
  });
});

test("Hyperband's brackets: who came to each rung, and who ended there", async () => {
  const { page, log } = await ran(browser, host.url, "hyperband");
  const jobs = jobsOf(log);
  await show(page, "timeline", "brackets");
  const climbers = await page.getByTestId("climber").evaluateAll((climbers) => climbers.map(({ dataset }) => [Number(dataset.job), Number(dataset.epochs)]));
  assert.deepEqual(climbers.sort((a, b) => a[0] - b[0]), jobs.map(({ number, values }) => [number, values.length]));
  const rungs = await page.getByTestId("rung").evaluateAll((rungs) => rungs.map(({ dataset }) => ({ bracket: Number(dataset.bracket), epoch: Number(dataset.epoch), reached: Number(dataset.reached), ended: Number(dataset.ended) })));
  const stops = log.filter(({ Event, Reason }) => Event === "TrainingJobStopped" && Reason.Rule === "Hyperband");
  assert.ok(rungs.length > 1 && stops.length > 5);
  for (const { bracket, epoch, reached, ended } of rungs) {
    const here = stops.filter(({ Reason }) => Reason.Bracket === bracket && Reason.Epoch === epoch);
    assert.ok(ended >= here.length, `bracket ${bracket}, epoch ${epoch}: ${ended} of ${here.length}`);
    assert.ok(here.every(({ Reason }) => Reason.ComparedTrainingJobs.length <= reached));
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("Bayesian search tells why each point, in the list of decisions and in Why?", async () => {
  const { page, log, playground } = await ran(browser, host.url, "bayesian");
  const launches = log.filter(({ Event }) => Event === "TrainingJobCreated");
  const reasoned = launches.filter(({ Reason }) => Reason.Rule === "ExpectedImprovement");
  assert.ok(reasoned.length > 10 && launches[0].Reason.Rule === "InitialDesign");
  const { TrainingJobName, Reason } = reasoned.at(-1);
  const number = Number(TrainingJobName.split("-").at(-2));
  const decision = (await playground.decisionTexts()).find((text) => text.startsWith(`Job ${number} ex`));
  const short = (value) => String(Number(value.toPrecision(4)));
  assert.ok(decision.includes(`${short(Reason.Median)} expected`), decision);
  await page.getByTestId("tab-why").click();
  await page.getByTestId("decisions").locator(".job-link", { hasText: new RegExp(`^Job ${number}$`) }).first().click();
  const told = page.getByTestId("why-launched");
  await told.filter({ hasText: "promised the greatest improvement" }).waitFor();
  const text = await told.textContent();
  for (const value of [Reason.Median, Math.min(Reason.Good, Reason.Bad), Math.max(Reason.Good, Reason.Bad), Reason.Best]) assert.ok(text.includes(short(value)), `${value}: ${text}`);
  assert.ok(text.includes(Reason.ImprovementProbability < 0.5 ? "It explores" : "It exploits"), text);
  await page.getByTestId("expected").waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
