// A static host for dist/: what the page meets in the world (compression, MIME types, a sub-path), with the Content
// Security Policy as a header too, and a log of every response.
import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".wasm": "application/wasm",
};

/** The policy in a page's <meta>. */
export function policyOf(html) {
  return html.match(/http-equiv="Content-Security-Policy"\s+content="([^"]+)"/)?.[1];
}

/**
 * Serves `dist` on 127.0.0.1. `base` is the path it lives under ("/" or "/some/path/"); `quality` is brotli's, 11 to
 * measure bytes. That takes seconds, which are spent before the host answers: a browser that has waited long for a file which
 * another worker is loading asks for it once more. Returns `{ url, log, close }`; `log` has one `{ path, status, bytes }` per
 * response, `bytes` being the compressed body. ANSWERS=100 has each answer come that many milliseconds late.
 */
export async function serve({ dist = "dist", base = "/", quality = 5, port = 0 } = {}) {
  const policy = policyOf(readFileSync(join(dist, "index.html"), "utf8"));
  const log = [];
  const compressed = new Map();

  function body(path) {
    if (!compressed.has(path)) {
      const bytes = readFileSync(join(dist, path));
      compressed.set(path, compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }));
    }
    return compressed.get(path);
  }

  async function answer(request, response) {
    const { pathname } = new URL(request.url, "http://host");
    let path = pathname.startsWith(base) ? normalize(pathname.slice(base.length)) : "..";
    if (path === "." || path === "") path = "index.html";
    if (path.endsWith("/")) path += "index.html";
    if (process.env.ANSWERS) await setTimeout(Number(process.env.ANSWERS));
    try {
      if (path.startsWith("..")) throw new Error("outside");
      const bytes = await body(path);
      log.push({ path, status: 200, bytes: bytes.length });
      response.writeHead(200, {
        "Content-Type": types[extname(path)] ?? "application/octet-stream",
        "Content-Encoding": "br",
        "Content-Length": bytes.length,
        "Content-Security-Policy": policy,
        "Cache-Control": path.endsWith("index.html") ? "no-cache" : "max-age=600",
      });
      response.end(bytes);
    } catch {
      log.push({ path: pathname, status: 404, bytes: 0 });
      response.writeHead(404, { "Content-Type": "text/plain" });
      response.end("not found\n");
    }
  }

  if (quality === constants.BROTLI_MAX_QUALITY) {
    const slow = readdirSync(dist).filter((name) => /\.(wasm|js|css)$/.test(name));
    await Promise.all(slow.map(body));
  }
  const server = createServer(answer);
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    log,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
