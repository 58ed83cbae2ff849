import type { Action, DrawnBy, FoundMark, ImageId } from "../action";
import { cornersOf, type ImageBox, type Orientation, type Size } from "../geometry";
import type { Chapter } from "./chapter";
import type { Generation, Token } from "./generation";
import type { JudgementId, StepId, TraceId } from "./ids";
import type { Judgement } from "./judgement";
import type { KeptScore, Reference } from "./reference";
import type { SearchRecord } from "./searchRecord";

export const AUTHORS = ["model", "human", "import"] as const;
/** Who made a step: the network, a person, or a file that was opened. */
export type Author = (typeof AUTHORS)[number];

/** What is known of an image without its pixels. Sizes in pixels, upright (after any EXIF turn). */
export interface ImageRecord {
  readonly id: ImageId;
  readonly width: number;
  readonly height: number;
  /** A file name or a caption; may be empty. */
  readonly name: string;
  /** How its file is stored, where that is not upright; width and height are those of the upright picture. */
  readonly orientation?: Orientation;
  readonly origin: ImageOrigin;
}

/** Where an image came from, which decides whether its bytes have to be kept. */
export type ImageOrigin =
  /** Given by a person or a file. */
  | { readonly kind: "source" }
  /** Made by the action of some step out of another image; made again whenever it is asked for. */
  | { readonly kind: "derived"; readonly from: ImageId }
  /**
   * Made by a program or a server at the asking of the step `by`, and not to be made again. The step may come later
   * than its image: the action that imagines a picture names that picture.
   */
  | { readonly kind: "produced"; readonly by: StepId };

/** Whether an image's bytes are kept, as nothing here can make them again. */
export const isKept = ({ origin }: Pick<ImageRecord, "origin">): boolean => origin.kind !== "derived";

/**
 * How the writer of a box wrote it down: the space, and the numbers as they stood in the words.
 * Kept beside the canonical pixels so that a wrong space can be seen and repaired.
 */
export interface Declared {
  readonly space: CoordinateSpace;
  readonly numbers: readonly number[];
  /** How four numbers tell a box; two corners where left out. */
  readonly layout?: "corner-and-size";
  /** In the space `resized`: the size of the picture that the numbers count in. */
  readonly frame?: Size;
  /** True where the numbers count in the picture as its file is stored, and not in the upright one. */
  readonly asStored?: true;
  /** True where a person chose the space, and the dialect says otherwise or nothing. */
  readonly chosen?: true;
  /** What the system's own tool cut out where that is not the box asked for: padded, grown or clamped. */
  readonly executed?: ImageBox;
  /** What of the tool's cut is black: see the action `zoom`. */
  readonly black?: "outside" | "all";
  /** True where the system's own tool fails on these numbers, as on corners in the wrong order. */
  readonly refused?: true;
  /** How the system's own tool draws the mark, where it has a way of its own. */
  readonly pen?: DrawnBy;
}

export const COORDINATE_SPACES = ["pixel", "percent", "resized", "unit", "permille"] as const;
/**
 * `pixel`: pixels of the named image. `percent`: 0–100 of its width and height; `unit`: 0–1; `permille`: 0–1000.
 * `resized`: pixels of the picture as the model was shown it, whose size is the declared frame.
 */
export type CoordinateSpace = (typeof COORDINATE_SPACES)[number];

/** The action as the writer's own tool performed it: with the box that it really cut, with the pen that it drew with. */
export function performedAction({ action, declared }: { action: Action; declared: Declared | null }): Action {
  if (action.kind === "zoom" && (declared?.executed || declared?.black))
    return { ...action, box: declared.executed ?? action.box, ...(declared.black ? { black: declared.black } : {}) };
  if (declared?.pen && (action.kind === "box" || action.kind === "line")) return { ...action, pen: declared.pen };
  return action;
}

/** The same, where it shows other parts to the eye: null where the tool only moved sides to whole pixels. */
export function performedApart(body: { action: Action; declared: Declared | null }): Action | null {
  const { action, declared } = body;
  if (!declared?.executed || action.kind !== "zoom") return null;
  const asked = cornersOf(action.box);
  const isApart = cornersOf(declared.executed).some((side, i) => Math.abs(side - (asked[i] ?? side)) > 1);
  return isApart ? performedAction(body) : null;
}

/** One move of a run. */
export type StepBody =
  | {
      readonly kind: "problem";
      readonly question: string;
      readonly images: readonly ImageId[];
      /** What an imported run was told before its question. */
      readonly instructions?: string;
      /** The dialect of the log that it came from; left out where it came from none. */
      readonly dialect?: string;
      /** What is right, where that is known. */
      readonly reference?: Reference;
    }
  | {
      readonly kind: "thought";
      readonly text: string;
      /** What the words are where they are no thought, and no action either; left out for a thought. */
      readonly of?: WordsForm;
    }
  | { readonly kind: "action"; readonly action: Action; readonly declared: Declared | null }
  | {
      readonly kind: "observation";
      readonly image: ImageId | null;
      readonly text: string;
      /** True where the file that was opened had dropped the picture, and it was cut again from its action. */
      readonly recomputed?: true;
      /** The actions whose outcome it shows, in the order in which they were performed; left out where that is the step before. */
      readonly shows?: readonly StepId[];
      /** What a tool found, in pixels of the image that the tool was called on; left out where no tool was called. */
      readonly found?: readonly FoundMark[];
    }
  | { readonly kind: "answer"; readonly text: string }
  /** Words that should have been an action and could not be read as one; `at` is an offset into `text`. */
  | { readonly kind: "unparsed"; readonly text: string; readonly code: string; readonly at: number };

export type StepKind = StepBody["kind"];

/**
 * Words of a model that are not meant for a reader. `program`: one that no picture was there for, so that it is about none.
 * `output`: what a tool gives, a search among them, in the midst of the model’s own turn; a model that nobody stopped makes
 * it up.
 */
export const WORDS_FORMS = ["program", "output"] as const;
export type WordsForm = (typeof WORDS_FORMS)[number];

export interface Step {
  readonly id: StepId;
  /** Null for a root only. */
  readonly parent: StepId | null;
  readonly author: Author;
  /** Milliseconds since the epoch. */
  readonly atMillis: number;
  readonly body: StepBody;
  /**
   * The words as the model wrote them, or as its dialect prints them. Empty for problems, and for observations but
   * imported ones, which keep the words of their log with `<image>` where a picture stood.
   */
  readonly raw: string;
  readonly generation: Generation | null;
  /** The tokens of `raw` as the log told them that the step is from; left out where it told none. */
  readonly logged?: readonly Token[];
  /** A name that a person gave to the branch that begins here; may be empty. */
  readonly title: string;
  readonly starred: boolean;
  /** Put away with all that grew from it; still there, and can be brought back. */
  readonly removed: boolean;
}

/** Everything one run said, did and saw, with every road not taken. A value: edits make new ones. */
export interface Trace {
  readonly id: TraceId;
  readonly title: string;
  readonly images: ReadonlyMap<ImageId, ImageRecord>;
  readonly steps: ReadonlyMap<StepId, Step>;
  /** Children of each step, and of `null` for the roots, oldest first unless placed otherwise. */
  readonly children: ReadonlyMap<StepId | null, readonly StepId[]>;
  /** What raters say of the trace and its parts, in no order that means anything. */
  readonly judgements: ReadonlyMap<JudgementId, Judgement>;
  readonly scores: readonly KeptScore[];
  /** Searches that grew parts of it, by their ids. */
  readonly searches: ReadonlyMap<SearchRecord["id"], SearchRecord>;
  /** What a person tells of it, in the order in which they do. */
  readonly story: readonly Chapter[];
}

export const emptyTrace = (id: TraceId, title: string): Trace => ({
  id,
  title,
  images: new Map(),
  steps: new Map(),
  children: new Map(),
  judgements: new Map(),
  scores: [],
  searches: new Map(),
  story: [],
});

/** A step with everything that a person may add later left blank. */
export function plainStep(
  step: Pick<Step, "id" | "parent" | "author" | "atMillis" | "body"> &
    Partial<Pick<Step, "raw" | "generation" | "logged">>,
): Step {
  return { raw: "", generation: null, title: "", starred: false, removed: false, ...step };
}
