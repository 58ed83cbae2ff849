import type { ImageBox } from "../geometry";
import type { LayerView, StageImage, StageMark } from "../stage";

/** One step as it is shown: where the camera is on which picture, with what marks, over which words. */
export interface Shot {
  /** What the step is, such as "3 · Crop". */
  readonly heading: string;
  /** What it says; empty where its picture says it all. */
  readonly caption: string;
  /** Whose step it is, for the colour of its heading. */
  readonly side: "model" | "human";
  /** Null where nothing is looked at. Its pixels are there, or nobody has them. */
  readonly image: StageImage | null;
  /** The part that the camera goes to, in pixels of the image; null is the whole. */
  readonly region: ImageBox | null;
  readonly marks: readonly StageMark[];
}

export const ALL_LAYERS: LayerView = { hidden: new Set(), locked: new Set(), solo: null };
