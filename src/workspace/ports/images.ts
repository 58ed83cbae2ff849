import type { Action, ImageId } from "../../action";
import type { Result } from "../../base";
import type { Pixels } from "../../pixels";
import type { SeenImage } from "../../runner";
import type { ImageRecord, Trace } from "../../trace";
import type { Failure } from "./failure";

export interface Images {
  /** Reads and keeps a file that a person gave. `notes` are codes such as `animated` or `rotated`. */
  add(
    file: Blob,
    name: string,
  ): Promise<Result<{ readonly record: ImageRecord; readonly notes: readonly string[] }, Failure>>;
  /** Keeps pixels that were drawn, such as a gym picture. */
  addPixels(pixels: Pixels, name: string): Promise<ImageRecord>;
  bitmap(id: ImageId): Promise<ImageBitmap | null>;
  /** Performs an action, keeps the image that comes of it, and says what it is called. */
  perform(action: Action): Promise<Result<SeenImage, string>>;
  /** Learns how the derived images of a trace were made: they are not kept, and are made again when asked for. */
  recall(trace: Trace): void;
}
