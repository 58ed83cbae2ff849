import type { ImageId } from "../action";
import type { ImageBox } from "../geometry";
import type { StepId, TraceId } from "./ids";

/** What a person looked at: `box` is the part of `image` that was in sight, in pixels of that image. */
export interface ChapterView {
  readonly image: ImageId;
  readonly box: ImageBox;
}

/** One stop of a story: a step, from where it is looked at, and what is said of it. */
export interface Chapter {
  readonly id: string;
  /** Where the step is, with the title that its trace had then; null is the trace that holds the chapter. */
  readonly elsewhere: { readonly trace: TraceId; readonly title: string } | null;
  readonly step: StepId;
  /** Null is where the step itself puts the camera. */
  readonly view: ChapterView | null;
  /** Shown to the audience; empty shows the words of the step. */
  readonly caption: string;
  /** Put to the audience before the step is shown; empty asks nothing. */
  readonly question: string;
  /** For whoever speaks, and nobody else. */
  readonly notes: string;
}

/** What of a chapter can be said another way. Another step is another chapter. */
export type ChapterWords = Pick<Chapter, "view" | "caption" | "question" | "notes">;
