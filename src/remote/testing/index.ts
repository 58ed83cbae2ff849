// Builders for tests of the client: a strict server, and options for a model of it.
import { createRng, ok } from "../../base";
import type { Clock } from "../clock";
import { flavourOf } from "../flavour";
import type { EncodedImage } from "../images";
import type { RemoteModelOptions } from "../model";
import type { RemoteRequest } from "../request";
import type { Double } from "./double";

export { type Double, type DoubleOptions, type Reply, startDouble } from "./double";
export { parseRequest, type ServedFlavour, type ServedRequest } from "./requestSchema";
export { encodeEvents, eventsFor, type Saying, tokensOf } from "./stream";

/** Eight bytes that say that they are a PNG; nobody looks further here. */
export const TINY_PNG: EncodedImage = {
  mime: "image/png",
  bytes: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
};

/** A clock on which time passes only where it is waited for, except for waits longer than `realLimit`. */
export function countingClock(): Clock & { readonly waits: number[] } {
  const waits: number[] = [];
  let now = 0;
  return {
    waits,
    nowMillis: () => now,
    // Patience of a minute and more is for what never comes: it does not pass here.
    wait: (millis, signal) =>
      millis >= 60_000
        ? new Promise((resolve) => signal.addEventListener("abort", () => resolve()))
        : Promise.resolve().then(() => {
            waits.push(millis);
            now += millis;
          }),
  };
}

export const optionsFor = (
  server: Pick<Double, "baseUrl">,
  flavour: string,
  changes: Partial<RemoteModelOptions> = {},
): RemoteModelOptions => ({
  id: "server:double",
  model: "double",
  flavour: flavourOf(flavour),
  address: { baseUrl: server.baseUrl, key: "" },
  images: async () => ok(TINY_PNG),
  network: { fetch, clock: countingClock(), pageUrl: null },
  patience: { firstByteMillis: 60_000, stallMillis: 60_000 },
  rng: createRng(1),
  ...changes,
});

/** A question about a picture. */
export const asking = (changes: Partial<RemoteRequest> = {}): RemoteRequest => ({
  turns: [
    {
      role: "user",
      parts: [
        { kind: "image", image: "a".repeat(64) as never },
        { kind: "text", text: "Which letter?" },
      ],
    },
  ],
  open: false,
  sampling: { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 7 },
  maxTokens: 64,
  alternatives: 5,
  ...changes,
});
