// Each chart against the training jobs that the event log tells of: pixels are turned back into values with the labels that
// the chart itself draws.
import assert from "node:assert/strict";
import { bestOf, finalValue, inOrderOfEnding, mediansOf, stepsOf } from "./log.mjs";
import { assertAlong, assertNear, axesOf, marksOf, pointsOf } from "./plot.mjs";

/** Two frames: whatever the page draws is drawn. */
export const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The learning curves against the jobs. */
export async function checkCurves({ page, direction, isEarly }, jobs) {
  const card = page.getByTestId("learning-curves");
  const axes = await axesOf(card.locator(".plot"));
  const { top, bottom } = axes;
  // The edge of the plot is drawn on a whole pixel.
  const isInside = (y) => y > top - 0.1 && y < bottom + 0.5;
  const clamped = (y) => Math.min(Math.max(y, top), bottom);
  const curves = await card.getByTestId("curve").evaluateAll((paths) =>
    paths.map((path) => ({ job: Number(path.dataset.job), state: path.dataset.state, classes: [...path.classList], d: path.getAttribute("d") })),
  );
  assert.deepEqual(curves.map(({ job, state }) => [job, state]), jobs.map(({ number, state }) => [number, state]));

  let outside = 0;
  for (const [index, { d, classes }] of curves.entries()) {
    const { number, values, state } = jobs[index];
    const [line = [], ...arrows] = pointsOf(d);
    assert.ok(classes.includes(state), `job ${number} is drawn as ${classes}`);
    assert.equal(line.length, values.length, `job ${number}: a vertex for each epoch`);
    const heights = values.map((value) => axes.y(value));
    for (const [epoch, [x, y]] of line.entries()) {
      // What is outside is drawn outside, where the plot's edge cuts it off.
      const wanted = Math.min(Math.max(heights[epoch], top - 2000), bottom + 2000);
      // A value far outside is extrapolated from the labels, so an error in them grows with it.
      const tolerance = Math.max(0.35, 2e-3 * Math.abs(wanted - bottom));
      assert.ok(Math.hypot(x - axes.x(epoch + 1), y - wanted) < tolerance, `job ${number}, epoch ${epoch + 1}: ${x}, ${y} is not ${axes.x(epoch + 1)}, ${wanted}`);
    }
    // Each time it leaves the plot, an arrow on the edge says so.
    const leaves = heights.filter((y, epoch) => !isInside(y) && (epoch === 0 || isInside(heights[epoch - 1]))).length;
    assert.equal(arrows.length, leaves, `job ${number}: arrows`);
    outside += leaves;
  }

  const ends = await marksOf(card.locator(".ends path"));
  for (const [index, { classes, isDrawn, at }] of ends.entries()) {
    const { number, values, state } = jobs[index];
    assert.ok(classes.includes(state), `the end of job ${number} is ${classes}, the log says ${state}`);
    assert.equal(isDrawn, values.length > 0 || state === "failed", `the end of job ${number} is drawn`);
    if (!values.length) continue;
    const edge = Math.abs(at[1] - clamped(axes.y(values.at(-1))));
    assert.ok(Math.abs(at[0] - axes.x(values.length)) < 0.35 && edge < 0.6, `the end of job ${number} lies at ${at}`);
  }

  const best = bestOf(jobs, direction);
  const onTop = card.getByTestId("best-curve");
  if (best) {
    assert.equal(Number(await onTop.getAttribute("data-job")), best.number);
    assert.equal(await onTop.locator(".line").getAttribute("d"), curves[best.number - 1].d);
  } else assert.equal(await onTop.count(), 0);

  const medians = isEarly ? mediansOf(jobs) : [];
  const [threshold = []] = pointsOf((await card.getByTestId("median-line").getAttribute("d")) ?? "");
  assert.equal(threshold.length, medians.length, "the threshold has a vertex for each epoch that can be judged");
  threshold.forEach((point, index) => assertNear(point, [axes.x(medians[index][0]), axes.y(medians[index][1])], "the threshold"));
  return { outside };
}

/** The search space against the jobs, with these hyperparameters (or the objective) along x and y. */
export async function checkScatter({ page, direction }, jobs, along) {
  const view = page.getByTestId("search-space");
  await drawn(page);
  const axes = await axesOf(view.locator(".plot"));
  const { x: nameX, y: nameY } = along;
  assert.ok(axes.names[0].startsWith(nameX) && axes.names[1].startsWith(nameY), `the axes are ${axes.names}`);
  const marks = await marksOf(view.getByTestId("point"));
  assert.deepEqual(marks.map(({ job, state }) => [job, state]), jobs.map(({ number, state }) => [number, state]));
  const place = (job, name, scale) => {
    const given = job.hyperparameters[name];
    return given === undefined ? (job.values.length ? scale(job.values.at(-1)) : undefined) : scale(Number.isNaN(Number(given)) ? given : Number(given));
  };
  const isBand = ({ hyperparameters }, name) => Number.isNaN(Number(hyperparameters[name] ?? 0));
  const numbers = [[], []];
  for (const [index, { at, isDrawn }] of marks.entries()) {
    const job = jobs[index];
    const wanted = [place(job, nameX, axes.x), place(job, nameY, axes.y)];
    assert.equal(isDrawn, !wanted.includes(undefined), `job ${job.number} has a mark`);
    if (!isDrawn) continue;
    for (const [axis, name] of [nameX, nameY].entries()) {
      // In a band marks lie side by side: nearer to their own label than to any other.
      if (isBand(job, name)) {
        const labels = axis === 0 ? axes.columns : axes.rows;
        const nearest = labels.reduce((a, b) => (Math.abs(b.at - at[axis]) < Math.abs(a.at - at[axis]) ? b : a));
        assert.equal(nearest.label, job.hyperparameters[name], `job ${job.number} lies in the band of ${nearest.label}`);
      } else numbers[axis].push({ job: job.number, at: at[axis], wanted: wanted[axis] });
    }
  }
  assertAlong(numbers[0], axes.columns, nameX);
  assertAlong(numbers[1], axes.rows, nameY);
  const best = bestOf(jobs, direction);
  if (!best) return;
  const ring = await view.getByTestId("best-point").evaluate((ring) => ring.getAttribute("transform").match(/[-\d.]+/g).map(Number));
  assertNear(ring, marks[best.number - 1].at, "the ring of the best");
}

/** "Best so far" against the jobs. */
export async function checkBestSoFar({ page, direction }, jobs, { byTime = true, until = Infinity } = {}) {
  const view = page.getByTestId("best-so-far");
  await drawn(page);
  const ended = inOrderOfEnding(jobs);
  const steps = stepsOf(jobs, direction);
  const path = (await view.getByTestId("best-line").getAttribute("d")) ?? "";
  const marks = (await marksOf(view.getByTestId("point"))).filter((mark) => mark.isDrawn);
  assert.deepEqual(marks.map((mark) => mark.job), ended.map((job) => job.number).sort((a, b) => a - b));
  if (!steps.length) return assert.equal(path, "");
  const axes = await axesOf(view.locator(".plot"));
  const x = (job) => axes.x(byTime ? job.ended : ended.indexOf(job) + 1);
  for (const { job, at } of marks) assertNear([at[0], 0], [x(jobs[job - 1]), 0], `the end of job ${job}`);
  const valued = marks.filter(({ job }) => finalValue(jobs[job - 1]) !== undefined);
  assertAlong(valued.map(({ job, at }) => ({ job, at: at[1], wanted: axes.y(finalValue(jobs[job - 1])) })), axes.rows, "the final value");

  const [line] = pointsOf(path);
  // Levels: the height at which it runs to the right. Up the screen is better when the objective is maximized.
  const levels = line.filter((point, index) => index % 2 === 0);
  assert.equal(levels.length, steps.length, "a level for each new best");
  const isWorse = direction === "Maximize" ? (y, than) => y > than : (y, than) => y < than;
  levels.forEach((level, index) => {
    assertNear(level, [x(steps[index]), axes.y(finalValue(steps[index]))], `step ${index + 1}`);
    if (index) assert.ok(!isWorse(level[1], levels[index - 1][1]) && level[0] >= levels[index - 1][0], "it never gets worse");
  });
  // It runs on to the last event.
  const end = byTime ? Math.min(until, Math.max(...jobs.map((job) => job.ended ?? job.created))) : ended.length;
  const [lastX, lastY] = line.at(-1);
  assert.ok(lastX >= axes.x(end) - 0.35, `the line ends at ${lastX}`);
  assertNear([0, lastY], [0, axes.y(finalValue(bestOf(jobs, direction)))], "the end of the line");
}

/** What the search space shows along x and y. */
export const shownAxes = async (page) => {
  const [x, y] = await page.locator("[data-testid=axis-x], [data-testid=axis-y]").evaluateAll((selects) => selects.map((select) => select.selectedOptions[0].text));
  return { x, y };
};

/** Moves the scrubber to a part of the whole time; gives the simulated second it stands at. */
export async function scrub({ page, playground }, part) {
  await playground.scrubber.evaluate((input, part) => {
    input.value = String(Math.round(part * Number(input.max)));
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }, part);
  await drawn(page);
  return Number(await playground.scrubber.inputValue());
}

/** Whether something in a table that scrolls is seen: below the heading, above the table's lower edge. */
export const isSeenIn = (table, selector) =>
  table.evaluate((box, selector) => {
    const [frame, heading, own] = [box, box.querySelector("thead"), box.querySelector(selector)].map((element) => element?.getBoundingClientRect());
    return Boolean(own) && own.top >= heading.bottom - 1 && own.bottom <= frame.top + box.clientHeight + 1;
  }, selector);
