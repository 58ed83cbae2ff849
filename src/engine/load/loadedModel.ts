import { refuse } from "../contract/failure";
import type {
  CacheState,
  ContinueRequest,
  EngineEvent,
  EngineModel,
  LoadedModel,
  PromptMessage,
  TokenReport,
} from "../contract/model";
import { decode, report } from "../decode/loop";
import type { Family } from "../family/family";
import type { KvCache } from "../kv/kvCache";
import type { CachedDecoder, Prefilled } from "../prompt/cachedDecoder";
import type { ImageFeatures } from "../prompt/imageFeatures";
import type { Prompt, PromptBuilder } from "../prompt/prompt";
import { createLock } from "../scheduling/lock";
import { createDetokenizer } from "../text/detokenizer";
import type { TextCodec } from "../text/tokenizer";
import { tokensOf } from "../vision/layout";

export interface LoadedParts {
  readonly card: LoadedModel;
  readonly family: Family;
  readonly codec: TextCodec;
  readonly prompts: PromptBuilder;
  readonly decoder: CachedDecoder;
  readonly features: ImageFeatures;
  readonly kvCache: KvCache;
  /** Throws where the model can no longer answer: its device was lost, or it was unloaded. */
  readonly assertAlive: () => void;
  readonly now: () => number;
}

const NEVER = new AbortController().signal;

/** A loaded model. One request at a time holds the network; the others wait in line. */
export function createLoadedModel(parts: LoadedParts): EngineModel {
  const { card, family, codec, prompts, decoder, features, kvCache } = parts;
  const lock = createLock();

  /** Runs with the network held, whatever happens inside. */
  const withLock = async <T>(signal: AbortSignal, job: () => Promise<T> | T): Promise<T> => {
    const release = await lock.acquire(signal);
    try {
      parts.assertAlive();
      return await job();
    } catch (thrown) {
      throw causeOf(parts, thrown, signal);
    } finally {
      release();
    }
  };

  return {
    card,
    async *continue(request, signal) {
      checkRequest(request);
      const release = await lock.acquire(signal);
      try {
        parts.assertAlive();
        yield* continuePrompt(parts, request, signal);
      } catch (thrown) {
        throw causeOf(parts, thrown, signal);
      } finally {
        release();
      }
    },
    score: (messages, continuation, signal) =>
      withLock(signal, () => score(parts, prompts.make(messages, isOpen(messages)), continuation, signal)),
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

const cacheStateOf = (kvCache: KvCache, { cache }: ImageFeatures): CacheState => ({
  kvBytes: kvCache.bytes,
  kvBudgetBytes: kvCache.budgetBytes,
  visionBytes: cache.bytes,
  visionBudgetBytes: cache.budgetBytes,
  leafCount: kvCache.leafCount,
  tokens: kvCache.tokens,
});

async function* continuePrompt(
  parts: LoadedParts,
  request: ContinueRequest,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  const prompt = parts.prompts.make(request.messages, request.open);
  const started = parts.now();
  const prefilled = await parts.decoder.prefill(prompt, signal);
  yield promptReport(prompt, prefilled, parts.now() - started);
  const unpin = parts.kvCache.pin(prefilled.keys);
  try {
    yield* generate(parts, prompt, prefilled, request, signal);
  } finally {
    unpin();
  }
}

const isOpen = (messages: readonly PromptMessage[]): boolean => messages.at(-1)?.role === "assistant";

const promptReport = (prompt: Prompt, prefilled: Prefilled, prefillMillis: number): EngineEvent => ({
  kind: "prompt",
  promptTokens: prompt.tokenIds.length,
  reusedTokens: prefilled.reusedTokens,
  imagesEncoded: prefilled.imagesEncoded,
  imagesReused: prefilled.imagesReused,
  prefillMillis,
});

async function* generate(
  { codec, decoder, card, family, now }: LoadedParts,
  prompt: Prompt,
  { logits }: Prefilled,
  request: ContinueRequest,
  signal: AbortSignal,
): AsyncGenerator<EngineEvent> {
  const started = now();
  let generatedTokens = 0;
  const loop = decode(
    logits,
    {
      promptIds: prompt.tokenIds,
      sampling: request.sampling,
      alternatives: request.alternatives,
      maxTokens: request.maxTokens,
      stopTokenIds: new Set(card.stopTokenIds),
      bannedTokenId: family.imageTokenId,
      room: card.contextLength - prompt.tokenIds.length,
    },
    {
      forward: async (id) => (await decoder.append([id], "last"))[0]!,
      readNext: createDetokenizer(codec),
      textOf: codec.textOf,
    },
    signal,
  );
  for (;;) {
    const { done, value } = await loop.next();
    if (done) {
      yield { kind: "end", reason: value, generatedTokens, decodeMillis: now() - started };
      return;
    }
    generatedTokens++;
    yield { kind: "token", token: value };
  }
}

async function score(
  { codec, decoder, family }: LoadedParts,
  prompt: Prompt,
  continuation: string,
  signal: AbortSignal,
): Promise<readonly TokenReport[]> {
  const tokenIds = codec.encode(continuation);
  if (tokenIds.includes(family.imageTokenId)) refuse("bad-request", "Words to be scored cannot hold an image.");
  if (tokenIds.length === 0) return [];
  const { logits } = await decoder.prefill(prompt, signal);
  const rows = [logits];
  if (tokenIds.length > 1) rows.push(...(await decoder.append(tokenIds.slice(0, -1), "all")));
  const readNext = createDetokenizer(codec);
  return tokenIds.map((id, index) => report(rows[index]!, id, readNext(id), 0, codec));
}

function checkRequest({ sampling, maxTokens, alternatives }: ContinueRequest): void {
  const numbers = [...Object.values(sampling), maxTokens, alternatives];
  if (numbers.some((value) => !Number.isFinite(value))) refuse("bad-request", "Sampling wants finite numbers.");
  if (sampling.repetitionPenalty <= 0) refuse("bad-request", "The repetition penalty must be above zero.");
}
