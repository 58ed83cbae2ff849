import { refuse, throwIfAborted } from "../contract/failure";
import type { TokenEmbedder } from "../network/tokenEmbedder";
import type { ImageFeatures } from "./imageFeatures";
import type { Prompt } from "./prompt";

export interface EmbeddedPrompt {
  /** [tokens, hidden] */
  readonly embeddings: Float32Array;
  /** How many images the vision network had to look at. */
  readonly imagesEncoded: number;
}

export interface PromptEmbedder extends TokenEmbedder {
  /** The prompt's vectors from one position on, with the images' features in place of their tokens. */
  embedFrom(prompt: Prompt, start: number, signal: AbortSignal): Promise<EmbeddedPrompt>;
}

export function createPromptEmbedder(
  embedder: TokenEmbedder,
  features: ImageFeatures,
  imageTokenId: number,
): PromptEmbedder {
  return {
    embed: embedder.embed,
    async embedFrom(prompt, start, signal) {
      const embeddings = await embedder.embed(prompt.tokenIds.slice(start));
      const hidden = embeddings.length / (prompt.tokenIds.length - start);
      let imagesEncoded = 0;
      for (const { image, positions } of placesOf(prompt, imageTokenId)) {
        if ((positions.at(-1) ?? -1) < start) continue;
        throwIfAborted(signal);
        const { values, encoded } = await features.of(image, signal);
        if (encoded) imagesEncoded++;
        place(values, hidden, embeddings, positions, start);
      }
      return { embeddings, imagesEncoded };
    },
  };
}

function place(
  values: Float32Array,
  hidden: number,
  embeddings: Float32Array,
  positions: readonly number[],
  start: number,
): void {
  if (values.length !== positions.length * hidden) {
    refuse("unsupported-model", `An image has ${values.length / hidden} features for ${positions.length} tokens.`);
  }
  for (const [row, position] of positions.entries()) {
    if (position < start) continue;
    embeddings.set(values.subarray(row * hidden, (row + 1) * hidden), (position - start) * hidden);
  }
}

/** Which positions of the prompt each image's features take. */
function placesOf({ tokenIds, images }: Prompt, imageTokenId: number) {
  const all = tokenIds.flatMap((id, position) => (id === imageTokenId ? [position] : []));
  let taken = 0;
  return images.map(({ image, tokens }) => {
    const positions = all.slice(taken, taken + tokens);
    taken += tokens;
    return { image, positions };
  });
}
