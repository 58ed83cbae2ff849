import { err, ok, type Result } from "../../base";
import type { Failure } from "../ports";
import type { Workspace } from "../state";
import { openGiven } from "./open";

// `?src=` opens a trace or a log from an address. A link is written by anybody: only http and https are followed, another
// site is asked for only when the person says so, and nothing of the person's goes with the request.

const MOST_BYTES = 2 ** 30;

/** An address that may be fetched, read from where the page is. */
export function parseAddress(text: string, base: string): Result<URL, Failure> {
  const url = URL.canParse(text, base) ? new URL(text, base) : null;
  const isWeb = url?.protocol === "http:" || url?.protocol === "https:";
  if (!url || !isWeb || url.username !== "" || url.password !== "")
    return err({ code: "bad-address", message: text, detail: text });
  return ok(url);
}

/** Opens what lies at an address. Null also where the person did not want it. */
export async function openAddress(workspace: Workspace, text: string): Promise<Failure | null> {
  const base = workspace.edges.page.baseUrl;
  const url = parseAddress(text, base);
  if (!url.ok) return url.error;
  const isOurs = url.value.origin === new URL(base).origin;
  if (!isOurs && !(await mayFetch(workspace, url.value))) return null;
  const fetched = await fetchFile(workspace, url.value, isOurs);
  close(workspace);
  if (!fetched.ok) return fetched.error;
  return fetched.value ? openGiven(workspace, [{ path: fetched.value.name, file: fetched.value }]) : null;
}

function mayFetch(workspace: Workspace, url: URL): Promise<boolean> {
  return new Promise((resolve) => {
    let unwatch = (): void => {};
    const answer = (yes: boolean): void => {
      unwatch();
      if (!yes) close(workspace);
      resolve(yes);
    };
    workspace.address.setState({ kind: "asking", url: url.href, host: url.host, answer }, true);
    workspace.view.setState({ dialog: "address" });
    unwatch = workspace.view.subscribe(({ dialog }) => {
      if (dialog !== "address") answer(false);
    });
  });
}

function close(workspace: Workspace): void {
  workspace.address.setState(null, true);
  if (workspace.view.getState().dialog === "address") workspace.view.setState({ dialog: null });
}

async function fetchFile(workspace: Workspace, url: URL, isOurs: boolean): Promise<Result<File | null, Failure>> {
  const stop = new AbortController();
  const said = { kind: "fetching", url: url.href, host: url.host, cancel: () => stop.abort() } as const;
  const tell = (bytes: number): void => workspace.address.setState({ ...said, bytes }, true);
  tell(0);
  const unwatch = workspace.view.subscribe(({ dialog }, before) => {
    if (before.dialog === "address" && dialog !== "address") stop.abort();
  });
  const detail = url.href;
  try {
    const response = await fetch(url, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      // Of our own site nobody was asked, so that it must not lead elsewhere.
      redirect: isOurs ? "error" : "follow",
      signal: stop.signal,
    });
    if (!response.ok) {
      const code = response.status === 404 || response.status === 410 ? "not-there" : "cannot-fetch";
      return err({ code, message: code, detail: `${response.status} ${detail}` });
    }
    const pieces = await readBody(response, tell);
    if (!pieces) return err({ code: "address-too-large", message: "address-too-large", detail });
    return ok(new File(pieces, nameIn(url), { type: response.headers.get("content-type") ?? "" }));
  } catch (reason) {
    // A refusal for want of CORS and a dead line look the same to a page, so the words name both.
    return stop.signal.aborted
      ? ok(null)
      : err({ code: "cannot-fetch", message: "cannot-fetch", detail: `${detail}: ${reason}` });
  } finally {
    unwatch();
    stop.abort();
  }
}

/** Null where the file is too large; what it says of its own size need not be true. */
async function readBody(response: Response, tell: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>[] | null> {
  if (Number(response.headers.get("content-length") ?? 0) > MOST_BYTES) return null;
  const reader = response.body?.getReader();
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    bytes += piece.value.length;
    if (bytes > MOST_BYTES) return null;
    pieces.push(piece.value);
    tell(bytes);
  }
  return pieces;
}

/** The last part of the path, which says what kind of file it is. */
function nameIn(url: URL): string {
  const last = url.pathname.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(last) || url.host;
  } catch {
    return last;
  }
}
