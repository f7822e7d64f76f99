// Why a training job was stopped: what the page says of the rule, and of what would have come, against what the event log says.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { savedPicture, savedRows } from "./support/saved.mjs";
import { serve } from "./support/server.mjs";


let browser, host;
before(async () => {
  [host, browser] = [await serve(), await launch()];
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** The page with a tuning job that has ended, and its event log. */
async function ended(preset) {
  const playground = await new PlaygroundPage(await newPage(browser), host.url).open();
  await playground.fullSpeed();
  if (preset) await playground.choosePreset(preset);
  assert.equal(await playground.ended(), "Completed");
  const { page } = playground;
  await page.getByTestId("tab-why").click();
  const request = JSON.parse(await page.getByTestId("json-text").textContent());
  return { playground, page, log: await playground.api("events", request.HyperParameterTuningJobName), request };
}

const number = (name) => Number(name.split("-").at(-2));

/** The thresholds that a training job was compared with, by the documented rule, from the log alone. */
function thresholds(log, name, least) {
  const curves = new Map(), completed = new Set(), found = [];
  for (const { Event, TrainingJobName, Epoch, Value } of log) {
    if (Event === "TrainingJobCreated") curves.set(TrainingJobName, []);
    if (Event === "TrainingJobCompleted") completed.add(TrainingJobName);
    if (Event === "EpochCompleted") curves.get(TrainingJobName).push(Value);
    if (Event === "EpochCompleted" && TrainingJobName === name) {
      const means = [...completed].map((job) => curves.get(job)).filter((curve) => curve.length >= Epoch)
        .map((curve) => curve.slice(0, Epoch).reduce((sum, value) => sum + value, 0) / Epoch).sort((a, b) => a - b);
      const middle = means.length >> 1;
      if (means.length >= least) found.push({ Epoch, Median: means.length % 2 ? means[middle] : (means[middle - 1] + means[middle]) / 2, jobs: means.length });
    }
  }
  return found;
}

test("a training job that the median rule stopped: the numbers, the jobs behind the median, and what would have come", async () => {
  const { playground, page, log, request } = await ended();
  const stops = log.filter(({ Event, Reason }) => Event === "TrainingJobStopped" && Reason.Rule === "EarlyStopping");
  assert.ok(stops.length > 20);
  // Without a choice the last one is explained.
  const words = page.getByTestId("why-told");
  const last = stops.at(-1);
  await page.locator(".why-words h3", { hasText: new RegExp(`^Job ${number(last.TrainingJobName)}$`) }).waitFor();
  const known = Number((await words.textContent()).match(/After epoch (\d+)/)[1]);
  assert.equal(known, last.Reason.Epoch);
  // Backwards with the button, from stop to stop.
  const jobs = stops.map(({ TrainingJobName }) => number(TrainingJobName)).sort((a, b) => a - b);
  const place = jobs.indexOf(number(last.TrainingJobName));
  await page.getByTestId("why-before").focus();
  await page.keyboard.press("Enter");
  const before = jobs[place - 1];
  await page.locator(".why-words h3", { hasText: new RegExp(`^Job ${before}$`) }).waitFor();
  const stop = stops.find(({ TrainingJobName }) => number(TrainingJobName) === before);
  const { Epoch, Value, Median, ComparedTrainingJobs } = stop.Reason;
  const told = await words.textContent();
  const [value, median] = [Value, Median].map((number) => Number(number.toPrecision(4)));
  assert.ok(told.startsWith(`After epoch ${Epoch} its objective was ${value}, below ${median}: the median of the averages`), told);
  assert.ok(told.endsWith(`of the ${ComparedTrainingJobs.length} jobs that had completed. So the median rule stopped it.`), told);
  // A threshold after each epoch, by the documented rule worked out here.
  const due = thresholds(log, stop.TrainingJobName, 3);
  assert.equal(due.at(-1).Median, Median);
  assert.equal(await page.getByTestId("why-thresholds").getAttribute("data-count"), String(due.length));
  // The jobs that the median was taken over.
  const list = page.getByTestId("why-compared");
  await list.locator("summary").click();
  const listed = await list.locator("li button").allTextContents();
  assert.deepEqual(listed.map((text) => Number(text.slice(4))).sort((a, b) => a - b), ComparedTrainingJobs.map(number).sort((a, b) => a - b));
  // What would have come: what the same job comes to where nothing stops it.
  const off = structuredClone(request);
  const { Problem } = JSON.parse(readFileSync("src/playground/presets/early-stopping.json", "utf8"));
  off.HyperParameterTuningJobName = "nobody-stops";
  off.HyperParameterTuningJobConfig.TrainingJobEarlyStoppingType = "Off";
  await playground.api("createHyperParameterTuningJob", off, { problem: Problem });
  await playground.api("waitForHyperParameterTuningJob", { HyperParameterTuningJobName: "nobody-stops" });
  const whole = (await playground.api("events", "nobody-stops")).filter(({ Event }) => Event === "EpochCompleted");
  const final = (job) => whole.filter(({ TrainingJobName }) => number(TrainingJobName) === job).at(-1);
  // It is trained once more, by and by.
  await page.getByTestId("why-rest").filter({ hasText: "come to" }).waitFor();
  const rest = await page.getByTestId("why-rest").textContent();
  assert.ok(rest.includes(`come to ${Number(final(before).Value.toPrecision(4))} after epoch ${final(before).Epoch}`), rest);
  // As files: the curve, the thresholds, and the rest of the curve.
  const rows = (await savedRows(page)).slice(1).map((row) => row.map((text) => (text === "" ? null : Number(text))));
  const reported = log.filter((entry) => entry.Event === "EpochCompleted" && entry.TrainingJobName === stop.TrainingJobName);
  assert.deepEqual(rows.map(([epoch]) => epoch), Array.from({ length: final(before).Epoch }, (_, index) => index + 1));
  assert.deepEqual(rows.map((row) => row[1]).filter((value) => value !== null), reported.map(({ Value }) => Value));
  assert.deepEqual(rows.flatMap(([epoch, , threshold]) => (threshold === null ? [] : [[epoch, threshold]])), due.map(({ Epoch, Median }) => [Epoch, Median]));
  const came = whole.filter((entry) => number(entry.TrainingJobName) === before && entry.Epoch > Epoch).map(({ Value }) => Value);
  assert.deepEqual(rows.map((row) => row[3]).filter((value) => value !== null), came);
  assert.deepEqual((await savedPicture(page, ["[data-testid=why-rest-curve][d^=M]"])).counts, [1]);
  // The tally of all stops.
  const tally = page.getByTestId("why-tally");
  await tally.filter({ hasText: new RegExp(`^${stops.length} early stops judged`) }).waitFor();
  const best = Math.max(...log.filter(({ Event }) => Event === "TrainingJobCompleted").map(({ TrainingJobName }) => final(number(TrainingJobName)).Value));
  const wrong = jobs.filter((job) => final(job).Value > best).length;
  const [, right] = (await tally.textContent()).match(/: (\d+) right/);
  assert.equal(Number(right), stops.length - wrong, await tally.textContent());
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("Hyperband's rungs are told, and jobs that went on too", async () => {
  const { page, log } = await ended("hyperband");
  const stop = log.filter(({ Event, Reason }) => Event === "TrainingJobStopped" && Reason.Rule === "Hyperband").at(-1);
  await page.locator(".why-words h3", { hasText: new RegExp(`^Job ${number(stop.TrainingJobName)}$`) }).waitFor();
  const { Epoch, Rank, ComparedTrainingJobs } = stop.Reason;
  const words = page.getByTestId("why-told");
  assert.match(await words.textContent(), new RegExp(`^At the rung after epoch ${Epoch} .* number ${Rank} of the ${ComparedTrainingJobs.length} jobs`));
  await page.getByTestId("why-tally").filter({ hasText: "judged by hindsight" }).waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
