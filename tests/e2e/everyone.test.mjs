// The page serves who presses with a finger, who enlarges it, who has colours of their own, and who wants it on paper. Each of the
// first two goes once through all that can be opened (`tour`), so that a new view or dialog has one place to be added to.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { cutOff, outOfKeysReach, smallTargets } from "./support/boxes.mjs";
import { launch, newPage } from "./support/browser.mjs";
import { drawn } from "./support/chart-checks.mjs";
import { contrast, difference, pixelReader } from "./support/pixels.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";
import { tour } from "./support/tour.mjs";

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

/** A page at the end of a job, with the style sheets that come after the first load. */
async function open(options, hash) {
  const page = await newPage(browser, options);
  const playground = await new PlaygroundPage(page, host.url).open(hash);
  await playground.atRest();
  await page.waitForFunction(() => {
    const later = new URL(document.querySelector("meta[name=tuneground-later-styles]").content, document.baseURI).href;
    return [...document.styleSheets].some(({ href }) => href === later);
  });
  return { page, playground };
}

describe("by touch", () => {
  for (const [device, viewport] of Object.entries({ phone: { width: 390, height: 844 }, tablet: { width: 1180, height: 820 } })) {
    test(`whatever can be pressed on a ${device} has 44 by 44 pixels`, async () => {
      const opened = await open({ viewport, hasTouch: true, isMobile: true });
      const wrong = new Map();
      let most = 0;
      await tour(opened, async (name) => {
        const found = await opened.page.evaluate(smallTargets);
        most = Math.max(most, found.count);
        for (const what of found.wrong) wrong.set(what, name);
      });
      assert.deepEqual([...wrong], []);
      assert.ok(most > 90, `${most} controls were seen at once`);
      assert.deepEqual(opened.page.problems, []);
      await opened.page.context().close();
    });
  }
});

describe("enlarged", () => {
  // 320 pixels are also what is left of 1280 at 400 % (WCAG 2.2, 1.4.10), and 683 what is left of 1366 at 200 %.
  const sizes = [{ width: 683, height: 384 }, { width: 320, height: 640 }];
  for (const language of ["en", "fr", "es", "ja"]) {
    test(`nothing is cut off or scrolls sideways: ${language}`, async () => {
      const opened = await open({ viewport: sizes[1] }, `#lang=${language}`);
      const wrong = new Map();
      await tour(opened, async (name) => {
        for (const size of sizes) {
          await opened.page.setViewportSize(size);
          // Plots are drawn anew a moment after their boxes have changed.
          let found = [];
          for (let left = 5; left > 0; left--) {
            await drawn(opened.page);
            found = await opened.page.evaluate(cutOff);
            if (!found.length) break;
            await opened.page.waitForTimeout(200);
          }
          for (const what of found) wrong.set(what, `${name} at ${size.width}`);
        }
      });
      assert.deepEqual([...wrong], []);
      assert.deepEqual(opened.page.problems, []);
      await opened.page.context().close();
    });
  }

  test("what scrolls on a low screen can be scrolled with the keys", async () => {
    const opened = await open({ viewport: { width: 1366, height: 560 } });
    const wrong = new Map();
    await tour(opened, async (name) => {
      for (const what of await opened.page.evaluate(outOfKeysReach)) wrong.set(what, name);
    });
    assert.deepEqual([...wrong], []);
    await opened.page.context().close();
  });

  test("on a low screen the bar above goes with the page", async () => {
    const { page } = await open({ viewport: sizes[0] });
    await page.evaluate(() => window.scrollTo(0, 600));
    assert.ok((await page.locator(".top-bar").boundingBox()).y < -100);
    await page.context().close();
  });
});

for (const colorScheme of ["light", "dark"]) {
  describe(`in forced colours, ${colorScheme}`, () => {
    let page, playground;
    before(async () => {
      ({ page, playground } = await open({ colorScheme, forcedColors: "active" }));
    });
    after(() => page?.context().close());

    /** An element's picture: the colour that most of it has, and how far the farthest colour in it is from that. */
    async function seen(locator, border = 0) {
      const { x, y, width, height } = await locator.boundingBox();
      const clip = { x: x - border, y: y - border, width: width + 2 * border, height: height + 2 * border };
      const picture = await pixelsOf(await page.screenshot({ clip, animations: "disabled" }));
      const counts = new Map();
      for (let row = 0; row < picture.height; row++) {
        for (let column = 0; column < picture.width; column++) {
          const colour = picture.at(column, row).join();
          counts.set(colour, 1 + (counts.get(colour) ?? 0));
        }
      }
      const colours = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour.split(",").map(Number));
      return { paper: colours[0], ink: Math.max(...colours.map((colour) => contrast(colour, colours[0]))), picture };
    }

    /** Asserts that a control that is chosen is told from one that is not by its ground, and that the words of both can be read. */
    async function assertApart(chosen, other, what) {
      const [one, two] = [await seen(chosen), await seen(other)];
      assert.ok(difference(one.paper, two.paper) > 20, `${what}: ${one.paper} and ${two.paper}`);
      for (const { ink, paper } of [one, two]) assert.ok(ink >= 4.5, `${what}: words on ${paper} have a contrast of ${ink.toFixed(1)}`);
    }

    test("what is chosen of several differs from the rest", async () => {
      await assertApart(page.getByTestId("tab-search-space"), page.getByTestId("tab-jobs"), "tabs");
      await assertApart(page.getByTestId("kind-points"), page.getByTestId("kind-slices"), "ways to look");
      await assertApart(page.locator(".segment.random"), page.locator(".segment.grid"), "strategies");
      const button = page.getByTestId("learning-curves").getByTestId("data-button");
      await button.click();
      await assertApart(button, page.getByTestId("views").getByTestId("data-button"), "buttons that are pressed");
      await button.click();
      await assertApart(page.getByTestId("early-stopping-switch"), page.getByTestId("target-switch"), "switches");
    });

    test("marks and lines differ from their ground, and failed curves from others without colour", async () => {
      for (const state of ["completed", "stopped", "failed", "running"]) {
        const { ink } = await seen(page.getByTestId("learning-curves").locator(`.legend svg:has(.mark-shape.${state})`));
        assert.ok(ink >= 4.5, `${state} has a contrast of ${ink.toFixed(1)}`);
      }
      const names = await seen(page.getByTestId("search-space").locator(".axes text").first());
      assert.ok(names.ink >= 4.5, `the axes' words have a contrast of ${names.ink.toFixed(1)}`);
      const dashes = await page.evaluate(() => {
        const path = document.querySelector("#learning-curves .curve").cloneNode();
        document.querySelector("#learning-curves .curve").after(path);
        path.setAttribute("class", "curve failed");
        const { strokeDasharray } = getComputedStyle(path);
        path.remove();
        return strokeDasharray;
      });
      assert.notEqual(dashes, "none");
    });

    test("how far something is can be seen: a gauge, the time", async () => {
      const gauge = await seen(page.locator(".met .gauge").first(), 2);
      assert.ok(gauge.ink >= 3, `the gauge has a contrast of ${gauge.ink.toFixed(1)}`);
      const { picture } = await seen(playground.scrubber);
      const middle = [Math.round(picture.width / 4), Math.round(picture.height / 2)];
      assert.ok(contrast(picture.at(...middle), picture.at(middle[0], 2)) >= 3, "the scrubber's track is seen");
    });

    test("the focus is seen, on what is chosen too", async () => {
      await page.getByTestId("step").focus();
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Tab");
      const { picture } = await seen(page.getByTestId("step"), 6);
      const ring = Array.from({ length: 6 }, (_, x) => contrast(picture.at(x, picture.height >> 1), picture.at(0, picture.height >> 1)));
      assert.ok(Math.max(...ring) >= 3, `the ring has a contrast of ${Math.max(...ring).toFixed(1)}`);
      await page.getByTestId("tab-surface").click();
      await page.keyboard.press("ArrowLeft");
      const tab = page.getByTestId("tab-search-space");
      assert.equal(await tab.getAttribute("aria-selected"), "true");
      const { picture: inside } = await seen(tab);
      const across = Array.from({ length: 8 }, (_, x) => contrast(inside.at(x, inside.height >> 1), inside.at(0, inside.height >> 1)));
      assert.ok(Math.max(...across) >= 3, `within the tab it has a contrast of ${Math.max(...across).toFixed(1)}`);
    });

    test("a field that is wrong and a row that is chosen have another border", async () => {
      await page.getByTestId("max-jobs").fill("abc");
      await page.getByTestId("field-error").first().waitFor();
      const border = (id) => page.getByTestId(id).evaluate((element) => getComputedStyle(element).borderTopStyle);
      assert.notEqual(await border("max-jobs"), await border("max-parallel"));
      await page.getByTestId("max-jobs").fill("50");
      await page.getByTestId("tab-jobs").click();
      const row = page.getByTestId("views").locator("tbody tr.selected");
      await page.getByTestId("views").locator("tbody tr[data-job]").nth(1).click();
      await page.mouse.move(0, 0);
      assert.notEqual(await row.evaluate((element) => getComputedStyle(element).outlineStyle), "none");
    });

    test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
  });
}

describe("on paper", () => {
  let page;
  before(async () => {
    // From the dark theme, which paper has not.
    ({ page } = await open({ colorScheme: "dark" }));
    await page.emulateMedia({ media: "print" });
  });
  after(() => page?.context().close());
  const at = (id) => page.getByTestId(id);

  test("the result is there, and no control", async () => {
    const there = ["preset", "clock", "learning-curves", "tab-search-space", "search-space", "best-job", "counters", "cost", "cost-instances", "gauges", "decisions", "json-text"];
    for (const id of there) assert.ok(await at(id).isVisible(), id);
    const gone = ["run", "step", "stop", "reset", "speed", "scrubber", "share", "help-menu", "theme", "language", "job-panel", "lens", "axis-x", "json-load", "json-copy", "tab-jobs"];
    for (const id of gone) assert.ok(!(await at(id).isVisible()), id);
    for (const id of ["download", "data-button"]) assert.equal(await at(id).and(page.locator(":visible")).count(), 0, id);
  });

  test("nothing of the decisions and of the JSON is cut", async () => {
    const cut = await page.locator("[data-testid=decisions] li, [data-testid=json-text]").evaluateAll((parts) =>
      parts.filter((part) => {
        if (!part.checkVisibility({ contentVisibilityAuto: true }) || part.scrollHeight > part.clientHeight + 1) return true;
        const box = part.getBoundingClientRect();
        for (let own = part; own !== document.documentElement; own = own.parentElement) {
          const edge = own.getBoundingClientRect();
          if (getComputedStyle(own).overflowY !== "visible" && (box.bottom > edge.bottom + 1 || box.top < edge.top - 1)) return true;
        }
        return false;
      }).map((part) => part.textContent.slice(0, 60)),
    );
    assert.deepEqual(cut, []);
    assert.equal(await page.locator("[data-testid=decisions] li").count(), 51);
  });

  test("it is dark on white", async () => {
    const colours = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const pen = new OffscreenCanvas(1, 1).getContext("2d");
      const bytes = (colour) => ((pen.fillStyle = colour), pen.fillRect(0, 0, 1, 1), [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3));
      const found = new Map();
      while (texts.nextNode()) {
        const { parentElement: element, data } = texts.currentNode;
        if (!data.trim() || element.closest("option, svg, .visually-hidden") || !element.checkVisibility()) continue;
        // A sign beside its word is a picture (WCAG 2.2, 1.4.11).
        found.set(getComputedStyle(element).color + !!element.ariaHidden, [bytes(getComputedStyle(element).color), data.trim(), element.ariaHidden ? 3 : 4.5]);
      }
      return { ground: getComputedStyle(document.body).backgroundColor, texts: [...found.values()] };
    });
    assert.equal(colours.ground, "rgb(255, 255, 255)");
    for (const [colour, text, least] of colours.texts) assert.ok(contrast(colour, [255, 255, 255]) >= least, `“${text}” is printed in ${colour}`);
    const corner = await pixelsOf(await page.screenshot({ clip: { x: 0, y: 0, width: 4, height: 4 } }));
    assert.deepEqual(corner.at(1, 1), [255, 255, 255]);
  });

  test("it has a few pages", async () => {
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    assert.ok(pages >= 2 && pages <= 6, `${pages} pages`);
  });

  test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
});
