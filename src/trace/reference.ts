import type { ImageId } from "../action";
import type { ImageBox, ImagePoint } from "../geometry";
import type { StepId } from "./ids";
import type { Check } from "./judgement";

/** Where a log said something. */
export interface LogSource {
  readonly kind: "log";
  /** The name of the field, as `reward_model.ground_truth`. */
  readonly field: string;
}

/** What is right: an answer, places on the images, or both. Places are in canonical pixels of the image they name. */
export interface Reference {
  readonly answer?: string;
  readonly boxes?: readonly { readonly image: ImageId; readonly box: ImageBox }[];
  readonly points?: readonly { readonly image: ImageId; readonly at: ImagePoint }[];
  readonly source: LogSource | { readonly kind: "gym" } | { readonly kind: "hand" };
}

/** How good a line or a step was, as somebody else said. Kept as it was given, whatever the trace is made into later. */
export interface KeptScore {
  readonly name: string;
  readonly value: number | boolean | string;
  readonly about: { readonly kind: "line"; readonly leaf: StepId } | { readonly kind: "step"; readonly step: StepId };
  readonly source: LogSource | Check;
}

/** The step by which a score names what it is about: itself, or the last of its line. */
export const stepOfScore = ({ about }: KeptScore): StepId => (about.kind === "line" ? about.leaf : about.step);

/** The images that a reference names. */
export const imagesOfReference = ({ boxes = [], points = [] }: Reference): readonly ImageId[] =>
  [...boxes, ...points].map(({ image }) => image);
