// The job in a link: what is shared is what opens, as it stood where that is wished; a damaged link is told of and leaves the page whole.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import jsQR from "jsqr";
import { toLink } from "../../www/site/link.mjs";
import { launch, newPage } from "./support/browser.mjs";
import { pixelReader } from "./support/pixels.mjs";
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

const open = async (hash) => new PlaygroundPage(await newPage(browser), host.url).open(hash);
const close = async ({ page }) => {
  assert.deepEqual(page.problems, []);
  await page.context().close();
};

/** The document that is edited, as the JSON panel has it. */
async function document({ page }) {
  await page.getByTestId("json-load").click();
  await page.getByTestId("json-form").selectOption("document");
  const text = await page.locator(".json-dialog .json-text").textContent();
  await page.getByTestId("json-close").click();
  return JSON.parse(text);
}

/** The link that the dialog shows. */
async function shared({ page }, { standing = false } = {}) {
  await page.getByTestId("share").click();
  const field = page.getByTestId("share-link");
  await field.waitFor();
  if (standing) await page.getByTestId("share-standing").check();
  const link = await field.inputValue();
  await page.keyboard.press("Escape");
  await page.getByTestId("share-dialog").waitFor({ state: "hidden" });
  assert.equal(await page.evaluate(() => document.activeElement.dataset.testid), "share", "the focus is back where it was");
  return link;
}

test("what is shared opens as it is, and runs to the same log", async () => {
  const here = await open();
  await here.fullSpeed();
  await here.choosePreset("bayesian");
  await here.ended();
  const link = await shared(here);
  assert.ok(link.startsWith(`${host.url}#s=1.`) && link.length < 600, link);
  const there = await open(link.slice(host.url.length));
  assert.deepEqual(await document(there), await document(here));
  assert.equal(await there.preset.inputValue(), "bayesian");
  await there.fullSpeed();
  await there.ended();
  const untold = (events) => events.map(({ TrainingJobName, ...rest }) => rest);
  assert.deepEqual(untold(await there.api("events", "moons-bayesian")), untold(await here.api("events", "moons-bayesian")));
  await close(here);
  await close(there);
});

test("as it stands: the time, the view and the training job", async () => {
  const here = await open();
  await here.fullSpeed();
  await here.ended();
  await here.scrubber.evaluate((scrubber) => {
    scrubber.value = String(Math.round(scrubber.max / 2));
    scrubber.dispatchEvent(new Event("input", { bubbles: true }));
  });
  await here.page.getByTestId("tab-timeline").click();
  await here.page.locator("[data-testid=bar][data-job='7']").dispatchEvent("click");
  const link = await shared(here, { standing: true });
  assert.match(link, /&t=\d+.*&view=timeline$/);
  const there = await open(link.slice(host.url.length));
  const time = await here.scrubber.inputValue();
  await there.page.waitForFunction((time) => document.querySelector("[data-testid=scrubber]").value === time, time);
  assert.equal(await there.page.getByTestId("tab-timeline").getAttribute("aria-selected"), "true");
  for (const state of ["completed", "stopped", "failed", "running"]) assert.equal(await there.count(state), await here.count(state), state);
  await close(here);
  await close(there);
});

test("the QR code is the link, in light and dark", async () => {
  const read = await pixelReader(browser);
  for (const colorScheme of ["light", "dark"]) {
    const page = await newPage(browser, { colorScheme });
    const here = await new PlaygroundPage(page, host.url).open();
    await page.getByTestId("share").click();
    const code = page.getByTestId("qr-code");
    await code.waitFor();
    const { width, height, bytes } = await read(await code.screenshot());
    const found = jsQR(new Uint8ClampedArray(bytes), width, height, { inversionAttempts: "dontInvert" });
    assert.equal(found?.data, await page.getByTestId("share-link").inputValue());
    await close(here);
  }
});

test("what cannot run cannot be shared, and the dialog says why", async () => {
  const here = await open();
  await here.page.getByTestId("max-jobs").fill("abc");
  await here.page.getByTestId("field-error").first().waitFor();
  await here.page.getByTestId("share").click();
  assert.match(await here.page.getByTestId("share-refused").textContent(), /has to be put right first/);
  assert.equal(await here.page.getByTestId("share-link").count(), 0);
  await close(here);
});

test("a damaged link, a newer one and another link in the open page", async () => {
  const damaged = await open("#s=1.AAAAAAAA");
  await damaged.page.getByText("This link is damaged").waitFor();
  await damaged.fullSpeed();
  assert.equal(await damaged.ended(), "Completed");
  await damaged.page.evaluate(() => (location.hash = "#s=9.abc"));
  await damaged.page.getByText("made by a newer Tuneground").waitFor();
  const link = await (async () => {
    const other = await open();
    await other.choosePreset("grid");
    await other.page.waitForFunction(() => document.querySelector("[data-testid=preset]").value === "grid");
    const link = await shared(other);
    await close(other);
    return link;
  })();
  await damaged.page.evaluate((hash) => (location.hash = hash), link.slice(host.url.length));
  await damaged.page.waitForFunction(() => document.querySelector("[data-testid=preset]").value === "grid");
  assert.equal(await damaged.ended(), "Completed");
  await close(damaged);
});

test("10,000 mutations of links: each is opened or refused in words, and nothing breaks or stands still", async () => {
  const playground = await open();
  const { page } = playground;
  await playground.atRest();
  const presets = readdirSync("src/playground/presets").filter((file) => file.endsWith(".json"));
  const links = presets.map((file) => toLink(JSON.parse(readFileSync(`src/playground/presets/${file}`, "utf8"))));
  const told = await page.evaluate(async (links) => {
    // Marsaglia's xorshift32: the same mutations each time.
    let state = 20260101;
    const below = (n) => {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return (state >>> 0) % n;
    };
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.%&=#";
    const mutated = (link) => {
      let text = link;
      for (let times = 1 + below(3); times > 0; times--) {
        const at = below(text.length + 1);
        const letter = letters[below(letters.length)];
        text = [
          () => text.slice(0, at) + letter + text.slice(at + 1),
          () => text.slice(0, at) + text.slice(at + 1 + below(20)),
          () => text.slice(0, at) + letter + text.slice(at),
          () => text.slice(0, at) + text.slice(below(text.length)) + text.slice(at),
        ][below(4)]();
      }
      return text;
    };
    const told = { refused: 0, opened: 0, longest: 0 };
    for (let i = 0; i < 10_000; i++) {
      const name = ["s", "s", "s", "w"][below(4)];
      history.replaceState(null, "", `#${name}=${mutated(links[below(links.length)])}`);
      const before = performance.now();
      window.dispatchEvent(new HashChangeEvent("hashchange"));
      told.longest = Math.max(told.longest, performance.now() - before);
      if (i % 50 === 0) await new Promise((done) => setTimeout(done));
      const notice = document.querySelector(".notice, .task.error")?.textContent ?? "";
      if (notice) told.refused++;
      else told.opened++;
    }
    return told;
  }, links);
  assert.ok(told.refused > 9000, `almost all are refused: ${JSON.stringify(told)}`);
  assert.ok(told.longest < 1000, `none takes long: ${told.longest} ms`);
  await page.evaluate((link) => (location.hash = `s=${link}`), links[presets.indexOf("grid.json")]);
  await page.waitForFunction(() => document.querySelector("[data-testid=preset]").value === "grid");
  assert.equal(await playground.ended(), "Completed");
  await close(playground);
});
