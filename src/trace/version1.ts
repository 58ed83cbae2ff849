import { IMPOSSIBLE } from "./generation";
import { type Judgement, ME } from "./judgement";
import { type Fields, isFields, type Migration, type OwnRemarks } from "./migration";

/**
 * Version 1 kept one verdict and one note in each step, told no authors of edits and no conditions of generations, and
 * held a token of which nobody had told the probability for certain.
 */
export const FROM_VERSION_1: Migration = {
  name: "judgements-beside-steps",
  head: (head) => ({ ...head, version: 2, judgements: [], scores: [] }),
  step: (step) => migrateStep(step, isFields(step) ? step.atMillis : 0),
  entry(entry, ownRemarks) {
    const { edit, name, atMillis } = entry;
    const author = name === "run" ? { kind: "model" } : { kind: "human", rater: ME.id };
    return { ...entry, version: 2, author, edit: migrateEdit(edit, remarksThrough(ownRemarks), atMillis) };
  },
};

/** An id that is no string belongs to a step that the schema refuses; whatever stands there need not turn into words. */
const idFrom = (step: unknown): string => (typeof step === "string" ? step : "");

// The same each time that a file or a journal is read: what was written since then names them.
const judgementIdOf = (step: unknown): string => `${ME.id}/${idFrom(step)}`;

/** Whether a judgement comes from a file of version 1, which knew no raters, tags, first errors or times of judging. */
export const saidInVersion1 = ({ id, target }: Pick<Judgement, "id" | "target">): boolean =>
  target.kind === "step" && id === judgementIdOf(target.step);

/** `good` and `bad` became `correct` and `wrong`; what was no verdict is left as it is, and refused by the schema. */
function migrateVerdict(verdict: unknown): unknown {
  if (verdict === "good") return "correct";
  return verdict === "bad" ? "wrong" : verdict;
}

const judgementValueOf = ({ verdict, note }: Pick<OwnRemarks, "verdict" | "note">): Fields => ({
  verdict,
  tags: [],
  firstError: false,
  decisive: false,
  note,
});

const judgementOf = (step: unknown, remarks: OwnRemarks, atMillis: unknown): Fields => ({
  id: remarks.id,
  rater: ME,
  target: { kind: "step", step },
  value: judgementValueOf(remarks),
  basis: { kind: "hand" },
  atMillis,
});

/** Nobody wrote down when a step was judged: `atMillis` is the earliest that it can have been. */
function migrateStep(step: unknown, atMillis: unknown): ReturnType<Migration["step"]> {
  if (!isFields(step)) return { step, judgements: [] };
  const { verdict, note, ...rest } = step;
  const remarks = remarksOf(step.id, verdict, note);
  return {
    step: { ...rest, generation: migrateGeneration(step.generation) },
    judgements: remarks ? [judgementOf(step.id, remarks, atMillis)] : [],
  };
}

const remarksOf = (step: unknown, verdict: unknown, note: unknown): OwnRemarks | null =>
  verdict === null && note === "" ? null : { id: judgementIdOf(step), verdict: migrateVerdict(verdict), note };

function migrateGeneration(generation: unknown): unknown {
  if (!isFields(generation)) return generation;
  const { tokens } = generation;
  return { ...generation, tokens: Array.isArray(tokens) ? tokens.map(migrateToken) : tokens, conditions: null };
}

/** The id of a token of which only the words were known; its log-probability was 0 and meant nothing. */
const UNTOLD_ID = -1;

/** In JSON a log-probability of minus infinity was `null`, which says now that nobody told it. */
function migrateToken(token: unknown): unknown {
  if (!isFields(token)) return token;
  if (token.id === UNTOLD_ID && token.logProbability === 0) return { ...token, logProbability: null };
  return token.logProbability === null ? { ...token, logProbability: IMPOSSIBLE } : token;
}

/** What was said of each step, as the parts of an entry change it one after the other. */
interface Remarks {
  of(step: string): OwnRemarks | null;
  set(step: string, remarks: OwnRemarks | null): void;
}

function remarksThrough(before: (step: string) => OwnRemarks | null): Remarks {
  const changed = new Map<string, OwnRemarks | null>();
  return {
    of: (step) => changed.get(step) ?? (changed.has(step) ? null : before(step)),
    set: (step, remarks) => changed.set(step, remarks),
  };
}

function migrateEdit(edit: unknown, remarks: Remarks, atMillis: unknown): unknown {
  if (!isFields(edit)) return edit;
  switch (edit.kind) {
    case "add-step":
      return migrateAddStep(edit, remarks, atMillis);
    case "remove-step":
      return migrateRemoveStep(edit, remarks);
    case "remark":
      return migrateRemark(edit, remarks, atMillis);
    case "batch":
      if (!Array.isArray(edit.edits)) return edit;
      return { ...edit, edits: edit.edits.map((part) => migrateEdit(part, remarks, atMillis)) };
    default:
      return edit;
  }
}

function migrateAddStep(edit: Fields, remarks: Remarks, atMillis: unknown): unknown {
  const { step, judgements } = migrateStep(edit.step, atMillis);
  const added = { ...edit, step };
  if (judgements.length === 0 || !isFields(edit.step)) return added;
  const { id, verdict, note } = edit.step;
  remarks.set(idFrom(id), remarksOf(id, verdict, note));
  return batch([added, ...judgements.map((judgement) => ({ kind: "add-judgement", judgement }))]);
}

/** A step that is judged is not removed any more before its judgements are. */
function migrateRemoveStep(edit: Fields, remarks: Remarks): unknown {
  const was = remarks.of(idFrom(edit.id));
  remarks.set(idFrom(edit.id), null);
  return was ? batch([{ kind: "remove-judgement", id: was.id }, edit]) : edit;
}

/** A verdict or a note adds a judgement, changes it, or removes it where nothing is left to say. */
function migrateRemark(edit: Fields, remarks: Remarks, atMillis: unknown): unknown {
  if (!isFields(edit.remark) || typeof edit.id !== "string") return edit;
  const { verdict, note, ...rest } = edit.remark;
  if (verdict === undefined && note === undefined) return edit;
  const was = remarks.of(edit.id);
  const id = was?.id ?? judgementIdOf(edit.id);
  const next: OwnRemarks = {
    id,
    verdict: verdict === undefined ? (was?.verdict ?? null) : migrateVerdict(verdict),
    note: note ?? was?.note ?? "",
  };
  const saysNothing = next.verdict === null && next.note === "";
  remarks.set(edit.id, saysNothing ? null : next);
  const others = Object.keys(rest).length > 0 ? [{ ...edit, remark: rest }] : [];
  if (saysNothing) return batch([...others, ...(was ? [{ kind: "remove-judgement", id }] : [])]);
  const judged = was
    ? { kind: "change-judgement", id, value: judgementValueOf(next), atMillis }
    : { kind: "add-judgement", judgement: judgementOf(edit.id, next, atMillis) };
  return others.length > 0 ? batch([...others, judged]) : judged;
}

const batch = (edits: readonly unknown[]): Fields => ({ kind: "batch", edits });
