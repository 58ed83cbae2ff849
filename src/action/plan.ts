import type { ImageBox, Size } from "../geometry";
import type { Mark } from "./mark";

/**
 * One thing to do to pixels. Boxes are whole pixels, inside the image, and not empty; one whose `outside` is to be black
 * may reach beyond it.
 */
export type RasterOperation =
  | { readonly operation: "crop"; readonly box: ImageBox; readonly black?: "outside" | "all" }
  | { readonly operation: "rotate"; readonly degrees: number }
  | { readonly operation: "flip"; readonly axis: FlipAxis }
  | { readonly operation: "draw"; readonly marks: readonly Mark[] };

export const FLIP_AXES = ["horizontal", "vertical"] as const;
/** The direction in which pixels travel: `horizontal` swaps left and right. */
export type FlipAxis = (typeof FLIP_AXES)[number];

/** Why an action cannot be performed on an image of a given size. */
export type ActionRefusal = "outside-image" | "empty-box" | "not-a-number" | "too-few-points" | "no-words";

/**
 * What every kind of action can say about itself, without touching a pixel.
 * `region` is where a camera should look to see it; null is the whole image.
 */
export interface ActionKind<A> {
  /** The same action pulled inside an image of this size, or why that cannot be. */
  fit(
    action: A,
    size: Size,
  ): { readonly ok: true; readonly value: A } | { readonly ok: false; readonly error: ActionRefusal };
  /** What performing a fitting action does to the pixels. */
  plan(action: A, size: Size): readonly RasterOperation[];
  marks(action: A): readonly Mark[];
}
