// A page with the playground, open before the tests of the file that imports it begin, and closed after them. Each test file
// is a process of its own, and so has a page of its own.
import { after } from "node:test";
import { launch, newPage } from "./browser.mjs";
import { PlaygroundPage } from "./playground-page.mjs";
import { serve } from "./server.mjs";

const host = await serve();
const browser = await launch();
after(async () => {
  await browser.close();
  await host.close();
});
export const page = await newPage(browser);
export const playground = await new PlaygroundPage(page, host.url).open();
