// Draws the icons and the picture that is shown where the site is linked: node scripts/pictures.mjs (CHROME names the browser).
// They are part of the source; run it again when the mark or the page has changed. The picture shows dist/, a tuning job at its end.
import { readFileSync } from "node:fs";
import { launch, newPage } from "../tests/e2e/support/browser.mjs";
import { PlaygroundPage } from "../tests/e2e/support/playground-page.mjs";
import { serve } from "../tests/e2e/support/server.mjs";

const mark = readFileSync("www/icon.svg", "utf8");
const browser = await launch();

/** A square with the mark; `share` of its side, on a ground or on nothing. */
async function icon(file, side, share, ground) {
  const page = await browser.newPage({ viewport: { width: side, height: side } });
  await page.setContent(`<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground ?? "transparent"}">
    <div style="width:${share * 100}vw;display:grid">${mark}</div></body>`);
  await page.screenshot({ path: `www/icons/${file}.png`, omitBackground: !ground });
  await page.close();
}
await icon("icon-192", 192, 0.92);
await icon("icon-512", 512, 0.92);
await icon("maskable-512", 512, 0.6, "#ffffff");
await icon("apple-touch-icon", 180, 0.72, "#ffffff");

const host = await serve();
const shown = await newPage(browser, { viewport: { width: 1366, height: 768 } });
const playground = await new PlaygroundPage(shown, host.url).open();
await playground.choosePreset("bayesian");
await playground.atRest();
const picture = (await shown.screenshot()).toString("base64");
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
await page.setContent(`<body style="margin:0;height:630px;overflow:hidden;background:#f6f6f3;color:#1d1d1b;font-family:system-ui,'DejaVu Sans',sans-serif">
  <div style="position:absolute;left:64px;top:52px;display:flex;align-items:center;gap:18px"><div style="width:60px;display:grid">${mark}</div><b style="font-size:46px">Tuneground</b></div>
  <p style="position:absolute;left:64px;top:118px;margin:0;font-size:31px;color:#55544f">See a hyperparameter tuning job before you pay for one</p>
  <img alt="" src="data:image/png;base64,${picture}" style="position:absolute;left:64px;top:196px;width:1072px;border:1px solid #c9c8c0;border-radius:14px;box-shadow:0 18px 60px #0003">
</body>`);
await page.screenshot({ path: "www/preview.png" });
await browser.close();
await host.close();
