import type { ImageBox } from "../geometry";
import type { Pixels } from "../pixels";
import type { Difficulty, Scene } from "./scene";

export type Family = "find" | "count";

/** One turn of a reference trace, in the native dialect's own words. */
export type ReferenceTurn =
  | { readonly author: "model"; readonly text: string }
  /** What the model is shown for its zoom: this part of the picture. */
  | { readonly author: "runner"; readonly crop: ImageBox };

export interface GymProblem {
  readonly family: Family;
  readonly seed: number;
  readonly difficulty: Difficulty;
  readonly picture: Pixels;
  readonly question: string;
  readonly truth: string;
  readonly scene: Scene;
  /** A right way to the truth, which a person or a score may compare with. */
  readonly reference: readonly ReferenceTurn[];
}

/** A problem before it is painted. */
export type Puzzle = Pick<GymProblem, "question" | "truth" | "scene" | "reference">;
