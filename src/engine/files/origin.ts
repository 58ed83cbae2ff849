import { refuse } from "../contract/failure";
import type { ModelSource } from "../contract/source";
import { isSettings } from "./settings";

/** What is known of a file before it is read. */
export interface FileInfo {
  readonly path: string;
  readonly bytes?: number;
  readonly sha256?: string;
}

export interface OpenedFile {
  readonly body: ReadableStream<Uint8Array>;
  /** The same, where it lies on this machine. */
  readonly blob?: Blob;
  /** Of the whole file; null where a server does not say. */
  readonly bytes: number | null;
  /** Where in the file the body begins: a server may answer with the whole although the rest was asked for. */
  readonly from: number;
  /** What the server calls this version of the file; null where it does not say, or only that it is alike. */
  readonly etag: string | null;
}

/** One place that a model's files come from. Paths are relative to the model's folder. */
export interface Origin {
  /** Names the model and its version; files are kept under it. */
  readonly id: string;
  readonly name: string;
  /** Whether a copy is worth keeping on this machine. */
  readonly isRemote: boolean;
  /** What there is; null where nobody says. */
  list(signal: AbortSignal): Promise<readonly FileInfo[] | null>;
  /**
   * Null where there is no such file.
   *
   * @param from the first byte that is wanted, where the beginning has arrived already
   */
  open(path: string, signal: AbortSignal, from?: number): Promise<OpenedFile | null>;
}

const HUB = "https://huggingface.co";
const BUNDLED_LIST = "files.json";

export type Fetch = (
  url: string,
  init: { readonly signal: AbortSignal; readonly headers?: Readonly<Record<string, string>> },
) => Promise<Response>;

export function originOf(source: ModelSource, fetch: Fetch): Origin {
  switch (source.kind) {
    case "bundled":
      return bundledOrigin(source, fetch);
    case "hub":
      return hubOrigin(source, fetch);
    case "folder":
      return folderOrigin(source);
  }
}

function bundledOrigin({ url, name }: ModelSource & { kind: "bundled" }, fetch: Fetch): Origin {
  const base = url.endsWith("/") ? url : `${url}/`;
  return {
    id: base,
    name,
    isRemote: false,
    async list(signal) {
      const response = await answerOf(fetch, `${base}${BUNDLED_LIST}`, signal);
      return response === null ? null : fileListFrom(await response.json());
    },
    open: (path, signal, from) => openUrl(fetch, base + path, signal, from),
  };
}

function hubOrigin({ repo, revision = "main", ...source }: ModelSource & { kind: "hub" }, fetch: Fetch): Origin {
  const hubUrl = (source.hubUrl ?? HUB).replace(/\/+$/, "");
  if (!/^[\w.-]+\/[\w.-]+$/.test(repo)) refuse("bad-request", `"${repo}" is not a repository: write owner/name.`);
  const at = encodeURIComponent(revision);
  return {
    id: `${hubUrl}/${repo}@${at}`,
    name: repo,
    isRemote: true,
    async list(signal) {
      const response = await answerOf(fetch, `${hubUrl}/api/models/${repo}/revision/${at}?blobs=true`, signal);
      return response === null ? null : fileListFrom(await response.json());
    },
    open: (path, signal, from) => openUrl(fetch, `${hubUrl}/${repo}/resolve/${at}/${path}`, signal, from),
  };
}

function folderOrigin({ name, files }: ModelSource & { kind: "folder" }): Origin {
  // A picked folder's paths may begin with the folder's own name; the one with the shortest path is the model's.
  const configs = files.map(({ path }) => path).filter((path) => /(^|\/)config\.json$/.test(path));
  const root = configs.sort((a, b) => a.length - b.length)[0]?.replace(/config\.json$/, "") ?? "";
  const byPath = new Map(files.map(({ path, file }) => [path.startsWith(root) ? path.slice(root.length) : path, file]));
  return {
    id: `folder:${name}`,
    name,
    isRemote: false,
    list: async () => [...byPath].map(([path, file]) => ({ path, bytes: file.size })),
    async open(path) {
      const file = byPath.get(path);
      return file === undefined ? null : { body: file.stream(), blob: file, bytes: file.size, from: 0, etag: null };
    },
  };
}

/** The Hub's `{siblings: [{rfilename, size, lfs: {sha256}}]}` and the bundled model's `{files: [{path, bytes, sha256}]}`. */
export function fileListFrom(json: unknown): FileInfo[] | null {
  if (!isSettings(json)) return null;
  const rows = json.siblings ?? json.files;
  if (!Array.isArray(rows)) return null;
  return rows.filter(isSettings).flatMap((row) => {
    const path = row.rfilename ?? row.path;
    const bytes = row.size ?? row.bytes;
    const sha256 = isSettings(row.lfs) ? row.lfs.sha256 : row.sha256;
    if (typeof path !== "string") return [];
    return [
      {
        path,
        ...(typeof bytes === "number" ? { bytes } : {}),
        ...(typeof sha256 === "string" ? { sha256 } : {}),
      },
    ];
  });
}

/** The rest of a file from a byte on, or the whole where the server gives no rests. */
async function openUrl(fetch: Fetch, url: string, signal: AbortSignal, from = 0): Promise<OpenedFile | null> {
  if (from > 0) {
    // No If-Range, which a page may not ask of another origin without that origin's leave.
    const rest = await reach(fetch, url, signal, { Range: `bytes=${from}-` });
    const opened = rest.ok ? openedOf(rest) : null;
    if (opened !== null && [0, from].includes(opened.from)) return opened;
    await rest.body?.cancel();
  }
  return openedOf(await answerOf(fetch, url, signal));
}

/** Null where the server has no such file. A page in its place is how servers of single-page apps say so. */
async function answerOf(fetch: Fetch, url: string, signal: AbortSignal): Promise<Response | null> {
  const response = await reach(fetch, url, signal);
  if (response.status === 404 || response.headers.get("content-type")?.startsWith("text/html")) {
    await response.body?.cancel();
    return null;
  }
  if (!response.ok) {
    const words = response.status === 401 || response.status === 403 ? "does not allow access to" : "could not give";
    refuse("unreachable", `The server ${words} this model (${response.status}).`, url);
  }
  return response;
}

async function reach(
  fetch: Fetch,
  url: string,
  signal: AbortSignal,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  try {
    return await fetch(url, { signal, headers });
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    return refuse("unreachable", `${new URL(url).host} cannot be reached.`, thrown);
  }
}

function openedOf(response: Response | null): OpenedFile | null {
  if (response?.body == null) return null;
  const { headers, status, body } = response;
  // A compressed answer's length is not the file's.
  const length = headers.has("content-encoding") ? null : headers.get("content-length");
  const range = headers.get("content-range")?.match(/^bytes (\d+)-\d+\/(\d+|\*)$/);
  const from = status === 206 ? Number(range?.[1] ?? Number.NaN) : 0;
  const rest = length === null ? null : from + Number(length);
  const total = range?.[2] === undefined || range[2] === "*" ? rest : Number(range[2]);
  const etag = headers.get("etag");
  return { body, bytes: total, from, etag: etag?.startsWith('"') ? etag : null };
}
