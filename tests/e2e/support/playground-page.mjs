// The page as tests speak of it: what a person finds on it, by data-testid.
export class PlaygroundPage {
  constructor(page, url) {
    this.page = page;
    this.url = url;
    this.run = page.getByTestId("run");
    this.pause = page.getByTestId("pause");
    this.step = page.getByTestId("step");
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

  /** Opens the page, at a share link's `hash` if one is given, and waits until it is interactive. */
  async open(hash = "") {
    await this.page.goto(this.url + hash);
    await this.ready();
    return this;
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

  async choosePreset(name) {
    await this.preset.selectOption({ label: name });
  }
}
