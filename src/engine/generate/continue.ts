import type { ContinueRequest, EngineEvent, LoadedModel, PromptReport } from "../contract/model";
import { type DecodeRequest, decode } from "../decode/loop";
import type { Family } from "../family/family";
import type { KvCache } from "../kv/kvCache";
import type { CachedDecoder, Prefilled } from "../prompt/cachedDecoder";
import type { Prompt, PromptBuilder } from "../prompt/prompt";
import { createDetokenizer } from "../text/detokenizer";
import type { TextCodec } from "../text/tokenizer";

/** What is told and asked of the paths that a decoder keeps, whatever keeps them. */
export type KeptPaths = Pick<KvCache, "pin" | "bytes" | "budgetBytes" | "leafCount" | "tokens">;

/** What generating needs of a loaded model. Only the holder of its lock may use it. */
export interface Generator {
  readonly card: LoadedModel;
  readonly family: Family;
  readonly codec: TextCodec;
  readonly prompts: PromptBuilder;
  readonly decoder: CachedDecoder;
  readonly kvCache: KeptPaths;
  readonly now: () => number;
}

export async function* continuePrompt(
  parts: Generator,
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

export const promptReport = (prompt: Prompt, prefilled: Prefilled, prefillMillis: number): PromptReport => ({
  kind: "prompt",
  promptTokens: prompt.tokenIds.length,
  reusedTokens: prefilled.reusedTokens,
  imagesEncoded: prefilled.imagesEncoded,
  imagesReused: prefilled.imagesReused,
  prefillMillis,
});

export const decodeRequest = (
  { card, family }: Generator,
  prompt: Prompt,
  request: ContinueRequest,
): DecodeRequest => ({
  promptIds: prompt.tokenIds,
  sampling: request.sampling,
  alternatives: request.alternatives,
  maxTokens: request.maxTokens,
  stopTokenIds: new Set(card.stopTokenIds),
  bannedTokenId: family.imageTokenId,
  room: card.contextLength - prompt.tokenIds.length,
});

/** Goes on from a prompt that is the live path. */
export async function* generate(
  parts: Generator,
  prompt: Prompt,
  { logits }: Prefilled,
  request: ContinueRequest,
  signal: AbortSignal,
): AsyncGenerator<Exclude<EngineEvent, PromptReport>> {
  const { codec, decoder, now } = parts;
  const started = now();
  let generatedTokens = 0;
  const ports = {
    forward: async (id: number) => (await decoder.append([id], "last"))[0]!,
    readNext: createDetokenizer(codec),
    textOf: codec.textOf,
  };
  const loop = decode(logits, decodeRequest(parts, prompt, request), ports, signal);
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
