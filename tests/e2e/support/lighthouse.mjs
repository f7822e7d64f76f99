// Lighthouse's judgement of a page, as a phone would meet it (its mobile preset), in the browser of the other tests.
import { mkdirSync, writeFileSync } from "node:fs";
import { launch as launchChrome } from "chrome-launcher";
import lighthouse from "lighthouse";

/** The pages that stand for all: the playground, one of the guide, a lesson. */
export const PAGES = { playground: "", guide: "en/guide/strategies/", lesson: "en/lessons/linear-or-log/" };

/** Scores by category, from 0 to 100, and what was found wrong; the report is kept in `folder`. */
export async function judge(address, { categories, folder, name }) {
  const chrome = await launchChrome({
    chromePath: process.env.CHROME,
    chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"],
  });
  try {
    const { lhr, report } = await lighthouse(address, { port: chrome.port, onlyCategories: categories, output: "html", logLevel: "error" });
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/lighthouse-${name}.html`, report);
    const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(100 * score)]));
    const wrong = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
      auditRefs
        .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
        .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`),
    );
    return { scores, wrong, metrics: lhr.audits.metrics?.details?.items?.[0] };
  } finally {
    chrome.kill();
  }
}
