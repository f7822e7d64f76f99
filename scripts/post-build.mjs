// Runs after each Trunk build, on the files about to become dist/.
//
// 1. Trunk does not hash a worker's file names, so a browser would keep an old worker beside a new page. The hash of
//    the worker's files goes into index.html as a query; www/worker_boot.js hands it on to everything it loads.
// 2. The parts of the page that load later (scripts/path/wasm-bindgen has cut them off) come beside its first part, under
//    its hash, which Trunk took of the whole program (scripts/parts.mjs).
// 3. Style sheets become two files: what is seen at first, and those that index.html marks with data-later, which boot.js asks for
//    once the page is there.
// 4. Scripts and styles are minified, with what the page's integrity hashes say of them, and comments leave the page: a kilobyte of each
//    would be on every first load.
// 5. The sentences of the other languages (www/language) and the pages to read (www/site) come beside it.
// 6. The service worker is told of all files, with their hashes.
// 7. `trunk serve` writes its reload script inline, which the Content Security Policy forbids: it becomes a file.
import { transformSync } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeLanguages } from "./languages.mjs";
import { listFiles } from "./list-files.mjs";
import { writeParts } from "./parts.mjs";
import { replaceOnce } from "./replace.mjs";
import { writeSite } from "./site.mjs";

const dist = process.env.TRUNK_STAGING_DIR ?? process.argv[2] ?? "dist";
const page = join(dist, "index.html");
const workerFiles = ["worker_boot.js", "worker.js", "worker_bg.wasm", "gpu_trainer.js", "gpu_trainer_bg.wasm"];

for (const file of workerFiles.filter((file) => file.endsWith(".js"))) minify(file);
const hash = createHash("sha256");
for (const file of workerFiles) hash.update(readFileSync(join(dist, file)));
const version = hash.digest("hex").slice(0, 16);

let html = readFileSync(page, "utf8");
html = replaceOnce(html, /(<meta name="tuneground-worker" content="worker_boot\.js)[^"]*"/, `$1?v=${version}"`, "index.html");
html = await addParts(html);
html = mergeStyles(html);
html = minifyBoot(html);
html = writeLanguages(dist, html);
html = html.replace(/<!--[\s\S]*?-->/g, "").replace(/\n\s*(?=\n)/g, "");

const inlineReload = /<script>([^<]*__TRUNK_ADDRESS__[\s\S]*?)<\/script>/;
const reload = html.match(inlineReload);
if (reload) {
  const script = reload[1]
    .replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host")
    .replace("{{__TRUNK_WS_BASE__}}", "/");
  writeFileSync(join(dist, "reload.js"), script);
  html = html.replace(inlineReload, '<script src="./reload.js"></script>');
}
writeFileSync(page, html);
await writeSite(dist);
listFiles(dist);

async function addParts(html) {
  const script = html.match(/data-js="(?:\.\/)?(app-[0-9a-f]+)\.js"/);
  if (!script) throw new Error("index.html does not name the page's script");
  const name = script[1];
  const params = readFileSync("index.html", "utf8").match(/data-bin="app".*data-wasm-opt-params="([^"]*)"/)[1];
  await writeParts({ folder: "target/page-parts", dist, name, params: params.split(" ") });

  const main = join(dist, `${name}.js`);
  const own = readFileSync(main, "utf8");
  writeFileSync(main, replaceOnce(own, /from "\.\/__wasm_split\.js"/g, `from "./${name}-parts.js"`, "the page's script"));
  minify(`${name}.js`);
  minify(`${name}-parts.js`);
  // Else the browser would hear of the file only when it has read the other.
  return replaceOnce(html, /<\/head>/, `<link rel="modulepreload" href="./${name}-parts.js"></head>`, "index.html");
}

/** Trunk's own minifier fails on what wasm-bindgen writes. */
function minify(file) {
  const path = join(dist, file);
  const { code } = transformSync(readFileSync(path, "utf8"), { minify: true, format: "esm", target: "es2022" });
  writeFileSync(path, code);
  return code;
}

function minifyBoot(html) {
  const pattern = /(src="\.\/(boot-[0-9a-f]+\.js)" integrity=")[^"]*/;
  const [, , file] = html.match(pattern) ?? [];
  if (!file) throw new Error("index.html does not name boot.js with its integrity hash");
  const integrity = integrityOf(minify(file));
  return html.replace(pattern, `$1${integrity}`);
}

/** The page's style sheets as two: what is seen at first, and the rest, which boot.js asks for once the page is there. */
function mergeStyles(html) {
  const links = html.match(/<link rel="stylesheet"[^>]*>/g) ?? [];
  const [first, later] = [false, true].map((isLater) => merged(links.filter((link) => /\sdata-later/.test(link) === isLater)));
  for (const link of links) html = html.replace(link, "");
  return replaceOnce(
    html,
    /<\/head>/,
    `<link rel="stylesheet" href="./${first.file}" integrity="${first.integrity}"><meta name="tuneground-later-styles" content="./${later.file}"></head>`,
  );
}

/** Style sheets as one file, in their order. */
function merged(links) {
  if (!links.length) throw new Error("index.html names style sheets both with and without data-later");
  const files = links.map((link) => join(dist, link.match(/href="([^"]+)"/)[1]));
  const { code: text } = transformSync(files.map((file) => readFileSync(file, "utf8")).join("\n"), { loader: "css", minify: true });
  for (const file of files) rmSync(file);
  const file = `styles-${createHash("sha256").update(text).digest("hex").slice(0, 16)}.css`;
  writeFileSync(join(dist, file), text);
  return { file, integrity: integrityOf(text) };
}

function integrityOf(text) {
  return `sha384-${createHash("sha384").update(text).digest("base64")}`;
}
