// How long the Bayesian strategy thinks about its next training job, in the page's worker: with 50 to 500 observed training
// jobs of 2, 10 and 30 hyperparameters. The budgets: with 10 of them, 95 of 100 suggestions take at most 50 ms after 100
// training jobs, and 500 ms after 500.
const BUDGETS = { "10, 100": 50, "10, 500": 500 };

export async function run({ browser, newPage, serve }) {
  const host = await serve();
  try {
    const page = await newPage(browser);
    await page.goto(host.url);
    await page.evaluate(() => window.tuneground.ready);
    const results = [];
    for (const Parameters of [2, 10, 30]) {
      for (const TrainingJobs of [50, 100, 200, 500]) {
        const { Milliseconds } = await page.evaluate((request) => window.tuneground.bench.suggest(request), { Parameters, TrainingJobs, Suggestions: 40 });
        const sorted = Milliseconds.sort((a, b) => a - b);
        const quantile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
        const name = `suggestion, ${Parameters} hyperparameters, ${TrainingJobs} jobs`;
        results.push({ name, value: quantile(0.95), unit: "ms (95 of 100)", median: quantile(0.5), budget: BUDGETS[`${Parameters}, ${TrainingJobs}`] });
      }
    }
    return results;
  } finally {
    await host.close();
  }
}
