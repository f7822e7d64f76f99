// Tells the service worker of a built site which files there are, with their hashes.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

/** For hosts, robots and those who link here; nobody who is here asks for them. */
const NOT_KEPT = ["service-worker.js", "preview.png", "reload.js", "sitemap.xml"];

export function listFiles(dist) {
  const files = {};
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    const path = relative(dist, join(entry.parentPath ?? entry.path, entry.name)).replaceAll("\\", "/");
    if (entry.isFile() && !NOT_KEPT.includes(path)) files[path] = hash(readFileSync(join(dist, path)));
  }
  const sorted = Object.fromEntries(Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1)));
  const worker = join(dist, "service-worker.js");
  const text = readFileSync(worker, "utf8")
    .replace(/const FILES = \{[^}]*\};/, () => `const FILES = ${JSON.stringify(sorted, null, 1)};`)
    .replace(/const VERSION = "[^"]*";/, `const VERSION = "${hash(JSON.stringify(sorted))}";`);
  writeFileSync(worker, text);
}

const hash = (data) => createHash("sha256").update(data).digest("hex").slice(0, 16);
