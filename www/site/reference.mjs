// What the pages of the reference need: the tables, which a native test writes, and filters to show them.
import { readFileSync } from "node:fs";
import { breakable } from "./markdown.mjs";

export function addReference(eleventy) {
  eleventy.addGlobalData("reference", () => JSON.parse(readFileSync("www/site/reference/tables.json", "utf8")));
  // `code` in a text of the program's.
  eleventy.addFilter("inlineCode", (text) =>
    text.split("`").map((part, index) => (index % 2 ? `<code>${breakable(part)}</code>` : breakable(part))).join(""),
  );
  eleventy.addFilter("indented", (json) => JSON.stringify(JSON.parse(json), null, 2));
  eleventy.addFilter("groups", groupsOfRequest);
  eleventy.addFilter("number", (value) => (Math.abs(value) >= 10_000 ? value.toLocaleString("en-US") : String(value)));
  eleventy.addFilter("need", (texts, key) => {
    if (texts?.[key] === undefined) throw new Error(`There is no text for "${key}"`);
    return texts[key];
  });
}

/**
 * The members of the request in tables that can be read: those at the top, then one table for each that has members of its own, down to two
 * levels. Definitions in a list are as the one definition.
 */
function groupsOfRequest(rows) {
  const groups = [];
  for (const row of rows) {
    if (row.Path.startsWith("TrainingJobDefinitions[].")) continue;
    const parts = row.Path.split(".");
    const name = parts.length === 1 ? "CreateHyperParameterTuningJob" : parts[0];
    let group = groups.find((group) => group.name === name);
    if (!group) groups.push((group = { name, rows: [] }));
    group.rows.push(row);
  }
  return groups;
}
