import type { ToolExecutor } from "../action";
import type { ImageReference } from "../dialect";
import type { Orientation, Size } from "../geometry";
import type { ImageRecord } from "../trace";
import type { StepNames } from "./grown";

/** A picture that was found: named by the hash of its bytes. */
export interface FoundImage extends Size {
  readonly id: ImageRecord["id"];
  /** How its file is stored, where that is not upright; the size is that of the upright picture. */
  readonly orientation?: Orientation;
}

/** What opening needs of the world. */
export interface OpeningPorts extends StepNames {
  /** The picture that a reference means, hashed and kept by whoever answers; null where it is not to be had. */
  find(reference: Exclude<ImageReference, { kind: "dropped" }>): Promise<FoundImage | null>;
  /** Performs actions on pictures that were found; null where nothing here can. */
  readonly executor: ToolExecutor | null;
}
