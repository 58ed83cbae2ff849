import type { Result } from "../base";
import type { Size } from "../geometry";
import type { Action } from "./action";
import type { FoundMark } from "./found";
import type { ImageId } from "./image";
import type { ToolCall } from "./tool";

/** An image that came of performing an action, named by its pixels, at its size in pixels. */
export interface ProducedImage extends Size {
  readonly id: ImageId;
}

/** What a tool answers: marks for the eye, words for a model, and a picture where it draws one. */
export interface ToolFinding {
  readonly marks: readonly FoundMark[];
  readonly words: string;
  readonly image?: ProducedImage;
}

/**
 * Performs one action on the image it names and keeps what comes of it. `from` is the size of that image, for whoever
 * has no pixels to measure, and the action fits it. Refuses with a kebab-case code.
 */
export interface ToolExecutor {
  perform(action: Action, from: Size): Promise<Result<ProducedImage, string>>;
  /** Calls a tool that finds something. Left out where there are no such tools, as where there are no pixels. */
  find?(call: ToolCall): Promise<Result<ToolFinding, string>>;
}
