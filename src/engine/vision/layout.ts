import type { Size } from "../../geometry";
import type { Pixels } from "../../pixels";
import type { PlainTensor } from "../ort/tensors";

/** One picture that the vision encoder reads, and how the rows of features it becomes stand over it. */
export interface TileLayout extends Size {
  readonly tokenRows: number;
  readonly tokenColumns: number;
}

/** How an image is cut for the vision encoder and spelt in the prompt; known from its size alone. */
export interface ImageLayout {
  /** Rows and columns of tiles; 0 × 0 where the image is not cut. */
  readonly rows: number;
  readonly columns: number;
  /** Row by row, the global view last. */
  readonly tiles: readonly TileLayout[];
  /** What stands in the prompt for the image; the family's `imageToken` once for each row of features. */
  readonly promptText: string;
}

export type VisionInputs = Readonly<Record<string, PlainTensor>>;

/** How a family's images become inputs of its vision encoder. */
export interface ImageRules {
  /** Refuses with "bad-request" what no picture of this family may be. */
  layoutOf(size: Size): ImageLayout;
  /** The tiles that `layoutOf` names, in its order. */
  cut(pixels: Pixels): Pixels[];
  /** Inputs of the vision encoder for some tiles of one image; the runtime feeds those that it names. */
  pack(tiles: readonly Pixels[]): VisionInputs;
  /** The pixels that such inputs stand for: what the encoder is really given, for the screen. */
  unpack(inputs: VisionInputs): Pixels[];
}

export const tokensOf = ({ tiles }: Pick<ImageLayout, "tiles">): number =>
  tiles.reduce((sum, { tokenRows, tokenColumns }) => sum + tokenRows * tokenColumns, 0);

/** The floats of one input, which `pack` has made. */
export function floatsIn(inputs: VisionInputs, name: string): Float32Array {
  const tensor = inputs[name];
  if (tensor?.type !== "float32") throw new Error(`No floats are packed as ${name}`);
  return tensor.data;
}

/** The whole numbers of one input, which `pack` has made. */
export function integersIn(inputs: VisionInputs, name: string): number[] {
  const tensor = inputs[name];
  if (tensor?.type !== "int64") throw new Error(`No whole numbers are packed as ${name}`);
  return Array.from(tensor.data, Number);
}

export const integers = (dims: readonly number[], values: readonly number[]): PlainTensor => ({
  type: "int64",
  dims,
  data: BigInt64Array.from(values, BigInt),
});
