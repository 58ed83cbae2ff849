import { createByteCache } from "../cache/byteCache";
import { refuse, throwIfAborted } from "../contract/failure";
import type { EncoderDecoderRules, Family } from "../family/family";
import type { CrossDecoder } from "../network/crossDecoder";
import type { EncodedPrompt, TextEncoder } from "../network/textEncoder";
import type { TokenEmbedder } from "../network/tokenEmbedder";
import { MAIN_FEATURES } from "../network/tokenRun";
import type { CachedDecoder } from "./cachedDecoder";
import type { ImageFeatures } from "./imageFeatures";
import type { Prompt } from "./prompt";

export interface EncoderDecoderParts {
  readonly embedder: TokenEmbedder;
  readonly encoder: TextEncoder;
  readonly decoder: CrossDecoder;
  readonly features: ImageFeatures;
  readonly rules: EncoderDecoderRules;
  readonly family: Pick<Family, "contextLength">;
}

/** Prompts whose reading is kept: a task asked again of the same picture is not read again. */
const READ_BYTES = 16 * 2 ** 20;

/**
 * An encoder–decoder behind the face of a decoder with a cache. The picture's features stand before the words of the
 * task. Its prompts have no beginnings in common that are worth a tree; what is read is kept whole.
 */
export function createEncoderDecoder(parts: EncoderDecoderParts): CachedDecoder {
  const { embedder, encoder, decoder, features, rules, family } = parts;
  const read = createByteCache<EncodedPrompt>(READ_BYTES);

  const readPrompt = async (prompt: Prompt, signal: AbortSignal) => {
    const [image] = prompt.images;
    if (image === undefined) return refuse("bad-request", "This model looks at a picture, and there is none.");
    const { streams, encoded } = await features.of(image.image, signal);
    throwIfAborted(signal);
    const words = await embedder.embed(prompt.tokenIds);
    const hidden = words.length / prompt.tokenIds.length;
    const seen = streams[MAIN_FEATURES] ?? new Float32Array(0);
    const all = new Float32Array(seen.length + words.length);
    all.set(seen);
    all.set(words, seen.length);
    return { states: await encoder.encode(all, all.length / hidden), isNew: encoded };
  };

  return {
    cacheEnabled: true,
    async prefill(prompt, signal) {
      const length = prompt.tokenIds.length;
      if (length >= family.contextLength) {
        refuse("bad-request", `The task has ${length} tokens, but the model reads at most ${family.contextLength}.`);
      }
      const name = `${prompt.images[0]?.image.hash}/${prompt.tokenIds.join()}`;
      const known = this.cacheEnabled ? read.get(name) : undefined;
      const { states, isNew } =
        known === undefined ? await readPrompt(prompt, signal) : { states: known, isNew: false };
      if (this.cacheEnabled) read.set(name, states, states.states.byteLength);
      throwIfAborted(signal);
      decoder.begin(states);
      const rows = await decoder.forward(await embedder.embed(rules.forcedTokenIds), rules.forcedTokenIds.length);
      const imagesEncoded = isNew ? 1 : 0;
      const reusedTokens = known === undefined ? 0 : length;
      return { logits: rows.at(-1)!, keys: [], reusedTokens, imagesEncoded, imagesReused: 1 - imagesEncoded };
    },
    async append(tokenIds, wanted) {
      const rows = await decoder.forward(await embedder.embed(tokenIds), tokenIds.length);
      return wanted === "all" ? rows : wanted === "last" ? rows.slice(-1) : [];
    },
    openSequences: () => null,
    sequencesThatFit: () => 1,
    forget() {
      read.clear();
      features.cache.clear();
    },
  };
}
