// Starts the worker, or the program that the worker is named after. The page asks for worker_boot.js?v=HASH (scripts/post-build.mjs writes the hash into index.html);
// the query goes on to everything loaded here, so that a browser never pairs a new page with an old worker.
const version = self.location.search;
const program = self.name || "worker";

try {
  const { default: init } = await import(`./${program}.js${version}`);
  await init({ module_or_path: new URL(`./${program}_bg.wasm${version}`, self.location.href) });
} catch (error) {
  // A rejected promise stays in here; a reported error reaches the page's `error` event on the Worker.
  self.reportError(error);
}
