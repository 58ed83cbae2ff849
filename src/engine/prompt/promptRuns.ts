import { refuse, throwIfAborted } from "../contract/failure";
import type { Family } from "../family/family";
import type { TokenEmbedder } from "../network/tokenEmbedder";
import {
  type FeatureStreams,
  MAIN_FEATURES,
  parallelRun,
  plainRun,
  type SideFeatures,
  type TokenRun,
} from "../network/tokenRun";
import { tokensOf } from "../vision/layout";
import type { ImageFeatures } from "./imageFeatures";
import { type PlacedImage, positionsOf } from "./positions";
import type { Prompt, PromptImage } from "./prompt";

export interface PreparedPrompt {
  readonly run: TokenRun;
  /** How many images the vision network had to look at. */
  readonly imagesEncoded: number;
}

/** Prompts and words as the decoder takes them. */
export interface PromptRuns {
  /** The prompt from one position on, with the images' features in their places. */
  ofPrompt(prompt: Prompt, start: number, signal: AbortSignal): Promise<PreparedPrompt>;
  /** Words that follow others; the first stands at position `first` on every axis. */
  ofWords(tokenIds: readonly number[], first: number): Promise<TokenRun>;
  /** A word for each of several sequences, all at one position. */
  ofSequences(tokenIds: readonly number[], position: number): Promise<TokenRun>;
  /** Position of the token after the prompt. */
  nextPosition(prompt: Prompt): number;
}

/** @param embedder null where the decoder looks ids up itself and takes features beside them */
export function createPromptRuns(
  embedder: TokenEmbedder | null,
  features: ImageFeatures,
  family: Pick<Family, "imageTokenId" | "positionAxes">,
): PromptRuns {
  const axes = family.positionAxes;
  const embed = async (tokenIds: readonly number[]) => (embedder === null ? null : embedder.embed(tokenIds));
  const positionsIn = (prompt: Prompt) =>
    positionsOf(prompt.tokenIds.length, placesOf(prompt, family.imageTokenId), axes);
  return {
    ofWords: async (tokenIds, first) => plainRun(tokenIds, await embed(tokenIds), axes, first),
    ofSequences: async (tokenIds, position) => parallelRun(tokenIds, await embed(tokenIds), axes, position),
    nextPosition: (prompt) => positionsIn(prompt).next,
    async ofPrompt(prompt, start, signal) {
      const tokenIds = prompt.tokenIds.slice(start);
      const embeddings = await embed(tokenIds);
      const seen = placesOf(prompt, family.imageTokenId).filter(({ places }) => (places.at(-1) ?? -1) >= start);
      const placed: PlacedFeatures[] = [];
      let imagesEncoded = 0;
      for (const { image, places } of seen) {
        throwIfAborted(signal);
        const { streams, encoded } = await features.of(image, signal);
        if (encoded) imagesEncoded++;
        placed.push({ streams, places: places.map((place) => place - start) });
      }
      const main = sideOf(placed, MAIN_FEATURES);
      if (embeddings !== null && main !== undefined) lay(main, embeddings, embeddings.length / tokenIds.length);
      const side = sidesOf(placed, embeddings === null);
      const positions = positionsIn(prompt).axes.map((axis) => axis.slice(start));
      return { run: { tokenIds, embeddings, side, positions }, imagesEncoded };
    },
  };
}

/** Features of one image and where they stand in a run; places below nought lie before it. */
interface PlacedFeatures {
  readonly streams: FeatureStreams;
  readonly places: readonly number[];
}

/** Every stream that is not laid into the embeddings. */
function sidesOf(placed: readonly PlacedFeatures[], withMain: boolean): Record<string, SideFeatures> {
  const names = Object.keys(placed[0]?.streams ?? {}).filter((name) => withMain || name !== MAIN_FEATURES);
  return Object.fromEntries(
    names.flatMap((name) => {
      const side = sideOf(placed, name);
      return side === undefined ? [] : [[name, side]];
    }),
  );
}

/** One stream of all images, without the rows of tokens before the run. */
function sideOf(placed: readonly PlacedFeatures[], name: string): SideFeatures | undefined {
  const [first] = placed;
  if (first === undefined) return undefined;
  const width = widthOf(first, name);
  const parts = placed.map((features) => {
    const values = features.streams[name] ?? new Float32Array(0);
    if (values.length !== features.places.length * width) {
      const rows = values.length / width;
      refuse("unsupported-model", `An image has ${rows} rows of "${name}" for ${features.places.length} tokens.`);
    }
    const before = features.places.filter((place) => place < 0).length;
    return { tokens: features.places.slice(before), rows: values.subarray(before * width) };
  });
  const rows = new Float32Array(parts.reduce((sum, part) => sum + part.rows.length, 0));
  let to = 0;
  for (const part of parts) {
    rows.set(part.rows, to);
    to += part.rows.length;
  }
  return { width, tokens: parts.flatMap(({ tokens }) => tokens), rows };
}

const widthOf = ({ streams, places }: PlacedFeatures, name: string): number =>
  Math.max(1, Math.round((streams[name]?.length ?? 0) / Math.max(1, places.length)));

function lay({ tokens, rows, width }: SideFeatures, embeddings: Float32Array, hidden: number): void {
  if (width !== hidden) {
    refuse("unsupported-model", `An image's features have ${width} numbers each, but the decoder reads ${hidden}.`);
  }
  for (const [row, token] of tokens.entries()) {
    embeddings.set(rows.subarray(row * width, (row + 1) * width), token * width);
  }
}

/** Which positions of the prompt each image's features take. */
function placesOf({ tokenIds, images }: Prompt, imageTokenId: number): (PromptImage & PlacedImage)[] {
  const all = tokenIds.flatMap((id, position) => (id === imageTokenId ? [position] : []));
  let taken = 0;
  return images.map(({ image, layout }) => {
    const places = all.slice(taken, taken + tokensOf(layout));
    taken += places.length;
    return { image, layout, places };
  });
}
