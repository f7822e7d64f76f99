// The page as tests speak of it: what a person finds on it, by data-testid.
export class PlaygroundPage {
  constructor(page, url) {
    this.page = page;
    this.url = url;
    this.run = page.getByTestId("run");
    this.step = page.getByTestId("step");
    this.stop = page.getByTestId("stop");
    this.reset = page.getByTestId("reset");
    this.speed = page.getByTestId("speed");
    this.scrubber = page.getByTestId("scrubber");
    this.status = page.getByTestId("status");
    this.clock = page.getByTestId("clock");
    this.bestValue = page.getByTestId("best-value");
    this.counters = page.getByTestId("counters");
    this.decisions = page.getByTestId("decisions");
    this.json = page.getByTestId("json");
    this.preset = page.getByTestId("preset");
  }

  /** Opens the page, at a share link's `hash` if one is given, and waits until it is whole. */
  async open(hash = "") {
    await this.page.goto(this.url + hash);
    await this.ready();
    await this.complete();
    await this.begun();
    return this;
  }

  /** Waits for the parts that load after the page is interactive. */
  async complete() {
    for (const id of ["job-panel", "json", "best-job", "views"]) await this.page.getByTestId(id).waitFor({ state: "attached" });
  }

  /** Waits for the first tuning job, which comes when it is known what was kept of the page; or for why there is none. */
  async begun() {
    await this.page.locator("[data-testid=status][data-status], .notice").first().waitFor({ state: "attached" });
  }

  async ready() {
    await this.page.waitForFunction(() => window.tuneground?.ready);
    await this.page.evaluate(() => window.tuneground.ready.then(() => {}));
  }

  /** Calls one of window.tuneground's functions; a nested one by its path ("bench.train"). */
  async api(path, ...args) {
    return this.page.evaluate(
      ([path, args]) => {
        const names = path.split(".");
        const name = names.pop();
        const owner = names.reduce((object, name) => object[name], window.tuneground);
        return owner[name](...args);
      },
      [path, args],
    );
  }

  async choosePreset(id) {
    await this.preset.selectOption(id);
  }

  /** From the open dialog of sharing, opens the one that prepares the job for others, with a condition of each of these kinds. */
  async prepare(...kinds) {
    await this.page.getByTestId("share-prepare").click();
    for (const kind of kinds) {
      await this.page.getByTestId("prepare-add").click();
      await this.page.getByTestId("prepare-kind").last().selectOption(kind);
    }
  }

  /** Plays as fast as the machine trains. */
  async fullSpeed() {
    await this.speed.selectOption("full");
  }

  /** Waits until the tuning job on the screen has ended and is shown to its end, and nothing plays any more. */
  async ended() {
    await this.page.waitForFunction(
      () =>
        /^(Completed|Stopped)$/.test(document.querySelector("[data-testid=status]")?.dataset.status) &&
        document.querySelector("[data-testid=run]").dataset.does !== "pause",
      undefined,
      { timeout: 30_000 },
    );
    return this.status.textContent();
  }

  /** Lets what the page opened with run to its end, at full speed, and whatever runs after it. */
  async atRest() {
    await this.fullSpeed();
    await this.ended();
    return this;
  }

  /** Runs the document that is edited, to its end. */
  async runToEnd() {
    // It is in progress as soon as the click is over.
    await this.run.click();
    return this.ended();
  }

  /** How many training jobs are shown in a state: completed, stopped, failed, running. */
  async count(state) {
    return Number(await this.page.getByTestId(`count-${state}`).textContent());
  }

  /** Loads JSON text as a person does: open the dialog, paste, load. */
  async loadJson(text) {
    await this.page.getByTestId("json-load").click();
    await this.page.getByTestId("json-paste").fill(text);
    await this.page.getByTestId("json-paste-load").click();
    const close = this.page.getByTestId("json-close");
    if (await close.isVisible()) await close.click();
  }

  /** The decisions, newest first. */
  async decisionTexts() {
    return this.decisions.locator("li p").allTextContents();
  }
}
