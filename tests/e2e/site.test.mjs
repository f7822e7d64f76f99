// The pages to read: valid HTML, links that lead somewhere, nothing from elsewhere, the strict policy, axe's peace, and the same
// structure in every language.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { after, before, test } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { violations } from "./support/axe.mjs";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { policyOf, serve } from "./support/server.mjs";

const DIST = "dist";
const LANGUAGES = ["en", "ja", "es", "fr"];
const pages = readdirSync(DIST, { recursive: true })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".html"));
const read = pages.filter((path) => path !== "index.html");
const html = new Map(pages.map((path) => [path, readFileSync(join(DIST, path), "utf8")]));

let host, browser;
before(async () => {
  host = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** What went wrong with a page, but for what leaving a page breaks off: what its figures still load. What is missing, the host knows. */
const problemsOfStaying = (page) => page.problems.filter((problem) => !problem.startsWith("failed: "));

test("there are pages in every language", () => {
  for (const language of LANGUAGES) {
    const guide = read.filter((path) => path.startsWith(`${language}/guide/`));
    assert.equal(guide.length, 9, language);
  }
  for (const path of ["en/reference/rules/index.html", "en/about/index.html", "en/changelog/index.html"]) assert.ok(html.has(path), path);
});

test("every page is valid HTML", async () => {
  const validator = new HtmlValidate(new StaticConfigLoader(JSON.parse(readFileSync(".htmlvalidate.json", "utf8"))));
  const found = [];
  for (const [path, text] of html) {
    const { results } = await validator.validateString(text, path);
    for (const { messages } of results) for (const { line, ruleId, message } of messages) found.push(`${path}:${line} ${ruleId}: ${message}`);
  }
  assert.deepEqual(found, []);
});

test("every link of the site leads somewhere, to the very place on the page", () => {
  const wrong = [];
  for (const path of read) {
    const text = html.get(path);
    for (const [, , address] of text.matchAll(/<(?:a|link|script|img|iframe)\b[^>]*?\s(href|(?:data-)?src)="([^"]+)"/g)) {
      if (/^https:\/\//.test(address)) continue;
      assert.doesNotMatch(address, /^(\/|http:|data:|javascript:)/, `${path}: ${address} is relative, so that the site works under any path`);
      const [file, fragment] = address.split("#").map((part) => part.split("?")[0]);
      let target = file ? posix.normalize(posix.join(posix.dirname(path), file)) : path;
      if (target === "." || target.endsWith("/")) target = posix.join(target, "index.html");
      if (!existsSync(join(DIST, target))) wrong.push(`${path}: ${address}: no such file`);
      else if (fragment && !fragment.includes("=") && target !== "index.html" && !html.get(target)?.includes(` id="${decodeURIComponent(fragment)}"`)) wrong.push(`${path}: ${address}: no such place`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("every page has the playground's policy and nothing inline, and says what it is", () => {
  const policy = policyOf(html.get("index.html"));
  const titles = new Map();
  for (const path of read) {
    const text = html.get(path);
    assert.equal(policyOf(text)?.replaceAll("&#39;", "'"), policy, path);
    assert.doesNotMatch(text, /<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/, path);
    assert.equal(text.match(/<html lang="(\w+)"/)[1], path.split("/")[0], path);
    const [, title] = text.match(/<title>([^<]+)<\/title>/);
    const [, description] = text.match(/<meta name="description" content="([^"]+)"/);
    assert.ok(description.length >= 20 && description.length <= 200, `${path}: ${description}`);
    const key = `${path.split("/")[0]} ${title}`;
    assert.ok(!titles.has(key), `${path} and ${titles.get(key)} have one title`);
    titles.set(key, path);
  }
});

test("a page has the same structure in every language", () => {
  const structure = (text) => {
    const main = text.match(/<main[\s\S]*<\/main>/)[0].replace(/<nav[\s\S]*?<\/nav>/g, "");
    const count = (pattern) => [...main.matchAll(pattern)].length;
    return {
      headings: [...main.matchAll(/<(h[1-6])\b/g)].map((match) => match[1]).join(" "),
      rows: count(/<tr\b/g),
      items: count(/<li\b/g),
      links: count(/<a\b/g),
      code: count(/<code\b/g),
    };
  };
  for (const path of read.filter((path) => path.startsWith("en/"))) {
    for (const language of LANGUAGES.slice(1)) {
      const other = path.replace(/^en\//, `${language}/`);
      if (html.has(other)) assert.deepEqual(structure(html.get(other)), structure(html.get(path)), other);
    }
  }
});

for (const [name, options] of Object.entries({
  "a laptop, light": { viewport: { width: 1366, height: 768 } },
  "320 pixels, dark": { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true, colorScheme: "dark" },
})) {
  test(`axe finds nothing, nothing is cut off, and nobody else is asked: ${name}`, async () => {
    const page = await newPage(browser, options);
    const found = {};
    for (const path of read) {
      await page.goto(`${host.url}${path.replace(/index\.html$/, "")}`);
      const wrong = await violations(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (width > 0) wrong.push(`the page is ${width} pixels wider than the screen`);
      if (wrong.length) found[path] = wrong;
    }
    assert.deepEqual(found, {});
    assert.deepEqual(problemsOfStaying(page), []);
    assert.deepEqual(host.log.filter(({ status }) => status !== 200), []);
    assert.deepEqual(page.requested.filter((address) => !address.startsWith(host.url)), []);
    await page.context().close();
  });
}

test("the pages read without JavaScript, in the menu of languages too", async () => {
  const page = await newPage(browser, { javaScriptEnabled: false });
  await page.goto(`${host.url}en/guide/strategies/`);
  await page.locator(".languages summary").click();
  await page.locator(".languages a[lang=fr]").click();
  assert.match(page.url(), /fr\/guide\/strategies\/$/);
  assert.equal(await page.locator("h1").count(), 1);
  await page.context().close();
});

test("links that the site makes open in the playground, and the playground leads to the guide", async () => {
  const page = await newPage(browser);
  await page.goto(`${host.url}en/reference/models/`);
  await page.getByRole("link", { name: "How a surrogate learns" }).click();
  const playground = new PlaygroundPage(page, host.url);
  await playground.preset.waitFor();
  await page.waitForFunction(() => document.querySelector("[data-testid=preset]").value === "branin");
  await page.getByTestId("help-menu").click();
  await page.getByTestId("guide").click();
  await page.locator("main h1").waitFor();
  assert.match(page.url(), /en\/guide\/$/);
  assert.deepEqual(problemsOfStaying(page), []);
  await page.context().close();
});

test("what the reference says of window.tuneground is what there is", async () => {
  const page = await newPage(browser);
  await new PlaygroundPage(page, host.url).open();
  const functions = await page.evaluate(() => {
    const names = (object, within) =>
      Object.entries(object).flatMap(([name, value]) =>
        typeof value === "function" ? [`${within}${name}`] : name === "bench" ? names(value, "bench.") : [],
      );
    return names(window.tuneground, "");
  });
  const said = [...html.get("en/reference/javascript/index.html").replaceAll("<wbr>", "").matchAll(/<td><code>([\w.]+)\(/g)].map((match) => match[1]);
  assert.deepEqual(said.sort(), functions.sort());
  await page.context().close();
});
