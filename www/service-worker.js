// Keeps all files of the site, so that it works without a network after one visit. scripts/post-build.mjs writes the list below.
//
// A file is what the list says, by its hash, or the whole version is not kept: a page never gets files of two versions. A new
// version is fetched beside the old one and waits until nobody has a page of the old one open, or until a person presses Update.
const FILES = {};
const VERSION = "";

const scope = new URL(self.registration.scope);
// Other paths of this origin may have a Tuneground of their own.
const prefix = `tuneground ${scope.pathname} `;
const LIST = new URL("files", scope);
const AT_ONCE = 4;

self.addEventListener("install", (event) => event.waitUntil(keep()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("fetch", (event) => {
  const path = pathOf(event.request);
  if (path !== undefined) event.respondWith(answer(event.request, path));
});
self.addEventListener("message", (event) => {
  if (event.data === "update") self.skipWaiting();
});

/** Fetches what is new, and takes the rest from the version before. */
async function keep() {
  const cache = await caches.open(prefix + VERSION);
  const before = await versionBefore();
  const waiting = Object.entries(FILES);
  const next = async () => {
    for (let entry; (entry = waiting.shift()); ) {
      const [path, hash] = entry;
      const url = new URL(path, scope);
      const kept = before.files[path] === hash ? await before.cache.match(url) : undefined;
      await cache.put(url, kept ?? (await fetched(url, hash)));
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, next));
    await cache.put(LIST, new Response(JSON.stringify(FILES)));
  } catch (error) {
    await caches.delete(prefix + VERSION);
    for (const client of await self.clients.matchAll({ includeUncontrolled: true })) client.postMessage({ notKept: error.name });
    throw error;
  }
}

/** A file of exactly this version. */
async function fetched(url, hash) {
  const response = await fetch(url, { cache: "no-cache" });
  if (!response.ok) throw new Error(`${url} answers ${response.status}`);
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const found = Array.from(digest.subarray(0, hash.length / 2), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (found !== hash) throw new Error(`${url} is of another version`);
  // A new response: one that a host has redirected may not answer a navigation.
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(bytes, { headers });
}

async function versionBefore() {
  for (const name of (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== prefix + VERSION)) {
    const cache = await caches.open(name);
    const list = await cache.match(LIST);
    if (list) return { cache, files: await list.json() };
  }
  return { cache: undefined, files: {} };
}

async function takeOver() {
  const old = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== prefix + VERSION);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The file that a request asks for, if it is one of the list. */
function pathOf(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return undefined;
  const path = decodeURIComponent(url.pathname.slice(scope.pathname.length));
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  return file in FILES ? file : undefined;
}

async function answer(request, path) {
  const cache = await caches.open(prefix + VERSION);
  return (await cache.match(new URL(path, scope))) ?? fetch(request);
}
