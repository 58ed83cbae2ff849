import type { Chapter } from "./chapter";
import { applyEdit, type Edit, type EditRefusal } from "./edit";
import type { Judgement } from "./judgement";
import { flawOfJudgement } from "./judging";
import { type KeptScore, stepOfScore } from "./reference";
import type { SearchRecord } from "./searchRecord";
import { flawOfChapter } from "./story";
import type { Trace } from "./trace";

// What people and programs say of a trace stands beside its steps. A file in which one of these things is about a step
// that is gone still holds the whole run and all other opinions, so that only that one is left out, and told.

export type OpinionKind = "judgement" | "score" | "search" | "chapter";

/** Something said of a trace that has no place in it, and so was left out as it was read. */
export interface Stray {
  readonly kind: OpinionKind;
  /** Where it stands: `judgements[3]` in a file, from 0; `record 17` in a journal. */
  readonly place: string;
  /** Why it has no place: what it is about is gone, or another of its id was there first. */
  readonly reason: EditRefusal;
  /** Its id; a score, which has none, is named by its name. */
  readonly name: string;
}

/** A trace as it was read, and what of it had no place there. */
export interface ParsedTrace {
  readonly trace: Trace;
  /** In the order in which they stand in the file; empty for every trace that was written here. */
  readonly strays: readonly Stray[];
}

const MOST_PLACES = 3;

/** Where the first of them stand, and whether there are more: `judgements[3], judgements[7], …`. */
export const placesOfStrays = (strays: readonly Stray[]): string =>
  [...strays.slice(0, MOST_PLACES).map(({ place }) => place), ...(strays.length > MOST_PLACES ? ["…"] : [])].join(", ");

export interface Opinions {
  readonly judgements: readonly Judgement[];
  readonly scores: readonly KeptScore[];
  readonly searches: readonly SearchRecord[];
  readonly story: readonly Chapter[];
}

/** A trace of steps and images alone, with those of the opinions that are about something in it. */
export function withOpinions(bare: Trace, opinions: Opinions): ParsedTrace {
  const { steps } = bare;
  const sieve = new Sieve();
  const judgements = sieve.byId("judgement", "judgements", opinions.judgements, "judgement-exists", (judgement) =>
    flawOfJudgement({ ...bare, judgements: NONE }, judgement),
  );
  const scores = sieve.placed("score", "scores", opinions.scores, (score) =>
    steps.has(stepOfScore(score)) ? null : "no-such-step",
  );
  const searches = sieve.byId("search", "searches", opinions.searches, "search-exists", ({ root }) =>
    steps.has(root) ? null : "no-such-step",
  );
  const story = sieve.byId("chapter", "story", opinions.story, "chapter-exists", (chapter) =>
    flawOfChapter({ ...bare, story: [] }, chapter),
  );
  return {
    trace: { ...bare, judgements, scores, searches, story: [...story.values()] },
    strays: sieve.strays,
  };
}

const NONE: Trace["judgements"] = new Map();

class Sieve {
  readonly strays: Stray[] = [];

  /** The items in which there is no flaw, in their order; the others are told. */
  placed<T extends { readonly id: string } | { readonly name: string }>(
    kind: OpinionKind,
    field: string,
    items: readonly T[],
    flawOf: (item: T) => EditRefusal | null,
  ): readonly T[] {
    return items.filter((item, i) => {
      const reason = flawOf(item);
      if (reason) this.strays.push({ kind, place: `${field}[${i}]`, reason, name: "id" in item ? item.id : item.name });
      return reason === null;
    });
  }

  /** The same of items with ids, of which the first of each id stays. */
  byId<T extends { readonly id: string }>(
    kind: OpinionKind,
    field: string,
    items: readonly T[],
    exists: EditRefusal,
    flawOf: (item: T) => EditRefusal | null,
  ): ReadonlyMap<T["id"], T> {
    const known = new Map<T["id"], T>();
    this.placed(kind, field, items, (item) => {
      const flaw = known.has(item.id) ? exists : flawOf(item);
      if (!flaw) known.set(item.id, item);
      return flaw;
    });
    return known;
  }
}

/** An edit as it can be done, and the judgements in it that have no place. */
export interface SiftedEdit {
  readonly edit: Edit;
  readonly strays: readonly Omit<Stray, "place">[];
}

/**
 * An edit without those parts that say something of a judgement which has no place in the trace, as a batch: an entry of
 * a log stays one entry, and undo counts the same. Null where another part of it is refused.
 */
export function withoutStrays(trace: Trace, edit: Edit): SiftedEdit | null {
  const edits: Edit[] = [];
  const strays: Omit<Stray, "place">[] = [];
  let now = trace;
  for (const part of partsOf(edit)) {
    const next = applyEdit(now, part);
    if (next.ok) {
      now = next.value;
      edits.push(part);
      continue;
    }
    const name = judgementIn(part);
    if (name === null) return null;
    strays.push({ kind: "judgement", reason: next.error, name });
  }
  return { edit: { kind: "batch", edits }, strays };
}

const partsOf = (edit: Edit): readonly Edit[] => (edit.kind === "batch" ? edit.edits.flatMap(partsOf) : [edit]);

function judgementIn(edit: Edit): string | null {
  if (edit.kind === "add-judgement") return edit.judgement.id;
  return edit.kind === "change-judgement" || edit.kind === "remove-judgement" ? edit.id : null;
}
