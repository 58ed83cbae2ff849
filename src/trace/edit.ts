import { type ImageId, imagesOf } from "../action";
import { err, ok, type Result, unreachable } from "../base";
import type { JudgementId, StepId } from "./ids";
import type { Judgement, JudgementValue } from "./judgement";
import { flawOfJudgement, isJudged, judgementsOf } from "./judging";
import { withEntry, withoutEntry } from "./layeredMap";
import { imagesOfReference, type KeptScore, type Reference, stepOfScore } from "./reference";
import { isRereading, type Rereading } from "./reread";
import type { SearchRecord } from "./searchRecord";
import { changeStory, invertStoryEdit, isLookedAt, isTold, type StoryEdit, type StoryRefusal } from "./story";
import type { ImageRecord, Step, Trace } from "./trace";

/** What a person may add to a step after it was made. What it said never changes: other words are another step. */
export type Remark = Pick<Step, "title" | "starred" | "removed">;

/** One change to a trace; the only way a trace changes. A plain value that survives JSON. */
export type Edit =
  | { readonly kind: "add-image"; readonly image: ImageRecord }
  | { readonly kind: "remove-image"; readonly id: ImageId }
  /** `index` among the siblings; beyond the last means last. */
  | { readonly kind: "add-step"; readonly step: Step; readonly index: number }
  | { readonly kind: "remove-step"; readonly id: StepId }
  | { readonly kind: "remark"; readonly id: StepId; readonly remark: Partial<Remark> }
  /** The words of an imported step, read another way; see `Rereading`. */
  | { readonly kind: "reread"; readonly id: StepId; readonly body: Rereading }
  | { readonly kind: "add-judgement"; readonly judgement: Judgement }
  /** Another value, said at another time; whose it is, what it is about and on what basis stay. */
  | {
      readonly kind: "change-judgement";
      readonly id: JudgementId;
      readonly value: JudgementValue;
      readonly atMillis: number;
    }
  | { readonly kind: "remove-judgement"; readonly id: JudgementId }
  /** `index` among the scores; beyond the last means last. */
  | { readonly kind: "add-score"; readonly score: KeptScore; readonly index: number }
  | { readonly kind: "remove-score"; readonly index: number }
  /** What is right, of a problem; null where that is not known any more. */
  | { readonly kind: "set-reference"; readonly id: StepId; readonly reference: Reference | null }
  | { readonly kind: "add-search"; readonly search: SearchRecord }
  | { readonly kind: "remove-search"; readonly id: SearchRecord["id"] }
  | { readonly kind: "add-search-event"; readonly id: SearchRecord["id"]; readonly event: string }
  /** The last event of a search. */
  | { readonly kind: "remove-search-event"; readonly id: SearchRecord["id"] }
  | StoryEdit
  | { readonly kind: "entitle"; readonly title: string }
  | { readonly kind: "batch"; readonly edits: readonly Edit[] };

/** Why an edit does not fit this trace. A refused edit changes nothing. */
export type EditRefusal =
  | "image-exists"
  | "no-such-image"
  | "image-in-use"
  | "step-exists"
  | "no-such-step"
  | "no-such-parent"
  | "step-has-children"
  | "step-is-judged"
  | "step-is-scored"
  | "step-is-searched"
  | "step-is-told"
  | "not-the-same-words"
  | "not-a-problem"
  | "judgement-exists"
  | "no-such-judgement"
  | "no-such-words"
  | "no-such-score"
  | "search-exists"
  | "no-such-search"
  | StoryRefusal;

/** The trace after `edit`. Atomic: a batch with one refused part changes nothing. */
export function applyEdit(trace: Trace, edit: Edit): Result<Trace, EditRefusal> {
  switch (edit.kind) {
    case "add-image":
      if (trace.images.has(edit.image.id)) return err("image-exists");
      return ok({ ...trace, images: withEntry(trace.images, edit.image.id, edit.image) });
    case "remove-image":
      return removeImage(trace, edit.id);
    case "add-step":
      return addStep(trace, edit.step, edit.index);
    case "remove-step":
      return removeStep(trace, edit.id);
    case "remark": {
      const step = trace.steps.get(edit.id);
      if (!step) return err("no-such-step");
      return ok({ ...trace, steps: withEntry(trace.steps, edit.id, { ...step, ...edit.remark }) });
    }
    case "reread":
      return reread(trace, edit.id, edit.body);
    case "add-judgement": {
      const flaw = flawOfJudgement(trace, edit.judgement);
      return flaw ? err(flaw) : ok(withJudgement(trace, edit.judgement));
    }
    case "change-judgement": {
      const judgement = trace.judgements.get(edit.id);
      if (!judgement) return err("no-such-judgement");
      return ok(withJudgement(trace, { ...judgement, value: edit.value, atMillis: edit.atMillis }));
    }
    case "remove-judgement":
      if (!trace.judgements.has(edit.id)) return err("no-such-judgement");
      return ok({ ...trace, judgements: withoutEntry(trace.judgements, edit.id) });
    case "add-score":
      if (!trace.steps.has(stepOfScore(edit.score))) return err("no-such-step");
      return ok({ ...trace, scores: trace.scores.toSpliced(edit.index, 0, edit.score) });
    case "remove-score":
      if (!trace.scores[edit.index]) return err("no-such-score");
      return ok({ ...trace, scores: trace.scores.toSpliced(edit.index, 1) });
    case "set-reference":
      return setReference(trace, edit.id, edit.reference);
    case "add-search":
      return addSearch(trace, edit.search);
    case "remove-search":
    case "add-search-event":
    case "remove-search-event":
      return changeSearch(trace, edit);
    case "add-chapter":
    case "remove-chapter":
    case "move-chapter":
    case "change-chapter":
      return changeStory(trace, edit);
    case "entitle":
      return ok({ ...trace, title: edit.title });
    case "batch":
      return edit.edits.reduce<Result<Trace, EditRefusal>>(
        (result, part) => (result.ok ? applyEdit(result.value, part) : result),
        ok(trace),
      );
    default:
      return unreachable(edit);
  }
}

/** The edit that takes `edit` back. `before` is a trace that accepts `edit`; throws where it does not. */
export function invertEdit(before: Trace, edit: Edit): Edit {
  switch (edit.kind) {
    case "add-image":
      return { kind: "remove-image", id: edit.image.id };
    case "remove-image":
      return { kind: "add-image", image: known(before.images.get(edit.id), edit.id) };
    case "add-step":
      return { kind: "remove-step", id: edit.step.id };
    case "remove-step": {
      const step = known(before.steps.get(edit.id), edit.id);
      return { kind: "add-step", step, index: (before.children.get(step.parent) ?? []).indexOf(step.id) };
    }
    case "remark": {
      const step = known(before.steps.get(edit.id), edit.id);
      return { kind: "remark", id: edit.id, remark: remarkInPlaceOf(edit.remark, step) };
    }
    case "reread": {
      const { body } = known(before.steps.get(edit.id), edit.id);
      if (body.kind !== "action" && body.kind !== "observation") throw new Error(`Not to be read again: ${edit.id}`);
      return { kind: "reread", id: edit.id, body };
    }
    case "add-judgement":
      return { kind: "remove-judgement", id: edit.judgement.id };
    case "change-judgement": {
      const { value, atMillis } = known(before.judgements.get(edit.id), edit.id);
      return { kind: "change-judgement", id: edit.id, value, atMillis };
    }
    case "remove-judgement":
      return { kind: "add-judgement", judgement: known(before.judgements.get(edit.id), edit.id) };
    case "add-score":
      return { kind: "remove-score", index: Math.min(edit.index, before.scores.length) };
    case "remove-score":
      return { kind: "add-score", score: known(before.scores[edit.index], `score ${edit.index}`), index: edit.index };
    case "set-reference": {
      const { body } = known(before.steps.get(edit.id), edit.id);
      return { kind: "set-reference", id: edit.id, reference: (body.kind === "problem" && body.reference) || null };
    }
    case "add-search":
      return { kind: "remove-search", id: edit.search.id };
    case "remove-search":
      return { kind: "add-search", search: known(before.searches.get(edit.id), edit.id) };
    case "add-search-event":
      return { kind: "remove-search-event", id: edit.id };
    case "remove-search-event":
      return { ...edit, kind: "add-search-event", event: known(before.searches.get(edit.id)?.events.at(-1), edit.id) };
    case "add-chapter":
    case "remove-chapter":
    case "move-chapter":
    case "change-chapter":
      return invertStoryEdit(before, edit);
    case "entitle":
      return { kind: "entitle", title: before.title };
    case "batch":
      return invertBatch(before, edit.edits);
    default:
      return unreachable(edit);
  }
}

/** What the step has in the fields that `remark` names. */
const remarkInPlaceOf = (remark: Partial<Remark>, { title, starred, removed }: Step): Partial<Remark> => ({
  ...("title" in remark && { title }),
  ...("starred" in remark && { starred }),
  ...("removed" in remark && { removed }),
});

function invertBatch(before: Trace, edits: readonly Edit[]): Edit {
  const inverses: Edit[] = [];
  let trace = before;
  for (const part of edits) {
    inverses.unshift(invertEdit(trace, part));
    const next = applyEdit(trace, part);
    if (!next.ok) throw new Error(`Cannot invert a batch that is refused: ${next.error}`);
    trace = next.value;
  }
  return { kind: "batch", edits: inverses };
}

function removeImage(trace: Trace, id: ImageId): Result<Trace, EditRefusal> {
  if (!trace.images.has(id)) return err("no-such-image");
  for (const step of trace.steps.values()) if (imagesNamedBy(step).includes(id)) return err("image-in-use");
  if (isJudged(id, trace.judgements) || isLookedAt(trace, id)) return err("image-in-use");
  return ok({ ...trace, images: withoutEntry(trace.images, id) });
}

function addStep(trace: Trace, step: Step, index: number): Result<Trace, EditRefusal> {
  if (trace.steps.has(step.id)) return err("step-exists");
  if (step.parent !== null && !trace.steps.has(step.parent)) return err("no-such-parent");
  if (imagesNamedBy(step).some((id) => !trace.images.has(id))) return err("no-such-image");
  const siblings = trace.children.get(step.parent) ?? [];
  return ok({
    ...trace,
    steps: withEntry(trace.steps, step.id, step),
    children: withEntry(trace.children, step.parent, siblings.toSpliced(index, 0, step.id)),
  });
}

function removeStep(trace: Trace, id: StepId): Result<Trace, EditRefusal> {
  const step = trace.steps.get(id);
  if (!step) return err("no-such-step");
  // Leaves only: taking back a branch is a batch of removals, so that undo can hand every
  // step back without remembering anything of its own.
  if ((trace.children.get(id) ?? []).length > 0) return err("step-has-children");
  // What was said of it is taken away first, in the same batch, for the same reason.
  if (judgementsOf(trace, id).length > 0) return err("step-is-judged");
  if (trace.scores.some((score) => stepOfScore(score) === id)) return err("step-is-scored");
  if (isSearched(trace, id)) return err("step-is-searched");
  if (isTold(trace, id)) return err("step-is-told");
  const siblings = (trace.children.get(step.parent) ?? []).filter((sibling) => sibling !== id);
  // No empty lists: a trace must equal itself after an edit and its inverse.
  const children =
    siblings.length > 0 ? withEntry(trace.children, step.parent, siblings) : withoutEntry(trace.children, step.parent);
  return ok({ ...trace, steps: withoutEntry(trace.steps, id), children });
}

function reread(trace: Trace, id: StepId, body: Rereading): Result<Trace, EditRefusal> {
  const step = trace.steps.get(id);
  if (!step) return err("no-such-step");
  if (!isRereading(step, body)) return err("not-the-same-words");
  const next = { ...step, body };
  if (imagesNamedBy(next).some((image) => !trace.images.has(image))) return err("no-such-image");
  return ok({ ...trace, steps: withEntry(trace.steps, id, next) });
}

const withJudgement = (trace: Trace, judgement: Judgement): Trace => ({
  ...trace,
  judgements: withEntry(trace.judgements, judgement.id, judgement),
});

const withSearch = (trace: Trace, search: SearchRecord): Trace => ({
  ...trace,
  searches: withEntry(trace.searches, search.id, search),
});

function addSearch(trace: Trace, search: SearchRecord): Result<Trace, EditRefusal> {
  if (trace.searches.has(search.id)) return err("search-exists");
  return trace.steps.has(search.root) ? ok(withSearch(trace, search)) : err("no-such-step");
}

type SearchEdit = Extract<Edit, { kind: "remove-search" | "add-search-event" | "remove-search-event" }>;

function changeSearch(trace: Trace, edit: SearchEdit): Result<Trace, EditRefusal> {
  const search = trace.searches.get(edit.id);
  if (search && edit.kind === "remove-search") return ok({ ...trace, searches: withoutEntry(trace.searches, edit.id) });
  const isAdded = edit.kind === "add-search-event";
  if (!search || (!isAdded && search.events.length === 0)) return err("no-such-search");
  const events = isAdded ? [...search.events, edit.event] : search.events.slice(0, -1);
  return ok(withSearch(trace, { ...search, events }));
}

/** Whether a search grows from a step, which then has to stay. */
export const isSearched = ({ searches }: Pick<Trace, "searches">, id: StepId): boolean =>
  [...searches.values()].some(({ root }) => root === id);

function setReference(trace: Trace, id: StepId, reference: Reference | null): Result<Trace, EditRefusal> {
  const step = trace.steps.get(id);
  if (!step) return err("no-such-step");
  if (step.body.kind !== "problem") return err("not-a-problem");
  const { reference: _, ...body } = step.body;
  const next: Step = { ...step, body: reference ? { ...body, reference } : body };
  if (imagesNamedBy(next).some((image) => !trace.images.has(image))) return err("no-such-image");
  return ok({ ...trace, steps: withEntry(trace.steps, id, next) });
}

/** The images that a step names, which the trace must know. */
export function imagesNamedBy({ body }: Step): readonly ImageId[] {
  if (body.kind === "problem")
    return body.reference ? [...body.images, ...imagesOfReference(body.reference)] : body.images;
  if (body.kind === "observation") return body.image ? [body.image] : [];
  return body.kind === "action" ? imagesOf(body.action) : [];
}

function known<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new Error(`Cannot invert an edit that was refused: ${id}`);
  return value;
}
