// A plot as a person reads it: where its axes lie, what their labels say, and what value a place therefore stands for.
import assert from "node:assert/strict";

/** Values of labels: plain numbers, or times such as "1 h 30 m". */
function valueOf(label) {
  const units = { s: 1, m: 60, h: 3600, d: 86400 };
  const times = [...label.matchAll(/(\d+) ([smhd])\b/g)];
  if (times.length) return times.reduce((sum, [, count, unit]) => sum + count * units[unit], 0);
  return Number(label);
}

const stretches = {
  linear: (value) => value,
  log: (value) => Math.log10(value),
  "reverse log": (value) => -Math.log10(1 - value),
};

/** From values to pixels, by the straight line through the labels of an axis, which must all lie on it. */
function scaleOf(ticks, name) {
  const stretch = stretches[name.match(/(reverse log|log) scale/)?.[1] ?? "linear"];
  const points = ticks.map(({ at, label }) => [stretch(valueOf(label)), at]);
  assert.ok(points.length >= 2, `an axis needs two labels: ${JSON.stringify(ticks)}`);
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [middle, height] = [mean(([x]) => x), mean(([, y]) => y)];
  const slope = mean(([x, y]) => (x - middle) * (y - height)) / mean(([x]) => (x - middle) ** 2);
  const scale = (value) => height + slope * (stretch(value) - middle);
  for (const { at, label } of ticks) {
    assert.ok(Math.abs(scale(valueOf(label)) - at) < 0.3, `the label ${label} lies at ${at}, not ${scale(valueOf(label))}`);
  }
  return scale;
}

/** Reads a plot's axes: `x` and `y` map values to its pixels; `top` and `bottom` are its edges. */
export async function axesOf(plot) {
  const { rows, columns, names, ...edges } = await plot.locator("svg.plot-svg").evaluate((svg) => {
    const number = (element, name) => Number(element.getAttribute(name));
    const rows = [], columns = [], names = [];
    for (const text of svg.querySelectorAll(".axes text")) {
      const line = text.previousElementSibling;
      const label = text.textContent;
      const isRow = line?.matches(".grid") && line.getAttribute("y1") === line.getAttribute("y2");
      // A label's baseline is 4 pixels below its middle.
      if (isRow) rows.push({ label, at: number(text, "y") - 4, line: number(line, "y1") });
      else if (text.getAttribute("text-anchor") === "middle") columns.push({ label, at: number(text, "x") });
      else names.push(label);
    }
    for (const text of svg.querySelectorAll(":scope > .axis-name")) names.push(text.textContent);
    const axis = svg.querySelector(".axis");
    const [left, right, bottom] = [number(axis, "x1"), number(axis, "x2"), number(axis, "y1")];
    const curves = svg.querySelector("svg.curves");
    const top = curves ? number(curves, "y") : undefined;
    return { rows, columns, names, left, right, top, bottom };
  });
  for (const { label, at, line } of rows) assert.ok(Math.abs(at - line) <= 0.6, `the grid line of ${label} is not beside it`);
  const [x = "", y = ""] = names;
  const isBand = (ticks) => ticks.some(({ label }) => Number.isNaN(valueOf(label)));
  const bands = (ticks) => (value) => ticks.find(({ label }) => label === value).at;
  const read = (ticks, name) => (isBand(ticks) ? bands(ticks) : scaleOf(ticks, name));
  return { ...edges, x: read(columns, x), y: read(rows, y), names, rows, columns };
}

/** The points of path text with M, L, H and V, one list for each time the pen is put down. */
export function pointsOf(path) {
  const lines = [];
  let at = [0, 0];
  for (const [, command, numbers] of path.matchAll(/([MLHV])([^A-Za-z]*)/g)) {
    const values = numbers.trim().split(/[ ,]+/).map(Number);
    at = { H: [values[0], at[1]], V: [at[0], values[0]] }[command] ?? values;
    if (command === "M") lines.push([]);
    lines.at(-1).push(at);
  }
  return lines;
}

/** Where marks lie, and what they are: the middle of each shape. A triangle's is where its disc would be. */
export const marksOf = (locator) =>
  locator.evaluateAll((marks) =>
    marks.map((mark) => {
      const { x, y, width, height } = mark.getBBox();
      const isTriangle = mark.matches(".failed");
      return {
        job: Number(mark.dataset.job), state: mark.dataset.state, classes: [...mark.classList], isDrawn: mark.hasAttribute("d") && mark.getAttribute("d") !== "",
        at: [x + width / 2, y + height * (isTriangle ? 1.15 / 1.9 : 0.5)],
      };
    }),
  );

/** Asserts that a point lies where it should, to a third of a pixel. */
export function assertNear([x, y], [wantedX, wantedY], what) {
  const distance = Math.hypot(x - wantedX, y - wantedY);
  assert.ok(distance < 0.35, `${what} lies at ${x}, ${y}; the log says ${wantedX.toFixed(1)}, ${wantedY.toFixed(1)}`);
}

/**
 * Asserts that marks lie where they should along one axis. A value beyond the axis stands at its end: past its last label,
 * in one place for all such marks, and nothing lies farther out.
 */
export function assertAlong(marks, ticks, what) {
  const labels = ticks.map(({ at }) => at);
  const ends = { low: new Set(), high: new Set() };
  for (const { job, at, wanted } of marks) {
    if (Math.abs(at - wanted) < 0.35) continue;
    const side = wanted < Math.min(...labels) ? "low" : wanted > Math.max(...labels) ? "high" : undefined;
    const isCut = side === "low" ? at > wanted && at <= Math.min(...labels) + 0.35 : side === "high" && at < wanted && at >= Math.max(...labels) - 0.35;
    assert.ok(isCut, `${what} of job ${job} lies at ${at}, not at ${wanted}`);
    ends[side].add(Math.round(at));
  }
  for (const [side, places] of Object.entries(ends)) {
    if (!places.size) continue;
    assert.equal(places.size, 1, `${what}: the end of the axis is at ${[...places]}`);
    const [end] = places;
    assert.ok(marks.every(({ at }) => (side === "low" ? at >= end - 1 : at <= end + 1)), `${what}: marks lie beyond the end of the axis`);
  }
  return ends.low.size + ends.high.size;
}
