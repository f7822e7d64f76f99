// What is on the page is kept on this machine: over a reload, a closed tab and a crash; tabs do not harm each other; a full disk is said.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { toLink } from "../../www/site/link.mjs";
import { launch, newPage } from "./support/browser.mjs";
import { databaseIsHeld, databaseIsLate } from "./support/late.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";
import { written } from "./support/written.mjs";

let host, browser;
before(async () => {
  host = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.close();
});

const JOB = "moons-early-stopping";
const open = async (page, hash = "") => new PlaygroundPage(page ?? (await newPage(browser)), host.url).open(hash);
const close = async ({ page }) => {
  assert.deepEqual(page.problems ?? [], []);
  await page.context().close();
};

/** The log without the training jobs' names, which are made up anew for each tuning job. */
const log = async (playground, job = JOB) =>
  (await playground.api("events", job)).map((event) => JSON.stringify(event, (name, value) => (/TrainingJobs?(Name)?$/.test(name) && typeof value !== "number" ? undefined : value)));

const simulated = ({ page }) => page.getByTestId("scrubber").inputValue().then(Number);

test("loaded again in mid-run, it goes on to the same log as without", async () => {
  const undisturbed = await open();
  await undisturbed.atRest();
  const expected = await log(undisturbed);
  await close(undisturbed);

  const playground = await open();
  const { page } = playground;
  for (let times = 0; times < 3; times++) {
    const from = await simulated(playground);
    await page.waitForFunction((from) => Number(document.querySelector("[data-testid=scrubber]").value) > from + 600, from);
    await written(playground);
    const shown = await simulated(playground);
    await page.reload();
    await playground.run.getByText("Pause").waitFor();
    // At most what passed between two writes is shown again.
    await page.waitForFunction((shown) => Number(document.querySelector("[data-testid=scrubber]").value) >= shown - 600, shown);
  }
  await playground.atRest();
  assert.deepEqual(await log(playground), expected);
  await close(playground);
});

test("what ended stays as it ended, with what was edited since and the selected job", async () => {
  const playground = await open();
  const { page } = playground;
  await playground.atRest();
  await page.getByTestId("max-jobs").fill("17");
  await page.getByTestId("max-jobs").blur();
  await page.getByTestId("tab-timeline").click();
  await page.locator("[data-testid=bar][data-job='7']").dispatchEvent("click");
  const before = await Promise.all(["completed", "stopped", "failed"].map((state) => playground.count(state)));
  await written(playground);
  await page.reload();
  assert.equal(await playground.ended(), "Completed");
  assert.deepEqual(await Promise.all(["completed", "stopped", "failed"].map((state) => playground.count(state))), before);
  assert.equal(await page.getByTestId("max-jobs").inputValue(), "17");
  await page.getByLabel("Start over with your changes").waitFor();
  // A warm start can still learn from it.
  await page.getByTestId("warm-start").getByText(JOB).waitFor();
  await close(playground);
});

test("a tab that was closed comes back in the next", async () => {
  const first = await open();
  await first.choosePreset("grid");
  await first.atRest();
  await written(first);
  await first.page.close();
  const second = await open(await first.page.context().newPage());
  assert.equal(await second.ended(), "Completed");
  assert.equal(await second.preset.inputValue(), "grid");
  await second.page.context().close();
});

test("two tabs at once keep each their own", async () => {
  const one = await open();
  await one.choosePreset("target");
  await one.atRest();
  const other = await open(await one.page.context().newPage());
  assert.notEqual(await other.preset.inputValue(), "target", "the one that is open is not taken over");
  await other.choosePreset("iris");
  await other.atRest();
  await written(one);
  await written(other);
  for (const tab of [one, other]) await tab.page.reload();
  for (const [tab, preset] of [[one, "target"], [other, "iris"]]) {
    await tab.ended();
    assert.equal(await tab.preset.inputValue(), preset);
  }
  await one.page.context().close();
});

test("a link comes before what was kept; what was made of it is kept too", async () => {
  const playground = await open();
  const { page } = playground;
  await playground.choosePreset("grid");
  await playground.atRest();
  await written(playground);
  const link = `#s=${toLink(JSON.parse(readFileSync("src/playground/presets/target.json", "utf8")))}`;
  await page.goto("about:blank");
  await page.goto(`${host.url}${link}`);
  await page.waitForFunction(() => document.querySelector("[data-testid=preset]")?.value === "target");
  await playground.atRest();
  await page.getByTestId("max-jobs").fill("9");
  await page.getByTestId("max-jobs").blur();
  await written(playground);
  await page.reload();
  await page.waitForFunction(() => document.querySelector("[data-testid=max-jobs]")?.value === "9");
  await close(playground);
});

test("a browser without a database has a page all the same", async () => {
  const page = await newPage(browser);
  await page.addInitScript(() => Object.defineProperty(window, "indexedDB", { value: undefined }));
  const playground = await open(page);
  await playground.atRest();
  await close(playground);
});

/** Opens the list of what is kept. */
async function openList(page) {
  await page.getByTestId("help-menu").click();
  await page.getByTestId("help-kept").click();
  await page.getByTestId("kept-dialog").waitFor();
}

/** In the open list, goes on with what was kept of a closed tab. */
async function goOnWithClosed(page) {
  const closed = page.getByTestId("kept-tab").filter({ hasText: "closed" }).first();
  await Promise.all([page.waitForEvent("load"), closed.getByTestId("kept-open").click()]);
}

/** The page waits 2 s for what was kept before it begins without. */
const LONGER_THAN_PATIENCE = 4000;

test("a database that answers late takes nothing away: not what was kept, and not what was done since", async () => {
  const playground = await open();
  const { page } = playground;
  const jobs = page.getByTestId("max-jobs");
  const isThere = (value) => page.waitForFunction((value) => document.querySelector("[data-testid=max-jobs]")?.value === value, value);
  await jobs.fill("19");
  await written(playground);
  await databaseIsLate(page, LONGER_THAN_PATIENCE);
  await page.reload();
  await isThere("50");
  await isThere("19");
  await written(playground);
  await page.reload();
  await isThere("50");
  await jobs.fill("23");
  await page.getByText("What was on this page before is kept too").waitFor();
  await isThere("23");
  // Another name is another lock, which comes late as well.
  await page.waitForTimeout(4000);
  await written(playground);
  await page.reload();
  await isThere("23");
  await openList(page);
  await goOnWithClosed(page);
  await isThere("19");
  await close(playground);
});

/** The page before it is known what was kept. */
async function openInHaste(page) {
  const playground = new PlaygroundPage(page, host.url);
  await page.goto(host.url);
  await playground.ready();
  await playground.complete();
  return playground;
}

/** A hyperparameter of the request that is shown, which tells presets apart. */
const tuned = async ({ page }) => (await page.getByTestId("json-text").textContent()).match(/"x1"|"learning_rate"/)?.[0];

for (const milliseconds of [1000, LONGER_THAN_PATIENCE]) {
  test(`a preset that is chosen ${milliseconds} ms before the database answers is what runs`, async () => {
    const page = await newPage(browser);
    await databaseIsLate(page, milliseconds);
    const playground = await openInHaste(page);
    await playground.choosePreset("branin");
    await playground.atRest();
    assert.equal(await tuned(playground), '"x1"');
    // Nor does it go when the database has answered; and it is kept.
    await page.waitForTimeout(milliseconds);
    await written(playground);
    await page.reload();
    assert.equal(await playground.ended(), "Completed");
    assert.equal(await tuned(playground), '"x1"');
    assert.equal(await playground.preset.inputValue(), "branin");
    await close(playground);
  });
}

test("what was kept stays when something else is chosen before it is known", async () => {
  const playground = await open();
  const { page } = playground;
  await playground.choosePreset("branin");
  await playground.atRest();
  await written(playground);
  const answer = await databaseIsHeld(page);
  await page.reload();
  await playground.ready();
  await playground.choosePreset("grid");
  await answer();
  await page.getByText("What was on this page before is kept too").waitFor();
  await playground.atRest();
  await written(playground);
  assert.equal(await tuned(playground), '"learning_rate"');
  await openList(page);
  await goOnWithClosed(page);
  await playground.ended();
  assert.equal(await tuned(playground), '"x1"');
  await close(playground);
});

test("how fast it plays is kept, unless that is chosen before it is known", async () => {
  const playground = await open();
  const { page } = playground;
  await playground.speed.selectOption("faster");
  await written(playground);
  await page.reload();
  await playground.begun();
  assert.equal(await playground.speed.inputValue(), "faster");
  const answer = await databaseIsHeld(page);
  await page.reload();
  await playground.speed.selectOption("slow");
  await answer();
  await playground.begun();
  assert.equal(await playground.speed.inputValue(), "slow");
  await close(playground);
});

/** Opens what AWS answered about a tuning job. */
async function openAnswers(page) {
  const { Describe: describe, Pages: pages } = JSON.parse(readFileSync(new URL("../imported/xgboost-wire.json", import.meta.url)));
  await page.getByTestId("json-load").click();
  await page.getByTestId("json-file").setInputFiles([describe, ...pages].map((content, i) => ({ name: `${i}.json`, mimeType: "application/json", buffer: Buffer.from(JSON.stringify(content)) })));
  await page.getByTestId("at-aws").waitFor();
}

test("answers of AWS that are opened before it is known what was kept stay on the screen", async () => {
  const page = await newPage(browser);
  await databaseIsLate(page, 1000);
  const playground = await openInHaste(page);
  await openAnswers(page);
  await page.waitForTimeout(1000);
  await written(playground);
  await page.getByTestId("at-aws").waitFor();
  await page.reload();
  await page.getByTestId("at-aws").waitFor();
  await close(playground);
});

test("a full disk is said once, and nothing stops", async () => {
  const page = await newPage(browser);
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(host.url).origin, quotaSize: 1000 });
  const playground = await open(page);
  await page.getByText("There is no room left on this machine").waitFor();
  await playground.atRest();
  assert.equal(await playground.count("failed"), 0);
  await page.context().close();
});

/** A table of the person's own: the third column follows from the first two. */
const table = ["a,b,side", ...Array.from({ length: 200 }, (_, i) => `${(i * 37) % 101},${(i * 53) % 97},${(i * 37) % 101 > (i * 53) % 97 ? "left" : "right"}`)].join("\n");

test("a file of one's own is kept, and trained on after the page was loaded again", async () => {
  const playground = await open();
  const { page } = playground;
  await playground.choosePreset("log-scale");
  await playground.atRest();
  await page.getByTestId("problem").locator("summary").first().click();
  await page.getByTestId("dataset").selectOption("file");
  await page.getByTestId("data-file").setInputFiles({ name: "sides.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
  await page.getByTestId("data-summary").waitFor();
  await page.waitForFunction(() => document.querySelector("[data-testid=data-target]")?.value === "side");
  await playground.runToEnd();
  const best = await playground.bestValue.textContent();
  await written(playground);
  await page.reload();
  await playground.ended();
  assert.equal(await playground.bestValue.textContent(), best, "the tuning job is there");
  await page.getByTestId("problem").locator("summary").first().click();
  assert.match(await page.getByTestId("data-summary").textContent(), /^sides.csv: 200 rows/);
  await playground.fullSpeed();
  await playground.runToEnd();
  assert.equal(await playground.bestValue.textContent(), best, "the rows are the same");
  await close(playground);
});

test("a tuning job that ran at AWS is there again", async () => {
  const playground = await open();
  const { page } = playground;
  await playground.atRest();
  await openAnswers(page);
  await playground.ended();
  const best = await playground.bestValue.textContent();
  await written(playground);
  await page.reload();
  await page.getByTestId("at-aws").waitFor();
  await playground.ended();
  assert.equal(await playground.bestValue.textContent(), best);
  assert.match(await playground.clock.textContent(), /at AWS$/);
  await close(playground);
});

test("a game by hand is there again, with what its training jobs came to", async () => {
  const playground = await open();
  const { page } = playground;
  await playground.choosePreset("branin");
  await page.getByTestId("tab-by-hand").click();
  const left = page.getByTestId("hand-left");
  const trained = (count) => page.waitForFunction((start) => {
    const text = document.querySelector("[data-testid=hand-left]")?.textContent ?? "";
    return text.startsWith(start) && !text.includes("Training");
  }, `${count} placed`);
  const table = async () => {
    await page.getByTestId("views").getByTestId("data-button").click();
    const text = await page.getByTestId("by-hand").locator("tbody").textContent();
    await page.getByTestId("views").getByTestId("data-button").click();
    return text;
  };
  for (let count = 1; count <= 2; count++) {
    await page.getByTestId("by-hand").locator("input").first().fill(String(count));
    await page.getByTestId("hand-place").click();
    await trained(count);
  }
  const before = await table();
  const said = await left.textContent();
  for (let times = 0; times < 2; times++) {
    await written(playground);
    await page.reload();
    await page.getByTestId("tab-by-hand").click();
    await trained(2);
    assert.equal(await left.textContent(), said);
    assert.equal(await table(), before);
  }
  // It goes on, and another game is another.
  await page.getByTestId("hand-place").click();
  await trained(3);
  await page.getByTestId("hand-again").click();
  await written(playground);
  await page.reload();
  await page.getByTestId("tab-by-hand").click();
  await left.getByText("place up to").waitFor();
  await close(playground);
});

test("all that is kept is listed, saved as one file, deleted, and taken from the file", async () => {
  const playground = await open();
  const { page } = playground;
  await playground.choosePreset("grid");
  await playground.atRest();
  await page.getByTestId("max-jobs").fill("19");
  await page.getByTestId("max-jobs").blur();
  const expected = await log(playground, "xor-grid");
  await written(playground);
  await openList(page);
  const rows = page.getByTestId("kept-tab");
  await rows.first().waitFor();
  assert.match(await rows.first().textContent(), /xor-grid.*this tab/);
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByTestId("kept-save").click()]);
  const saved = readFileSync(await file.path(), "utf8");
  assert.equal(JSON.parse(saved).Tabs.length, 1);

  await page.getByTestId("kept-forget-all").click();
  assert.equal(await rows.count(), 1, "it asks once more");
  await Promise.all([page.waitForEvent("load"), page.getByTestId("kept-forget-all").click()]);
  await playground.complete();
  await playground.atRest();
  assert.equal(await playground.preset.inputValue(), "early-stopping", "as if nobody had been here");

  await openList(page);
  const read = (text) => page.getByTestId("kept-read").setInputFiles({ name: "tuneground.json", mimeType: "application/json", buffer: Buffer.from(text) });
  const said = (pattern) => page.getByTestId("kept-said").filter({ hasText: pattern }).waitFor();
  await read("no JSON");
  await said(/This is no file that Tuneground has saved/);
  await read(JSON.stringify({ ...JSON.parse(saved), Version: 99 }));
  await said(/of a newer version/);
  await read(JSON.stringify({ ...JSON.parse(saved), Tabs: [{ Record: { Address: 1 } }] }));
  await said(/Tab 1 in this file cannot be read/);
  await read(saved);
  await said(/1 tab was taken from the file/);
  await goOnWithClosed(page);
  await playground.complete();
  await page.waitForFunction(() => document.querySelector("[data-testid=max-jobs]")?.value === "19");
  await playground.ended();
  assert.deepEqual(await log(playground, "xor-grid"), expected);
  await close(playground);
});
