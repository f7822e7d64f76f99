// How the site around the playground is made: Markdown under www/site becomes plain HTML beside the playground's index.html.
// scripts/site.mjs runs it.
import { IdAttributePlugin } from "@11ty/eleventy";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { addLessons } from "./lessons.mjs";
import { toLink } from "./link.mjs";
import { addReference } from "./reference.mjs";
import { readText } from "./text.mjs";
import { breakable, strictMarkdown } from "./markdown.mjs";

/** Languages, in the order of the menu. English is the one that the others are translated from. */
export const LANGUAGES = ["en", "ja", "es", "fr"];

export default function configure(eleventy) {
  const text = readText(LANGUAGES);

  eleventy.addPlugin(IdAttributePlugin, { slugify: idOfHeading });
  const markdown = strictMarkdown();
  eleventy.setLibrary("md", markdown);
  eleventy.addFilter("markdown", (text) => markdown.render(text));
  // Links into the source would lead nowhere here.
  eleventy.addGlobalData("changelog", () => readFileSync("CHANGELOG.md", "utf8").replace(/^# .*\n/, "").replace(/\[([^\]]+)\]\((?!https?:)[^)]+\)/g, "$1"));
  eleventy.addPassthroughCopy({ "www/site/styles": "site", "www/site/scripts": "site", "www/styles/tokens.css": "site/tokens.css", "www/icon.svg": "site/icon.svg" });

  eleventy.addGlobalData("languages", LANGUAGES);
  eleventy.addGlobalData("sections", ["guide", "lessons", "reference"]);
  // One policy for all pages, the playground's.
  eleventy.addGlobalData("policy", () => readFileSync("index.html", "utf8").match(/Content-Security-Policy" content="([^"]+)"/)[1]);
  eleventy.addGlobalData("layout", "page.njk");
  // A site that knows its address can say it to search engines: SITE_URL=https://example.org/tuneground/ make build
  eleventy.addGlobalData("address", () => process.env.SITE_URL?.replace(/\/*$/, "/"));
  eleventy.addGlobalData("stylesVersion", () => versionOf("www/site/styles/site.css", "www/styles/tokens.css"));
  eleventy.addGlobalData("figuresVersion", () => versionOf("www/site/scripts/figures.js"));
  // The first folder is the language, the second the section.
  eleventy.addGlobalData("eleventyComputed", {
    language: ({ page }) => page.filePathStem.split("/")[1],
    section: ({ page }) => page.filePathStem.split("/")[2],
  });

  // From a page to the folder that everything is in: no address of the site begins with /, so that it works under any path.
  eleventy.addFilter("root", (url) => "../".repeat(url.split("/").length - 2));
  eleventy.addFilter("trimStart", (url) => url.replace(/^\//, ""));
  eleventy.addFilter("say", (key, language) => text(language, key));
  eleventy.addFilter("inLanguage", (url, language) => url.replace(/^\/[^/]+\//, `/${language}/`));
  eleventy.addFilter("breakable", breakable);
  eleventy.addFilter("presetLink", (id) => `#s=${toLink(JSON.parse(readFileSync(`src/playground/presets/${id}.json`, "utf8")))}`);
  addReference(eleventy);
  addLessons(eleventy, text);
  eleventy.addFilter("pagesOf", pagesOf);
  // The page of this name at the top of a language; else the English one.
  eleventy.addFilter("bestPage", (all, language, name) =>
    [language, "en"].map((one) => all.find((page) => page.url === `/${one}/${name}/`)).find((page) => page),
  );
  eleventy.addFilter("pageAt", (all, url) => {
    const found = all.find((page) => page.url === url);
    if (!found) throw new Error(`There is no page ${url}`);
    return found;
  });
  eleventy.addFilter("hasPage", (all, url) => all.some((page) => page.url === url));

  // A map of the site has whole addresses.
  if (process.env.SITE_URL) {
    eleventy.addTemplate("sitemap.njk", readFileSync("www/site/_includes/sitemap.njk", "utf8"), {
      permalink: "sitemap.xml",
      layout: false,
      eleventyExcludeFromCollections: true,
      eleventyComputed: {},
    });
  }

  return {
    dir: { input: "www/site", includes: "_includes", data: "_data" },
    markdownTemplateEngine: "njk",
    htmlTemplateEngine: "njk",
  };
}

/** The pages of a language's section in their order. */
function pagesOf(all, language, section) {
  return all
    .filter((page) => page.data.language === language && page.data.section === section)
    .sort((a, b) => a.data.order - b.data.order);
}

/** Any writing system's letters and digits, and hyphens. */
function idOfHeading(heading) {
  return heading.toLowerCase().replace(/[^\p{Letter}\p{Number}]+/gu, "-").replace(/^-|-$/g, "");
}

function versionOf(...files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}
