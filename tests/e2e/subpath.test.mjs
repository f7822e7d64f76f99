// dist/ works from any path of any static host.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

for (const base of ["/", "/some/path/"]) {
  test(`the page and its worker start under ${base}`, async () => {
    const host = await serve({ base });
    try {
      const page = await newPage(browser);
      await new PlaygroundPage(page, host.url).open();
      await page.waitForFunction(() => Number(document.querySelector("[data-testid=scrubber]").value) > 0);
      await page.waitForLoadState("networkidle");
      assert.equal(await page.locator("#boot").count(), 0, "the static shell is gone");
      assert.deepEqual(page.problems, []);
      assert.deepEqual(host.log.filter((entry) => entry.status !== 200), []);
      assert.deepEqual(page.requested.filter((address) => !address.startsWith(host.url)), []);
      assert.ok(host.log.some((entry) => entry.path === "worker_bg.wasm"), "the worker starts");
      await page.context().close();
    } finally {
      await host.close();
    }
  });
}
