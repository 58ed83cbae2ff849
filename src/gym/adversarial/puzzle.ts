import type { Family, Puzzle } from "../problem";

/** A puzzle with a trap in it; it is judged as a puzzle of its family. */
export type TrapPuzzle = Puzzle & { readonly family: Family };
