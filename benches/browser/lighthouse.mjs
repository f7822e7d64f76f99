// Lighthouse, mobile preset: how fast a phone on slow 4G has the playground, a page of the guide and a lesson. The score's budget is 95.
import { PAGES, judge } from "../../tests/e2e/support/lighthouse.mjs";

const RUNS = 3;
const METRICS = [["firstContentfulPaint", "ms"], ["largestContentfulPaint", "ms"], ["totalBlockingTime", "ms"], ["speedIndex", "ms"]];

export async function run({ serve }) {
  const host = await serve({ quality: 11 });
  const results = [];
  try {
    for (const [name, path] of Object.entries(PAGES)) {
      // Compresses what is served.
      await judge(host.url + path, { categories: ["performance"], folder: "bench-results", name });
      const runs = [];
      for (let i = 0; i < RUNS; i++) runs.push(await judge(host.url + path, { categories: ["performance"], folder: "bench-results", name }));
      const middle = (values) => values.sort((a, b) => a - b)[RUNS >> 1];
      results.push({ name: `performance, ${name}`, unit: "of 100", value: middle(runs.map(({ scores }) => scores.performance)), runs: RUNS });
      for (const [metric, unit] of METRICS) results.push({ name: `${metric}, ${name}`, unit, value: middle(runs.map(({ metrics }) => metrics[metric])) });
    }
  } finally {
    await host.close();
  }
  return results;
}
