// Data sets that are in files: those beside the page, and the user's own, which never leaves the machine.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { page, playground } from "./support/opened.mjs";

const folder = mkdtempSync(join(tmpdir(), "tuneground-"));
after(() => rmSync(folder, { recursive: true }));
const written = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** 400 rows: an identifier, a number that is missing now and then, a category and a price. */
const houses = () => {
  const row = (i) => `${i},${i % 7 ? (i * 37) % 97 : ""},${i % 2 ? "north" : "south"},${1000.25 + ((i * 37) % 97) * 3 + (i % 2) * 50}`;
  return ["id,area,side,price", ...Array.from({ length: 400 }, (_, i) => row(i))].join("\n");
};

const dataset = page.getByTestId("dataset");
const summary = page.getByTestId("data-summary");
const size = page.getByTestId("data-size");
const refused = page.getByTestId("data-refused");
const boundary = page.getByTestId("boundary");
const open = (path) => page.getByTestId("data-file").setInputFiles(path);
const drawn = (pattern) =>
  page.waitForFunction((source) => new RegExp(source).test(document.querySelector("[data-testid=boundary]")?.ariaLabel), pattern);
const requests = [];

before(async () => {
  page.on("request", (request) => requests.push({ url: request.url(), method: request.method(), data: request.postData() }));
  await playground.choosePreset("log-scale");
  await playground.reset.click();
  await page.getByTestId("problem").locator("summary").first().click();
  await playground.fullSpeed();
});

test("digits are loaded when they are chosen, drawn, trained on and judged", async () => {
  assert.deepEqual(requests.filter(({ url }) => url.endsWith(".csv")), []);
  await dataset.selectOption("digits");
  await page.locator("[data-testid=data-picture] .ink-3").waitFor({ state: "attached" });
  await playground.run.click();
  await playground.ended();
  assert.equal(requests.filter(({ url }) => url.endsWith("data/digits.csv")).length, 1);
  await drawn("^Of 4\\d\\d validation rows \\d\\d\\d are classified rightly; most often \\d is taken for \\d, \\d+ times");
  const [rows, right] = (await boundary.getAttribute("aria-label")).match(/\d+/g).map(Number);
  assert.ok(right > 0.85 * rows, "guessing is right for a tenth");
});

test("a number is predicted, with metrics of its own", async () => {
  await dataset.selectOption("airfoil-self-noise");
  await playground.run.click();
  assert.equal(await playground.ended(), "Completed");
  assert.match(await playground.json.getByTestId("json-text").textContent(), /"Type": "Minimize",\s+"MetricName": "validation:loss"/);
  assert.ok(Number(await playground.bestValue.textContent()) < 47, "the variance of the noise is 47.6");
  await drawn("^The number predicted");
});

test("a file of one's own is read, told of, and trained on", async () => {
  await dataset.selectOption("file");
  await open(written("houses.csv", houses()));
  await summary.waitFor();
  assert.match(await summary.textContent(), /^houses.csv: 400 rows; commas between the values; UTF-8; the first row has the names/);
  assert.equal(await dataset.inputValue(), "file");
  await page.waitForFunction(() => document.querySelector("[data-testid=data-size]").textContent === "400 rows of 2 features, a number to predict");
  assert.equal(await page.getByTestId("data-target").inputValue(), "price");
  assert.match(await page.getByTestId("data-notes").textContent(), /missing values of “area” become the training rows' median/);
  await playground.run.click();
  assert.equal(await playground.ended(), "Completed");
  await drawn("^The number predicted .* of 100 validation rows");
});

test("what is learned, and from what, is the user's to say", async () => {
  await page.getByTestId("data-target").selectOption("side");
  await page.waitForFunction(() => /2 classes to predict$/.test(document.querySelector("[data-testid=data-size]").textContent));
  await page.getByText("Learned from").click();
  const price = page.getByTestId("data-columns").locator("li", { hasText: "price" }).locator("input");
  await price.uncheck();
  await page.waitForFunction(() => /400 rows of 1 features, 2 classes/.test(document.querySelector("[data-testid=data-size]").textContent));
  await price.check();
  await page.waitForFunction(() => /400 rows of 2 features, 2 classes/.test(document.querySelector("[data-testid=data-size]").textContent));
  await playground.run.click();
  assert.equal(await playground.ended(), "Completed");
  await drawn("^Of 100 validation rows \\d+ are classified rightly");
});

test("its rows go nowhere: not over the network, nor into what is saved", async () => {
  const sent = requests.filter(({ method, data }) => method !== "GET" || data);
  assert.deepEqual(sent, []);
  const here = new URL(page.url()).origin;
  assert.deepEqual(requests.filter(({ url }) => !url.startsWith(here)), []);
  await page.getByTestId("json-load").click();
  await page.getByTestId("json-form").selectOption("document");
  await page.getByTestId("json-close").click();
  const saved = await page.getByTestId("json-text").textContent();
  assert.match(saved, /"Name": "houses.csv"/);
  assert.ok(!saved.includes("1000.25"));
});

test("a document finds its file again, and says so as long as it is not there", async () => {
  await page.getByTestId("data-close").click();
  await playground.run.click();
  await page.getByText("The rows of houses.csv are not in the document: choose the file, or drop it on the page").waitFor();
  await open(join(folder, "houses.csv"));
  await page.waitForFunction(() => document.querySelector("[data-testid=data-target]")?.value === "side");
  await playground.run.click();
  assert.equal(await playground.ended(), "Completed");
});

test("a table is dropped or pasted anywhere on the page", async () => {
  await page.evaluate((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], "dropped-houses.csv", { type: "text/csv" }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, houses());
  await page.getByText("dropped-houses.csv: 400 rows").waitFor();
  await page.evaluate((text) => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", text);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, houses().replaceAll(",", "\t"));
  await page.getByText("pasted.csv: 400 rows; tabs between the values").waitFor();
});

test("what is no table to learn from is refused in words, and the page goes on", async () => {
  const many = ["x,y", ...Array.from({ length: 1200 }, (_, i) => `${i % 83},class ${i % 600}`)].join("\n");
  for (const [name, text, words] of [
    ["empty.csv", "", /the file is empty/],
    ["names.csv", "a,b\n", /no rows of values/],
    ["book.xlsx", "PK\u0003\u0004....", /save the sheet as CSV/],
    ["quote.csv", 'a,b\n"1,2\n3,4\n', /never closed/],
  ]) {
    await open(written(name, text));
    await page.waitForFunction((name) => document.querySelector("[data-testid=data-refused]")?.textContent.startsWith(name), name);
    assert.match(await refused.textContent(), words);
  }
  for (const [name, text, words] of [
    ["row.csv", "a,b\n1,2\n", /^the file has 1 rows of values; at least 10 are needed$/],
    ["column.csv", ["a", ...Array.from({ length: 50 }, (_, i) => (i * i) % 17)].join("\n"), /column/],
    ["classes.csv", many, /classes/],
  ]) {
    await open(written(name, text));
    await page.waitForFunction((name) => document.querySelector("[data-testid=data-summary]")?.textContent.startsWith(name), name);
    if (name === "classes.csv") continue;
    await page.getByTestId("data-choice-refused").waitFor();
    assert.match(await page.getByTestId("data-choice-refused").textContent(), words);
  }
});

test("points are drawn with the pointer and the keys, and trained on", async () => {
  await dataset.selectOption("drawn");
  const plane = page.getByTestId("drawing");
  const count = page.getByTestId("drawing-count");
  const { x, y, width, height } = await plane.boundingBox();
  const stroke = async (from, to) => {
    await page.mouse.move(x + width * from[0], y + height * from[1]);
    await page.mouse.down();
    await page.mouse.move(x + width * to[0], y + height * to[1], { steps: 30 });
    await page.mouse.up();
  };
  await stroke([0.1, 0.2], [0.9, 0.2]);
  await page.getByRole("button", { name: "Draw class 2" }).click();
  await stroke([0.1, 0.8], [0.9, 0.8]);
  assert.match(await count.textContent(), /^\d\d points of 2 classes$/);
  const drawn = Number((await count.textContent()).match(/^\d+/)[0]);
  await plane.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press(" ");
  assert.match(await count.textContent(), new RegExp(`^${drawn + 1} points`));
  await page.getByRole("button", { name: "Rub out" }).click();
  await page.mouse.click(x + width * 0.1, y + height * 0.8);
  const left = Number((await count.textContent()).match(/^\d+/)[0]);
  assert.ok(left <= drawn && left >= drawn - 3, `${left} of ${drawn + 1} points are left`);
  await playground.run.click();
  assert.equal(await playground.ended(), "Completed");
  assert.ok(Number(await playground.bestValue.textContent()) < 0.1, "two rows of points are easily told apart");
  await page.waitForFunction(() => document.querySelector("[data-testid=boundary]")?.ariaLabel.startsWith("What the model says over the plane"));
  await page.getByTestId("drawing-clear").click();
  await playground.run.click();
  await page.getByText("So far there are 0 points of 0 classes: draw 10 to 2000 points, 2 or more of each of 2 to 5 classes").first().waitFor();
});
