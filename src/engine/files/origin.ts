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
  /** Null where a server does not say. */
  readonly bytes: number | null;
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
  /** A file that lies on this machine. */
  blobOf?(path: string): Blob | null;
  /** Null where there is no such file. */
  open(path: string, signal: AbortSignal): Promise<OpenedFile | null>;
}

const HUB = "https://huggingface.co";
const BUNDLED_LIST = "files.json";

export type Fetch = (url: string, init: { signal: AbortSignal }) => Promise<Response>;

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
    open: async (path, signal) => openedOf(await answerOf(fetch, base + path, signal)),
  };
}

function hubOrigin({ repo, revision = "main", hubUrl = HUB }: ModelSource & { kind: "hub" }, fetch: Fetch): Origin {
  if (!/^[\w.-]+\/[\w.-]+$/.test(repo)) refuse("bad-request", `"${repo}" is not a repository: write owner/name.`);
  const at = encodeURIComponent(revision);
  return {
    id: `${hubUrl}/${repo}@${revision}`,
    name: repo,
    isRemote: true,
    async list(signal) {
      const response = await answerOf(fetch, `${hubUrl}/api/models/${repo}/revision/${at}?blobs=true`, signal);
      return response === null ? null : fileListFrom(await response.json());
    },
    open: async (path, signal) => openedOf(await answerOf(fetch, `${hubUrl}/${repo}/resolve/${at}/${path}`, signal)),
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
    blobOf: (path) => byPath.get(path) ?? null,
    async open(path) {
      const file = byPath.get(path);
      return file === undefined ? null : { body: file.stream(), blob: file, bytes: file.size };
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

async function reach(fetch: Fetch, url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal });
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    return refuse("unreachable", `${new URL(url).host} cannot be reached.`, thrown);
  }
}

function openedOf(response: Response | null): OpenedFile | null {
  if (response?.body == null) return null;
  // A compressed answer's length is not the file's.
  const length = response.headers.has("content-encoding") ? null : response.headers.get("content-length");
  return { body: response.body, bytes: length === null ? null : Number(length) };
}
