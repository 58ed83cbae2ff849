import type { ImageId, ProducedImage, ToolExecutor } from "../../action";
import type { Result } from "../../base";
import type { ExportPicture } from "../../export";
import type { Alteration, Pixels } from "../../pixels";
import type { ImageRecord, Trace } from "../../trace";
import type { Failure } from "./failure";

/** The pictures of the workspace, and what performs actions on them. */
export interface Images extends ToolExecutor {
  /** Reads and keeps a file that a person gave. `notes` are codes such as `animated` or `rotated`. */
  add(
    file: Blob,
    name: string,
  ): Promise<Result<{ readonly record: ImageRecord; readonly notes: readonly string[] }, Failure>>;
  /** Keeps pixels that were drawn, such as a gym picture. */
  addPixels(pixels: Pixels, name: string): Promise<ImageRecord>;
  /** The image with an alteration made, as questions about a look need it; kept no longer than there is room. */
  alter(image: ImageId, alteration: Alteration): Promise<Result<ProducedImage, string>>;
  bitmap(id: ImageId): Promise<ImageBitmap | null>;
  /** A file as a small picture for a list, no side longer than `side` pixels; nothing is kept. Null where it is no picture. */
  thumbnail(file: Blob, side: number): Promise<Blob | null>;
  /** An image as it is written into files: kept, or made again. Null where its pixels cannot be had. */
  picture(id: ImageId): Promise<ExportPicture | null>;
  /** Learns how the derived images of a trace were made: they are not kept, and are made again when asked for. */
  recall(trace: Trace): void;
}
