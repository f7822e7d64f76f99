// The first load's budget: HTML, CSS, JS and wasm until the page is interactive, brotli-compressed.
export const FIRST_LOAD_BUDGET = 200_000;

/** Files that load after the page is interactive, with the worker. */
export const isWorkerFile = (path) => /^worker[._]/.test(path);

/** A table of `{ path, bytes }`, with its sum. */
export function table(title, files) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const rows = files.map((file) => `${kilobytes(file.bytes)}  ${file.path}`);
  return { total, text: [title, ...rows, `${kilobytes(total)}  in all`].join("\n") };
}
