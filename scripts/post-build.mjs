// Runs after each Trunk build, on the files about to become dist/.
//
// 1. Trunk does not hash a worker's file names, so a browser would keep an old worker beside a new page. The hash of
//    the worker's files goes into index.html as a query; www/worker_boot.js hands it on to everything it loads.
// 2. The parts of the page that load later (scripts/path/wasm-bindgen has cut them off) come beside its first part, under
//    its hash, which Trunk took of the whole program. wasm-opt goes over them as it did over the first part.
// 3. Style sheets that index.html marks with data-later leave the page's head; the views load them when they come.
// 4. Scripts are minified, with what the page's integrity hashes say of them, and comments leave the page: a kilobyte of each
//    would be on every first load.
// 5. The sentences of the other languages (www/language) and the pages to read (www/site) come beside it.
// 6. The service worker is told of all files, with their hashes.
// 7. `trunk serve` writes its reload script inline, which the Content Security Policy forbids: it becomes a file.
import { transformSync } from "esbuild";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { writeLanguages } from "./languages.mjs";
import { listFiles } from "./list-files.mjs";
import { writeSite } from "./site.mjs";

const partsFolder = "target/page-parts";
const dist = process.env.TRUNK_STAGING_DIR ?? process.argv[2] ?? "dist";
const page = join(dist, "index.html");
const workerFiles = ["worker_boot.js", "worker.js", "worker_bg.wasm", "gpu_trainer.js", "gpu_trainer_bg.wasm"];

for (const file of workerFiles.filter((file) => file.endsWith(".js"))) minify(file);
const hash = createHash("sha256");
for (const file of workerFiles) hash.update(readFileSync(join(dist, file)));
const version = hash.digest("hex").slice(0, 16);

let html = readFileSync(page, "utf8");
html = replaceOnce(html, /(<meta name="tuneground-worker" content="worker_boot\.js)[^"]*"/, `$1?v=${version}"`);
html = await addParts(html);
html = laterStyles(html);
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
  const parts = readdirSync(partsFolder).filter((file) => file.endsWith(".wasm"));
  const renamed = (file) => `${name}-${file.replace(/^split_/, "")}`;
  const optimise = (file) =>
    promisify(execFile)("wasm-opt", ["-Oz", ...params.split(" "), join(partsFolder, file), "-o", join(dist, renamed(file))]);
  await Promise.all(parts.map(optimise));

  let loader = readFileSync(join(partsFolder, "__wasm_split.js"), "utf8");
  loader = replaceOnce(loader, /"\.\/app\.js"/, `"./${name}.js"`);
  for (const file of parts) loader = replaceOnce(loader, new RegExp(`"\\./${file}"`), `"./${renamed(file)}"`);
  writeFileSync(join(dist, `${name}-parts.js`), loader);

  const main = join(dist, `${name}.js`);
  writeFileSync(main, replaceAll(readFileSync(main, "utf8"), 'from "./__wasm_split.js"', `from "./${name}-parts.js"`));
  minify(`${name}.js`);
  minify(`${name}-parts.js`);
  // Else the browser would hear of the file only when it has read the other.
  return replaceOnce(html, /<\/head>/, `<link rel="modulepreload" href="./${name}-parts.js"></head>`);
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
  const hash = createHash("sha384").update(minify(file)).digest("base64");
  return html.replace(pattern, `$1sha384-${hash}`);
}

function laterStyles(html) {
  const links = html.match(/<link[^>]*\sdata-later[^>]*>/g) ?? [];
  if (!links.length) throw new Error("index.html names no style sheet with data-later");
  const files = links.map((link) => link.match(/href="([^"]+)"/)[1]);
  for (const link of links) html = html.replace(link, "");
  return replaceOnce(html, /<\/head>/, `<meta name="tuneground-later-styles" content="${files.join(" ")}"></head>`);
}

function replaceOnce(text, pattern, replacement) {
  if (!pattern.test(text)) throw new Error(`index.html has nothing that matches ${pattern}`);
  return text.replace(pattern, replacement);
}

function replaceAll(text, from, to) {
  if (!text.includes(from)) throw new Error(`the page's script has nothing that reads ${from}`);
  return text.replaceAll(from, to);
}
