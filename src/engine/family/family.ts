import type { Size } from "../../geometry";
import type { Pixels } from "../../pixels";
import type { PlainTensor } from "../ort/tensors";
import type { TileGrid, Tiles } from "../vision/tiles";

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
