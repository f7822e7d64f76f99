// The Content Security Policy is strict, holds in the page and its workers, and nothing on the page needs less.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { policyOf, serve } from "./support/server.mjs";

let host, browser;
before(async () => {
  host = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.close();
});

test("the policy allows nothing inline and nothing from elsewhere", async () => {
  const response = await fetch(host.url);
  const html = await response.text();
  const policy = policyOf(html);
  assert.equal(response.headers.get("content-security-policy"), policy);
  assert.match(policy, /^default-src 'none';/);
  assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/);
  assert.doesNotMatch(html, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/);
});

test("the development server sends the page's own policy", () => {
  const trunk = readFileSync("Trunk.toml", "utf8").match(/"Content-Security-Policy" = "([^"]+)"/)?.[1];
  assert.equal(trunk, policyOf(readFileSync("index.html", "utf8")));
});

test("loading breaks no rule and asks no other host", async () => {
  const page = await newPage(browser);
  await new PlaygroundPage(page, host.url).open();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(page.problems, []);
  assert.deepEqual(page.requested.filter((address) => !address.startsWith(host.url)), []);
  assert.ok(page.requested.some((address) => /worker_boot\.js\?v=[0-9a-f]{16}$/.test(address)), "a versioned worker starts");
  await page.context().close();
});

test("the policy is in force", async () => {
  const page = await newPage(browser);
  await new PlaygroundPage(page, host.url).open();
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { textContent: "window.inlineRan = true" })));
  assert.equal(await page.evaluate(() => window.inlineRan), undefined);
  assert.equal(await page.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "sent", () => "blocked")), "blocked");
  assert.ok(page.problems.some((problem) => /inline script violates/.test(problem)), page.problems.join("\n"));
  assert.ok(page.problems.some((problem) => /connect-src 'self'/.test(problem)), page.problems.join("\n"));
  await page.context().close();
});
