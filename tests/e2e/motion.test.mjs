// For those who have asked for less motion nothing moves: no transition, no animation, no time that passes on the screen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
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

/** A page that notes every animation that lasts long enough to be seen, from its first frame on. */
async function open(reducedMotion) {
  const page = await newPage(browser, { reducedMotion });
  await page.addInitScript(() => {
    window.moved = new Set();
    const note = () => {
      for (const animation of document.getAnimations()) {
        const { activeDuration } = animation.effect.getComputedTiming();
        const { target, pseudoElement } = animation.effect;
        if (activeDuration > 10) window.moved.add(`${target.tagName} ${target.className?.baseVal ?? target.className}${pseudoElement ?? ""}: ${animation.transitionProperty ?? animation.animationName}`);
      }
    };
    const noteEachFrame = () => (note(), requestAnimationFrame(noteEachFrame));
    requestAnimationFrame(noteEachFrame);
    // A busy machine draws no frame while a short one lasts. There may be hundreds at once: only its own style is looked at.
    document.addEventListener("transitionrun", ({ target, pseudoElement, propertyName }) => {
      const seconds = getComputedStyle(target, pseudoElement || null).transitionDuration.split(",").map(parseFloat);
      if (Math.max(...seconds) > 0.01) window.moved.add(`${target.tagName} ${target.className?.baseVal ?? target.className}${pseudoElement}: ${propertyName}`);
    });
  });
  const playground = await new PlaygroundPage(page, host.url).open();
  return { page, playground, moved: () => page.evaluate(() => [...window.moved]) };
}

/** All that moves when motion is welcome. */
async function use(page) {
  for (const id of ["target-switch", "early-stopping-switch"]) await page.getByTestId(id).click();
  await page.getByTestId("problem").locator("summary").click();
  await page.getByTestId("theme").click();
  await page.getByTestId("tab-best-so-far").click();
  await page.getByTestId("json-load").click();
  await page.getByTestId("json-close").click();
  await page.waitForTimeout(100);
}

test("nothing animates when less motion is asked for, and the run ends at once", async () => {
  const { page, playground, moved } = await open("reduce");
  assert.equal(await playground.speed.inputValue(), "full", "time does not pass on the screen");
  assert.equal(await playground.ended(), "Completed");
  await use(page);
  assert.deepEqual(await moved(), []);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
  const behaviours = await page.evaluate(() => [...document.querySelectorAll("*")].filter((element) => getComputedStyle(element).scrollBehavior === "smooth").length);
  assert.equal(behaviours, 0, "nothing scrolls by itself");
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("otherwise switches do move: the test above sees what it looks for", async () => {
  const { page, playground, moved } = await open("no-preference");
  assert.notEqual(await playground.speed.inputValue(), "full");
  await use(page);
  assert.match((await moved()).join(), /switch/);
  await page.context().close();
});
