// Checks dist/ against the first load's budget without a browser: what index.html names, brotli-compressed.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { isLaterPart, isWorkerFile, judge, table } from "./first-load-budget.mjs";

const dist = process.argv[2] ?? "dist";
const html = readFileSync(join(dist, "index.html"), "utf8");
const size = (path) => ({ path, bytes: brotliCompressSync(readFileSync(join(dist, path))).length });

// Dropping every address that is not a file of dist/ leaves out links to elsewhere.
const built = new Set(readdirSync(dist, { recursive: true }).map((path) => path.replaceAll("\\", "/")));
// Browsers ask for these when somebody installs the page.
const loaded = html.replace(/<link[^>]*rel="(?:manifest|apple-touch-icon)"[^>]*>/g, "");
const named = [...loaded.matchAll(/(?:href|src|data-js|data-wasm)="(?:\.\/)?([^"?#]+)/g)].map((match) => match[1]);
const first = ["index.html", ...new Set(named)].filter((path) => built.has(path) && !isWorkerFile(path));

const firstLoad = table("First load, brotli:", first.map(size));
console.log(firstLoad.text);
const rest = [...built].sort();
console.log(table("Parts of the page, after the first load:", rest.filter(isLaterPart).map(size)).text);
console.log(table("Worker, after the first load:", rest.filter(isWorkerFile).map(size)).text);
const error = judge(firstLoad.total);
if (error) {
  console.error(error);
  process.exit(1);
}
