// What the menu of a view saves: its picture and its numbers.
import { readFileSync } from "node:fs";

/** The file that the open view saves as `kind` (svg, png or csv): its name and its bytes. */
export async function saved(page, kind) {
  const menu = page.getByTestId("views").getByTestId("download");
  await menu.locator("summary").click();
  const [download] = await Promise.all([page.waitForEvent("download"), menu.getByTestId(`download-${kind}`).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** The numbers of the open view: the cells of its CSV file, row by row. */
export async function savedRows(page) {
  const { bytes } = await saved(page, "csv");
  const cells = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
  return bytes.toString().trimEnd().split("\r\n").map(cells);
}

/** The picture of the open view as the browser reads it: the file's name, its texts, how many elements match each selector. */
export async function savedPicture(page, selectors = []) {
  const { name, bytes } = await saved(page, "svg");
  const read = await page.evaluate(([text, selectors]) => {
    const root = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
    return {
      root: root.nodeName,
      errors: root.querySelectorAll("parsererror").length,
      texts: [...root.querySelectorAll("text")].map((own) => own.textContent),
      counts: selectors.map((selector) => root.querySelectorAll(selector).length),
    };
  }, [bytes.toString(), selectors]);
  if (read.root !== "svg" || read.errors) throw new Error(`${name} is no picture`);
  return { name, ...read };
}
