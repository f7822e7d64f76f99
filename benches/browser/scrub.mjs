// How many frames a second the page draws while somebody moves the scrubber over a tuning job of 750 training jobs of 20 epochs: back
// to the start and to the end again, 120 steps each, a step a frame. The budget: 60 frames a second.
import { watchFrames, watchedFrames } from "../../tests/e2e/support/frames.mjs";
import { PlaygroundPage } from "../../tests/e2e/support/playground-page.mjs";
import { TWO_RANGES, request } from "../../tests/e2e/support/requests.mjs";

const BUDGET = 60;
const ROUNDS = 5;

export async function run({ browser, newPage, serve }) {
  const host = await serve();
  try {
    const page = await newPage(browser);
    const playground = await new PlaygroundPage(page, host.url).open();
    await playground.atRest();
    await playground.loadJson(JSON.stringify(request("many-jobs", { jobs: 750, parallel: 10, epochs: 20, ranges: TWO_RANGES })));
    await playground.runToEnd();
    await watchFrames(page);
    await page.waitForTimeout(2000);
    const atRest = await watchedFrames(page);
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) {
      await watchFrames(page);
      await scrub(page);
      rounds.push(await watchedFrames(page));
    }
    const rates = rounds.map((round) => round.framesPerSecond).sort((a, b) => a - b);
    const longest = Math.max(...rounds.map((round) => round.longestFrame));
    const longTasks = rounds.flatMap((round) => round.longTasks);
    return [
      { name: "frames a second while 750 jobs are scrubbed, median", value: rates[ROUNDS >> 1], unit: "1/s", budget: BUDGET, All: rates, LongTasks: longTasks },
      { name: "the longest frame meanwhile", value: longest, unit: "ms" },
      { name: "frames a second of a page at rest", value: atRest.framesPerSecond, unit: "1/s" },
    ];
  } finally {
    await host.close();
  }
}

const scrub = (page) =>
  page.evaluate(async () => {
    const STEPS = 120;
    const scrubber = document.querySelector("[data-testid=scrubber]");
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    for (let step = -STEPS; step <= STEPS; step++) {
      set.call(scrubber, String((scrubber.max * Math.abs(step)) / STEPS));
      scrubber.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise(requestAnimationFrame);
    }
  });
