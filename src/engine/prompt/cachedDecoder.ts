import { createKeyMaker } from "../cache/keys";
import { createLastRows } from "../cache/lastRows";
import { refuse, throwIfAborted } from "../contract/failure";
import type { Family } from "../family/family";
import type { CachedBatch, KvCache } from "../kv/kvCache";
import type { BatchDecoder } from "../network/batchDecoder";
import type { Decoder, WantedRows } from "../network/decoder";
import { sliceRun, type TokenRun } from "../network/tokenRun";
import { tokensOf } from "../vision/layout";
import type { ImageFeatures } from "./imageFeatures";
import type { Prompt } from "./prompt";
import type { PromptRuns } from "./promptRuns";

export interface Prefilled {
  /** Logits after the prompt's last token. */
  readonly logits: Float32Array;
  readonly keys: readonly number[];
  readonly reusedTokens: number;
  readonly imagesEncoded: number;
  readonly imagesReused: number;
}

/** The network with all that it remembers. Only the holder of the model's lock may use it. */
export interface CachedDecoder {
  /** Makes the prompt the live path, computing only what is not paid for. */
  prefill(prompt: Prompt, signal: AbortSignal): Promise<Prefilled>;
  /** Appends tokens to the live path. */
  append(tokenIds: readonly number[], wanted: WantedRows): Promise<Float32Array[]>;
  /**
   * Sequences that begin as the live path, which must stay as it is until they are closed. Null where they cannot be
   * computed together.
   *
   * @param mostTokens how many each may have in all
   */
  openSequences(size: number, mostTokens: number): Sequences | null;
  /** How many sequences may be computed together, each with this many tokens in all; 1 where none may. */
  sequencesThatFit(tokens: number): number;
  forget(): void;
  cacheEnabled: boolean;
}

/** Several continuations of one prompt, with one more token each at a time. */
export interface Sequences {
  /** Appends a token to the sequence at each place, and drops all that are not named. A place may be named twice. */
  append(places: readonly number[], tokenIds: readonly number[]): Promise<readonly Float32Array[]>;
  /** Keeps a sequence for prompts to come, by the keys of all its tokens. */
  keep(place: number, keys: readonly number[]): void;
  close(): void;
}

/** How many last rows are kept; one is as large as the vocabulary. */
const LAST_ROWS = 64;

export function createCachedDecoder(
  decoder: Pick<Decoder<unknown>, "forward" | "batch">,
  runs: PromptRuns,
  features: ImageFeatures,
  kvCache: KvCache,
  family: Pick<Family, "imageTokenId" | "contextLength">,
): CachedDecoder {
  const keyMaker = createKeyMaker();
  const lastRows = createLastRows(LAST_ROWS);
  // Position of the next word on every axis, which is not the number of tokens where pictures stand.
  let nextPosition = 0;

  return {
    cacheEnabled: true,
    async prefill(prompt, signal) {
      const length = prompt.tokenIds.length;
      if (length === 0) refuse("bad-request", "The prompt is empty.");
      if (length >= family.contextLength) {
        refuse("bad-request", `The prompt has ${length} tokens, but the model reads at most ${family.contextLength}.`);
      }
      const images = prompt.images.map(({ image, layout }) => ({ hash: image.hash, tokens: tokensOf(layout) }));
      const keys = keyMaker.keysOf(prompt.tokenIds, family.imageTokenId, images);
      nextPosition = runs.nextPosition(prompt);
      if (!this.cacheEnabled) kvCache.clear();
      const known = this.cacheEnabled ? lastRows.get(keys) : undefined;
      // Without its last row, the last token is computed again for its logits.
      const reusedTokens = kvCache.activate(keys, known === undefined ? length - 1 : length);
      if (known !== undefined && reusedTokens === length) {
        return { logits: known, keys, reusedTokens, imagesEncoded: 0, imagesReused: images.length };
      }
      const { run, imagesEncoded } = await runs.ofPrompt(prompt, reusedTokens, signal);
      throwIfAborted(signal);
      const ends = prompt.stepEnds.map((end) => end - reusedTokens);
      const row = await prefillRun(decoder, kvCache, { run, keys: keys.slice(reusedTokens), ends }, signal);
      if (this.cacheEnabled) lastRows.set(keys, row);
      return { logits: row, keys, reusedTokens, imagesEncoded, imagesReused: images.length - imagesEncoded };
    },
    async append(tokenIds, wanted) {
      const rows = await decoder.forward(await runs.ofWords(tokenIds, nextPosition), wanted);
      nextPosition += tokenIds.length;
      kvCache.extend(tokenIds);
      return rows;
    },
    openSequences(size, mostTokens) {
      const opened = decoder.batch === null ? null : kvCache.openBatch(size, mostTokens);
      if (decoder.batch === null || opened === null) return null;
      return sequencesOf(decoder.batch, runs, opened, { first: nextPosition, keeps: this.cacheEnabled });
    },
    sequencesThatFit: (tokens) => (decoder.batch === null ? 1 : kvCache.sequencesThatFit(tokens)),
    forget() {
      kvCache.clear();
      lastRows.clear();
      features.cache.clear();
    },
  };
}

/** What of a prompt is not paid for. */
interface PromptRest {
  readonly run: TokenRun;
  readonly keys: readonly number[];
  /** Where lines may part, counted in the run. */
  readonly ends: readonly number[];
}

/** Appends a prompt's rest, in pieces that end where lines may part if the network has states to keep there. */
async function prefillRun(
  decoder: Pick<Decoder<unknown>, "forward">,
  kvCache: KvCache,
  { run, keys, ends }: PromptRest,
  signal: AbortSignal,
): Promise<Float32Array> {
  const count = run.tokenIds.length;
  const cuts = kvCache.needsMarks ? [...new Set(ends)].filter((end) => end > 0 && end < count) : [];
  let from = 0;
  for (const end of [...cuts.sort((a, b) => a - b), count]) {
    const rows = await decoder.forward(sliceRun(run, from, end), end === count ? "last" : "none", signal);
    kvCache.extend(keys.slice(from, end));
    kvCache.mark();
    if (end === count) return rows[0]!.slice();
    from = end;
  }
  throw new Error("A prompt has an end");
}

interface SequenceOptions {
  /** Position of the first token that is appended. */
  readonly first: number;
  readonly keeps: boolean;
}

function sequencesOf(
  decoder: BatchDecoder,
  runs: PromptRuns,
  { sequences, keep, close }: CachedBatch,
  { first, keeps }: SequenceOptions,
): Sequences {
  let position = first;
  return {
    async append(places, tokenIds) {
      const isEveryone = places.length === sequences.size && places.every((place, index) => place === index);
      if (!isEveryone) sequences.select(places);
      return decoder.step(sequences, await runs.ofSequences(tokenIds, position++));
    },
    keep(place, keys) {
      if (keeps) keep(place, keys);
    },
    close,
  };
}
