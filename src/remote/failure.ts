import * as z from "zod/mini";

/** What can go wrong with a server, in words a test can read. */
export type RemoteFailureCode =
  | "server-bad-address"
  | "server-mixed-content"
  | "server-cors"
  | "server-unreachable"
  | "server-unauthorised"
  | "server-forbidden"
  | "server-not-found"
  | "server-busy"
  | "server-failed"
  | "server-timeout"
  | "server-cut"
  | "server-not-json"
  | "server-refused"
  | "server-refused-image"
  | "server-context-full"
  | "server-filtered"
  | "server-image-missing"
  | "server-image-too-large";

/** A failure as plain data. `message` is for a person; `detail` is what the server said, without the key. */
export interface RemoteFailure {
  readonly code: RemoteFailureCode;
  readonly message: string;
  readonly detail?: string;
  /** How long the server asked to be left alone. */
  readonly retryAfterMillis?: number;
}

const MESSAGES: Readonly<Record<RemoteFailureCode, string>> = {
  "server-bad-address": "This is no address of a server.",
  "server-mixed-content": "A page that came over https may not speak to a server over plain http.",
  "server-cors": "The server answers, but does not allow this page to read its answers.",
  "server-unreachable": "Nothing answers at this address.",
  "server-unauthorised": "The server wants a key, or another one.",
  "server-forbidden": "The key does not allow this.",
  "server-not-found": "The server knows no such path or no such model.",
  "server-busy": "The server has too much to do, or a limit of use was met.",
  "server-failed": "The server failed.",
  "server-timeout": "The server took too long.",
  "server-cut": "The answer broke off.",
  "server-not-json": "The answer is not of this protocol.",
  "server-refused": "The server turned the request down.",
  "server-refused-image": "The server turned a picture down.",
  "server-context-full": "The line is longer than the model can take.",
  "server-filtered": "The server held the rest of the answer back.",
  "server-image-missing": "A picture of this line cannot be had.",
  "server-image-too-large": "A picture of this line is too large to send.",
};

export function remoteFailure(code: RemoteFailureCode, detail = ""): RemoteFailure {
  return detail === "" ? { code, message: MESSAGES[code] } : { code, message: MESSAGES[code], detail };
}

/** What a call on a server's model throws. */
export class RemoteError extends Error {
  readonly code: RemoteFailureCode;
  readonly failure: RemoteFailure;

  constructor(failure: RemoteFailure) {
    super(failure.detail === undefined ? failure.message : `${failure.message} ${failure.detail}`);
    this.name = "RemoteError";
    this.code = failure.code;
    this.failure = failure;
  }
}

/** A thrown thing as a failure; what is none is thrown on. */
export function remoteFailureOf(thrown: unknown): RemoteFailure {
  if (thrown instanceof RemoteError) return thrown.failure;
  throw thrown;
}

export const isAbort = (thrown: unknown): boolean =>
  typeof thrown === "object" && thrown !== null && "name" in thrown && thrown.name === "AbortError";

const DETAIL_BUDGET = 600;

const text = z.string();
const errorBody = z.object({
  error: z.optional(z.union([text, z.object({ message: z.optional(z.nullable(text)) })])),
  detail: z.optional(
    z.union([text, z.array(z.object({ msg: z.optional(text), loc: z.optional(z.array(z.unknown())) }))]),
  ),
  message: z.optional(z.nullable(text)),
});

/** What a body says went wrong, however the server wraps it; a page of HTML says only its title. */
export function serverWords(body: string): string {
  const parsed = errorBody.safeParse(parseJson(body));
  const said = parsed.success ? wordsIn(parsed.data) : body.startsWith("{") ? body : (titleOf(body) ?? body);
  return said.replace(/\s+/g, " ").trim().slice(0, DETAIL_BUDGET);
}

function wordsIn({ error, detail, message }: z.infer<typeof errorBody>): string {
  if (typeof error === "string") return error;
  if (error?.message) return error.message;
  if (typeof detail === "string") return detail;
  if (detail) return detail.map(({ msg, loc }) => `${(loc ?? []).join(".")}: ${msg ?? ""}`).join("; ");
  return message ?? "";
}

const titleOf = (body: string): string | null =>
  /^\s*</.test(body) ? (/<title>([^<]*)<\/title>/i.exec(body)?.[1] ?? "HTML") : null;

export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const CONTEXT =
  /context (length|size|window)|maximum context|context_length|exceed_context|(prompt|input) (is )?too long/i;
const IMAGE = /image|vision|multimodal|multi-modal|mmproj/i;

/** The failure that an HTTP status and its body stand for. */
export function failureOfStatus(status: number, body: string, retryAfterMillis: number | null = null): RemoteFailure {
  const detail = `${status}: ${serverWords(body)}`;
  const failure = remoteFailure(codeOfStatus(status, serverWords(body)), detail);
  return retryAfterMillis === null ? failure : { ...failure, retryAfterMillis };
}

function codeOfStatus(status: number, said: string): RemoteFailureCode {
  if (status === 401) return "server-unauthorised";
  if (status === 403) return "server-forbidden";
  if (status === 404) return "server-not-found";
  if (status === 408) return "server-timeout";
  if (status === 429) return "server-busy";
  if (status === 413) return "server-refused-image";
  // A server without eyes may call it its own failure.
  if (CONTEXT.test(said)) return "server-context-full";
  if (IMAGE.test(said)) return "server-refused-image";
  return status >= 500 ? "server-failed" : "server-refused";
}

/** The failure of an error that came within a stream, after the server had said that all was well. */
export const failureOfWords = (said: string): RemoteFailure =>
  remoteFailure(codeOfStatus(500, said), said.slice(0, DETAIL_BUDGET));

/** `Retry-After` in milliseconds from now: seconds, or a date. */
export function parseRetryAfter(header: string | null, nowMillis: number): number | null {
  if (header === null || header.trim() === "") return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - nowMillis);
}

/** The same failure with every mention of the key taken out: a server may repeat what it was sent. */
export function withoutKey(failure: RemoteFailure, key: string): RemoteFailure {
  if (key === "" || failure.detail === undefined) return failure;
  return { ...failure, detail: failure.detail.replaceAll(key, "…") };
}
