// How long a comparison takes in the page: 100 repeats of the four strategies with 50 training jobs each of the default problem, on
// all cores of this machine; how many frames a second the page draws meanwhile; and how long cancelling takes. The budgets: 60 s on
// two cores, 60 frames a second, 200 ms. Natively beside it, a repeat of each strategy on one core.
import { execFileSync } from "node:child_process";
import { watchFrames, watchedFrames } from "../../tests/e2e/support/frames.mjs";
import { PlaygroundPage } from "../../tests/e2e/support/playground-page.mjs";

const BUDGETS = { seconds: 60, framesPerSecond: 60, cancelMilliseconds: 200 };
const CANCELLED = 5;

export async function run({ browser, newPage, serve }) {
  const host = await serve();
  try {
    const page = await newPage(browser);
    const playground = await new PlaygroundPage(page, host.url).open();
    await playground.atRest();
    await page.getByTestId("tab-compare").click();
    await page.getByTestId("compare-set").selectOption("strategies");
    await page.getByTestId("compare-repeats").selectOption("100");
    const cancelled = [];
    for (let k = 0; k < CANCELLED; k++) cancelled.push(await cancel(page));
    const whole = await measure(page);
    const cores = await page.evaluate(() => navigator.hardwareConcurrency);
    const name = "100 repeats of four strategies, 50 jobs each";
    return [
      { name, value: whole.seconds, unit: "s", budget: BUDGETS.seconds, Cores: cores, Told: whole.told },
      { name: "frames a second meanwhile", value: whole.framesPerSecond, unit: "1/s", budget: BUDGETS.framesPerSecond, LongestFrame: whole.longestFrame, LongTasks: whole.longTasks },
      { name: "frames a second of a page at rest", value: whole.atRest, unit: "1/s" },
      { name: "cancelling, the slowest", value: Math.max(...cancelled), unit: "ms", budget: BUDGETS.cancelMilliseconds, All: cancelled },
      ...natively(),
    ];
  } finally {
    await host.close();
  }
}

/** Begins, and cancels as soon as something is done: milliseconds from the click until the page says so. */
async function cancel(page) {
  await page.getByTestId("compare-run").click();
  await page.waitForFunction(() => document.querySelector("[data-testid=compare-progress]").value >= 4, undefined, { timeout: 60_000 });
  return page.evaluate(async () => {
    const start = performance.now();
    document.querySelector("[data-testid=compare-run]").click();
    while (document.querySelector("[data-testid=compare-run]").textContent !== "Run") await new Promise(requestAnimationFrame);
    return Math.round(performance.now() - start);
  });
}

async function measure(page) {
  await watchFrames(page);
  await page.waitForTimeout(2000);
  const atRest = await watchedFrames(page);
  await watchFrames(page);
  const start = Date.now();
  await page.getByTestId("compare-run").click();
  await page.waitForFunction(() => document.querySelector("[data-testid=compare-told] li"), undefined, { timeout: 600_000 });
  const seconds = (Date.now() - start) / 1000;
  const meanwhile = await watchedFrames(page);
  const told = await page.getByTestId("compare-told").locator("li").allTextContents();
  return { seconds, told, ...meanwhile, atRest: atRest.framesPerSecond };
}

function natively() {
  const lines = execFileSync("cargo", ["bench", "--bench", "compare"], { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).split("\n");
  const results = lines.filter((line) => line.startsWith("{")).map((line) => JSON.parse(line));
  return results.map((result) => ({ ...result, name: `natively: ${result.name}` }));
}
