// A link with a task: what is locked and left out, hints, questions, the check and its code; the same in a frame on a page of another origin.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { toLink } from "../../www/site/link.mjs";
import { violations } from "./support/axe.mjs";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";

const preset = (id) => JSON.parse(readFileSync(`src/playground/presets/${id}.json`, "utf8"));
const linkOf = (document, workshop, more = "") => `#s=${toLink(document)}&w=${toLink(workshop)}${more}`;

let host, browser;
before(async () => {
  host = await serve();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await host?.close();
});

const open = async (hash, options) => new PlaygroundPage(await newPage(browser, options), host.url).open(hash);
const close = async ({ page }) => {
  assert.deepEqual(page.problems, []);
  await page.context().close();
};

const workshop = {
  Title: "Stop early",
  Goal: "Reach 0.97, and say how many jobs were stopped early.",
  Hints: ["Run it first.", "Count the crosses."],
  Hide: ["json", "cost", "decisions"],
  Lock: ["strategy", "limits"],
  Check: [
    { Objective: { AtLeast: 0.97 } },
    { Answer: { Text: "How many were stopped?", Is: "37", Within: 0 }, Say: "The counters at the right have it." },
    { Answer: { Text: "Which strategy was it?", Choices: ["Grid", "Random"], Is: "2" } },
  ],
};

test("a task: hints one by one, what is locked, what is left out, the check, the code", async () => {
  const playground = await open(linkOf(preset("early-stopping"), workshop));
  const { page } = playground;
  await page.getByTestId("task").waitFor();
  assert.equal(await page.getByTestId("task-goal").textContent(), workshop.Goal);
  // Left out, and locked.
  for (const area of ["json", "cost", "decisions"]) await page.locator(`[data-area=${area}]`).waitFor({ state: "hidden" });
  await page.getByTestId("job-panel").waitFor();
  assert.ok(await page.getByTestId("max-jobs").isDisabled());
  assert.ok(await page.getByTestId("strategy-Bayesian").isDisabled());
  assert.ok(await page.getByTestId("early-stopping-switch").isEnabled());
  // Hints.
  const hints = page.locator(".task-hints li");
  assert.equal(await hints.count(), 0);
  await page.getByTestId("task-hint").click();
  await page.getByText("Run it first.").waitFor();
  await page.getByTestId("task-hint").click();
  await page.getByText("Count the crosses.").waitFor();
  assert.equal(await hints.count(), 2);
  assert.equal(await page.getByTestId("task-hint").isVisible(), false);
  // It waits for Run, that learners may think first. Too early, then wrong, then right.
  await playground.run.getByText("Run", { exact: true }).waitFor();
  await playground.run.click();
  await playground.speed.selectOption("slow");
  await page.getByTestId("task-check").click();
  await page.getByTestId("task-result").getByText("has not ended yet").waitFor();
  await playground.fullSpeed();
  await playground.atRest();
  await page.getByTestId("task-check").click();
  await page.getByText("Not yet: 1 of 3 hold.").waitFor();
  await page.getByText("The counters at the right have it.").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByLabel("How many were stopped?").fill("37");
  await page.getByTestId("task").getByLabel("Random", { exact: true }).check();
  await page.getByTestId("task-check").click();
  await page.getByText("Right. This is your result:").waitFor();
  const code = page.getByTestId("task-code");
  const nameless = await code.textContent();
  await page.getByTestId("task-name").fill("Ada");
  assert.notEqual(await code.textContent(), nameless);
  assert.match(await code.textContent(), /^TG(-[0-9A-Z]{1,4})+$/);
  // What was found is of that tuning job.
  await page.getByTestId("early-stopping-switch").click();
  await page.getByTestId("task-check").click();
  await page.getByTestId("task-result").getByText("press Run").waitFor();
  await close(playground);
});

test("a teacher prepares a task on the page, and a learner has what the teacher typed", async () => {
  const teacher = await open("");
  let { page } = teacher;
  const at = (id) => page.getByTestId(id);
  await teacher.choosePreset("early-stopping");
  await teacher.atRest();
  await at("share").click();
  await at("share-prepare").click();
  await at("prepare-title").fill("Stop early");
  await at("prepare-goal").fill("Reach 0.97,\nand say how many were stopped.");
  await at("prepare-hints").fill("Run it first.\n\nCount the crosses.\n");
  await at("prepare-areas").locator("summary").click();
  await at("prepare-json").selectOption({ label: "left out" });
  await at("prepare-strategy").selectOption({ label: "locked" });
  assert.deepEqual(await at("prepare-cost").locator("option").allTextContents(), ["is there", "left out"], "there is nothing to change");
  await page.getByText("1 left out, 1 locked").waitFor();
  // What cannot be read yet is told where it is typed, and there is no link before that is put right.
  const check = (place) => at("prepare-check").nth(place);
  await at("prepare-add").click();
  await page.waitForFunction(() => document.activeElement.dataset.testid === "prepare-kind");
  await check(0).getByText("Give the least, the most, or both, as numbers.").waitFor();
  await at("prepare-wrong").waitFor();
  assert.equal(await at("prepare-link").count(), 0);
  await check(0).getByTestId("prepare-least").fill("0,95");
  await check(0).getByText("at least 0.95. It is 0.97").waitFor();
  await check(0).getByText("holds here").waitFor();
  await at("prepare-add").click();
  await check(1).getByTestId("prepare-kind").selectOption("Answer");
  await check(1).getByTestId("prepare-question").fill("How many were stopped?");
  await check(1).getByTestId("prepare-answer").fill("37");
  await check(1).getByTestId("prepare-say").fill("The counters have it.");
  await at("prepare-add").click();
  await check(2).getByTestId("prepare-kind").selectOption("Answer");
  await check(2).getByTestId("prepare-question").fill("Which strategy?");
  await check(2).getByTestId("prepare-choices").fill("Grid\nRandom");
  await check(2).getByTestId("prepare-choice").selectOption({ label: "Random" });
  await at("prepare-add").click();
  await check(3).getByTestId("prepare-remove").click();
  assert.equal(await at("prepare-check").count(), 3);
  assert.deepEqual(await violations(page), []);
  const link = await at("prepare-link").inputValue();
  assert.equal(await at("prepare-try").getAttribute("href"), link);
  await at("prepare-dialog").getByText("In slides or in a course").click();
  assert.equal(await at("prepare-frame").textContent(), `<iframe src="${link.replaceAll("&", "&amp;")}" width="760" height="640" title="Tuneground"></iframe>`);
  await close(teacher);

  const learner = await open(link.slice(link.indexOf("#")));
  ({ page } = learner);
  await at("task").waitFor();
  assert.equal(await at("task-goal").textContent(), "Reach 0.97,\nand say how many were stopped.");
  await page.locator("[data-area=json]").waitFor({ state: "hidden" });
  assert.ok(await at("strategy-Bayesian").isDisabled());
  await learner.run.click();
  await learner.fullSpeed();
  await learner.atRest();
  await page.getByLabel("How many were stopped?").fill("37");
  await at("task").getByLabel("Random", { exact: true }).check();
  await at("task-check").click();
  await page.getByText("Right. This is your result:").waitFor();
  // Who changes a task begins with it.
  await at("share").click();
  await at("share-prepare").click();
  assert.equal(await at("prepare-title").inputValue(), "Stop early");
  assert.equal(await at("prepare-hints").inputValue(), "Run it first.\nCount the crosses.");
  assert.equal(await at("prepare-check").count(), 3);
  assert.equal(await at("prepare-link").inputValue(), link);
  await at("prepare-figure").check();
  assert.match(await at("prepare-link").inputValue(), /&layout=figure$/);
  await close(learner);
});

test("a task that is damaged is told of, and the job runs", async () => {
  const playground = await open(`#s=${toLink(preset("grid"))}&w=1.AAAA`);
  await playground.page.getByText("The task of this link cannot be shown.").waitFor();
  await playground.run.click();
  await playground.fullSpeed();
  assert.equal(await playground.ended(), "Completed");
  await close(playground);
});

for (const [name, options] of Object.entries({ wide: { viewport: { width: 1000, height: 640 } }, narrow: { viewport: { width: 640, height: 620 } } })) {
  test(`as a figure it has the run, the curves and one view, and nothing is cut off: ${name}`, async () => {
    const figure = { Layout: "Figure" };
    const playground = await open(linkOf(preset("bayesian"), figure, "&view=best-so-far&layout=figure"), options);
    const { page } = playground;
    await page.getByTestId("tab-best-so-far").waitFor();
    await page.waitForFunction(() => document.documentElement.dataset.hide?.includes("job-column"));
    for (const gone of [".job", ".answers", "[data-area=presets]", "[data-testid=share]"]) assert.equal(await page.locator(gone).isVisible(), false, gone);
    for (const there of ["[data-testid=run]", "[data-testid=learning-curves]", "[data-testid=views]"]) assert.ok(await page.locator(there).isVisible(), there);
    const sizes = await page.evaluate(() => {
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
      return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight };
    });
    assert.deepEqual(sizes, { across: 0, down: 0 });
    assert.equal(await page.getByTestId("task").count(), 0, "without a goal there is no task");
    await close(playground);
  });
}

test("in a frame on a page of another origin: it runs, tells, and does what it is asked", async (t) => {
  const link = linkOf(preset("grid"), { Layout: "Figure", Check: [{ EndedBy: "MaxNumberOfTrainingJobs" }] }, "&layout=figure");
  const course = createServer((request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end(`<!doctype html><title>Course</title><iframe id="f" width="760" height="640" src="${host.url}${link.replaceAll("&", "&amp;")}"></iframe>
      <script>window.heard = []; addEventListener("message", (event) => heard.push({ origin: event.origin, ...event.data }));</script>`);
  });
  await new Promise((resolve) => course.listen(0, "127.0.0.1", resolve));
  t.after(() => (course.closeAllConnections(), course.close()));
  const page = await newPage(browser);
  // Another port is another origin.
  await page.goto(`http://127.0.0.1:${course.address().port}/`);
  const frame = page.frameLocator("#f");
  await frame.getByTestId("run").waitFor();
  const heard = (what) => page.waitForFunction((what) => window.heard.find((message) => message.Tuneground === what), what, { timeout: 60_000 });
  await heard("Ready");
  await frame.getByTestId("run").getByText("Run", { exact: true }).waitFor();
  const ask = (message) => page.evaluate((message) => document.querySelector("#f").contentWindow.postMessage(message, "*"), message);
  await ask({ Tuneground: "Run" });
  await frame.getByTestId("run").getByText("Pause").waitFor();
  // Before that the button would say Run.
  await page.frames()[1].waitForFunction(() => Number(document.querySelector("[data-testid=scrubber]").value) > 0);
  await ask({ Tuneground: "Pause" });
  await frame.getByTestId("run").getByText("Resume").waitFor();
  await ask({ Tuneground: "Play" });
  await frame.getByTestId("run").getByText("Pause").waitFor();
  const ended = await (await heard("Ended")).jsonValue();
  assert.equal(ended.Status, "Completed");
  assert.equal(ended.origin, host.url.replace(/\/$/, ""));
  await frame.getByTestId("task-check").click();
  const checked = await (await heard("Checked")).jsonValue();
  assert.deepEqual([checked.Met, checked.Conditions], [1, 1]);
  assert.match(checked.Code, /^TG-/);
  await ask({ Tuneground: "Open", Link: `s=${toLink(preset("target"))}` });
  await frame.getByTestId("run").getByText("Pause").waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a class of 30: codes from a chat become one table and one plot, each once, with what is wrong told", async () => {
  const playground = await open(linkOf(preset("early-stopping"), workshop));
  const { page } = playground;
  await playground.run.click();
  await playground.atRest();
  await page.getByLabel("How many were stopped?").fill("37");
  await page.getByTestId("task-check").click();
  await page.getByTestId("task-name").waitFor();
  const codes = [];
  for (let learner = 1; learner <= 30; learner++) {
    await page.getByTestId("task-name").fill(`Learner ${learner}`);
    codes.push(await page.getByTestId("task-code").textContent());
  }
  assert.equal(new Set(codes).size, 30);
  await close(playground);

  const teacher = await open("#class");
  await teacher.page.getByTestId("class-codes").waitFor();
  const pasted = codes.map((code, index) => (index % 2 ? `learner ${index + 1}: ${code.toLowerCase()} :)` : code));
  await teacher.page.getByTestId("class-codes").fill([...pasted, codes[3], "good morning", `${codes[4].slice(0, -1)}${codes[4].endsWith("0") ? 1 : 0}`].join("\n"));
  await teacher.page.getByText("30 results, 0 right").waitFor();
  const rows = teacher.page.getByTestId("class-table").locator("tbody tr");
  assert.equal(await rows.count(), 30);
  assert.deepEqual(await rows.first().locator("td").allTextContents(), ["2 of 3", "0.97", "50", (await rows.first().locator("td").nth(3).textContent()), "6 h 23 m"]);
  assert.equal(await teacher.page.locator(".class-point").count(), 30);
  assert.deepEqual(await teacher.page.locator(".class-wrong li").count(), 2);
  assert.deepEqual(await violations(teacher.page), []);
  const [saved] = await Promise.all([teacher.page.waitForEvent("download"), teacher.page.getByTestId("class-csv").click()]);
  const lines = readFileSync(await saved.path(), "utf8").trim().split("\n");
  assert.equal(lines.length, 31);
  assert.match(lines[0], /^Name,Met,Conditions,BestObjective/);
  await teacher.page.keyboard.press("Escape");
  await teacher.page.getByTestId("class-dialog").waitFor({ state: "hidden" });
  await teacher.page.waitForFunction(() => location.hash === "");
  await close(teacher);
});

test("everyone's plan fits a projector: presenter layout, light and dark", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const playground = await open(linkOf(preset("bayesian"), { ...workshop, Layout: "Presenter" }, "&layout=presenter"), { viewport: { width: 1920, height: 1080 }, colorScheme });
    const { page } = playground;
    await page.getByTestId("task").waitFor();
    await page.getByTestId("tab-jobs").waitFor();
    assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector("[data-testid=task-goal]")).fontSize), "21px");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
    assert.deepEqual(await violations(page), []);
    await close(playground);
  }
});
