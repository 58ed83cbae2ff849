import { err, ok, type Result } from "../../base";
import { type Chapter, type ChapterWords, type Edit, lineTo, type Trace, type TraceId } from "../../trace";
import { tell } from "../editing/acts";
import type { Failure } from "../ports";
import { notify, type Workspace } from "../state";
import { type Sight, sightOf } from "./sight";

const openTrace = ({ session }: Workspace): Trace | null => session.store.getState().log?.trace ?? null;

const commit = (workspace: Workspace, edit: Edit): boolean => tell(workspace, workspace.session.commit("story", edit));

/**
 * Adds what is in sight, or was when it was asked for, to the end of the story: the step, and the view where a person moved
 * it.
 */
export function addChapterHere(workspace: Workspace, { step, seen }: Sight = sightOf(workspace)): void {
  const { session, edges, view } = workspace;
  const { log } = session.store.getState();
  if (!log || !step) return;
  const chapter: Chapter = {
    id: edges.ambient.nextStepId(),
    elsewhere: null,
    step,
    view: seen && log.trace.images.has(seen.image) ? seen : null,
    caption: "",
    question: "",
    notes: "",
  };
  const edit: Edit = { kind: "add-chapter", chapter, index: log.trace.story.length };
  if (commit(workspace, edit)) notify(view, { kind: "chapter-added", index: log.trace.story.length + 1 });
}

/** Says something else of a chapter; what is as it was is no edit. */
export function changeChapter(workspace: Workspace, id: Chapter["id"], said: Partial<ChapterWords>): void {
  const chapter = openTrace(workspace)?.story.find((other) => other.id === id);
  if (!chapter || Object.entries(said).every(([field, value]) => Reflect.get(chapter, field) === value)) return;
  commit(workspace, { kind: "change-chapter", id, said });
}

/** Moves a chapter to a place among the others, from 0; beyond either end is that end. */
export function moveChapter(workspace: Workspace, id: Chapter["id"], to: number): void {
  const story = openTrace(workspace)?.story ?? [];
  const from = story.findIndex((chapter) => chapter.id === id);
  const index = Math.max(0, Math.min(to, story.length - 1));
  if (from >= 0 && index !== from) commit(workspace, { kind: "move-chapter", id, index });
}

export function removeChapter(workspace: Workspace, id: Chapter["id"]): void {
  commit(workspace, { kind: "remove-chapter", id });
}

/**
 * Takes the chapters of another kept trace into the story of the open one, behind its own, as names of steps there. The
 * count of what was taken; `no-chapters` where the other trace has none.
 */
export async function takeChaptersOf(
  workspace: Workspace,
  other: TraceId,
): Promise<Result<number, "no-chapters" | "nothing-open" | Failure["code"]>> {
  const read = await workspace.edges.storage.read(other);
  if (!read.ok) return err(read.error.code);
  const trace = openTrace(workspace);
  if (!trace) return err("nothing-open");
  const chapters = chaptersFrom(read.value, trace, () => workspace.edges.ambient.nextStepId());
  if (chapters.length === 0) return err("no-chapters");
  const edits = chapters.map((chapter, i): Edit => ({ kind: "add-chapter", chapter, index: trace.story.length + i }));
  const done = workspace.session.commit("story", { kind: "batch", edits });
  return done.ok ? ok(chapters.length) : err(done.error);
}

/** The chapters of `other` as `home` has them: what was its own is elsewhere, and what was of `home` is home again. */
export function chaptersFrom(other: Trace, home: Trace, nextId: () => string): readonly Chapter[] {
  return other.story.flatMap((chapter): Chapter[] => {
    const elsewhere = chapter.elsewhere ?? { trace: other.id, title: other.title };
    const moved = { ...chapter, id: nextId(), elsewhere };
    if (elsewhere.trace !== home.id) return [moved];
    return home.steps.has(chapter.step) ? [{ ...moved, elsewhere: null, view: viewIn(home, chapter) }] : [];
  });
}

const viewIn = ({ images }: Trace, { view }: Chapter): Chapter["view"] =>
  view && images.has(view.image) ? view : null;

/** Opens what makes films, with the story as what is told. */
export function showStoryAsFilm({ films, view }: Workspace): void {
  films.setState(({ choice, filming }) => ({ choice: { ...choice, subject: "story" }, filming }));
  view.setState({ dialog: "film" });
}

/** The place of a chapter's step on its line, from 1; null where the step is elsewhere, or gone. */
export const stepNumberOf = (trace: Trace, { elsewhere, step }: Chapter): number | null =>
  elsewhere === null && trace.steps.has(step) ? lineTo(trace, step).length : null;
