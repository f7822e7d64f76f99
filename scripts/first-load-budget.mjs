// The first load's budget: HTML, CSS, JS and wasm until the page is interactive, brotli-compressed.
export const FIRST_LOAD_BUDGET = 200_000;

/** Files of the workers, which load after the page is interactive. */
export const isWorkerFile = (path) => /^(worker|gpu_trainer)[._]/.test(path);

/** Parts of the page that load after it is interactive: src/bin/app/parts.rs. */
export const isLaterPart = (path) => /^app-[0-9a-f]+-\w+\.wasm$/.test(path);

/** What is wrong with a first load of so many bytes; null when it fits the budget. */
export function judge(bytes) {
  const over = bytes - FIRST_LOAD_BUDGET;
  return over > 0 ? `The first load is ${bytes} bytes, ${over} over its budget of ${FIRST_LOAD_BUDGET}.` : null;
}

/** A table of `{ path, bytes }`, with its sum. */
export function table(title, files) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const rows = files.map((file) => `${kilobytes(file.bytes)}  ${file.path}`);
  return { total, text: [title, ...rows, `${kilobytes(total)}  in all`].join("\n") };
}
