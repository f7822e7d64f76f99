// What colour says is said otherwise too, or in colours that everyone can tell apart: under protanopia, deuteranopia and
// tritanopia as Chromium simulates them (Machado, Oliveira, Fernandes 2009), and without any colour.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { scrub } from "./support/chart-checks.mjs";
import { contrast, difference, pixelReader } from "./support/pixels.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { request } from "./support/requests.mjs";
import { serve } from "./support/server.mjs";

const STATES = ["completed", "stopped", "failed", "running"];
const DEFICIENCIES = ["protanopia", "deuteranopia", "tritanopia"];

let host, browser, pixelsOf;
before(async () => {
  host = await serve();
  browser = await launch();
  pixelsOf = await pixelReader(browser);
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** A page at the end of a job, and how to look at it with other eyes. */
async function open(options) {
  const page = await newPage(browser, options);
  const playground = await new PlaygroundPage(page, host.url).open();
  await playground.fullSpeed();
  await playground.ended();
  const devtools = await page.context().newCDPSession(page);
  const look = async (type, clip) => {
    await devtools.send("Emulation.setEmulatedVisionDeficiency", { type });
    return pixelsOf(await page.screenshot({ clip, animations: "disabled" }));
  };
  return { page, playground, look };
}

const pairs = (list) => list.flatMap((one, index) => list.slice(index + 1).map((other) => [one, other]));

for (const colorScheme of ["light", "dark"]) {
  describe(`with other eyes, ${colorScheme}`, () => {
    let page, playground, look;
    before(async () => ({ page, playground, look } = await open({ colorScheme, deviceScaleFactor: 3 })));
    after(() => page?.context().close());

    test("the four states differ in shape, whatever the eyes", async () => {
      const legend = page.getByTestId("learning-curves").locator(".legend");
      const boxes = {};
      for (const state of STATES) boxes[state] = await legend.locator(`svg:has(.mark-shape.${state})`).boundingBox();
      for (const eyes of ["none", ...DEFICIENCIES, "achromatopsia"]) {
        const inks = {};
        for (const state of STATES) {
          const picture = await look(eyes, boxes[state]);
          const paper = picture.at(0, 0);
          const at = Array.from({ length: 36 * 36 }, (_, index) => picture.at(index % 36, Math.floor(index / 36)));
          // What is drawn can be seen (WCAG 2.2, 1.4.11), in the strongest of its pixels.
          const strongest = Math.max(...at.map((colour) => contrast(colour, paper)));
          if (eyes === "none") assert.ok(strongest >= 3, `${state} has a contrast of ${strongest.toFixed(2)}`);
          inks[state] = at.map((colour) => contrast(colour, paper) > 1.5);
        }
        for (const [one, other] of pairs(STATES)) {
          const count = (is) => inks[one].filter((ink, index) => is(ink, inks[other][index])).length;
          const share = count((a, b) => a !== b) / count((a, b) => a || b);
          assert.ok(share > 0.25, `under ${eyes}, ${one} and ${other} differ in ${(100 * share).toFixed(0)} % of their ink`);
        }
      }
    });

    test("each state has its own mark, and the same one everywhere", async () => {
      const legend = await shapesOf(page.locator(".legend .mark-shape"));
      assert.deepEqual(legend.map(([state]) => state), STATES);
      const shapes = Object.fromEntries(legend);
      assert.equal(new Set(Object.values(shapes)).size, 4, JSON.stringify(shapes));
      await scrub({ page, playground }, 0.4);
      for (const where of ["#learning-curves .ends", "[data-testid=search-space] .points"]) {
        const marks = await shapesOf(page.locator(`${where} path:not([d=""])`));
        assert.deepEqual([...new Set(marks.map(([state]) => state))].sort(), ["completed", "running", "stopped"], "all that there are at that time");
        for (const [state, shape] of marks) assert.equal(shape, shapes[state], `${where}: ${state}`);
      }
      const signs = await page.getByTestId("counters").locator("li").allInnerTexts();
      assert.deepEqual(signs.map((text) => text.match(/[●✕▲○] \w+/)[0]), ["● done", "✕ stopped", "▲ failed", "○ running"]);
    });

    test("the classes in the picture of the data differ in shape", async () => {
      await loadFiveClasses(page, playground);
      const shapes = await page.locator(".scatter path").evaluateAll((paths) => paths.map((path) => path.getAttribute("d").match(/^M[-\d.]+ [-\d.]+([^M]*)/)[1]));
      assert.equal(shapes.length, 5);
      assert.equal(new Set(shapes).size, 5, shapes.join(" | "));
    });

    test("the classes in the decision boundary differ in colour, whatever the eyes", async () => {
      await loadFiveClasses(page, playground);
      await playground.run.click();
      await page.waitForFunction(() => document.querySelector("[data-testid=gauges]").textContent.includes("6 jobs"));
      await playground.ended();
      await page.waitForTimeout(300);
      // The rows are drawn in opaque colours, with a white rim: the five that are seen most.
      const colours = await page.getByTestId("boundary").evaluate((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const counts = new Map();
        for (let at = 0; at < data.length; at += 4) {
          const [red, green, blue, alpha] = data.subarray(at, at + 4);
          const isColoured = Math.max(red, green, blue) - Math.min(red, green, blue) > 20;
          if (alpha === 255 && isColoured) counts.set(`${red},${green},${blue}`, 1 + (counts.get(`${red},${green},${blue}`) ?? 0));
        }
        return [...counts].sort((a, b) => b[1] - a[1]).slice(0, 5).map(([colour]) => colour);
      });
      assert.equal(colours.length, 5);
      await page.evaluate((colours) => {
        const swatches = document.createElement("div");
        Object.assign(swatches.style, { position: "fixed", left: "0", top: "0", zIndex: "99", display: "flex" });
        for (const colour of colours) {
          const swatch = document.createElement("i");
          Object.assign(swatch.style, { width: "10px", height: "10px", background: `rgb(${colour})` });
          swatches.append(swatch);
        }
        document.body.append(swatches);
      }, colours);
      const alike = [];
      for (const eyes of ["none", ...DEFICIENCIES]) {
        const picture = await look(eyes, { x: 0, y: 0, width: 50, height: 10 });
        const seen = colours.map((_, index) => picture.at(30 * index + 15, 15));
        for (const [one, other] of pairs([0, 1, 2, 3, 4])) {
          const apart = difference(seen[one], seen[other]);
          // 10 is seen at a glance, and these are dots of a few pixels.
          if (apart < 10) alike.push(`under ${eyes}, ${colours[one]} and ${colours[other]}: ${apart.toFixed(1)}`);
        }
      }
      assert.deepEqual(alike, []);
    });

    test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
  });
}

/** The state of each mark and its shape, without its size and place: the path's commands, and whether it is hollow. */
const shapesOf = (marks) =>
  marks.evaluateAll((marks) =>
    marks.map((mark) => {
      const { fill } = getComputedStyle(mark);
      const isHollow = fill === "none" || fill === getComputedStyle(mark.closest(".card")).backgroundColor;
      const commands = mark.getAttribute("d").replace(/[-\d. ]+/g, "");
      return [["completed", "stopped", "failed", "running"].find((state) => mark.matches(`.${state}`)), `${commands}${isHollow ? " hollow" : ""}`];
    }),
  );

/** Loads a data set of five classes into the form. */
async function loadFiveClasses(page, playground) {
  const job = { Request: request("five-classes"), Problem: { Model: "mlp", Dataset: { Name: "blobs", Classes: 5 } } };
  await playground.loadJson(JSON.stringify(job));
  await page.waitForFunction(() => document.querySelectorAll(".scatter path").length === 5);
}
