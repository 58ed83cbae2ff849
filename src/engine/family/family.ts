import type { Size } from "../../geometry";
import type { Pixels } from "../../pixels";
import type { TileGrid, Tiles } from "../vision/tiles";

/** A tensor before the runtime knows of it. */
export interface PlainTensor {
  readonly type: "float32" | "int64" | "bool";
  readonly dims: readonly number[];
  readonly data: Float32Array | BigInt64Array | Uint8Array;
}

/** Parsed JSON files of a model's folder; absent ones are empty. */
export interface ModelConfig {
  readonly config: Readonly<Record<string, unknown>>;
  readonly preprocessor: Readonly<Record<string, unknown>>;
  readonly processor: Readonly<Record<string, unknown>>;
  readonly generation: Readonly<Record<string, unknown>>;
}

/**
 * All that is particular to one line of models. To add one: write a file beside this one, and name its `model_type`s
 * in `families.ts`.
 */
export interface Family {
  readonly name: string;
  readonly tileSize: number;
  readonly patchSize: number;
  readonly tokensPerTile: number;
  readonly imageTokenId: number;
  /** Where the chat template puts an image. */
  readonly imageToken: string;
  readonly contextLength: number;
  /** Control tokens that nobody but the template and the family may write. */
  readonly reservedText: RegExp;
  gridOf(size: Size): TileGrid;
  /** What stands in the prompt for an image of this grid; `imageToken` once for each row of its features. */
  imagePromptText(grid: TileGrid): string;
  cut(pixels: Pixels): Tiles;
  /** Inputs of the vision encoder for some tiles of one image; the runtime feeds those it names. */
  visionInputs(tiles: readonly Pixels[]): Readonly<Record<string, PlainTensor>>;
  /** The tiles as pixels again, after all that was done to them. */
  shown(tiles: readonly Pixels[]): Pixels[];
  /** Position ids of `count` tokens after `past` others. */
  positionIds(past: number, count: number): PlainTensor;
}
