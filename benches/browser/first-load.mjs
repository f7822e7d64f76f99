// The first load: bytes on the wire, and the time until the page is interactive, with a cold cache. Once as fast as this
// machine serves it, once as Lighthouse's mobile preset: slow 4G (1.6 Mbit/s, 150 ms) and a processor 4 times slower.
import { isWorkerFile } from "../../scripts/first-load-budget.mjs";

const RUNS = 5;
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: (1.6e6 / 8) * 0.9, uploadThroughput: 750e3 / 8 };

export async function run({ browser, newPage, serve }) {
  const host = await serve({ quality: 11 });
  await fetch(host.url); // compresses the page
  const results = [];
  try {
    await load(browser, newPage, host, false); // compresses the rest, warms the browser up
    for (const mobile of [false, true]) {
      const runs = [];
      for (let i = 0; i < RUNS; i++) runs.push(await load(browser, newPage, host, mobile));
      const where = mobile ? "slow 4G, CPU / 4" : "local";
      for (const [key, unit] of [["bytes", "B"], ["firstPaint", "ms"], ["interactive", "ms"]]) {
        const values = runs.map((run) => run[key]).sort((a, b) => a - b);
        results.push({ name: `${key} (${where})`, unit, value: values[RUNS >> 1], min: values[0], max: values[RUNS - 1], runs: RUNS });
      }
    }
  } finally {
    await host.close();
  }
  return results;
}

async function load(browser, newPage, host, mobile) {
  const page = await newPage(browser);
  const cdp = await page.context().newCDPSession(page);
  if (mobile) {
    await cdp.send("Network.enable");
    await cdp.send("Network.emulateNetworkConditions", SLOW_4G);
    await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  }
  host.log.length = 0;
  await page.goto(host.url);
  const times = await page.evaluate(async () => {
    await window.tuneground.ready;
    const interactive = performance.now();
    // A paint can lie a frame ahead.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return { interactive, firstPaint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime };
  });
  const bytes = host.log.filter((entry) => !isWorkerFile(entry.path)).reduce((sum, entry) => sum + entry.bytes, 0);
  await page.context().close();
  return { ...times, bytes };
}
