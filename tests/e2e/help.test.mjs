// Help: the menu, the keys, and the tour, which marks what it speaks of and leaves the page as it was.
import assert from "node:assert/strict";
import { test } from "node:test";
import { page, playground } from "./support/opened.mjs";

const shown = (id) => page.getByTestId(id).waitFor();
const gone = (id) => page.getByTestId(id).waitFor({ state: "hidden" });

test("the menu leads to what there is to read, and Escape closes it", async () => {
  await page.getByTestId("help-menu").click();
  for (const [id, path] of [["guide", "en/guide/"], ["lessons", "en/lessons/"]]) assert.equal(await page.getByTestId(id).getAttribute("href"), path);
  await page.keyboard.press("Escape");
  await gone("guide");
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "help-menu");
});

test("? lists the keys, but not where it is typed", async () => {
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("?");
  await shown("keys-dialog");
  assert.match(await page.getByTestId("keys-dialog").textContent(), /SpaceRun, pause, go on/);
  await page.keyboard.press("Escape");
  await gone("keys-dialog");
  await page.getByTestId("job-name").focus();
  await page.keyboard.press("?");
  assert.ok(!(await page.getByTestId("keys-dialog").isVisible()));
  await page.keyboard.press("Control+z");
  await page.evaluate(() => document.activeElement.blur());
});

test("the tour goes through the page by keys, marks one part at a time, and leaves none marked", async () => {
  await page.getByTestId("help-menu").click();
  await page.getByTestId("help-tour").click();
  await shown("tour");
  const marked = () => page.evaluate(() => [...document.querySelectorAll("[data-tour]")].map((element) => element.dataset.testid ?? element.className));
  const seen = [];
  for (let stop = 0; stop < 6; stop++) {
    await page.waitForFunction((stop) => document.querySelector("[data-testid=tour]").textContent.startsWith(`${stop + 1} of 6`), stop);
    const [one, ...more] = await marked();
    assert.deepEqual(more, []);
    seen.push(one);
    const { box, view } = await page.evaluate(() => ({ box: document.querySelector("[data-tour]").getBoundingClientRect().toJSON(), view: innerHeight }));
    assert.ok(box.top < view && box.bottom > 0, `${one} is on the screen`);
    await page.keyboard.press("Enter");
  }
  assert.equal(new Set(seen).size, 6);
  await gone("tour");
  assert.deepEqual(await marked(), []);
  // What runs was not disturbed.
  await playground.atRest();
  assert.deepEqual(page.problems, []);
});
