import type { Action, ImageId } from "../../action";
import { unreachable } from "../../base";
import type { ImageBox, Orientation, ResizeBudget, Size } from "../../geometry";
import type { CoordinateSpace, Declared, Step, StepBody, Trace, WordsForm } from "../../trace";

/** What numbers count in: an image, and the size the model saw it at, where a system counts in the pixels of that. */
export interface Measured {
  readonly size: Size;
  readonly frame?: Size;
  /** How the image's file is stored, where that is not upright. Size and frame are those of the upright one. */
  readonly orientation?: Orientation;
}

/** An image the model has been shown, by the number it is spoken of: the first is 1. */
export interface ShownImage extends Measured {
  readonly id: ImageId;
  /** The labels of the boxes that are drawn on it, in their order, where a system keeps count of them. */
  readonly labels?: readonly string[];
  /** The size of the screen that it shows, where the model was told one: places on it count in that. */
  readonly screen?: Size;
  /** It came of turning the image that the system calls the original, and took its place. */
  readonly turned?: true;
}

/** One thing the model wrote, cut out of its words. `raw` pieces laid end to end are the words themselves. */
export type Piece =
  | { readonly kind: "thought"; readonly raw: string; readonly text: string; readonly of?: WordsForm }
  | {
      readonly kind: "action";
      readonly raw: string;
      readonly action: Action;
      readonly declared: Declared;
      /** What a program does to pictures beside the actions that were read out of it. */
      readonly missed?: readonly Missed[];
    }
  | { readonly kind: "answer"; readonly raw: string; readonly text: string }
  | { readonly kind: "unparsed"; readonly raw: string; readonly text: string; readonly error: DialectError }
  /** White space and empty tags: part of the words, and no step of its own. */
  | { readonly kind: "filler"; readonly raw: string };

/** A call in a program that makes or marks a picture, and that could not be told: what it hangs on is not known. */
export interface Missed {
  /** The call, as `crop` or `cv2.rotate`. */
  readonly what: string;
  /** An offset into the raw words of the piece. */
  readonly at: number;
  readonly excerpt: string;
}

/** What a run's programs left behind, for those of later turns. Only the dialect that made it can look into it. */
export interface Memory {
  readonly kind: string;
}

/** Why words are not an action; `at` is an offset into the piece's `text`, so that a panel can underline it. */
export interface DialectError {
  readonly code:
    | "unknown-action"
    | "broken-tag"
    | "wrong-number-count"
    | "bad-number"
    | "no-such-image"
    | "missing-words"
    | "too-long"
    | "not-json"
    /** Well written, and something that Sightline has no action for: choosing frames, searching the web. */
    | "unsupported-call"
    | "cut-off";
  readonly at: number;
}

/** Reads a turn while it is still being written. */
export interface TurnReader {
  /** The pieces that `text` completes. */
  push(text: string): readonly Piece[];
  /** The piece that is still open, as far as it can be read: what the screen shows while words stream. */
  open(): Piece | null;
  /** Nothing more will come: the last pieces, as whole as they are. */
  end(): readonly Piece[];
  /** What is to be remembered of what was read so far; left out where a system's turns stand alone. */
  memory?(): Memory;
}

/** One message of the conversation in which a model is shown a line. */
export interface Turn {
  readonly role: "system" | "user" | "assistant";
  readonly parts: readonly TurnPart[];
  /** The tokens of an assistant's turn exactly as it wrote them, where all of it was written by `model`. */
  readonly tokenIds?: readonly number[];
}

export type TurnPart =
  | { readonly kind: "text"; readonly text: string }
  /** `size` is what it is shown at, where the system does not show it at its own. */
  | { readonly kind: "image"; readonly image: ImageId; readonly size?: Size };

/** One system's way of writing a run down. Reading what `print` wrote gives the same actions. */
export interface Dialect {
  readonly name: string;
  /** The name of its system as the authors write it. */
  readonly title: string;
  readonly space: CoordinateSpace;
  /** `memory` is what the turn before left to be remembered. */
  read(shown: readonly ShownImage[], memory?: Memory | null): TurnReader;
  /** The words for a step that no model wrote; empty for problems and observations. */
  print(body: StepBody, shown: readonly ShownImage[]): string;
  /**
   * The line as `model` must be shown it. `open` is true where the last turn is the model's own, unfinished.
   * With `images` the turns say the sizes that the system says, and at which pictures are shown.
   */
  transcribe(
    line: readonly Step[],
    model: string,
    images?: Trace["images"],
  ): { readonly turns: readonly Turn[]; readonly open: boolean };
  /** Whether performing the action shows the model something new and so ends its turn. */
  observes(action: Action): boolean;
  /** What the model is told of an action that failed or was refused. */
  toolError(error: ToolError): string;
  /**
   * Whether the system has words for this action; it has for all of them where this is left out. With the images that
   * were shown, whether its words can also tell which of them is meant.
   */
  expresses?(action: Action, shown?: readonly ShownImage[]): boolean;
  /** What the system's tool really cuts out for a box, where that may differ. */
  readonly cut?: Cut;
  /** Why the system's tool would not cut this out, where it looks at that; null where it cuts. */
  readonly refuses?: Refuses;
  readonly traits?: Traits;
  /** What the system's programs find, where its models write any. */
  readonly programs?: ProgramSetting;
}

export type Refuses = (cut: ImageBox, image: ShownImage) => "too-small" | "too-thin" | null;

/** The box that a system's tool really cuts out of an image for the box asked for; null where it refuses. */
export type Cut = (box: ImageBox, image: Measured) => ImageBox | null;

/** The size at which a system shows what its tool cut out for the box asked for; null where the tool would fail. */
export type ShownSize = (asked: ImageBox, image: Measured) => Size | null;

/** What is known of a system beside its words. */
/** What a program of a system finds when it begins. */
export interface ProgramSetting {
  /** Whether the variables of a program are there for the programs of later turns. */
  readonly variables: "kept" | "lost";
  /** What its images are called; a program finds them in these variables. */
  readonly pictures: readonly { readonly name: string; readonly first: 0 | 1 }[];
  /** Which image a program opens, whatever path it names. */
  readonly opens: "first-image" | "latest-image";
}

export interface Traits {
  /** What the model calls its first image: a number, or null where it has names for images or always means the first. */
  readonly firstImage: 0 | 1 | null;
  /** Which image every call means, where a system's calls cannot name one. */
  readonly acts?: "first-image" | "latest-image";
  /** The model draws pictures itself: one in its own turn is an action of its own. */
  readonly imagines?: true;
  /** A box takes the place of one of the same label that is drawn on its image already. */
  readonly relabels?: true;
  /** False where the system opens files as they are stored, and never turns a photograph upright. */
  readonly turns?: false;
  /** A picture that was turned is the original from there on. */
  readonly turnsOriginal?: true;
  /** Where an observation stands: in a turn of the person's, or within the model's own. */
  readonly observed: "user-turn" | "same-turn";
  /** Which of several calls in one turn the system performs. */
  readonly performs: "first" | "last" | "all";
  readonly stop: readonly string[];
  readonly turnLimit: number | null;
  /** How many tokens the system lets its model write in one turn; left out where it is not known. */
  readonly turnTokens?: number;
  /** The marks around an answer, as a person would search for them; empty where the last words are the answer. */
  readonly answer: string;
  /** Where those marks are not there, the last words outside of a thought are the answer. */
  readonly answersUnmarked?: true;
  /** The model is asked where to look, shown that part, and asked its question again. */
  readonly points?: true;
  /** What sizes pictures are shown at, where boxes count in the pixels of that. */
  readonly budget?: ResizeBudget;
  /** The size at which a part that was cut out is shown; its own where this is left out. */
  readonly shownSize?: ShownSize;
}

/** Why an action was not performed, or words were no action. */
export type ToolError =
  | { readonly kind: "refused" }
  | { readonly kind: "unparsed"; readonly code: string }
  | { readonly kind: "impossible"; readonly code: string };

/** Longer words than this no trace file takes. */
const WORDS_LIMIT = 1_000_000;

/** What a piece becomes as a step. Filler is part of the words and no step of its own. */
export function bodyOf(piece: Exclude<Piece, { kind: "filler" }>): StepBody {
  switch (piece.kind) {
    case "thought": {
      const text = piece.text.slice(0, WORDS_LIMIT);
      return piece.of === undefined ? { kind: "thought", text } : { kind: "thought", text, of: piece.of };
    }
    case "answer":
      return { kind: piece.kind, text: piece.text.slice(0, WORDS_LIMIT) };
    case "action":
      return { kind: "action", action: piece.action, declared: piece.declared };
    case "unparsed":
      return { kind: "unparsed", text: piece.text.slice(0, WORDS_LIMIT), code: piece.error.code, at: piece.error.at };
    default:
      return unreachable(piece);
  }
}
