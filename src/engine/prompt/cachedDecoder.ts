import { createKeyMaker } from "../cache/keys";
import { createLastRows } from "../cache/lastRows";
import { refuse, throwIfAborted } from "../contract/failure";
import type { Family } from "../family/family";
import type { KvCache } from "../kv/kvCache";
import type { Decoder, WantedRows } from "../network/decoder";
import type { ImageFeatures } from "./imageFeatures";
import type { Prompt } from "./prompt";
import type { PromptEmbedder } from "./promptEmbedder";

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
  forget(): void;
  cacheEnabled: boolean;
}

/** How many last rows are kept; one is as large as the vocabulary. */
const LAST_ROWS = 64;

export function createCachedDecoder(
  decoder: Pick<Decoder<unknown>, "forward">,
  embedder: PromptEmbedder,
  features: ImageFeatures,
  kvCache: KvCache,
  family: Pick<Family, "imageTokenId" | "contextLength">,
): CachedDecoder {
  const keyMaker = createKeyMaker();
  const lastRows = createLastRows(LAST_ROWS);

  return {
    cacheEnabled: true,
    async prefill(prompt, signal) {
      const length = prompt.tokenIds.length;
      if (length === 0) refuse("bad-request", "The prompt is empty.");
      if (length >= family.contextLength) {
        refuse("bad-request", `The prompt has ${length} tokens, but the model reads at most ${family.contextLength}.`);
      }
      const runs = prompt.images.map(({ image, tokens }) => ({ hash: image.hash, tokens }));
      const keys = keyMaker.keysOf(prompt.tokenIds, family.imageTokenId, runs);
      if (!this.cacheEnabled) kvCache.clear();
      const known = this.cacheEnabled ? lastRows.get(keys) : undefined;
      // Without its last row, the last token is computed again for its logits.
      const reusedTokens = kvCache.activate(keys, known === undefined ? length - 1 : length);
      if (known !== undefined && reusedTokens === length) {
        return { logits: known, keys, reusedTokens, imagesEncoded: 0, imagesReused: runs.length };
      }
      const { embeddings, imagesEncoded } = await embedder.embedFrom(prompt, reusedTokens, signal);
      throwIfAborted(signal);
      const [logits] = await decoder.forward(embeddings, length - reusedTokens, "last", signal);
      kvCache.extend(keys.slice(reusedTokens));
      const row = logits!.slice();
      if (this.cacheEnabled) lastRows.set(keys, row);
      return { logits: row, keys, reusedTokens, imagesEncoded, imagesReused: runs.length - imagesEncoded };
    },
    async append(tokenIds, wanted) {
      const rows = await decoder.forward(await embedder.embed(tokenIds), tokenIds.length, wanted);
      kvCache.extend(tokenIds);
      return rows;
    },
    forget() {
      kvCache.clear();
      lastRows.clear();
      features.cache.clear();
    },
  };
}
