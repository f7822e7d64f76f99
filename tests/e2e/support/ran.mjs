// A tuning job that has run to its end on a page of its own, with its log.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { newPage } from "./browser.mjs";
import { PlaygroundPage } from "./playground-page.mjs";

/** A preset that has run to its end, its log, and what its request says; `change` changes its configuration first. */
export async function ran(browser, url, preset, change) {
  const page = await newPage(browser);
  const playground = await new PlaygroundPage(page, url).open();
  await playground.fullSpeed();
  const document = JSON.parse(readFileSync(`src/playground/presets/${preset}.json`, "utf8"));
  const { HyperParameterTuningJobName: name, HyperParameterTuningJobConfig: config } = document.Request;
  if (change) {
    change(config);
    await playground.ended();
    await playground.loadJson(JSON.stringify(document));
    await playground.run.click();
  } else if (preset !== "early-stopping") await playground.choosePreset(preset);
  const { Type: direction, MetricName: metric } = config.HyperParameterTuningJobObjective;
  await page.waitForFunction(
    ([name, metric]) =>
      document.querySelector("[data-testid=json-text]").textContent.includes(`"${name}"`) &&
      document.querySelector("[data-testid=learning-curves]").textContent.includes(metric),
    [name, metric],
  );
  assert.equal(await playground.ended(), "Completed");
  const log = await playground.api("events", name);
  return { page, playground, log, direction, metric, isEarly: config.TrainingJobEarlyStoppingType === "Auto" };
}
