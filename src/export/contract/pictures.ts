import type { ImageId } from "../../action";
import type { Size } from "../../geometry";
import type { Trace } from "../../trace";

/** An image as an export writes it. Width and height in pixels, upright. */
export interface ExportPicture extends Size {
  /** A PNG of three channels, 8 bits each, upright and without a tag that would turn it. Rejects where they went away since. */
  png(): Promise<Uint8Array<ArrayBuffer>>;
}

/** Where an export gets its pixels: source images, and derived ones made again. */
export interface PictureSource {
  /** Null where the pixels cannot be had, as of a picture that a log named and did not bring. */
  find(image: ImageId, trace: Trace): Promise<ExportPicture | null>;
}
