// The page in Japanese, Spanish and French: from the browser's setting, the address and the menu; nothing left in English; nothing cut off.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";
import { written } from "./support/written.mjs";

const LANGUAGES = ["ja", "es", "fr"];
const words = Object.fromEntries(LANGUAGES.map((name) => [name, JSON.parse(readFileSync(`www/language/${name}.json`, "utf8"))]));
const files = Object.fromEntries(readdirSync("dist").filter((file) => /^[a-z]{2}-[0-9a-f]+\.txt$/.test(file)).map((file) => [file.slice(0, 2), file]));

let host, browser;
before(async () => {
  host = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** A page of its own, open at an address. */
async function open(hash, options) {
  const page = await newPage(browser, options);
  const playground = await new PlaygroundPage(page, host.url).open(hash);
  return { page, playground };
}

const languageOf = (page) => page.locator("html").getAttribute("lang");

for (const name of LANGUAGES) {
  test(`${name}: what the browser prefers`, async (t) => {
    const { page, playground } = await open("", { locale: { ja: "ja-JP", es: "es-MX", fr: "fr-CA" }[name] });
    t.after(() => page.context().close());
    assert.equal(await languageOf(page), name);
    assert.equal(await page.title(), words[name]["Tuneground: see a tuning job before you pay for one"]);
    await page.getByRole("heading", { name: words[name]["Decisions"] }).waitFor();
    assert.match(await page.getByTestId("guide").getAttribute("href"), new RegExp(`^${name}/`));
    await playground.atRest();
    assert.ok((await playground.decisionTexts()).length > 0);
    assert.deepEqual(page.problems, []);
  });
}

test("a language that the page has not is English, and the next that it has otherwise", async (t) => {
  const { page } = await open("", { locale: "de-DE" });
  t.after(() => page.context().close());
  assert.equal(await languageOf(page), "en");
  assert.ok(!page.requested.some((address) => /\/[a-z]{2}-[0-9a-f]+\.txt/.test(address)), "English needs no file");
});

test("the address comes before the browser, and the menu before both, over reloads and in other tabs", async (t) => {
  const { page, playground } = await open("#lang=es", { locale: "ja-JP" });
  t.after(() => page.context().close());
  assert.equal(await languageOf(page), "es");
  await playground.atRest();
  await page.getByTestId("max-jobs").fill("17");
  // What is edited is kept while the page loads in another language.
  await written(playground);
  const value = await playground.bestValue.textContent();
  await Promise.all([page.waitForEvent("load"), page.getByTestId("language").selectOption("fr")]);
  await playground.ready();
  await playground.complete();
  assert.equal(await languageOf(page), "fr");
  await page.waitForFunction(() => document.querySelector("[data-testid=max-jobs]")?.value === "17");
  await playground.ended();
  assert.equal(await playground.bestValue.textContent(), value.replace(".", ","), "the tuning job is still there");
  const other = await page.context().newPage();
  await other.goto(host.url);
  await other.waitForFunction(() => document.documentElement.lang === "fr");
});

test("where the sentences cannot be had the page is English and works", async (t) => {
  const page = await newPage(browser, { locale: "fr-FR" });
  t.after(() => page.context().close());
  await page.route(`**/${files.fr}`, (route) => route.abort());
  const playground = await new PlaygroundPage(page, host.url).open();
  assert.equal(await languageOf(page), "en");
  assert.equal(await playground.atRest().then(() => playground.status.textContent()), "Completed");
});

test("numbers have the decimal mark of the language, and fields and JSON a point", async (t) => {
  const { page, playground } = await open("#lang=fr");
  t.after(() => page.context().close());
  await playground.atRest();
  assert.match(await playground.bestValue.textContent(), /^\d,\d+$/);
  assert.ok(JSON.parse(await page.getByTestId("json").locator(".json-text").textContent()).HyperParameterTuningJobConfig);
  await page.getByTestId("range").first().locator("summary").click();
  assert.match(await page.getByTestId("range-min").first().inputValue(), /^[\d.e-]+$/);
});

describe("nothing is left in English", () => {
  const marks = /⟦[^⟦⟧]*⟧/g;
  let page, playground;
  before(async () => {
    page = await newPage(browser);
    // A language in which every sentence stands in brackets: what has none was forgotten.
    await page.route(`**/${files.fr}`, (route) => {
      const [head, text] = readFileSync(`dist/${files.fr}`, "utf8").split("\n\n");
      const english = Object.keys(words.fr);
      const keys = new Map(english.map((one) => [keyOf(one), one]));
      const lines = text.split("\n").filter(Boolean).map((line) => `${line.slice(0, 8)} ⟦${keys.get(line.slice(0, 8))}⟧`);
      return route.fulfill({ contentType: "text/plain; charset=utf-8", body: `${head}\n\n${lines.join("\n")}\n` });
    });
    playground = await new PlaygroundPage(page, host.url).open("#lang=fr");
  });
  after(() => page?.context().close());

  const told = new Set();

  /** Texts with words outside of brackets, each with where it stands. */
  async function leftOver() {
    const found = await page.evaluate(() => {
      const texts = [];
      const add = (element, text, what) => {
        // Names and code are the same in all languages, and what a person wrote is theirs.
        const isName = element.closest("code, pre, textarea, script, style, title, noscript, [translate=no], option[lang], [data-testid=request-start], [data-testid=request-field]");
        if (text?.trim() && !isName) texts.push([text.trim(), `${what} of ${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} ${element.closest("[data-testid]")?.dataset.testid ?? ""}`]);
      };
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) add(walker.currentNode.parentElement, walker.currentNode.data, "text");
      for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [aria-valuetext], [alt], [aria-description]"))
        for (const name of ["aria-label", "title", "placeholder", "aria-valuetext", "alt", "aria-description"]) add(element, element.getAttribute(name), name);
      return texts;
    });
    const left = new Map();
    for (const [text, place] of found) {
      let rest = text;
      for (let before; before !== rest; ) [before, rest] = [rest, rest.replace(marks, " ")];
      rest = rest.replace(NAMES, " ").replace(/\d+ \p{L}+\.? \d{4}/u, " ");
      if (/\p{L}{3,}/u.test(rest)) left.set(rest.trim().slice(0, 120), place);
    }
    // Each once, not again in every view.
    const lines = [...left].map(([text, place]) => `${text}  (${place})`).filter((line) => !told.has(line));
    lines.forEach((line) => told.add(line));
    return lines;
  }

  // Names of AWS, of hyperparameters, of metrics and of products; units.
  const NAMES = /(?<![\w-])[a-z]+(-[a-z0-9]+)+(?=\s|$)|\b(Tuneground|fANOVA|Amazon|SageMaker|AWS|JSON|CSV|API|YAML|HTML|SVG|PNG|GPU|WebGPU|Hyperband|XGBoost|Branin|boto3|Terraform|Python|SDK|CLI|CloudFormation|Step Functions|Esc|Shift|Ctrl|Tab|Home|End|Space|GHz|MiB|kB|learning_rate|hidden_units|batch_size|activation|momentum|weight_decay|relu|tanh|sigmoid|XOR|xor|value|eta|subsample|lambda|gamma|alpha|objective|Auto|Linear|Logarithmic|Maximize|Minimize|optimizer|sgd|adam|rmsprop|dropout|epochs|validation:\w+|train:\w+|test:\w+|ml\.[\w.]+)\b|\b[A-Z][a-z]+([A-Z][a-z]+)+\b|[\w-]+[_:/.][\w:_/.-]+/g;

  async function nothingIsLeft(where) {
    assert.deepEqual(await leftOver(), [], where);
  }

  test("on the page, while it runs and at its end", async () => {
    await nothingIsLeft("running");
    await playground.atRest();
    await nothingIsLeft("at the end");
  });

  test("in each view, and as tables", async () => {
    const found = {};
    for (const view of ["surface", "jobs", "best-so-far", "timeline", "why", "importance", "compare", "by-hand", "search-space"]) {
      await page.getByTestId(`tab-${view}`).click();
      await page.waitForTimeout(500);
      found[view] = await leftOver();
      for (const kind of (await page.locator(".kinds button").all()).reverse()) {
        await kind.click();
        await page.waitForTimeout(300);
        found[view].push(...(await leftOver()));
      }
    }
    for (const button of await page.getByTestId("data-button").all()) await button.click();
    found.tables = await leftOver();
    for (const button of await page.getByTestId("data-button").all()) await button.click();
    assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, left]) => left.length)), {});
  });

  test("in the job's parts, its errors, and the dialogs", async () => {
    const found = {};
    for (const closed of ["[role=switch][aria-checked=false]:visible", "details:not([open]) > summary:visible"]) {
      const all = page.locator(`.job-panel ${closed}`);
      for (let left = 30; left > 0 && (await all.count()) > 0; left--) await all.first().click();
    }
    found.parts = await leftOver();
    await page.getByTestId("max-jobs").fill("abc");
    await page.getByTestId("field-error").first().waitFor();
    await playground.run.click();
    await page.locator(".notice").waitFor();
    found.errors = await leftOver();
    await page.getByTestId("max-jobs").fill("8");
    await page.getByTestId("share").click();
    await page.getByTestId("share-link").waitFor();
    found.share = await leftOver();
    await playground.prepare("Objective", "EndedBy", "Request", "Answer");
    found.prepare = await leftOver();
    await page.getByTestId("prepare-close").click();
    await page.getByTestId("json-load").click();
    await page.getByTestId("json-paste").fill('{"HyperParameterTuningJobName": "a b", "HyperParameterTuningJobConfig": {"Strategy": "Best"}, "Nonsense": 1}');
    await page.getByTestId("json-paste-load").click();
    await page.waitForTimeout(500);
    found.json = await leftOver();
    assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, left]) => left.length)), {});
  });

  test("with other strategies and problems, in the whole request, and for a class", async () => {
    const found = {};
    await page.getByTestId("json-close").click();
    for (const preset of ["hyperband", "branin", "boosted-trees", "grid"]) {
      await playground.choosePreset(preset);
      await playground.atRest();
      found[preset] = await leftOver();
      for (const view of ["timeline", "why"]) {
        await page.getByTestId(`tab-${view}`).click();
        await page.waitForTimeout(300);
        found[preset].push(...(await leftOver()));
      }
    }
    await page.getByTestId("open-request").click();
    await page.getByTestId("request-form").waitFor();
    found.whole = await leftOver();
    await page.keyboard.press("Escape");
    await page.getByTestId("help-menu").click();
    found.help = await leftOver();
    for (const topic of ["keys", "kept"]) {
      if (!(await page.getByTestId(`help-${topic}`).isVisible())) await page.getByTestId("help-menu").click();
      await page.getByTestId(`help-${topic}`).click();
      await page.getByTestId(`${topic}-dialog`).waitFor();
      await page.waitForTimeout(300);
      found[topic] = await leftOver();
      await page.getByTestId(`${topic}-close`).click();
    }
    await page.evaluate(() => (location.hash = "#class&lang=fr"));
    await page.getByTestId("class-codes").fill("no code at all");
    found.class = await leftOver();
    assert.deepEqual(Object.fromEntries(Object.entries(found).filter(([, left]) => left.length)), {});
  });
});

/** As in src/language/table.rs. */
function keyOf(english) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(english, "utf8")) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}

for (const name of LANGUAGES) {
  for (const [size, options] of Object.entries({ laptop: {}, phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } })) {
    test(`${name} on a ${size}: no word is cut off, and nothing lies beside the screen`, async (t) => {
      const { page, playground } = await open(`#lang=${name}`, options);
      t.after(() => page.context().close());
      await playground.atRest();
      const wrong = await page.evaluate(() => {
        const cut = [...document.querySelectorAll("button, label, h2, h3, summary, dt, th, .tab, .muted")]
          .filter((element) => element.checkVisibility() && getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1)
          .map((element) => `${element.className} ${element.textContent.trim().slice(0, 60)}`);
        if (document.documentElement.scrollWidth > innerWidth) cut.push(`the page is ${document.documentElement.scrollWidth} wide`);
        return cut;
      });
      assert.deepEqual(wrong, []);
    });
  }
}
