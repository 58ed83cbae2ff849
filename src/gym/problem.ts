import type { ImageBox, ImagePoint } from "../geometry";
import type { Pixels } from "../pixels";
import type { Chart } from "./chart/layout";
import type { Figure } from "./geometry/figure";
import type { Maze } from "./maze/maze";
import type { Rule } from "./measure/rule";
import type { Difficulty, Scene } from "./scene";
import type { Film } from "./track/film";

export type Family = "find" | "count" | "maze" | "measure" | "track" | "geometry" | "chart";

/** One turn of a reference trace, in the native dialect's own words. */
export type ReferenceTurn =
  | { readonly author: "model"; readonly text: string }
  /** What the model is shown for its zoom: this part of the first picture. */
  | { readonly author: "runner"; readonly crop: ImageBox };

/** What a picture holds, told without pixels. */
export type Layout = Scene | Maze | Rule | Film | Figure | Chart;

/**
 * The first move of a reference as a person could make it by hand: a look, or a mark. `image` counts from 0.
 */
export type Move =
  | { readonly kind: "zoom" | "box"; readonly box: ImageBox; readonly image: number }
  | { readonly kind: "line"; readonly points: readonly ImagePoint[]; readonly image: number };

export interface GymProblem {
  readonly family: Family;
  readonly seed: number;
  readonly difficulty: Difficulty;
  /** One picture, or the frames of a film in order. */
  readonly pictures: readonly Pixels[];
  readonly question: string;
  readonly truth: string;
  readonly layout: Layout;
  /** A right way to the truth, which a person or a score may compare with. */
  readonly reference: readonly ReferenceTurn[];
  /** A first move that helps (none where there is nothing to look at), and one that misleads. */
  readonly rightMove: Move | null;
  readonly wrongMove: Move;
}

/** A problem before it is painted. */
export type Puzzle<L extends Layout = Layout> = Pick<
  GymProblem,
  "question" | "truth" | "reference" | "rightMove" | "wrongMove"
> & { readonly layout: L };

/** A puzzle with a trap in it; it is judged as a puzzle of its family. */
export type TrapPuzzle = Puzzle & { readonly family: Family };
