// Tokens in every form in which some decoder takes them. Most exports take embeddings that the images' features were laid
// into; some look ids up themselves and take the features beside them (LFM3-VL); some take more than one stream of features
// (the deepstack of Qwen3-VL, arXiv 2511.21631).

/** The stream of features that stands in place of image tokens' embeddings. */
export const MAIN_FEATURES = "image_features";

/** Features of images by the name of the vision encoder's output, each [rows, width]. */
export type FeatureStreams = Readonly<Record<string, Float32Array>>;

/** Rows for some tokens of a run, beside their embeddings. */
export interface SideFeatures {
  readonly width: number;
  /** Which tokens of the run have a row, in order. */
  readonly tokens: readonly number[];
  /** [tokens, width] */
  readonly rows: Float32Array;
}

/** Tokens that stand one after another on a path. */
export interface TokenRun {
  readonly tokenIds: readonly number[];
  /** [tokens, hidden], an image's features in place of its tokens; null where the decoder looks ids up itself. */
  readonly embeddings: Float32Array | null;
  /** By the name that the vision encoder's output and the decoder's input share. */
  readonly side: Readonly<Record<string, SideFeatures>>;
  /** For each axis of the family, one number a token. */
  readonly positions: readonly (readonly number[])[];
}

/** The tokens [start, end) of a run. */
export function sliceRun({ tokenIds, embeddings, side, positions }: TokenRun, start: number, end: number): TokenRun {
  const hidden = embeddings === null ? 0 : embeddings.length / tokenIds.length;
  return {
    tokenIds: tokenIds.slice(start, end),
    embeddings: embeddings === null ? null : embeddings.slice(start * hidden, end * hidden),
    side: Object.fromEntries(Object.entries(side).map(([name, features]) => [name, sliceSide(features, start, end)])),
    positions: positions.map((axis) => axis.slice(start, end)),
  };
}

function sliceSide({ width, tokens, rows }: SideFeatures, start: number, end: number): SideFeatures {
  const from = tokens.filter((token) => token < start).length;
  const inside = tokens.filter((token) => token >= start && token < end);
  return {
    width,
    tokens: inside.map((token) => token - start),
    rows: rows.slice(from * width, (from + inside.length) * width),
  };
}

/** Words alone, at positions that count on from `first`. */
export function plainRun(
  tokenIds: readonly number[],
  embeddings: Float32Array | null,
  axes: number,
  first: number,
): TokenRun {
  const axis = tokenIds.map((_, index) => first + index);
  return { tokenIds, embeddings, side: {}, positions: Array.from({ length: axes }, () => axis) };
}

/** A word for each of several sequences, all at one position. */
export function parallelRun(
  tokenIds: readonly number[],
  embeddings: Float32Array | null,
  axes: number,
  position: number,
): TokenRun {
  const axis = tokenIds.map(() => position);
  return { tokenIds, embeddings, side: {}, positions: Array.from({ length: axes }, () => axis) };
}
