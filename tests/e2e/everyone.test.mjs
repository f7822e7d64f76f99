// The page serves who presses with a finger, who enlarges it, who has colours of their own, and who wants it on paper. Each of the
// first two goes once through all that can be opened (`tour`), so that a new view or dialog has one place to be added to.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage } from "./support/browser.mjs";
import { contrast, difference, pixelReader } from "./support/pixels.mjs";
import { PlaygroundPage } from "./support/playground-page.mjs";
import { serve } from "./support/server.mjs";

const VIEWS = ["search-space", "surface", "jobs", "best-so-far", "timeline", "why", "importance", "compare", "by-hand", "answers"];

let host, browser, pixelsOf;
before(async () => {
  host = await serve();
  browser = await launch();
  pixelsOf = await pixelReader(browser);
});
after(async () => {
  await browser?.close();
  await host?.close();
});

/** A page at the end of a job, with the style sheets that come after the first load. */
async function open(options, hash) {
  const page = await newPage(browser, options);
  const playground = await new PlaygroundPage(page, host.url).open(hash);
  await playground.atRest();
  await page.waitForFunction(() => [...document.styleSheets].some(({ href }) => href?.includes("print")));
  return { page, playground };
}

/** Goes through the page: every view in all its ways, menus, dialogs, and the job with all its parts open. */
async function tour({ page, playground }, look) {
  const at = (id) => page.getByTestId(id);
  const visit = async (name) => {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
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
  await at("share-close").click();
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

/** In the page: what is smaller than 44 by 44 pixels of what can be pressed. A label is part of its control (WCAG 2.2, 2.5.5). */
function smallTargets() {
  const controls = "a[href], button, select, input, textarea, summary, [role=slider], [role=button]";
  const root = document.querySelector("dialog[open]") ?? document.body;
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(".visually-hidden, .skip-link, .plot");
  const isLinkInText = (element) => element.localName === "a" && getComputedStyle(element).display === "inline";
  const all = [...root.querySelectorAll(controls)].filter((element) => seen(element) && !isLinkInText(element));
  const wrong = all.filter((element) => {
    const boxes = [element, ...(element.labels ?? [])].map((own) => own.getBoundingClientRect());
    return !boxes.some(({ width, height }) => width > 43.9 && height > 43.9);
  });
  const name = (element) => {
    const { width, height } = element.getBoundingClientRect();
    const words = (element.ariaLabel ?? element.textContent).trim().slice(0, 24);
    return `${element.localName}.${element.className} “${words}” ${Math.round(width)} × ${Math.round(height)}`;
  };
  return { count: all.length, wrong: wrong.map(name) };
}

/** In the page: what is cut off, what lies beside the screen, what lies over other words, and whether the page scrolls sideways. */
function cutOff() {
  const { clientWidth: width, scrollWidth } = document.documentElement;
  const wrong = scrollWidth > width ? [`the page is ${scrollWidth} wide on a screen of ${width}`] : [];
  const root = document.querySelector("dialog[open]") ?? document.body;
  const name = (element) => `${element.localName}.${element.className.baseVal ?? element.className} “${element.textContent.trim().slice(0, 30)}”`;
  const seen = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) && !element.closest(".visually-hidden, .skip-link");
  const ancestors = (element) => {
    const list = [];
    for (let own = element; own && own !== document.body; own = own.parentElement) list.push([own, getComputedStyle(own)]);
    return list;
  };
  const scrolls = (style) => /auto|scroll/.test(style.overflowX + style.overflowY);
  const isBeside = ({ left, right }) => right > width + 1 || left < -1;

  const words = [];
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, ({ data }) => (data.trim() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT));
  const range = document.createRange();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!seen(element) || element.closest("svg, option, textarea")) continue;
    range.selectNodeContents(texts.currentNode);
    const box = range.getBoundingClientRect();
    const above = ancestors(element);
    if (!above.some(([, style]) => scrolls(style)) && isBeside(box)) wrong.push(`${name(element)} lies beside the screen`);
    for (const [own, style] of above) {
      if (scrolls(style)) break;
      const edge = own.getBoundingClientRect();
      const isCut = box.right > edge.right + 1 || box.left < edge.left - 1 || box.bottom > edge.bottom + 2 || box.top < edge.top - 2;
      if (style.overflowX !== "visible" && isCut) wrong.push(`${name(element)} is cut by ${own.className}`);
    }
    // What floats or sticks lies over others on purpose.
    if (element.closest(".top-bar, .request-nav, .menu-body, .tour, .hint")) continue;
    const edges = above.filter(([, style]) => style.overflowX !== "visible").map(([own]) => own.getBoundingClientRect());
    for (const line of range.getClientRects()) {
      const within = (side, closer) => edges.reduce((limit, edge) => closer(limit, edge[side]), line[side]);
      words.push({ element, left: within("left", Math.max), top: within("top", Math.max), right: within("right", Math.min), bottom: within("bottom", Math.min) });
    }
  }
  words.forEach((one, index) => {
    for (const other of words.slice(index + 1)) {
      const [x, y] = [Math.min(one.right, other.right) - Math.max(one.left, other.left), Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top)];
      if (one.element !== other.element && x > 2 && y > 5) wrong.push(`${name(one.element)} and ${name(other.element)} lie over each other`);
    }
  });

  for (const control of root.querySelectorAll("button, input, select, .card, canvas, svg")) {
    if (!seen(control) || control.parentElement.closest("svg")) continue;
    const above = ancestors(control.parentElement);
    if (isBeside(control.getBoundingClientRect()) && !above.some(([, style]) => scrolls(style))) wrong.push(`${name(control)} lies beside the screen`);
  }
  // A menu shows what is chosen, as far as its line goes.
  const pen = new OffscreenCanvas(1, 1).getContext("2d");
  for (const menu of root.querySelectorAll("select.select")) {
    const style = getComputedStyle(menu);
    pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    const room = menu.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const line = menu.parentElement.clientWidth - 2;
    const chosen = menu.selectedOptions[0]?.textContent ?? "";
    if (seen(menu) && pen.measureText(chosen).width > room + 1 && menu.offsetWidth < line) wrong.push(`the menu with “${chosen}” cuts it`);
  }
  return [...new Set(wrong)];
}

describe("by touch", () => {
  for (const [device, viewport] of Object.entries({ phone: { width: 390, height: 844 }, tablet: { width: 1180, height: 820 } })) {
    test(`whatever can be pressed on a ${device} has 44 by 44 pixels`, async () => {
      const opened = await open({ viewport, hasTouch: true, isMobile: true });
      const wrong = {};
      let most = 0;
      await tour(opened, async (name) => {
        const found = await opened.page.evaluate(smallTargets);
        most = Math.max(most, found.count);
        if (found.wrong.length) wrong[name] = found.wrong;
      });
      assert.deepEqual(wrong, {});
      assert.ok(most > 90, `${most} controls were seen at once`);
      assert.deepEqual(opened.page.problems, []);
      await opened.page.context().close();
    });
  }
});

describe("enlarged", () => {
  // 320 pixels are also what is left of 1280 at 400 % (WCAG 2.2, 1.4.10), and 683 what is left of 1366 at 200 %.
  const sizes = [{ width: 683, height: 384 }, { width: 320, height: 640 }];
  for (const language of ["en", "fr", "es", "ja"]) {
    test(`nothing is cut off or scrolls sideways: ${language}`, async () => {
      const opened = await open({ viewport: sizes[1] }, `#lang=${language}`);
      const wrong = {};
      await tour(opened, async (name) => {
        for (const size of sizes) {
          await opened.page.setViewportSize(size);
          await opened.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
          const found = await opened.page.evaluate(cutOff);
          if (found.length) wrong[`${name} at ${size.width}`] = found;
        }
      });
      assert.deepEqual(wrong, {});
      assert.deepEqual(opened.page.problems, []);
      await opened.page.context().close();
    });
  }

  test("on a low screen the bar above goes with the page", async () => {
    const { page } = await open({ viewport: sizes[0] });
    await page.evaluate(() => window.scrollTo(0, 600));
    assert.ok((await page.locator(".top-bar").boundingBox()).y < -100);
    await page.context().close();
  });
});

for (const colorScheme of ["light", "dark"]) {
  describe(`in forced colours, ${colorScheme}`, () => {
    let page, playground;
    before(async () => {
      ({ page, playground } = await open({ colorScheme, forcedColors: "active" }));
    });
    after(() => page?.context().close());

    /** An element's picture: the colour that most of it has, and how far the farthest colour in it is from that. */
    async function seen(locator, border = 0) {
      const { x, y, width, height } = await locator.boundingBox();
      const clip = { x: x - border, y: y - border, width: width + 2 * border, height: height + 2 * border };
      const picture = await pixelsOf(await page.screenshot({ clip, animations: "disabled" }));
      const counts = new Map();
      for (let row = 0; row < picture.height; row++) {
        for (let column = 0; column < picture.width; column++) {
          const colour = picture.at(column, row).join();
          counts.set(colour, 1 + (counts.get(colour) ?? 0));
        }
      }
      const colours = [...counts].sort((a, b) => b[1] - a[1]).map(([colour]) => colour.split(",").map(Number));
      return { paper: colours[0], ink: Math.max(...colours.map((colour) => contrast(colour, colours[0]))), picture };
    }

    /** Asserts that a control that is chosen is told from one that is not by its ground, and that the words of both can be read. */
    async function assertApart(chosen, other, what) {
      const [one, two] = [await seen(chosen), await seen(other)];
      assert.ok(difference(one.paper, two.paper) > 20, `${what}: ${one.paper} and ${two.paper}`);
      for (const { ink, paper } of [one, two]) assert.ok(ink >= 4.5, `${what}: words on ${paper} have a contrast of ${ink.toFixed(1)}`);
    }

    test("what is chosen of several differs from the rest", async () => {
      await assertApart(page.getByTestId("tab-search-space"), page.getByTestId("tab-jobs"), "tabs");
      await assertApart(page.getByTestId("kind-points"), page.getByTestId("kind-slices"), "ways to look");
      await assertApart(page.locator(".segment.random"), page.locator(".segment.grid"), "strategies");
      const button = page.getByTestId("learning-curves").getByTestId("data-button");
      await button.click();
      await assertApart(button, page.getByTestId("views").getByTestId("data-button"), "buttons that are pressed");
      await button.click();
      await assertApart(page.getByTestId("early-stopping-switch"), page.getByTestId("target-switch"), "switches");
    });

    test("marks and lines differ from their ground, and failed curves from others without colour", async () => {
      for (const state of ["completed", "stopped", "failed", "running"]) {
        const { ink } = await seen(page.getByTestId("learning-curves").locator(`.legend svg:has(.mark-shape.${state})`));
        assert.ok(ink >= 4.5, `${state} has a contrast of ${ink.toFixed(1)}`);
      }
      const names = await seen(page.getByTestId("search-space").locator(".axes text").first());
      assert.ok(names.ink >= 4.5, `the axes' words have a contrast of ${names.ink.toFixed(1)}`);
      const dashes = await page.evaluate(() => {
        const path = document.querySelector("#learning-curves .curve").cloneNode();
        document.querySelector("#learning-curves .curve").after(path);
        path.setAttribute("class", "curve failed");
        const { strokeDasharray } = getComputedStyle(path);
        path.remove();
        return strokeDasharray;
      });
      assert.notEqual(dashes, "none");
    });

    test("how far something is can be seen: a gauge, the time", async () => {
      const gauge = await seen(page.locator(".met .gauge").first(), 2);
      assert.ok(gauge.ink >= 3, `the gauge has a contrast of ${gauge.ink.toFixed(1)}`);
      const { picture } = await seen(playground.scrubber);
      const middle = [Math.round(picture.width / 4), Math.round(picture.height / 2)];
      assert.ok(contrast(picture.at(...middle), picture.at(middle[0], 2)) >= 3, "the scrubber's track is seen");
    });

    test("the focus is seen, on what is chosen too", async () => {
      await page.getByTestId("step").focus();
      await page.keyboard.press("Shift+Tab");
      await page.keyboard.press("Tab");
      const { picture } = await seen(page.getByTestId("step"), 6);
      const ring = Array.from({ length: 6 }, (_, x) => contrast(picture.at(x, picture.height >> 1), picture.at(0, picture.height >> 1)));
      assert.ok(Math.max(...ring) >= 3, `the ring has a contrast of ${Math.max(...ring).toFixed(1)}`);
      await page.getByTestId("tab-jobs").focus();
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      const tab = page.getByTestId("tab-search-space");
      assert.equal(await tab.getAttribute("aria-selected"), "true");
      const { picture: inside } = await seen(tab);
      const across = Array.from({ length: 8 }, (_, x) => contrast(inside.at(x, inside.height >> 1), inside.at(0, inside.height >> 1)));
      assert.ok(Math.max(...across) >= 3, `within the tab it has a contrast of ${Math.max(...across).toFixed(1)}`);
    });

    test("a field that is wrong and a row that is chosen have another border", async () => {
      await page.getByTestId("max-jobs").fill("abc");
      await page.getByTestId("field-error").first().waitFor();
      const border = (id) => page.getByTestId(id).evaluate((element) => getComputedStyle(element).borderTopStyle);
      assert.notEqual(await border("max-jobs"), await border("max-parallel"));
      await page.getByTestId("max-jobs").fill("50");
      await page.getByTestId("tab-jobs").click();
      const row = page.getByTestId("views").locator("tbody tr.selected");
      await page.getByTestId("views").locator("tbody tr[data-job]").nth(1).click();
      await page.mouse.move(0, 0);
      assert.notEqual(await row.evaluate((element) => getComputedStyle(element).outlineStyle), "none");
    });

    test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
  });
}

describe("on paper", () => {
  let page;
  before(async () => {
    // From the dark theme, which paper has not.
    ({ page } = await open({ colorScheme: "dark" }));
    await page.emulateMedia({ media: "print" });
  });
  after(() => page?.context().close());
  const at = (id) => page.getByTestId(id);

  test("the result is there, and no control", async () => {
    const there = ["preset", "clock", "learning-curves", "tab-search-space", "search-space", "best-job", "counters", "cost", "cost-instances", "gauges", "decisions", "json-text"];
    for (const id of there) assert.ok(await at(id).isVisible(), id);
    const gone = ["run", "step", "stop", "reset", "speed", "scrubber", "share", "help-menu", "theme", "language", "job-panel", "lens", "axis-x", "json-load", "json-copy", "tab-jobs"];
    for (const id of gone) assert.ok(!(await at(id).isVisible()), id);
    for (const id of ["download", "data-button"]) assert.equal(await at(id).and(page.locator(":visible")).count(), 0, id);
  });

  test("nothing of the decisions and of the JSON is cut", async () => {
    const cut = await page.locator("[data-testid=decisions] li, [data-testid=json-text]").evaluateAll((parts) =>
      parts.filter((part) => {
        if (!part.checkVisibility({ contentVisibilityAuto: true }) || part.scrollHeight > part.clientHeight + 1) return true;
        const box = part.getBoundingClientRect();
        for (let own = part; own !== document.documentElement; own = own.parentElement) {
          const edge = own.getBoundingClientRect();
          if (getComputedStyle(own).overflowY !== "visible" && (box.bottom > edge.bottom + 1 || box.top < edge.top - 1)) return true;
        }
        return false;
      }).map((part) => part.textContent.slice(0, 60)),
    );
    assert.deepEqual(cut, []);
    assert.equal(await page.locator("[data-testid=decisions] li").count(), 51);
  });

  test("it is dark on white", async () => {
    const colours = await page.evaluate(() => {
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const pen = new OffscreenCanvas(1, 1).getContext("2d");
      const bytes = (colour) => ((pen.fillStyle = colour), pen.fillRect(0, 0, 1, 1), [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3));
      const found = new Map();
      while (texts.nextNode()) {
        const { parentElement: element, data } = texts.currentNode;
        if (!data.trim() || element.closest("option, svg, .visually-hidden") || !element.checkVisibility()) continue;
        found.set(getComputedStyle(element).color, data.trim());
      }
      return { ground: getComputedStyle(document.body).backgroundColor, texts: [...found].map(([colour, text]) => [bytes(colour), text]) };
    });
    assert.equal(colours.ground, "rgb(255, 255, 255)");
    for (const [colour, text] of colours.texts) assert.ok(contrast(colour, [255, 255, 255]) >= 4.5, `“${text}” is printed in ${colour}`);
    const corner = await pixelsOf(await page.screenshot({ clip: { x: 0, y: 0, width: 4, height: 4 } }));
    assert.deepEqual(corner.at(1, 1), [255, 255, 255]);
  });

  test("it has a few pages", async () => {
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1");
    const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0;
    assert.ok(pages >= 2 && pages <= 6, `${pages} pages`);
  });

  test("nothing went wrong besides", () => assert.deepEqual(page.problems, []));
});
