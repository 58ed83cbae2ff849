import type { ImageBox } from "../../geometry";
import type { Chapter, StepId, TraceId } from "../../trace";

/**
 * A story on its way to an audience, as it was when telling it began: it goes on where another trace is opened for a
 * chapter.
 */
export interface Telling {
  /** The trace that holds the story. */
  readonly home: TraceId;
  readonly chapters: readonly Chapter[];
  readonly at: number;
  /** The trace of the chapter is not in this browser, or its step is gone. */
  readonly isMissing: boolean;
}

/** What the audience takes for the place of one step, before that is shown. Boxes are in pixels of the image on show. */
export interface Guessing {
  readonly step: StepId;
  /** Empty where a person asked without words. */
  readonly question: string;
  readonly guesses: readonly ImageBox[];
  /** A box that is moved by key and not given yet; null where none is. */
  readonly aim: ImageBox | null;
  readonly isRevealed: boolean;
}

/** Where a live run set out from, to go back to the line that was recorded. */
export interface Bookmark {
  readonly trace: TraceId;
  readonly step: StepId;
  /** The end of the line that was on show. */
  readonly leaf: StepId;
}

/** Why something that was asked for in a talk was not done. */
export type TalkRefusal = "popup-blocked" | "no-place-ahead" | "no-full-screen";

/** A talk in progress. */
export interface Talk {
  readonly sinceMillis: number;
  /** Null where the line is walked step by step. */
  readonly telling: Telling | null;
  readonly guessing: Guessing | null;
  readonly bookmark: Bookmark | null;
  /** Goes on by itself. */
  readonly autoplay: boolean;
  /** The screen is dark, so that the audience looks at whoever speaks. */
  readonly black: boolean;
  readonly laser: boolean;
  /** The speaker's notes stand in a window of their own. */
  readonly notes: boolean;
  /** What the keys do is on show. */
  readonly help: boolean;
  /** Told until the next key. */
  readonly refusal: TalkRefusal | null;
  /** How long the talk may take; null where nobody said. */
  readonly plannedMinutes: number | null;
}

export interface PresenterState {
  /** Null where nothing is presented. */
  readonly talk: Talk | null;
}

export const NOT_PRESENTING: PresenterState = { talk: null };
