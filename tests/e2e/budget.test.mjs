// The first load fits its budget, counted on the wire: all that is sent before the page says it is ready.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { isWorkerFile, judge, table } from "../../scripts/first-load-budget.mjs";
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

test("the first load does not grow, and how far it is over its budget", async (t) => {
  const page = await newPage(browser);
  await new PlaygroundPage(page, host.url).open();
  const { total, text } = table("First load on the wire:", host.log.filter((entry) => !isWorkerFile(entry.path)));
  console.log(text);
  assert.ok(total > 10_000, "the page's own files were counted");
  const { error, reminder } = judge(total);
  if (reminder) t.diagnostic(reminder);
  assert.equal(error, null);
  const paths = host.log.map((entry) => entry.path);
  assert.deepEqual(paths.filter((path, index) => paths.indexOf(path) !== index), [], "nothing is loaded twice");
  await page.context().close();
});
