// Starts the page. Trunk writes the names of the built files into <meta name="tuneground-app">.
//
// `await window.tuneground.ready` is the page's promise to scripts: it resolves when the app has mounted, has put its
// functions on window.tuneground and has dispatched "tuneground:ready" on the window.
//
// A link that is made for a frame says so, and the page is arranged for it before anything is drawn.
const layout = new URLSearchParams(location.hash.slice(1)).get("layout");
if (layout) {
  document.documentElement.dataset.layout = layout;
  const styles = document.querySelector('meta[name="tuneground-later-styles"]')?.content.split(" ") ?? [];
  const own = styles.find((file) => file.includes(`${layout}-`));
  if (own) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: own }));
}

const tuneground = (window.tuneground ??= {});

tuneground.ready = new Promise((resolve, reject) => {
  const isReady = () => {
    // Where the first load ends, for those who measure it.
    performance.mark("tuneground:ready");
    resolve(tuneground);
    // Not while the development server builds again and again.
    const isServed = !document.querySelector('script[src$="reload.js"]');
    if (isServed) setTimeout(() => import(new URL("offline.js", document.baseURI)), 3000);
  };
  window.addEventListener("tuneground:ready", isReady, { once: true });
  start().catch(reject);
});
tuneground.ready.catch(showFailure);

async function start() {
  const { js, wasm } = document.querySelector('meta[name="tuneground-app"]').dataset;
  const { default: init } = await import(new URL(js, document.baseURI));
  await init({ module_or_path: new URL(wasm, document.baseURI) });
}

function showFailure(error) {
  console.error(error);
  const note = document.getElementById("boot-note");
  if (!note) return;
  document.querySelector(".boot-late")?.remove();
  note.setAttribute("role", "alert");
  note.textContent =
    `Tuneground could not start: ${error.message ?? error}. Reload the page; if that does not help, ` +
    "try Chrome or Edge 96, Firefox 114, Safari 16.4 or any newer version.";
}
