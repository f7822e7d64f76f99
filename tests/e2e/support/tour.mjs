// All that can be opened on the page, one thing after the other.
import { drawn } from "./chart-checks.mjs";

const VIEWS = ["search-space", "surface", "jobs", "best-so-far", "timeline", "why", "importance", "compare", "by-hand", "answers"];

/** Goes through the page: every view in all its ways, menus, dialogs, and the job with all its parts open. `look` is told what is open. */
export async function tour({ page, playground }, look) {
  const at = (id) => page.getByTestId(id);
  const visit = async (name) => {
    await drawn(page);
    await look(name);
  };
  const during = async (control, name) => {
    await control.click();
    await visit(name);
    await control.click();
  };
  await visit("start");
  for (const view of VIEWS) {
    await at(`tab-${view}`).click();
    await visit(view);
    const kinds = page.locator(".kinds button");
    for (const kind of (await kinds.all()).slice(1)) {
      await kind.click();
      await visit(`${view}, ${await kind.getAttribute("data-testid")}`);
    }
    if (await kinds.count()) await kinds.first().click();
    const views = at("views");
    if (view === "compare") await during(at("compare-choice").locator("summary"), "compare, variants");
    if (view === "why") await during(at("why").locator("summary").first(), "why, averages");
    for (const id of ["data-button", "download"]) {
      const control = id === "download" ? views.getByTestId(id).locator("summary") : views.getByTestId(id);
      if (await control.count()) await during(control, `${view}, ${id}`);
    }
  }
  await at("tab-search-space").click();
  await during(at("lens-label"), "filter");
  await during(at("learning-curves").getByTestId("data-button"), "learning curves as a table");
  await during(at("help-menu"), "help");
  for (const [topic, dialog] of [["keys", "keys-dialog"], ["kept", "kept-dialog"], ["tour", "tour"]]) {
    await at("help-menu").click();
    await at(`help-${topic}`).click();
    await at(dialog).waitFor();
    await visit(topic);
    await at(`${topic}-close`).click();
  }
  await at("json-load").click();
  await visit("JSON");
  await at("json-paste").fill("[1, 2]");
  await at("json-paste-load").click();
  await at("json-error").waitFor();
  await visit("JSON, refused");
  await at("json-close").click();
  await at("share").click();
  await at("share-link").waitFor();
  await visit("share");
  await playground.prepare("Objective", "Request", "Answer");
  await at("prepare-areas").locator("summary").click();
  await visit("prepare");
  await at("prepare-close").click();
  for (const closed of ["[role=switch][aria-checked=false]:visible", "details:not([open]) > summary:visible"]) {
    const all = page.locator(`:is(.job-panel, [data-testid=cost]) ${closed}`);
    for (let left = 30; left > 0 && (await all.count()) > 0; left--) await all.first().click();
  }
  await visit("the job's parts");
  await at("max-jobs").fill("abc");
  await at("field-error").first().waitFor();
  await playground.run.click();
  await page.locator(".notice").waitFor();
  await visit("a field that is wrong");
  await at("max-jobs").fill("12");
  const before = await at("dataset").inputValue();
  for (const dataset of ["drawn", "file"]) {
    await at("dataset").selectOption(dataset);
    await visit(`data: ${dataset}`);
  }
  await at("dataset").selectOption(before);
  await at("open-request").click();
  await at("request-json").waitFor();
  for (const section of await at("request-section").all()) {
    await section.click();
    await visit(`request, ${await section.getAttribute("data-section")}`);
  }
  const request = JSON.parse(await at("request-json").inputValue());
  request.HyperParameterTuningJobConfig.ResourceLimits.MaxParallelTrainingJobs = 100;
  request.TrainingJobDefinition.RoleArn = "x";
  await at("request-json").fill(JSON.stringify(request));
  await at("request-issue").first().waitFor();
  await visit("request, with problems");
  await at("request-close").click();
  await visit("the job, with problems");
}
