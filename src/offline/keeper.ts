import { type Built, keyOf, PAGE, pathIn } from "./built";

/** Responses by key, in a cache of the browser. */
export interface Kept {
  get(key: string): Promise<Response | undefined>;
  put(key: string, response: Response): Promise<void>;
  keys(): Promise<readonly string[]>;
  delete(key: string): Promise<void>;
}

export interface KeeperTools {
  readonly built: Built;
  readonly kept: Kept;
  /** Asks the server for a path of the page, past what the browser itself keeps. */
  fetchFresh(path: string): Promise<Response>;
}

/**
 * Keeps the files of one build. What does not hash to what was built is never kept: a server that already has the next
 * build, or a login page in the place of a file, must not become part of this one.
 */
export interface Keeper {
  /** Fetches what is missing of the first files. Rejects where one of them cannot be had. */
  install(): Promise<void>;
  /** Lets go of what neither this build nor the one before it has: pages of that one may still be open. */
  activate(): Promise<void>;
  /** The kept file for a path; null where there is none. An empty path is the page. */
  find(path: string): Promise<Response | null>;
  /** Keeps what came for a path, if it is a file of this build. */
  keep(path: string, response: Response): Promise<void>;
}

const LIST = ".built?list";
/** Fetched side by side: a browser opens no more connections to a host. */
const LANES = 6;

export function createKeeper({ built, kept, fetchFresh }: KeeperTools): Keeper {
  const hashOf = (path: string): string | undefined =>
    Object.hasOwn(built.files, path) ? built.files[path] : undefined;

  const keep = async (path: string, response: Response): Promise<boolean> => {
    const hash = hashOf(path);
    if (hash === undefined || !response.ok || response.status !== 200) return false;
    const bytes = await response.arrayBuffer();
    if ((await sha256(bytes)) !== hash) return false;
    await kept.put(keyOf(path, hash), new Response(bytes, { headers: headersOf(response) }));
    return true;
  };

  const fetchFirst = async (path: string): Promise<void> => {
    const hash = hashOf(path) ?? "";
    if (await kept.get(keyOf(path, hash))) return;
    if (!(await keep(path, await fetchFresh(path)))) throw new Error(`Not what was built: ${path}`);
  };

  return {
    async install() {
      const waiting = [...built.first];
      const lane = async (): Promise<void> => {
        for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) await fetchFirst(path);
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    },
    async activate() {
      const before = await listOf(kept);
      const own = Object.entries(built.files).map(([path, hash]) => keyOf(path, hash));
      const wanted = new Set([...own, ...before, LIST]);
      for (const key of await kept.keys()) if (!wanted.has(key)) await kept.delete(key);
      await kept.put(LIST, Response.json(own));
    },
    async find(path) {
      const asked = path === "" ? PAGE : path;
      const hash = hashOf(asked);
      if (hash !== undefined) return (await kept.get(keyOf(asked, hash))) ?? null;
      // A page of the build before asks for its own parts, whose names nobody else has.
      const key = (await kept.keys()).find((one) => pathIn(one) === asked);
      return (key && (await kept.get(key))) || null;
    },
    keep: async (path, response) => void (await keep(path, response)),
  };
}

/** The keys of the build that was in use before. */
async function listOf(kept: Kept): Promise<readonly string[]> {
  const list: unknown = await (await kept.get(LIST))?.json();
  return Array.isArray(list) ? list.filter((key) => typeof key === "string") : [];
}

async function sha256(bytes: ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** As they came, among them those that isolate the page, but what told how the bytes were sent. */
function headersOf(response: Response): Headers {
  const headers = new Headers(response.headers);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) headers.delete(name);
  return headers;
}

/** The one range of bytes that was asked for, of a file that is kept whole; all of it where that cannot be read. */
export async function partOf(response: Response, range: string | null): Promise<Response> {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
  if (from === undefined) return response;
  const bytes = await response.arrayBuffer();
  const [start, end] = [Number(from), to ? Math.min(Number(to), bytes.byteLength - 1) : bytes.byteLength - 1];
  if (start > end) return new Response(null, { status: 416 });
  const headers = headersOf(response);
  headers.set("content-range", `bytes ${start}-${end}/${bytes.byteLength}`);
  return new Response(bytes.slice(start, end + 1), { status: 206, headers });
}
