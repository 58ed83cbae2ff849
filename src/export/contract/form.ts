import type { Action, ImageId } from "../../action";
import type { Reference, Step, StepId, Trace } from "../../trace";
import type { ExportPicture } from "./pictures";
import type { Told } from "./told";

// The one form that every writer reads: a line of a trace as ordered turns of ordered parts, in the words of a dialect.
// Laid end to end, the texts of a turn are what the dialect writes; a picture stands where it was shown.

/** Four numbers of a box, or two of a point, that stand in the words of a call. */
export interface PlaceInWords {
  /** Into the text of the call, in UTF-16 units; `from` before `to`. White space and brackets around the numbers are not in it. */
  readonly from: number;
  readonly to: number;
  /** The image that the place is on. */
  readonly image: ImageId;
  /** In canonical pixels of the upright image, inside it: `[x1, y1, x2, y2]` with x1 ≤ x2 and y1 ≤ y2, or `[x, y]`. */
  readonly pixels: readonly [number, number] | readonly [number, number, number, number];
  /** What the mark is called; empty where it has no label. */
  readonly label: string;
}

export type ExportPart =
  /** `step` is null for instructions, which are of no step. */
  | { readonly kind: "text"; readonly text: string; readonly step: StepId | null }
  /** A picture, in the turn that brought it. */
  | { readonly kind: "picture"; readonly image: ImageId; readonly step: StepId }
  /** The words of an action. `places` are the boxes and points in them, in the order of the words. */
  | {
      readonly kind: "call";
      readonly text: string;
      readonly step: StepId;
      readonly action: Action;
      readonly places: readonly PlaceInWords[];
    };

export interface ExportTurn {
  readonly role: "system" | "user" | "assistant";
  readonly parts: readonly ExportPart[];
}

/** What raters say of a step. `disputed`: they do not agree. */
export type StepRating = "correct" | "neutral" | "wrong" | "unsure" | "disputed";

/** How good a search found a step: a number of its judge's own kind, over how many rollouts if it is a mean of some. */
export interface ScoreOfStep {
  readonly score: number;
  readonly visits: number | null;
  /** The name of the judge. */
  readonly by: string;
}

/** A line of a trace, from its root to its leaf. */
export interface ExportLine {
  readonly trace: Trace;
  /** The last step. */
  readonly leaf: StepId;
  /** From the root to the leaf, in the order in which they were shown. */
  readonly steps: readonly Step[];
  /** Neighbours have different roles, but that a system turn may come first. No turn is empty. */
  readonly turns: readonly ExportTurn[];
  /** The name of the dialect that the turns are in. */
  readonly dialect: string;
  readonly question: string;
  /** The last step's words where it is an answer; else null. */
  readonly answer: string | null;
  readonly reference: Reference | null;
  /** Whether the line ended right; null where nobody knows. */
  readonly right: boolean | null;
  /** The steps that were judged, each with what its raters agree on. */
  readonly ratings: ReadonlyMap<StepId, StepRating>;
  /** The first step that went wrong, as raters marked it; null where none is marked, "disputed" where they differ. */
  readonly firstError: StepId | "disputed" | null;
  /** What searches found steps worth; empty where none was there, or nobody told. */
  readonly scores: ReadonlyMap<StepId, ScoreOfStep>;
  /** Keys of the tags that raters gave to the trace or to steps of this line; what a team renamed of ours has our key. */
  readonly tags: ReadonlySet<string>;
}

/** What an export is made from. */
export interface ExportInput {
  /** In the order in which they become rows. Lines of one trace stand together. */
  readonly lines: readonly ExportLine[];
  /** The images whose pixels can be had. A row that needs another is left out. Writers look at sizes only. */
  readonly pictures: ReadonlyMap<ImageId, ExportPicture>;
  /** Whether annotation tools are given what tools found; they are where it is left out. */
  readonly toolMarks?: boolean;
  /** Lines that were asked for and could not be said in the turns of this form. */
  readonly leftOut: readonly Told[];
  /** What the lines' turns say otherwise than their steps. */
  readonly changed: readonly Told[];
}
