// The first load's budget: HTML, CSS, JS and wasm until the page is interactive, brotli-compressed.
export const FIRST_LOAD_BUDGET = 200_000;

// Not met yet: ARCHITECTURE.md says what is in the way. Until it is, this ceiling keeps the first load from growing. It may
// only go down, and goes away when it reaches the budget.
export const FIRST_LOAD_CEILING = 415_000;

/** What is wrong with a first load of so many bytes: an error above the ceiling, else a reminder above the budget. */
export function judge(bytes) {
  const over = (limit) => `The first load is ${bytes} bytes, ${bytes - limit} over`;
  return {
    error: bytes > FIRST_LOAD_CEILING ? `${over(FIRST_LOAD_CEILING)} the ceiling of ${FIRST_LOAD_CEILING}.` : null,
    reminder: bytes > FIRST_LOAD_BUDGET ? `${over(FIRST_LOAD_BUDGET)} its budget of ${FIRST_LOAD_BUDGET}: NOT MET YET.` : null,
  };
}

/** Files that load after the page is interactive, with the worker. */
export const isWorkerFile = (path) => /^worker[._]/.test(path);

/** A table of `{ path, bytes }`, with its sum. */
export function table(title, files) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const rows = files.map((file) => `${kilobytes(file.bytes)}  ${file.path}`);
  return { total, text: [title, ...rows, `${kilobytes(total)}  in all`].join("\n") };
}
