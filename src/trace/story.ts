import type { ImageId } from "../action";
import { err, ok, type Result, unreachable } from "../base";
import type { Chapter, ChapterWords } from "./chapter";
import type { StepId } from "./ids";
import type { Trace } from "./trace";

/** One change to the story of a trace. An `index` beyond the last means last. */
export type StoryEdit =
  | { readonly kind: "add-chapter"; readonly chapter: Chapter; readonly index: number }
  | { readonly kind: "remove-chapter"; readonly id: Chapter["id"] }
  /** `index` among the others. */
  | { readonly kind: "move-chapter"; readonly id: Chapter["id"]; readonly index: number }
  | { readonly kind: "change-chapter"; readonly id: Chapter["id"]; readonly said: Partial<ChapterWords> };

/** Why an edit of the story does not fit the trace. */
export type StoryRefusal = "chapter-exists" | "no-such-chapter" | "no-such-step" | "no-such-image";

/** What of a trace a story stands on. */
type Told = Pick<Trace, "story" | "steps" | "images">;

/** The trace after an edit of its story. */
export function changeStory(trace: Trace, edit: StoryEdit): Result<Trace, StoryRefusal> {
  const { story } = trace;
  if (edit.kind === "add-chapter") {
    const flaw = flawOfChapter(trace, edit.chapter);
    return flaw ? err(flaw) : ok({ ...trace, story: story.toSpliced(edit.index, 0, edit.chapter) });
  }
  const at = story.findIndex(({ id }) => id === edit.id);
  const chapter = story[at];
  if (!chapter) return err("no-such-chapter");
  const others = story.toSpliced(at, 1);
  switch (edit.kind) {
    case "remove-chapter":
      return ok({ ...trace, story: others });
    case "move-chapter":
      return ok({ ...trace, story: others.toSpliced(edit.index, 0, chapter) });
    case "change-chapter": {
      const changed = { ...chapter, ...edit.said };
      const flaw = flawOfChapter({ ...trace, story: others }, changed);
      return flaw ? err(flaw) : ok({ ...trace, story: story.with(at, changed) });
    }
    default:
      return unreachable(edit);
  }
}

/** The edit that takes an edit of the story back. Throws where `before` does not accept it. */
export function invertStoryEdit({ story }: Pick<Trace, "story">, edit: StoryEdit): StoryEdit {
  if (edit.kind === "add-chapter") return { kind: "remove-chapter", id: edit.chapter.id };
  const index = story.findIndex(({ id }) => id === edit.id);
  const chapter = story[index];
  if (!chapter) throw new Error(`Cannot invert an edit that was refused: ${edit.id}`);
  if (edit.kind === "remove-chapter") return { kind: "add-chapter", chapter, index };
  if (edit.kind === "move-chapter") return { kind: "move-chapter", id: edit.id, index };
  return { kind: "change-chapter", id: edit.id, said: saidInPlaceOf(edit.said, chapter) };
}

/** What the chapter has in the fields that `said` names. */
const saidInPlaceOf = (
  said: Partial<ChapterWords>,
  { view, caption, question, notes }: Chapter,
): Partial<ChapterWords> => ({
  ...("view" in said && { view }),
  ...("caption" in said && { caption }),
  ...("question" in said && { question }),
  ...("notes" in said && { notes }),
});

/** What is wrong with a chapter that is to be added; null where nothing is. What is elsewhere is not known here. */
export function flawOfChapter({ story, steps, images }: Told, chapter: Chapter): StoryRefusal | null {
  if (story.some(({ id }) => id === chapter.id)) return "chapter-exists";
  if (chapter.elsewhere) return null;
  if (!steps.has(chapter.step)) return "no-such-step";
  return chapter.view && !images.has(chapter.view.image) ? "no-such-image" : null;
}

/** Whether a chapter tells of a step, which then has to stay. */
export const isTold = ({ story }: Pick<Trace, "story">, step: StepId): boolean =>
  story.some((chapter) => chapter.elsewhere === null && chapter.step === step);

/** Whether a chapter looks at an image, which then has to stay. */
export const isLookedAt = ({ story }: Pick<Trace, "story">, image: ImageId): boolean =>
  story.some((chapter) => chapter.elsewhere === null && chapter.view?.image === image);
