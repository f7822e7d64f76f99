// The parts of the page that load later (src/bin/app/parts.rs), as scripts/path/wasm-bindgen has cut them.
//
// What several parts use is cut into a file for each set of parts that use it: some eighty, most of them a kilobyte or less, and
// nearly all of them are asked for when the page opens. A request and a module for each would keep a phone waiting, so they are merged:
// what the editor uses, what else the views use, and the rest. Editor and views always load; so a part asks for at most three.
import { execFile } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { replaceOnce } from "./replace.mjs";

const run = promisify(execFile);

/** What the merged files are of, in the order in which chunks are given out. */
const SHARED = ["editor", "views", ""];

/** Writes the parts and their loader, which is of the first part's script `name`, into `dist`; `params` are of wasm-opt. */
export async function writeParts({ folder, dist, name, params }) {
  const cutters = readFileSync(join(folder, "__wasm_split.js"), "utf8");
  const groups = grouped(cutters);
  for (const { of, chunks } of groups) await merge(folder, sharedName(of), chunks, params);
  const parts = readdirSync(folder).filter((file) => /^(split|shared)_\w+\.wasm$/.test(file));
  const renamed = (file) => `${name}-${file.replace(/^split_/, "")}`;
  // Compressed, not larger than with -Oz; and a quarter fewer functions are called, each of which the browser compiles at its first call.
  await Promise.all(parts.map((file) => run("wasm-opt", ["-O3", ...params, join(folder, file), "-o", join(dist, renamed(file))])));
  writeFileSync(join(dist, `${name}-parts.js`), loader(cutters, groups, name, parts, renamed));
}

/** The chunks by the first of `SHARED` that uses them; a comment before each says who does. */
function grouped(loader) {
  const found = [...loader.matchAll(/\/\* ([\w, ]+) \*\/\nconst __(chunk_\d+) = /g)];
  const left = new Map(found.map(([, users, chunk]) => [chunk, users.split(", ")]));
  return SHARED.map((of) => {
    const chunks = [...left].filter(([, users]) => of === "" || users.includes(of)).map(([chunk]) => chunk);
    for (const chunk of chunks) left.delete(chunk);
    return { of, chunks };
  }).filter(({ chunks }) => chunks.length);
}

const sharedName = (of) => `shared_${of || "rest"}`;

/** Merges chunks. All import the same memory and the same tables: of a hub here, so that the merged file imports them once. */
async function merge(folder, name, chunks, params) {
  const { stdout } = await run("wasm-dis", [...params, join(folder, `${chunks[0]}.wasm`)], { maxBuffer: 2 ** 30 });
  const sizeOf = (kind) => stdout.match(new RegExp(`\\(import "__wasm_split" "[^"]+" \\(${kind} \\$\\S+ ([^)]+)\\)`))?.[1];
  const [memory, table] = [sizeOf("memory"), sizeOf("table")];
  if (!memory || !table) throw new Error(`${chunks[0]}.wasm does not import the page's memory and table`);
  const shared = [["memory", "memory", memory], ["__indirect_function_table", "table", table], ["__wasm_split_shared0", "global", "(mut i32)"]];
  const imports = shared.map(([own, kind, type]) => `(import "page" "${own}" (${kind} $${own} ${type}))`);
  const exports = shared.map(([own, kind]) => `(export "${own}" (${kind} $${own}))`);
  const hub = join(folder, "hub.wat");
  writeFileSync(hub, `(module ${imports.join(" ")} ${exports.join(" ")})`);
  const modules = chunks.flatMap((chunk) => [join(folder, `${chunk}.wasm`), chunk]);
  await run("wasm-merge", [...params, hub, "__wasm_split", ...modules, "-o", join(folder, `${name}.wasm`)]);
}

/** The cutter's loader, with the merged files in the place of the chunks. */
function loader(cutters, groups, name, parts, renamed) {
  let text = cutters;
  const once = (pattern, replacement) => (text = replaceOnce(text, pattern, replacement, "the loader of the page's parts"));
  for (const { of, chunks } of groups) {
    const [first, ...rest] = chunks;
    const own = `__${sharedName(of)}`;
    once(definition(first), () => shared(own, `${sharedName(of)}.wasm`));
    for (const chunk of rest) once(definition(chunk), () => "");
    for (const chunk of chunks) text = text.replaceAll(new RegExp(`\\b__${chunk}\\b`, "g"), own);
  }
  text = text.replace(/\n, \[([^\]]*)\]\)/g, (_, list) => `\n, [${[...new Set(list.split(", "))].join(", ")}])`);
  // A part that has just been compiled starts in a task of its own.
  once(/await callee\(\);/, (found) => `${found} await new Promise((resolve) => setTimeout(resolve));`);
  once(/"\.\/app\.js"/, () => `"./${name}.js"`);
  for (const file of parts) once(new RegExp(`"\\./${file}"`), () => `"./${renamed(file)}"`);
  if (/chunk_\d/.test(text)) throw new Error("the loader of the page's parts names a chunk that was merged");
  return text;
}

/** How the cutter's loader defines a chunk. */
const definition = (chunk) => new RegExp(`const __${chunk} = makeLoad\\([^;]*;[^;]*;[^;]*;[^;]*;`);

const shared = (own, file) => `const ${own} = makeLoad(() => {
    const src = fetch(new URL("./${file}", import.meta.url));
    src.catch(() => {});
    return async (imports) => WebAssembly.instantiateStreaming(src, { page: imports.__wasm_split });
}
, []);`;
