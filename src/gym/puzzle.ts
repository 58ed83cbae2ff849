import type { ImageBox, ImagePoint } from "../geometry";

export type Family = "find" | "count" | "maze" | "measure" | "track" | "geometry" | "chart";

/** One turn of a reference trace, in the native dialect's own words. */
export type ReferenceTurn =
  | { readonly author: "model"; readonly text: string }
  /** What the model is shown for its zoom: this part of the first picture. */
  | { readonly author: "runner"; readonly crop: ImageBox };

/**
 * The first move of a reference as a person could make it by hand: a look, or a mark. `image` counts from 0.
 */
export type Move =
  | { readonly kind: "zoom" | "box"; readonly box: ImageBox; readonly image: number }
  | { readonly kind: "line"; readonly points: readonly ImagePoint[]; readonly image: number };

/** A problem before it is painted; `L` says what its picture holds, in the way of its family. */
export interface Puzzle<L> {
  readonly question: string;
  readonly truth: string;
  readonly layout: L;
  /** A right way to the truth, which a person or a score may compare with. */
  readonly reference: readonly ReferenceTurn[];
  /** A first move that helps (none where there is nothing to look at), and one that misleads. */
  readonly rightMove: Move | null;
  readonly wrongMove: Move;
}
