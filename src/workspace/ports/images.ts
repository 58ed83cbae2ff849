import type { ImageId, ProducedImage, ToolExecutor } from "../../action";
import type { Result } from "../../base";
import type { ExportPicture } from "../../export";
import type { ImageBox } from "../../geometry";
import type { Alteration, PictureTile, Pixels, Retouch } from "../../pixels";
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
  /**
   * Keeps the image anew with those boxes, or all of it, black, and no name. It has been read back, and is black there.
   * Null where its pixels cannot be had.
   */
  blacken(image: ImageId, boxes: readonly ImageBox[] | "all"): Promise<ImageRecord | null>;
  /** The image with a change that a module of a program makes, kept; null where its pixels cannot be had. */
  retouch(image: ImageId, change: Retouch): Promise<ImageRecord | null>;
  /** Ready to draw, at a level (of `pixels`); null where its pixels cannot be had. */
  bitmap(id: ImageId, level?: number): Promise<ImageBitmap | null>;
  /** A tile of a level, likewise. */
  tile(id: ImageId, tile: PictureTile): Promise<ImageBitmap | null>;
  /** The pixels of a file, which is not kept; null where it is no picture that can be read. */
  look(file: Blob): Promise<Pixels | null>;
  /** A file as a small picture for a list, no side longer than `side` pixels; nothing is kept. Null where it is no picture. */
  thumbnail(file: Blob, side: number): Promise<Blob | null>;
  /** An image as it is written into files: kept, or made again. Null where its pixels cannot be had. */
  picture(id: ImageId): Promise<ExportPicture | null>;
  /** Learns how the derived images of a trace were made: they are not kept, and are made again when asked for. */
  recall(trace: Trace): void;
}
