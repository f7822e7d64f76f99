// Runs the benchmarks and writes bench-results/NAME.json, each with the date, the versions and the machine.
//
// Browser: every benches/browser/NAME.mjs exports `run({ browser, newPage, serve })` and returns
// `[{ name, unit, value, … }]`; `newPage` and `serve` are those of tests/e2e/support.
// Native: every [[bench]] of Cargo.toml; Criterion's estimates, and any line of output that is a JSON object, count. One that
// has the name of a browser's is called by that.
// Peers: benches/peers, the comparison with other optimisers; benches/README.md says more.
//
// Arguments name the benchmarks to run; none means all but those of the peers, which take hours, and of a GPU.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, platform, release, totalmem } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { launch, newPage } from "../tests/e2e/support/browser.mjs";
import { serve } from "../tests/e2e/support/server.mjs";

const wanted = process.argv.slice(2);
const chosen = (name) => wanted.length === 0 || wanted.includes(name);
const output = (command, ...args) =>
  execFileSync(command, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] }).trim();

const metadata = JSON.parse(output("cargo", "metadata", "--no-deps", "--format-version", "1"));
const environment = {
  Date: new Date().toISOString(),
  Commit: output("git", "describe", "--always", "--dirty"),
  Versions: { Tuneground: metadata.packages[0].version, Rust: output("rustc", "--version"), Node: process.version },
  Machine: {
    Cpu: cpus()[0].model,
    Cores: cpus().length,
    MemoryGiB: Math.round(totalmem() / 2 ** 30),
    System: `${platform()} ${release()}`,
  },
};

const done = new Set();
function save(name, results) {
  mkdirSync("bench-results", { recursive: true });
  const path = join("bench-results", `${name}.json`);
  writeFileSync(path, JSON.stringify({ Benchmark: name, ...environment, Results: results }, null, 2) + "\n");
  console.log(`\n${name} → ${path}`);
  for (const { name = "", value = "", unit = "" } of results) console.log(`  ${name.padEnd(48)} ${format(value).padStart(12)} ${unit}`);
  done.add(name);
}

const format = (value) => (typeof value === "number" ? value.toLocaleString("en", { maximumSignificantDigits: 4 }) : String(value));

await browserBenchmarks();
nativeBenchmarks();
peersBenchmarks();
const unknown = wanted.filter((name) => !done.has(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(", ")}.`);
  process.exit(1);
}

async function browserBenchmarks() {
  const names = readdirSync("benches/browser").filter((file) => file.endsWith(".mjs")).map((file) => basename(file, ".mjs")).sort();
  for (const name of names.filter(chosen)) save(name, [...(await inBrowser(name)), ...(name === "suggestion-time" ? suggestionsElsewhere() : [])]);
}

async function inBrowser(name) {
  const { run, args } = await import(pathToFileURL(join("benches/browser", `${name}.mjs`)));
  // A browser of its own for each, so that none inherits another's caches, workers or memory.
  const browser = await launch({ args });
  try {
    environment.Versions.Chromium = browser.version();
    return await run({ browser, newPage, serve });
  } finally {
    await browser.close();
  }
}

/** The same natively, and where it was asked for by name, of Optuna's GPSampler. */
function suggestionsElsewhere() {
  const native = objects("cargo", "bench", "--bench", "strategies", "--", "--speed");
  const renamed = native.map((result) => ({ ...result, name: `natively: ${result.name}` }));
  return [...renamed, ...(wanted.includes("suggestion-time") ? objects(...peers(), "speed") : [])];
}

function nativeBenchmarks() {
  const benches = metadata.packages[0].targets.filter((target) => target.kind.includes("bench"));
  for (const { name, "required-features": features = [] } of benches) {
    // What needs more than this machine surely has, such as a GPU, is only run by name.
    if (!(features.length > 0 ? wanted.includes(name) : chosen(name)) || done.has(name)) continue;
    const criterion = join(metadata.target_directory, "criterion");
    rmSync(criterion, { recursive: true, force: true });
    save(name, [...objects("cargo", "bench", "--bench", name, ...(features.length > 0 ? ["--features", features.join()] : [])), ...criterionResults(criterion)]);
  }
}

function peersBenchmarks() {
  if (!wanted.includes("peers")) return;
  objects(...peers(), "run");
  objects(...peers(), "table");
  save("peers", objects(...peers(), "json"));
}

/** The program that asks the other optimisers. */
function peers() {
  // One thread: what is compared is the optimisers, not their linear algebra's threads.
  for (const name of ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"]) process.env[name] = "1";
  process.env.PYTHONPATH = "benches";
  return ["target/peers-venv/bin/python", "-m", "peers"];
}

/** Runs a program and shows what it prints; the lines that are JSON objects. */
function objects(command, ...args) {
  const lines = output(command, ...args).split("\n");
  console.log(lines.join("\n"));
  return lines.flatMap(parseObject);
}

function parseObject(line) {
  try {
    return line.startsWith("{") ? [JSON.parse(line)] : [];
  } catch {
    return [];
  }
}

function criterionResults(folder) {
  let files = [];
  try {
    files = readdirSync(folder, { recursive: true }).map(String);
  } catch {
    return []; // not a Criterion benchmark
  }
  return files.filter((file) => file.endsWith(join("new", "estimates.json"))).sort().map((file) => {
    const { mean, std_dev } = JSON.parse(readFileSync(join(folder, file), "utf8"));
    const name = file.slice(0, -join("", "new", "estimates.json").length - 1);
    return { name, unit: "ns", value: mean.point_estimate, interval95: [mean.confidence_interval.lower_bound, mean.confidence_interval.upper_bound], deviation: std_dev.point_estimate };
  });
}
