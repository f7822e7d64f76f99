// Chromium as all browser tests and benchmarks start it. CHROME names it; scripts/env.sh finds it.
import { chromium } from "playwright-core";
import { answersAreLate, databaseIsLate, foldsAndDialogsAreLate, framesAreLate } from "./late.mjs";

const flags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/** Starts Chromium; `args` are added to the flags above (`--enable-unsafe-webgpu`, say). */
export async function launch({ args = [] } = {}) {
  const executablePath = process.env.CHROME;
  if (!executablePath) throw new Error("CHROME must name the browser; `make test STEPS=e2e` sets it");
  return chromium.launch({ executablePath, args: [...flags, ...args] });
}

/**
 * A fresh page that remembers what went wrong: `page.problems` collects console errors, uncaught errors, failed
 * requests and policy violations, `page.requested` all addresses. Tests end with `assert.deepEqual(page.problems, [])`.
 * SLOWDOWN=4 makes the page's thread four times as slow; LATE=1000 has the browser's database answer, and tell the page that a fold
 * was opened or a dialog closed, that many milliseconds late; FRAMES=100 the frames, and the sizes of what is in them; ANSWERS=100 what
 * workers and hosts answer: each shows what a test, or the page, forgets to wait for.
 */
export async function newPage(browser, options = {}) {
  // Tests of working offline let service workers; elsewhere one that fetches the whole site would only take time.
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, serviceWorkers: "block", ...options });
  const page = await context.newPage();
  page.problems = [];
  page.requested = [];
  page.on("console", (message) => message.type() === "error" && page.problems.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => page.problems.push(`error: ${error.message}`));
  // What was on its way when a test leaves the page, or loads it again, is cut off, and nothing is wrong with that.
  let isLeaving = false;
  for (const way of ["goto", "reload"]) {
    const go = page[way].bind(page);
    page[way] = async (...options) => {
      isLeaving = true;
      return go(...options).finally(() => (isLeaving = false));
    };
  }
  page.on("requestfailed", (request) => {
    const isCutOff = isLeaving && request.failure()?.errorText === "net::ERR_ABORTED";
    if (!isCutOff) page.problems.push(`failed: ${request.url()}`);
  });
  context.on("request", (request) => page.requested.push(request.url()));
  if (process.env.SLOWDOWN) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: Number(process.env.SLOWDOWN) });
  }
  if (process.env.ANSWERS) await answersAreLate(page, Number(process.env.ANSWERS));
  if (process.env.FRAMES) await framesAreLate(page, Number(process.env.FRAMES));
  if (process.env.LATE) {
    await databaseIsLate(page, Number(process.env.LATE));
    await foldsAndDialogsAreLate(page, Number(process.env.LATE));
  }
  await page.exposeFunction("reportViolation", (text) => page.problems.push(`policy: ${text}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      window.reportViolation(`${event.effectiveDirective} blocked ${event.blockedURI} ${event.sample}`),
    );
  });
  return page;
}
