// You against the tuner: training jobs placed with the pointer, the keys and typed values. What they come to is held against a
// known function and against the tuner's own training jobs; the outcome against the event log.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn } from "./support/chart-checks.mjs";
import { page, playground } from "./support/opened.mjs";
import { savedPicture, savedRows } from "./support/saved.mjs";

const board = page.getByTestId("hand-board");
const hands = () => board.getByTestId("hand");
const value = (index) => page.getByTestId(`hand-value-${index}`);
const words = page.getByTestId("hand-words");
const branin = (x, y) => (y - (5.1 / (4 * Math.PI ** 2)) * x ** 2 + (5 / Math.PI) * x - 6) ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
const trained = (count) => page.waitForFunction((count) => {
  const all = [...document.querySelectorAll("[data-testid=hand]")];
  return all.length === count && all.every((hand) => hand.dataset.state !== "running");
}, count);
/** The table of the game: headings, and rows of texts. */
const table = async () => {
  await page.getByTestId("views").getByTestId("data-button").click();
  const found = await page.getByTestId("by-hand").locator("table").evaluate((own) => [...own.rows].map((row) => [...row.cells].map((cell) => cell.textContent)));
  await page.getByTestId("views").getByTestId("data-button").click();
  // The board is a new one, which has its size in the next frame.
  await drawn(page);
  return { headings: found[0], rows: found.slice(1) };
};
const tunersLog = async () => {
  const request = JSON.parse(await page.getByTestId("json-text").textContent());
  return playground.api("events", request.HyperParameterTuningJobName);
};

test("a click places a training job where it is, and it comes to what the function is there", async () => {
  await playground.choosePreset("branin");
  await playground.fullSpeed();
  await playground.ended();
  await page.getByTestId("tab-by-hand").click();
  await board.waitFor();
  await drawn(page);
  const { x, y, width, height } = await board.boundingBox();
  for (const [count, [across, down]] of [[0.3, 0.3], [0.6, 0.7], [0.8, 0.4]].entries()) {
    await page.mouse.click(x + width * across, y + height * down);
    await trained(count + 1);
    const mark = await hands().nth(count).boundingBox();
    assert.ok(Math.hypot(mark.x + mark.width / 2 - x - width * across, mark.y + mark.height / 2 - y - height * down) < 4, JSON.stringify(mark));
  }
  assert.equal(await page.getByTestId("simulated-time").textContent(), "0 s", "the tuner's would give the game away");
  assert.equal(await board.getByTestId("point").count(), 0);
  const { headings, rows } = await table();
  assert.deepEqual(headings.slice(0, 5), ["Training job", "Yours", "Your best", "Your x1", "Your x2"]);
  let best = Infinity;
  for (const [number, own, ownBest, x1, x2] of rows) {
    const truth = branin(Number(x1), Number(x2));
    assert.ok(Math.abs(Number(own) / truth - 1) < 1e-4, `job ${number}: ${own} in place of ${truth}`);
    best = Math.min(best, Number(own));
    assert.equal(Number(ownBest), best);
  }
  assert.match(await page.getByTestId("hand-left").textContent(), /^3 placed, \d+ left/);
});

test("typed values are exact, and what is outside a range is refused in place", async () => {
  await value(0).fill("99");
  await value(0).press("Enter");
  await page.getByText("Give a number from -5.0 to 10.0.").waitFor();
  assert.equal(await value(0).getAttribute("aria-invalid"), "true");
  assert.ok(await page.getByTestId("hand-place").isDisabled());
  await value(0).fill("3.14159265");
  await value(1).fill("2.275");
  await value(1).press("Tab");
  await page.getByTestId("hand-place").click();
  await trained(4);
  const { rows } = await table();
  assert.deepEqual(rows[3].slice(3, 5), ["3.14159265", "2.275"]);
  assert.ok(Math.abs(Number(rows[3][1]) - 0.397887) < 1e-4, rows[3][1]);
});

test("with the keys alone: the arrows move, Enter places, and a label says where", async () => {
  await board.focus();
  const before = [Number(await value(0).inputValue()), Number(await value(1).inputValue())];
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowUp");
  const after = [Number(await value(0).inputValue()), Number(await value(1).inputValue())];
  assert.ok(Math.abs(after[0] - before[0] - 15 / 40) < 0.02 && Math.abs(after[1] - before[1] - 15 / 8) < 0.02, `${before} ${after}`);
  assert.ok((await board.getAttribute("aria-label")).includes(`x1 ${after[0]}, x2 ${after[1]}`));
  await page.keyboard.press("Enter");
  await trained(5);
  const { rows } = await table();
  assert.ok(Math.abs(Number(rows[4][1]) / branin(...after) - 1) < 1e-4);
});

test("then the tuner's are shown from their start, and the outcome is that of the log", async () => {
  await page.getByTestId("hand-show").click();
  await playground.ended();
  const log = await tunersLog();
  const finals = log.filter(({ Event }) => Event === "EpochCompleted").map(({ Value }) => Value);
  assert.equal(await board.getByTestId("point").count(), finals.length);
  const { rows } = await table();
  const own = Math.min(...rows.slice(0, 5).map((row) => Number(row[1])));
  const theirs = Math.min(...finals.slice(0, 5));
  const short = (value) => String(Number(value.toPrecision(4)));
  const outcome = await words.locator("p").first().textContent();
  const expected = own < theirs ? `you are ahead: ${short(own)} against ${short(theirs)}` : `Bayesian search is ahead: yours ${short(own)} against ${short(theirs)}`;
  assert.ok(outcome.startsWith("After 5 training jobs each ") && outcome.includes(expected), `${outcome}, expected ${expected}`);
  assert.deepEqual(rows.map((row) => Number(row.at(-2))), finals, "in the order in which they ended");
  const caught = finals.findIndex((value) => value <= own);
  const second = await words.locator("p").nth(1).textContent();
  assert.ok(caught < 0 ? second.includes("nothing as good") : caught === 0 ? second.includes("first job that ended") : second.includes(`when ${caught + 1} of its jobs had ended`), second);
  const picture = await savedPicture(page, ["[data-testid=hand]", "[data-testid=point]"]);
  assert.deepEqual([picture.name, ...picture.counts], ["by-hand.svg", 5, finals.length]);
  const saved = await savedRows(page);
  assert.deepEqual(saved.slice(1), rows, "the table as a file");
  for (const id of ["hand-line-own", "hand-line-tuner"]) assert.match(await page.getByTestId(id).getAttribute("d"), /^M/);
  await page.getByTestId("hand-again").click();
  assert.equal(await hands().count(), 0);
});

test("the tuner's values by hand come to the tuner's objectives", async () => {
  await playground.choosePreset("no-early-stopping");
  await playground.fullSpeed();
  await playground.ended();
  const log = await tunersLog();
  const created = log.filter(({ Event }) => Event === "TrainingJobCreated").slice(0, 3);
  for (const [index, { TrainingJobName, TunedHyperParameters }] of created.entries()) {
    for (const [place, text] of Object.values(TunedHyperParameters).entries()) {
      const field = value(place);
      if ((await field.evaluate((own) => own.tagName)) === "SELECT") await field.selectOption(text);
      else {
        await field.fill(text);
        await field.press("Tab");
      }
    }
    await page.getByTestId("hand-place").click();
    await page.waitForFunction((count) => document.querySelector("[data-testid=hand-left]").textContent.startsWith(`${count} placed`) && !document.querySelector("[data-testid=hand-left]").textContent.includes("Training"), index + 1);
    const { headings, rows } = await table();
    assert.deepEqual(headings.slice(3, -2), Object.keys(TunedHyperParameters).map((name) => `Your ${name}`));
    const theirs = log.filter((entry) => entry.Event === "EpochCompleted" && entry.TrainingJobName === TrainingJobName).at(-1).Value;
    assert.equal(Number(rows[index][1]), theirs, JSON.stringify(TunedHyperParameters));
  }
});
