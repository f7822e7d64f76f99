// The page without a mouse: Tab reaches every control in the order in which it is read, what has the focus is seen to have
// it, and all that a pointer can do, keys can.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { drawn, isSeenIn } from "./support/chart-checks.mjs";
import { contrast, pixelReader } from "./support/pixels.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { request } from "./support/requests.mjs";
import { serve } from "./support/server.mjs";

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

async function open(options) {
  const page = await newPage(browser, options);
  const playground = await new PlaygroundPage(page, host.url).open();
  page.setDefaultTimeout(5000);
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Presses Tab until a control has the focus. */
  const tabTo = async (id, key = "Tab") => {
    for (let left = 150; left > 0; left--) {
      await page.keyboard.press(key);
      if ((await page.evaluate(() => document.activeElement.dataset.testid)) === id) return;
    }
    assert.fail(`${id} is not reached`);
  };
  const focus = () => page.evaluate(() => document.activeElement.dataset.testid ?? document.activeElement.id);
  return { page, playground, press, tabTo, focus, text: (id) => page.getByTestId(id).textContent() };
}

/** The page with its first tuning job at its end, and nothing in focus. */
async function atItsEnd(options) {
  const opened = await open(options);
  await opened.playground.fullSpeed();
  await opened.playground.ended();
  await opened.page.evaluate(() => document.activeElement.blur());
  return opened;
}

/** The control that has the focus: which it is, in which part of the page, and where. */
const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body) return null;
    const box = element.getBoundingClientRect();
    const around = element.closest(".top-bar, .column");
    // A column scrolls under the focus, as the page does.
    const scrolled = scrollY + (around?.scrollTop ?? 0);
    element.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length);
    return {
      stop: element.dataset.stop, part: around?.className ?? "", left: box.left, top: box.top + scrolled, bottom: box.bottom + scrolled,
      name: element.dataset.testid ?? element.getAttribute("aria-label") ?? element.textContent.trim().slice(0, 30),
      // A list that scrolls moves under the focus.
      isInList: Boolean(element.closest(".decisions")),
    };
  });

/** Presses Tab until the page has been walked through; each stop may be looked at. */
async function walk(page, look = async () => {}) {
  const stops = [];
  for (let left = 200; left > 0; left--) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (!stop || stops.some((before) => before.stop === stop.stop)) return stops;
    stops.push(stop);
    await look(stop);
  }
  return assert.fail("Tab never comes to an end");
}

/** All controls that can be seen and used, by what is special about them: one of a group of tabs or radios. */
const controls = (page) =>
  page.evaluate(() => {
    const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, pre, [tabindex]");
    const isReached = (element) =>
      !element.disabled && element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: false }) &&
      !(element.type === "radio" && !element.checked) && (!element.matches("pre") || element.tabIndex === 0);
    return [...all].filter(isReached).map((element) => element.dataset.stop ?? `never: ${element.outerHTML.slice(0, 100)}`);
  });

const sizes = { "a laptop": {}, "a narrow window, such as at 350 %": { viewport: { width: 390, height: 844 } } };

for (const [size, options] of Object.entries(sizes)) {
  describe(`Tab on ${size}`, () => {
    let page, stops;
    before(async () => {
      ({ page } = await atItsEnd(options));
      stops = await walk(page);
    });
    after(() => page?.context().close());

    test("reaches every control", async () => {
      const reached = new Set(stops.map(({ stop }) => stop));
      assert.deepEqual((await controls(page)).filter((control) => !reached.has(control)), []);
      assert.ok(stops.length > 40, `${stops.length} stops`);
    });

    test("goes through the parts of the page in the order in which they lie", () => {
      const order = [...new Set(stops.map(({ part }) => part))];
      const firsts = order.map((part) => stops.find((stop) => stop.part === part));
      const read = [...firsts].sort((a, b) => (Math.abs(a.top - b.top) > 150 ? a.top - b.top : a.left - b.left));
      assert.deepEqual(order, read.map(({ part }) => part));
    });

    test("never leaps up within a part", () => {
      const leaps = [];
      for (let index = 1; index < stops.length; index++) {
        const [from, to] = [stops[index - 1], stops[index]];
        if (to.part === from.part && to.bottom <= from.top && !from.isInList) leaps.push(`${from.name} → ${to.name}`);
      }
      assert.deepEqual(leaps, []);
    });
  });
}

/** How much of each side of the focused element's outline is seen: left, right, top, bottom, from 0 to 1. */
async function outline(page) {
  const rings = await page.evaluate(() => {
    const rings = [];
    // A box that is not drawn itself has its ring around the label it lies in.
    for (let element = document.activeElement, left = 3; element && left; element = element.parentElement, left--) {
      const { outlineStyle, outlineWidth, outlineOffset, outlineColor, opacity } = getComputedStyle(element);
      if (outlineStyle === "none" || parseFloat(outlineWidth) < 2 || opacity === "0") continue;
      const { left: x, top: y, width, height } = element.getBoundingClientRect();
      const out = parseFloat(outlineOffset) + parseFloat(outlineWidth) / 2;
      rings.push({ x: x - out, y: y - out, width: width + 2 * out, height: height + 2 * out, colour: outlineColor.match(/\d+/g).slice(0, 3).map(Number) });
    }
    return rings;
  });
  if (!rings.length) return null;
  const [ring] = rings;
  const clip = await page.evaluate(({ x, y, width, height }) => {
    const [left, top] = [Math.max(0, Math.floor(x) - 3), Math.max(0, Math.floor(y) - 3)];
    return { x: left, y: top, width: Math.min(innerWidth, Math.ceil(x + width) + 3) - left, height: Math.min(innerHeight, Math.ceil(y + height) + 3) - top };
  }, ring);
  const picture = await pixelsOf(await page.screenshot({ clip }));
  const isSeen = (x, y) => {
    // A pixel either way: boxes do not lie on whole pixels.
    for (const [dx, dy] of [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1]]) {
      const [px, py] = [Math.floor(x - clip.x) + dx, Math.floor(y - clip.y) + dy];
      if (px < 0 || py < 0 || px >= picture.width || py >= picture.height) continue;
      if (picture.at(px, py).every((byte, index) => Math.abs(byte - ring.colour[index]) < 60)) return true;
    }
    return false;
  };
  // The middle of each side: corners are round.
  const parts = Array.from({ length: 15 }, (_, index) => 0.3 + (0.4 * index) / 14);
  const share = (place) => parts.filter((part) => isSeen(...place(part))).length / parts.length;
  const { x, y, width, height } = ring;
  const sides = [(part) => [x, y + part * height], (part) => [x + width, y + part * height], (part) => [x + part * width, y], (part) => [x + part * width, y + height]];
  return { colour: ring.colour, sides: sides.map(share) };
}

for (const colorScheme of ["light", "dark"]) {
  test(`what has the focus is seen to have it, ${colorScheme}`, async () => {
    const { page } = await atItsEnd({ colorScheme });
    const hidden = [];
    let links = 0;
    await walk(page, async ({ name, isInList }) => {
      // The list's links are all alike.
      if (isInList && ++links > 3) return;
      await drawn(page);
      const ring = await outline(page);
      const surface = colorScheme === "light" ? [241, 241, 237] : [35, 37, 41];
      // A neighbour may cover one side.
      if (!ring || ring.sides.filter((share) => share > 0.8).length < 3) hidden.push(`${name}: left, right, top, bottom ${ring?.sides.map((share) => share.toFixed(1))}`);
      else if (contrast(ring.colour, surface) < 3) hidden.push(`${name}: too pale`);
    });
    assert.deepEqual(hidden, []);
    await page.context().close();
  });
}

test("the skip link leads past the bar and the job", async () => {
  const { page, press, focus } = await atItsEnd();
  await press("Tab", "Enter", "Tab");
  assert.equal(await focus(), "download-menu");
  assert.ok(await page.evaluate(() => document.activeElement.closest("#learning-curves") !== null));
  await page.context().close();
});

test("run, pause, step, and scrub", async () => {
  const { page, playground, press, tabTo, text } = await open();
  // At time 0 four training jobs run already, and the button would say Run.
  await page.waitForFunction(() => Number(document.querySelector("[data-testid=scrubber]").value) > 0);
  await press("Space");
  assert.equal(await text("run"), "Resume");
  const held = await text("simulated-time");
  await press(".");
  await page.waitForFunction((held) => document.querySelector("[data-testid=simulated-time]").textContent !== held, held);

  await tabTo("run");
  await press("Space");
  assert.equal(await text("run"), "Pause");
  await press("Enter");
  assert.equal(await text("run"), "Resume");
  const before = await text("simulated-time");
  await tabTo("step");
  await press("Enter", "Enter");
  await page.waitForFunction((before) => document.querySelector("[data-testid=simulated-time]").textContent !== before, before);

  await tabTo("speed");
  // The last of the speeds is the fullest.
  await press("End");
  await tabTo("run", "Shift+Tab");
  await press("Enter");
  assert.equal(await playground.ended(), "Completed");
  const end = await text("simulated-time");
  const all = await playground.count("completed");
  await tabTo("scrubber");
  await press("Home");
  assert.equal(await text("simulated-time"), "0 s");
  assert.equal(await playground.count("completed"), 0);
  await press("PageUp", "PageUp", "PageUp");
  const some = await playground.count("completed");
  assert.ok(some > 0 && some < all, `${some} of ${all} have completed`);
  const then = await playground.scrubber.inputValue();
  // To the next event, and back again; replay.test.mjs counts them.
  await press("ArrowRight");
  assert.ok(Number(await playground.scrubber.inputValue()) >= Number(then));
  await press("ArrowLeft");
  assert.equal(await playground.scrubber.inputValue(), then);
  await press("End");
  assert.equal(await text("simulated-time"), end);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a control that can be used no longer does not take the focus away", async () => {
  const { page, playground, press, tabTo, focus } = await open();
  await page.waitForFunction(() => Number(document.querySelector("[data-testid=count-running]").textContent) === 4);
  await tabTo("stop");
  await press("Enter");
  assert.equal(await playground.ended(), "Stopped by hand");
  assert.ok(await playground.stop.isDisabled());
  await press("Tab");
  assert.equal(await focus(), "reset", "Tab goes on from there");
  await page.context().close();
});

test("choose a preset, change a field, run it", async () => {
  const { page, playground, press, tabTo, focus } = await atItsEnd();
  await tabTo("preset");
  await press("ArrowDown");
  assert.equal(await playground.preset.inputValue(), "no-early-stopping");
  await page.waitForFunction(() => !document.querySelector("[data-testid=learning-curves]").textContent.includes("median"));
  assert.equal(await focus(), "preset", "the focus stays");
  await playground.ended();

  await tabTo("max-jobs");
  await press("Control+a");
  await page.keyboard.type("8");
  await press("ArrowUp", "ArrowUp", "ArrowDown");
  assert.equal(await page.getByTestId("max-jobs").inputValue(), "9", "the arrow keys count");
  await tabTo("strategy-Random", "Shift+Tab");
  assert.ok(await page.getByTestId("strategy-Random").isChecked());
  await tabTo("run", "Shift+Tab");
  await press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-testid=gauges]").textContent.includes("9 jobs"));
  await playground.ended();
  assert.equal(await playground.count("completed"), 9);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("go from view to view, and through their jobs", async () => {
  const { page, press, tabTo, focus } = await atItsEnd();
  const selected = () => page.locator("[role=tab][aria-selected=true]").first().getAttribute("data-testid");
  await tabTo("tab-search-space");
  const views = ["search-space", "surface", "jobs", "best-so-far", "timeline", "why", "importance", "compare", "by-hand", "answers"];
  const keys = [
    ...views.slice(1).map((view) => ["ArrowRight", view]), ["ArrowRight", views[0]], ["ArrowLeft", views.at(-1)], ["Home", views[0]], ["End", views.at(-1)],
    ...views.slice(1, -1).reverse().map((view) => ["ArrowLeft", view]),
  ];
  for (const [key, view] of keys) {
    await press(key);
    assert.deepEqual([await selected(), await focus()], [`tab-${view}`, `tab-${view}`], key);
  }
  await press("ArrowRight");
  await tabTo("jobs-table");
  await press("ArrowDown", "ArrowDown", "ArrowDown", "Enter");
  const row = page.getByTestId("jobs-table").locator("tr.selected");
  assert.equal(await row.getAttribute("data-job"), "3");
  assert.equal(await page.getByTestId("selected-curve").getAttribute("data-job"), "3");
  for (let down = 0; down < 40; down++) await press("ArrowDown");
  await drawn(page);
  assert.ok(await isSeenIn(page.getByTestId("jobs-table"), "tr.hovered"), "the table scrolls with the keys");
  assert.equal(await page.getByTestId("jobs-table").locator("tr.hovered").getAttribute("data-job"), "43");
  // A heading sorts.
  await press("Tab", "Tab", "Tab", "Enter");
  assert.equal(await page.getByTestId("jobs-table").locator("th").nth(2).getAttribute("aria-sort"), "ascending");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("walk through the curves, and select one", async () => {
  const { page, press, tabTo } = await atItsEnd();
  await tabTo("data-button");
  await press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "plot");
  const hovered = () => page.getByTestId("hovered-curve").getAttribute("data-job");
  const said = () => page.locator("body > [role=status], .visually-hidden[role=status]").first().textContent();
  for (const [key, job] of [["ArrowRight", "1"], ["ArrowRight", "2"], ["End", "50"], ["ArrowLeft", "49"], ["Home", "1"], ["ArrowDown", "2"]]) {
    await press(key);
    assert.equal(await hovered(), job, key);
    await page.getByTestId("tooltip").filter({ hasText: `Job ${job}` }).waitFor();
    assert.match(await said(), new RegExp(`^Job ${job}, .*validation:accuracy`), "it is said, too");
  }
  await press("Enter");
  assert.equal(await page.getByTestId("selected-curve").getAttribute("data-job"), "2");
  await press("ArrowRight", "Enter");
  assert.equal(await page.getByTestId("selected-curve").getAttribute("data-job"), "3");
  await press("Escape");
  assert.equal(await page.getByTestId("selected-curve").count(), 0);
  assert.equal(await page.getByTestId("tooltip").count(), 0);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("the dialog: open it, load a text, close it, and be back", async () => {
  const { page, playground, press, tabTo, focus, text } = await atItsEnd();
  await tabTo("json-load");
  await press("Enter");
  const dialog = page.locator("dialog");
  const isInside = () => page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null);
  assert.ok(await dialog.isVisible());
  assert.ok(await page.evaluate(() => document.activeElement.closest("dialog") !== null), "the focus goes in");
  for (let left = 15; left > 0; left--) {
    await press("Tab");
    assert.ok(await isInside(), "Tab stays in the dialog");
  }
  await tabTo("json-paste");
  await page.keyboard.insertText("[1]");
  await tabTo("json-paste-load");
  await press("Enter");
  await page.getByTestId("json-error").waitFor();
  await press("Escape");
  assert.ok(!(await dialog.isVisible()));
  assert.equal(await focus(), "json-load", "the focus comes back");

  await press("Enter");
  await tabTo("json-paste");
  await press("Control+a");
  await page.keyboard.insertText(JSON.stringify(request("by-keys")));
  await press("Tab", "Enter");
  await page.waitForFunction(() => document.querySelector("[data-testid=json-text]").textContent.includes("by-keys"));
  if (await dialog.isVisible()) await press("Escape");
  assert.ok(!(await dialog.isVisible()));
  assert.equal(await focus(), "json-load", "the focus comes back");
  await tabTo("run", "Shift+Tab");
  await press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-testid=gauges]").textContent.includes("6 jobs"));
  await playground.ended();
  assert.equal(await playground.count("completed"), 6);
  assert.match(await text("json-text"), /by-keys/);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("from the opening to a request on the disk, by keys alone", async () => {
  const { page, playground, press, tabTo, focus } = await open();
  // A job of one's own: another strategy, other numbers, watched, looked into, and taken away.
  await tabTo("max-jobs");
  await press("Control+a");
  await page.keyboard.type("12");
  await tabTo("speed", "Shift+Tab");
  await press("End");
  // While the first job runs, the button pauses it.
  await playground.ended();
  await tabTo("run", "Shift+Tab");
  await press("Enter");
  await page.waitForFunction(() => document.querySelector("[data-testid=gauges]").textContent.includes("12 jobs"));
  await playground.ended();
  await tabTo("tab-search-space");
  await press("ArrowLeft");
  assert.notEqual(await focus(), "tab-search-space", "arrows go from view to view");
  await page.keyboard.press("?");
  await page.getByTestId("keys-dialog").waitFor();
  await press("Escape");
  await page.getByTestId("keys-dialog").waitFor({ state: "hidden" });
  await tabTo("json-download");
  const [file] = await Promise.all([page.waitForEvent("download"), press("Enter")]);
  const { HyperParameterTuningJobConfig: config } = JSON.parse(readFileSync(await file.path(), "utf8"));
  assert.equal(config.ResourceLimits.MaxNumberOfTrainingJobs, 12);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
