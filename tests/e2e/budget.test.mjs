// The first load fits its budget, counted on the wire: all that is sent before the page says it is ready.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isLaterPart, isWorkerFile, judge, table } from "../../scripts/first-load-budget.mjs";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";

let host, browser;
before(async () => {
  host = await serve({ quality: 11 });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** The names of the files that the browser had asked for when the page said that it is interactive. */
const askedForFirst = (page) =>
  page.evaluate(() => {
    const [ready] = performance.getEntriesByName("tuneground:ready");
    const resources = performance.getEntriesByType("resource").filter((entry) => entry.startTime <= ready.startTime);
    return ["index.html", ...resources.map((entry) => new URL(entry.name).pathname.split("/").at(-1))];
  });

test("the first load fits its budget", async () => {
  const page = await newPage(browser);
  const playground = await new PlaygroundPage(page, host.url).open();
  await playground.complete();
  const first = new Set(await askedForFirst(page));
  const files = host.log.filter((entry) => first.has(entry.path) && !isWorkerFile(entry.path));
  const { total, text } = table("First load on the wire:", files);
  console.log(text);
  assert.ok(files.some(({ path }) => path.endsWith("_bg.wasm")) && total > 10_000, "the page's own files were counted");
  assert.deepEqual(files.filter(({ path }) => isLaterPart(path)), [], "the parts come after");
  assert.equal(judge(total), null);
  await page.context().close();
});

test("each file is loaded once, and the parts without being asked for", async () => {
  const paths = host.log.map((entry) => entry.path);
  assert.deepEqual(paths.filter((path, index) => paths.indexOf(path) !== index), []);
  assert.ok(paths.filter(isLaterPart).length >= 2);
});
