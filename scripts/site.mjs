// Writes the pages to read (www/site) into a folder: node scripts/site.mjs [dist]
import Eleventy from "@11ty/eleventy";
import { pathToFileURL } from "node:url";

export async function writeSite(output) {
  const site = new Eleventy("www/site", output, { configPath: "www/site/eleventy.config.mjs", quietMode: true });
  await site.write();
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await writeSite(process.argv[2] ?? "dist");
