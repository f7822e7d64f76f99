// axe finds nothing wrong with the page, in any of its states, light and dark, on a laptop and on a phone.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { violations } from "./support/axe.mjs";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
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

const sizes = {
  laptop: { viewport: { width: 1366, height: 768 } },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
};

// Each language once, and each size and theme; AXE=all is every language in all of them.
const sets = Object.keys(sizes).flatMap((size) => ["light", "dark"].map((colorScheme) => ({ size, colorScheme })));
const LANGUAGES = ["en", "ja", "es", "fr"];
const runs =
  process.env.AXE === "all"
    ? sets.flatMap((set) => LANGUAGES.map((language) => ({ ...set, language })))
    : sets.map((set, place) => ({ ...set, language: LANGUAGES[place] }));

for (const { size, colorScheme, language } of runs) {
  describe(`axe on a ${size}, ${colorScheme}, ${language}`, () => {
    let page, playground;
    before(async () => {
      page = await newPage(browser, { ...sizes[size], colorScheme });
      playground = await new PlaygroundPage(page, host.url).open(`#lang=${language}`);
    });
    after(() => page?.context().close());

    test("while a job runs", async () => {
      await page.waitForFunction(() => Number(document.querySelector("[data-testid=count-running]").textContent) === 4);
      await playground.speed.selectOption("slow");
      assert.deepEqual(await violations(page), []);
      assert.ok((await playground.count("running")) > 0, "it still runs");
    });

    test("when it has ended", async () => {
      await playground.fullSpeed();
      await playground.ended();
      assert.deepEqual(await violations(page), []);
    });

    test("in each view, and as tables", async () => {
      const found = {};
      for (const view of ["surface", "jobs", "best-so-far", "timeline", "why", "importance", "compare", "by-hand", "search-space"]) {
        await page.getByTestId(`tab-${view}`).click();
        found[view] = await violations(page);
        // Some have several ways to look at the same thing.
        for (const kind of (await page.locator(".kinds button").all()).reverse()) {
          await kind.click();
          found[view].push(...(await violations(page)));
        }
      }
      await page.getByTestId("lens-label").click();
      found.filter = await violations(page);
      await page.keyboard.press("Escape");
      const buttons = page.getByTestId("data-button");
      for (const button of await buttons.all()) await button.click();
      await page.getByTestId("curves-table").waitFor();
      found.tables = await violations(page);
      for (const button of await buttons.all()) await button.click();
      assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, wrong]) => wrong.length)), {});
    });

    test("with a job pointed at and selected", async () => {
      await page.getByTestId("learning-curves").locator(".plot").focus();
      for (const key of ["ArrowRight", "Enter", "ArrowRight"]) await page.keyboard.press(key);
      await page.getByTestId("tooltip").waitFor();
      const found = await violations(page);
      await page.keyboard.press("Escape");
      assert.deepEqual(found, []);
    });

    test("with the dialog open, and with a text refused", async () => {
      await page.getByTestId("json-load").click();
      const open = await violations(page);
      await page.getByTestId("json-paste").fill("[1, 2]");
      await page.getByTestId("json-paste-load").click();
      await page.getByTestId("json-error").waitFor();
      const refused = await violations(page);
      await page.getByTestId("json-close").click();
      assert.deepEqual({ open, refused }, { open: [], refused: [] });
    });

    test("with the job to be shared, and prepared for others", async () => {
      await page.getByTestId("share").click();
      await page.getByTestId("share-link").waitFor();
      const shared = await violations(page);
      await playground.prepare("Objective", "EndedBy", "Request", "Answer");
      await page.getByTestId("prepare-areas").locator("summary").click();
      const prepared = await violations(page);
      await page.getByTestId("prepare-close").click();
      assert.deepEqual({ shared, prepared }, { shared: [], prepared: [] });
    });

    test("with the help menu and what it opens", async () => {
      const found = {};
      await page.getByTestId("help-menu").click();
      found.menu = await violations(page);
      for (const [topic, opened, close] of [["keys", "keys-dialog", "keys-close"], ["kept", "kept-dialog", "kept-close"], ["tour", "tour", "tour-close"]]) {
        if (!(await page.getByTestId(`help-${topic}`).isVisible())) await page.getByTestId("help-menu").click();
        await page.getByTestId(`help-${topic}`).click();
        await page.getByTestId(opened).waitFor();
        found[topic] = await violations(page);
        await page.getByTestId(close).click();
        await page.getByTestId(opened).waitFor({ state: "hidden" });
      }
      assert.deepEqual(found, { menu: [], keys: [], kept: [], tour: [] });
    });

    test("with all of the job's parts open", async () => {
      // Each that opens leaves the list, so the first is always the next.
      for (const closed of ["[role=switch][aria-checked=false]:visible", "details:not([open]) > summary:visible"]) {
        const all = page.locator(`.job-panel ${closed}`);
        for (let left = 30; left > 0 && (await all.count()) > 0; left--) await all.first().click();
        assert.equal(await all.count(), 0);
      }
      assert.deepEqual(await violations(page), []);
    });

    test("with a field that is invalid, and with what Run says to it", async () => {
      await page.getByTestId("max-jobs").fill("abc");
      await page.getByTestId("field-error").first().waitFor();
      const field = await violations(page);
      await playground.run.click();
      await page.locator(".notice").waitFor();
      assert.deepEqual({ field, notice: await violations(page) }, { field: [], notice: [] });
    });

    test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
  });
}
