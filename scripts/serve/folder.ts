import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import type { IncomingMessage, OutgoingHttpHeaders, RequestListener, ServerResponse } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseRange } from "./range";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".wasm": "application/wasm",
  ".onnx": "application/octet-stream",
  ".onnx_data": "application/octet-stream",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
  ".md": "text/plain; charset=utf-8",
};

/**
 * Cross-origin isolation gives WASM its threads. `credentialless` still lets files of a model hub in, which do not
 * send the consent that `require-corp` asks for.
 */
export const ISOLATION: OutgoingHttpHeaders = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "credentialless",
  "Cross-Origin-Resource-Policy": "same-origin",
};

interface Found {
  readonly path: string;
  readonly size: number;
  readonly modified: Date;
}

/** Serves the files of one folder and nothing beside it: GET and HEAD, one byte range, an ETag. */
export function serveFolder(folder: string): RequestListener {
  const root = resolve(folder);
  return (request, response) => {
    respond(root, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
}

async function respond(root: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") return refuse(response, 405, { Allow: "GET, HEAD" });
  const found = await find(root, request.url ?? "/");
  if (!found) return refuse(response, 404);
  const headers = headersOf(root, found);
  if (request.headers["if-none-match"] === headers.ETag) return refuse(response, 304, headers);
  const range = parseRange(request.headers.range, found.size);
  if (range === "unsatisfiable") return refuse(response, 416, { "Content-Range": `bytes */${found.size}` });
  const { start, end } = range ?? { start: 0, end: found.size - 1 };
  const part = range ? { "Content-Range": `bytes ${start}-${end}/${found.size}` } : {};
  response.writeHead(range ? 206 : 200, { ...headers, ...part, "Content-Length": end - start + 1 });
  if (request.method === "HEAD" || found.size === 0) response.end();
  // A reader that goes away in the middle is not an error worth a word.
  else await pipeline(createReadStream(found.path, { start, end }), response).catch(() => undefined);
}

function refuse(response: ServerResponse, status: number, headers: OutgoingHttpHeaders = {}): void {
  response.writeHead(status, { ...ISOLATION, ...headers });
  response.end();
}

const headersOf = (root: string, { path, size, modified }: Found): OutgoingHttpHeaders => ({
  ...ISOLATION,
  "Content-Type": TYPES[extname(path)] ?? "application/octet-stream",
  "X-Content-Type-Options": "nosniff",
  "Accept-Ranges": "bytes",
  // Names under assets/ hold a hash of what is in them; all else is asked for again each time.
  "Cache-Control": path.startsWith(join(root, "assets") + sep) ? "public, max-age=31536000, immutable" : "no-cache",
  ETag: `"${size.toString(16)}-${modified.getTime().toString(16)}"`,
  "Last-Modified": modified.toUTCString(),
});

/** The file that a request is for; null where there is none, or where it lies outside the folder. */
async function find(root: string, url: string): Promise<Found | null> {
  const path = pathOf(url);
  if (path === null) return null;
  try {
    const wanted = join(root, path);
    const real = await realpath(path.endsWith("/") ? join(wanted, "index.html") : wanted);
    // After links were followed: a link out of the folder leads nowhere either.
    if (!real.startsWith((await realpath(root)) + sep)) return null;
    const entry = await stat(real);
    return entry.isFile() ? { path: real, size: entry.size, modified: entry.mtime } : null;
  } catch {
    return null;
  }
}

/** The decoded path of a request; null where it is malformed or climbs. */
function pathOf(url: string): string | null {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0] ?? "/");
    const climbs = path.split(/[/\\]/).includes("..");
    return climbs || path.includes("\0") || !path.startsWith("/") ? null : path;
  } catch {
    return null;
  }
}
