import type { ImageRules } from "../vision/layout";

/**
 * All that is particular to one line of models. To add one: write a file beside this one, and name its `model_type`s
 * in `families.ts`.
 */
export interface Family {
  readonly name: string;
  /** Side of the largest square that the vision encoder reads at once, in pixels. */
  readonly tileSize: number;
  readonly patchSize: number;
  /** Rows of features that such a square becomes. */
  readonly tokensPerTile: number;
  readonly imageTokenId: number;
  /** Where the chat template puts an image. */
  readonly imageToken: string;
  readonly contextLength: number;
  /** Control tokens that nobody but the template and the family may write. */
  readonly reservedText: RegExp;
  readonly images: ImageRules;
  /** Set where an encoder of its own reads picture and words, and the decoder only writes. */
  readonly reading?: EncoderDecoderRules;
  /**
   * How many numbers say where a token stands. One counts the tokens; three are time, row and column of M-RoPE (Qwen2-VL,
   * arXiv 2409.12191), in which a picture takes up as many positions as its longer side has tokens.
   */
  readonly positionAxes: 1 | 3;
}

/** How an encoder–decoder is asked, which has no chat. */
export interface EncoderDecoderRules {
  /** What stands in the encoder's prompt for the words of a message; a task's name may stand for a sentence. */
  taskText(text: string): string;
  readonly firstTokenId: number;
  readonly lastTokenId: number;
  /** Tokens that the decoder begins with, whatever it is asked. */
  readonly forcedTokenIds: readonly number[];
}
