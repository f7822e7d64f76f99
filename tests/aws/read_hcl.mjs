// Reads HCL files with HashiCorp's own parser (compiled to WebAssembly) and prints them as JSON: {path: configuration}.

import { parse } from "@cdktf/hcl2json";
import { readFileSync } from "node:fs";

const read = {};
for (const path of process.argv.slice(2)) {
  read[path] = await parse(path, readFileSync(path, "utf8"));
}
process.stdout.write(JSON.stringify(read));
