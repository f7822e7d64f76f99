// Writes the sentences of each language into a folder, as the page reads them: node scripts/languages.mjs [dist]
//
// LANGUAGE-HASH.txt has the language's name in its first line, the texts of the start screen in their order in the next lines, an empty line, and
// then what src/language/table.rs reads: a line for each sentence with its key. The page's head names the files, so that
// boot.js can ask for one at once.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = "www/language";

/** Writes the files into `output`, and the address of each into the page, which is given and given back. */
export function writeLanguages(output, html) {
  for (const file of readdirSync(output)) if (/^[a-z]{2}-[0-9a-f]{16}\.txt$/.test(file)) unlinkSync(join(output, file));
  const screen = [...readFileSync("index.html", "utf8").matchAll(/data-text[^>]*>([^<]+)</g)].map(([, english]) => english);
  const files = readdirSync(folder).filter((file) => file.endsWith(".json")).sort().map((file) => {
    const name = file.slice(0, 2);
    const sentences = JSON.parse(readFileSync(join(folder, file), "utf8"));
    const text = [name, ...screen.map((english) => sentences[english] ?? english), "", ...lines(sentences), ""].join("\n");
    const hash = createHash("sha256").update(text).digest("hex").slice(0, 16);
    const written = `${name}-${hash}.txt`;
    writeFileSync(join(output, written), text);
    return written;
  });
  const meta = /<meta name="tuneground-languages" content="[^"]*">/;
  if (!meta.test(html)) throw new Error("index.html has no place for the languages");
  return html.replace(meta, `<meta name="tuneground-languages" content="${files.join(" ")}">`);
}

/** In the order of the keys, as numbers. Sentences without a translation are left out: the page has the English ones. */
function lines(sentences) {
  const known = Object.entries(sentences).filter(([, own]) => own);
  return known
    .map(([english, own]) => [key(english), own])
    .sort(([a], [b]) => a - b)
    .map(([number, own]) => `${number.toString(16).padStart(8, "0")} ${own}`);
}

/** FNV-1a with 32 bits, as in src/language/table.rs. */
function key(english) {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(english, "utf8")) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const output = process.argv[2] ?? "dist";
  const page = join(output, "index.html");
  writeFileSync(page, writeLanguages(output, readFileSync(page, "utf8")));
}
