import { type Address, isMixedContent } from "./address";
import type { Clock } from "./clock";
import {
  failureOfStatus,
  isAbort,
  parseRetryAfter,
  RemoteError,
  type RemoteFailureCode,
  remoteFailure,
  withoutKey,
} from "./failure";

/** What speaking to a server takes of the world. */
export interface Network {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly clock: Clock;
  /** The address of the page that speaks; null where there is none, as in Node. */
  readonly pageUrl: string | null;
}

export interface Patience {
  /** Until the answer begins: a server may have to load its model, and reads the pictures first. */
  readonly firstByteMillis: number;
  /** Between two parts of an answer. */
  readonly stallMillis: number;
}

export const PATIENCE: Patience = { firstByteMillis: 180_000, stallMillis: 60_000 };

export interface Exchange {
  readonly network: Network;
  readonly address: Address;
  readonly patience: Patience;
}

/** Sends a request and gives the answer, if it is a good one. Throws `RemoteError`, or an `AbortError`. */
export async function send(
  exchange: Exchange,
  path: string,
  body: Readonly<Record<string, unknown>> | null,
  signal: AbortSignal,
): Promise<Response> {
  const { network, address, patience } = exchange;
  if (isMixedContent(address.baseUrl, network.pageUrl)) throw new RemoteError(remoteFailure("server-mixed-content"));
  const given = { ...REQUEST, method: body ? "POST" : "GET", headers: headersOf(address, body !== null) };
  const cut = new AbortController();
  const init = {
    ...given,
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.any([signal, cut.signal]),
  };
  const asked = network.fetch(address.baseUrl + path, init).catch(async (thrown: unknown) => {
    if (isAbort(thrown) || signal.aborted) throw thrown;
    throw new RemoteError(remoteFailure(await whyNot(exchange, signal), causeOf(thrown)));
  });
  const response = await orTimeout(asked, patience.firstByteMillis, network.clock, cut);
  if (response.ok) return response;
  const said = await orTimeout(response.text(), patience.stallMillis, network.clock, cut).catch(() => "");
  const retryAfter = parseRetryAfter(response.headers.get("retry-after"), network.clock.nowMillis());
  throw new RemoteError(withoutKey(failureOfStatus(response.status, said, retryAfter), address.key));
}

// No cookies, no address of the page, nothing from or for a cache.
const REQUEST = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" } as const;

function headersOf({ key }: Address, hasBody: boolean): Record<string, string> {
  return {
    accept: "text/event-stream, application/json",
    ...(hasBody ? { "content-type": "application/json" } : {}),
    ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
  };
}

/**
 * A browser does not tell a page why it got no answer. One that may not be read can be asked for all the same, blindly:
 * if that goes through, somebody is there and does not allow this page.
 */
async function whyNot({ network, address }: Exchange, signal: AbortSignal): Promise<RemoteFailureCode> {
  if (network.pageUrl === null) return "server-unreachable";
  try {
    await network.fetch(`${address.baseUrl}/models`, { ...REQUEST, mode: "no-cors", signal });
    return "server-cors";
  } catch (thrown) {
    if (isAbort(thrown)) throw thrown;
    return "server-unreachable";
  }
}

/** Node hides the reason one level down. */
function causeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { cause } = thrown;
  return cause instanceof Error && cause.message !== "" ? cause.message : thrown.message;
}

/** The parts of an answer as they come. Throws `RemoteError` where one is too long in coming or the answer breaks off. */
export async function* partsOf(
  response: Response,
  { network, patience }: Pick<Exchange, "network" | "patience">,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await orTimeout(nextOf(reader, signal), patience.stallMillis, network.clock, null);
      if (done) return;
      yield value;
    }
  } finally {
    // Whoever stops listening tells the server so: it goes on computing otherwise.
    void reader.cancel().catch(() => {});
  }
}

async function nextOf(reader: ReadableStreamDefaultReader<Uint8Array>, signal: AbortSignal) {
  try {
    const next = await reader.read();
    signal.throwIfAborted();
    return next;
  } catch (thrown) {
    if (isAbort(thrown) || signal.aborted) throw thrown;
    throw new RemoteError(remoteFailure("server-cut", causeOf(thrown)));
  }
}

/** `work`, or a `server-timeout` where it takes longer; `cut` is what to break off then. */
async function orTimeout<T>(work: Promise<T>, millis: number, clock: Clock, cut: AbortController | null): Promise<T> {
  const stop = new AbortController();
  const late = clock.wait(millis, stop.signal).then((): Promise<never> => {
    if (stop.signal.aborted) return new Promise(() => {});
    cut?.abort();
    throw new RemoteError(remoteFailure("server-timeout", `${Math.round(millis / 1000)} s`));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
}
