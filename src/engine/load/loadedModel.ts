import { refuse } from "../contract/failure";
import type { CacheState, ContinueRequest, EngineModel, PromptMessage, Sampling } from "../contract/model";
import { continuePrompt, type Generator, type KeptPaths } from "../generate/continue";
import { writeRollouts } from "../generate/rollouts";
import { scoreAll } from "../generate/score";
import type { ImageFeatures } from "../prompt/imageFeatures";
import { createLock } from "../scheduling/lock";
import { tokensOf } from "../vision/layout";

export interface LoadedParts extends Generator {
  readonly features: ImageFeatures;
  /** Throws where the model can no longer answer: its device was lost, or it was unloaded. */
  readonly assertAlive: () => void;
}

const NEVER = new AbortController().signal;

/** A loaded model. One request at a time holds the network; the others wait in line. */
export function createLoadedModel(parts: LoadedParts): EngineModel {
  const { card, family, codec, prompts, decoder, features, kvCache } = parts;
  const { withLock, whileLocked } = createTurns(parts);
  return {
    card,
    continue(request, signal) {
      return whileLocked(signal, () => {
        checkRequest(request, [request.sampling]);
        return continuePrompt(parts, request, signal);
      });
    },
    rollouts(request, signal, each = []) {
      return whileLocked(signal, () => {
        checkRequest(request, request.samplings);
        return writeRollouts(parts, request, { all: signal, each });
      });
    },
    score: (messages, continuation, signal) =>
      withLock(signal, async () => {
        const prompt = prompts.make(messages, isOpen(messages));
        return (await scoreAll(parts, prompt, { continuations: [continuation], ending: "" }, signal))[0]!;
      }),
    scoreAll: (messages, continuations, signal, ending = "") =>
      withLock(signal, () =>
        scoreAll(parts, prompts.make(messages, isOpen(messages)), { continuations, ending }, signal),
      ),
    async render(messages, open) {
      const { text, tokenIds } = prompts.make(messages, open);
      return { text, tokenIds, pieces: tokenIds.map(codec.textOf) };
    },
    async encoderView({ pixels }) {
      const { rows, columns, tiles } = family.images.layoutOf(pixels);
      const shown = family.images.cut(pixels).flatMap((tile) => family.images.unpack(family.images.pack([tile])));
      const tokensPerTile = Math.max(...tiles.map((tile) => tokensOf({ tiles: [tile] })));
      return { tiles: shown, rows, columns, patchSize: family.patchSize, tokensPerTile };
    },
    cacheState: async () => cacheStateOf(kvCache, features),
    setCacheEnabled: (enabled) =>
      withLock(NEVER, () => {
        decoder.forget();
        decoder.cacheEnabled = enabled;
        features.enabled = enabled;
      }),
    clearCache: () => withLock(NEVER, () => decoder.forget()),
  };
}

interface Turns {
  /** Runs with the network held, whatever happens inside. */
  withLock<T>(signal: AbortSignal, job: () => Promise<T> | T): Promise<T>;
  /** The same for what is told bit by bit. */
  whileLocked<T>(signal: AbortSignal, job: () => AsyncIterable<T>): AsyncGenerator<T>;
}

function createTurns(parts: LoadedParts): Turns {
  const lock = createLock();
  return {
    async withLock(signal, job) {
      const release = await lock.acquire(signal);
      try {
        parts.assertAlive();
        return await job();
      } catch (thrown) {
        throw causeOf(parts, thrown, signal);
      } finally {
        release();
      }
    },
    async *whileLocked(signal, job) {
      const release = await lock.acquire(signal);
      try {
        parts.assertAlive();
        yield* job();
      } catch (thrown) {
        throw causeOf(parts, thrown, signal);
      } finally {
        release();
      }
    },
  };
}

/** What to throw instead: where the device has gone meanwhile, everything else that broke is only its echo. */
function causeOf({ assertAlive }: LoadedParts, thrown: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return thrown;
  try {
    assertAlive();
    return thrown;
  } catch (gone) {
    return gone;
  }
}

const cacheStateOf = (kvCache: KeptPaths, { cache }: ImageFeatures): CacheState => ({
  kvBytes: kvCache.bytes,
  kvBudgetBytes: kvCache.budgetBytes,
  visionBytes: cache.bytes,
  visionBudgetBytes: cache.budgetBytes,
  leafCount: kvCache.leafCount,
  tokens: kvCache.tokens,
});

const isOpen = (messages: readonly PromptMessage[]): boolean => messages.at(-1)?.role === "assistant";

type NumbersOf = Pick<ContinueRequest, "maxTokens" | "alternatives">;

function checkRequest({ maxTokens, alternatives }: NumbersOf, samplings: readonly Sampling[]): void {
  const numbers = [...samplings.flatMap((sampling) => Object.values(sampling)), maxTokens, alternatives];
  if (numbers.some((value) => !Number.isFinite(value))) refuse("bad-request", "Sampling wants finite numbers.");
  if (samplings.some(({ repetitionPenalty }) => repetitionPenalty <= 0))
    refuse("bad-request", "The repetition penalty must be above zero.");
}
