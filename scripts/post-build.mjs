// Runs after each Trunk build, on the files about to become dist/.
//
// 1. Trunk does not hash a worker's file names, so a browser would keep an old worker beside a new page. The hash of
//    the worker's files goes into index.html as a query; www/worker_boot.js hands it on to everything it loads.
// 2. `trunk serve` writes its reload script inline, which the Content Security Policy forbids: it becomes a file.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const dist = process.env.TRUNK_STAGING_DIR ?? process.argv[2] ?? "dist";
const page = join(dist, "index.html");
const workerFiles = ["worker_boot.js", "worker.js", "worker_bg.wasm"];

const hash = createHash("sha256");
for (const file of workerFiles) hash.update(readFileSync(join(dist, file)));
const version = hash.digest("hex").slice(0, 16);

let html = readFileSync(page, "utf8");
html = replaceOnce(html, /(<meta name="tuneground-worker" content="worker_boot\.js)[^"]*"/, `$1?v=${version}"`);

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

function replaceOnce(text, pattern, replacement) {
  if (!pattern.test(text)) throw new Error(`index.html has nothing that matches ${pattern}`);
  return text.replace(pattern, replacement);
}
