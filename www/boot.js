// Starts the page. Trunk writes the names of the built files into <meta name="tuneground-app">.
//
// `await window.tuneground.ready` is the page's promise to scripts: it resolves when the app has mounted, has put its
// functions on window.tuneground and has dispatched "tuneground:ready" on the window.
//
// A link that is made for a frame says so, and the page is arranged for it before anything is drawn.
const address = new URLSearchParams(location.hash.slice(1));
const layout = address.get("layout");
if (layout) {
  document.documentElement.dataset.layout = layout;
  addLaterStyles();
}

const tuneground = (window.tuneground ??= {});
const sentences = readSentences();

tuneground.ready = new Promise((resolve, reject) => {
  const isReady = () => {
    // Where the first load ends, for those who measure it.
    performance.mark("tuneground:ready");
    resolve(tuneground);
    if (!layout) addLaterStyles();
    // Not while the development server builds again and again.
    const isServed = !document.querySelector('script[src$="reload.js"]');
    if (isServed) setTimeout(() => import(new URL("offline.js", document.baseURI)), 3000);
  };
  window.addEventListener("tuneground:ready", isReady, { once: true });
  // The page is put together in tasks of its own, so nobody waits for what fails there.
  window.addEventListener("error", ({ error }) => error instanceof WebAssembly.RuntimeError && reject(error));
  start().catch(reject);
});
tuneground.ready.catch(showFailure);

async function start() {
  const { js, wasm } = document.querySelector('meta[name="tuneground-app"]').dataset;
  const program = fetch(new URL(wasm, document.baseURI));
  const { default: init } = await import(new URL(js, document.baseURI));
  await painted();
  // The page asks for its language when it mounts: src/bin/app/language.rs.
  tuneground.language = await sentences;
  await init({ module_or_path: program });
}

/** The first words are on the screen before anything else keeps the browser busy; nobody waits for that in a tab in the background. */
function painted() {
  return new Promise((resolve) => {
    if (document.hidden) return resolve();
    setTimeout(resolve, 200);
    new PerformanceObserver(resolve).observe({ type: "paint", buffered: true });
  });
}

/** Styles of what is not seen at first. */
function addLaterStyles() {
  const href = document.querySelector('meta[name="tuneground-later-styles"]').content;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

/** The file of a language other than English: what was chosen in this tab, in the address, ever, or what the browser prefers. */
function fileOfLanguage() {
  const files = document.querySelector('meta[name="tuneground-languages"]').content.split(" ");
  const fileOf = (language) => (/^en\b/.test(language) ? "" : files.find((file) => file.startsWith(`${language?.slice(0, 2)}-`)));
  const chosen = (storage) => {
    // Where a frame may not store anything, asking throws.
    try {
      return window[storage].getItem("tuneground-language");
    } catch {
      return null;
    }
  };
  const asked = [chosen("sessionStorage"), address.get("lang"), chosen("localStorage"), ...navigator.languages];
  return asked.map(fileOf).find((file) => file !== undefined);
}

/** The sentences of the page's language; nothing where that is English, or where they cannot be had. */
async function readSentences() {
  const file = fileOfLanguage();
  if (!file) return undefined;
  try {
    const response = await fetch(new URL(file, document.baseURI));
    if (!response.ok) throw new Error(`${file} answers ${response.status}`);
    const [head, text] = (await response.text()).split("\n\n");
    const [name, ...ofScreen] = head.split("\n");
    document.documentElement.lang = name;
    document.querySelectorAll("[data-text]").forEach((element, place) => (element.textContent = ofScreen[place]));
    // In Spanish both marks are in use, by country; the pages to read have a point.
    const locale = navigator.languages.find((own) => own.startsWith(name)) ?? (name === "es" ? "es-419" : name);
    const parts = new Intl.NumberFormat(locale).formatToParts(1234567.5);
    const markOf = (type) => parts.find((part) => part.type === type)?.value ?? "";
    return { name, decimalMark: markOf("decimal"), groupMark: markOf("group"), text };
  } catch (error) {
    console.warn(`The page is in English: ${error.message}`);
    return undefined;
  }
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
