import type { Rng } from "../base";
import type { RemoteFailure, RemoteFailureCode } from "./failure";

/** What passes by itself, as a rule. A wrong key or a request that was turned down does not. */
const PASSING: readonly RemoteFailureCode[] = ["server-busy", "server-cut"];
const PASSING_STATUS = /^(502|503|504|529)\b/;

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 20_000;
/** A server that asks for more patience than this is given up. */
const MOST_PATIENCE_MILLIS = 60_000;

/**
 * How long to wait before the next try; null where there is none to make. Waits double and are drawn at random
 * between half and all of it, so that many who were turned away together do not come back together.
 */
export function waitBeforeRetry(failure: RemoteFailure, triesMade: number, mostTries: number, rng: Rng): number | null {
  const passing =
    PASSING.includes(failure.code) || (failure.code === "server-failed" && PASSING_STATUS.test(failure.detail ?? ""));
  if (!passing || triesMade >= mostTries) return null;
  const asked = failure.retryAfterMillis ?? 0;
  if (asked > MOST_PATIENCE_MILLIS) return null;
  const longest = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** (triesMade - 1));
  return Math.max(asked, longest * (0.5 + rng.next() / 2));
}
