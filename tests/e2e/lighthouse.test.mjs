// Lighthouse finds nothing wrong with how a page is made. How fast it is depends on the machine: `make bench ONLY=lighthouse` measures that.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PAGES, judge } from "./support/lighthouse.mjs";
import { serve } from "./support/server.mjs";

let host;
before(async () => (host = await serve({ quality: 9 })));
after(() => host?.close());

for (const [name, path] of Object.entries(PAGES)) {
  test(`accessibility, best practices and search engines: ${name}`, async () => {
    const { scores, wrong } = await judge(host.url + path, { categories: ["accessibility", "best-practices", "seo"], folder: "test-results", name });
    assert.deepEqual({ scores, wrong }, { scores: { accessibility: 100, "best-practices": 100, seo: 100 }, wrong: [] });
  });
}
