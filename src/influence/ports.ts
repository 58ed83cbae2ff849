import type { ImageId, ProducedImage, ToolExecutor } from "../action";
import type { Result } from "../base";
import type { Dialect } from "../dialect";
import type { Alteration } from "../pixels";
import type { ClockAndIds, RunLimits, RunModel } from "../runner";

// What a question needs of the world, in its own words. The raster and the engine fit these shapes without importing
// them; the composition root is where the fit is checked.

/** Performs actions, and makes pictures that differ from one that is there by an alteration. */
export interface PictureMaker extends ToolExecutor {
  alter(image: ImageId, alteration: Alteration): Promise<Result<ProducedImage, string>>;
}

/** A file of a model, told apart by its hash. */
export interface ModelFile {
  readonly path: string;
  readonly hash: string;
}

export interface InfluenceTools {
  readonly model: RunModel;
  /** Null where nobody tells what the model was loaded from, as of one behind a server. */
  readonly modelFiles: readonly ModelFile[] | null;
  readonly dialect: Dialect;
  readonly pictures: PictureMaker;
  readonly clockAndIds: ClockAndIds;
  readonly limits: RunLimits;
}
