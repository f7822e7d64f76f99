// After one visit everything works without a network; a new version is offered and never forced; a full disk is said.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { listFiles } from "../../scripts/list-files.mjs";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";

let browser;
before(async () => (browser = await launch()));
after(async () => browser?.close());

const kept = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return registration.active.state === "activated" || new Promise((resolve) => (registration.active.onstatechange = () => resolve(true)));
  });

/** A page that has once been visited at `base`, and whose host is gone, as is the browser's own cache: all comes from what was kept. */
async function visitedOnce(base) {
  const host = await serve({ base });
  const page = await newPage(browser, { serviceWorkers: "allow" });
  const playground = await new PlaygroundPage(page, host.url).open();
  await kept(page);
  await host.close();
  await (await page.context().newCDPSession(page)).send("Network.clearBrowserCache");
  await page.context().setOffline(true);
  return { page, playground, host };
}

for (const base of ["/", "/some/path/"]) {
  test(`without a network at ${base}: the playground again, a data set, the guide, a lesson to its end`, async () => {
    const { page, playground, host } = await visitedOnce(base);
    await page.reload();
    await playground.fullSpeed();
    assert.equal(await playground.ended(), "Completed");
    // Rows that come from a file.
    await playground.loadJson(JSON.stringify(withDigits()));
    await playground.fullSpeed();
    assert.equal(await playground.runToEnd(), "Completed");
    assert.equal(await playground.count("failed"), 0);
    await page.close();

    // Another tab, a page that was never opened, a figure in it.
    const other = await page.context().newPage();
    await other.goto(`${host.url}ja/guide/strategies/`);
    assert.equal(await other.locator("h1").textContent(), "4 つの戦略");
    await other.goto(`${host.url}en/lessons/linear-or-log/`);
    await other.locator(".live iframe").first().scrollIntoViewIfNeeded();
    const frame = other.frameLocator(".live iframe").first();
    await frame.getByTestId("run").getByText("Run", { exact: true }).click();
    await frame.getByTestId("run").getByText("Run again").waitFor({ timeout: 60_000 });
    await frame.getByTestId("task-check").click();
    await frame.getByText(/^Not yet: /).waitFor();
    await other.context().close();
  });
}

function withDigits() {
  const document = JSON.parse(readFileSync("src/playground/presets/early-stopping.json", "utf8"));
  document.Problem = { Model: "mlp", Dataset: { Name: "digits" } };
  document.Request.HyperParameterTuningJobConfig.ResourceLimits = { MaxNumberOfTrainingJobs: 8, MaxParallelTrainingJobs: 2 };
  return document;
}

test("a new version is offered while a job runs, and comes when it is wanted", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tuneground-"));
  cpSync("dist", folder, { recursive: true });
  const first = await serve({ dist: folder });
  const page = await newPage(browser, { serviceWorkers: "allow" });
  const playground = await new PlaygroundPage(page, first.url).open();
  await kept(page);
  assert.equal(await page.locator(".offline-bar").count(), 0, "the first version is no update");
  const port = Number(new URL(first.url).port);
  await first.close();
  const title = "Tuneground, the next version";
  writeFileSync(join(folder, "index.html"), readFileSync(join(folder, "index.html"), "utf8").replace(/<title[^>]*>[^<]*/, `<title>${title}`));
  listFiles(folder);
  const second = await serve({ dist: folder, port });
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.getByText("A new version is ready.").waitFor();
  const fetched = second.log.filter(({ status }) => status === 200).map(({ path }) => path);
  assert.deepEqual(fetched.sort(), ["index.html", "service-worker.js"], "what is the same is not fetched again");
  // The page is the one that it was, and stays it until somebody wants the other.
  assert.notEqual(await page.title(), title);
  await playground.fullSpeed();
  assert.equal(await playground.ended(), "Completed");
  await page.reload();
  assert.notEqual(await page.title(), title);
  await page.getByText("A new version is ready.").waitFor();
  await page.getByRole("button", { name: "Update" }).click();
  await page.waitForFunction((title) => document.title === title, title);
  await new PlaygroundPage(page, second.url).preset.waitFor();
  assert.deepEqual(page.problems.filter((problem) => !/^failed: .*service-worker/.test(problem)), []);
  await page.context().close();
  await second.close();
  rmSync(folder, { recursive: true });
});

test("a disk that is full is said, and the page works all the same", async () => {
  const host = await serve();
  const page = await newPage(browser, { serviceWorkers: "allow" });
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(host.url).origin, quotaSize: 200_000 });
  const playground = await new PlaygroundPage(page, host.url).open();
  await page.getByText("There is no room on this machine").waitFor();
  await playground.fullSpeed();
  assert.equal(await playground.ended(), "Completed");
  await page.context().close();
  await host.close();
});
