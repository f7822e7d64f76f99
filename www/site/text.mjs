// The words of the site that are in no page: text/LANGUAGE.json, one text for each key.
import { readFileSync } from "node:fs";

const FOLDER = "www/site/text";

/** A function from a language and a key to the text. It throws where there is none: nobody shall find a hole. */
export function readText(languages) {
  const tables = new Map(languages.map((language) => [language, JSON.parse(readFileSync(`${FOLDER}/${language}.json`, "utf8"))]));
  return (language, key) => {
    const found = tables.get(language)?.[key];
    if (found === undefined) throw new Error(`${FOLDER}/${language}.json has no text for "${key}"`);
    return found;
  };
}
