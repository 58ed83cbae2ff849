import { applyEdit, type JudgementId, ME, type Rater, type Trace } from "../../trace";
import { raterNamed } from "../rater";
import { type MergeOptions, mergeJudgements } from "./mergeRaters";

/** A trace as a rater handed it over. */
export interface RaterFile {
  /** Of the file. */
  readonly name: string;
  readonly trace: Trace;
}

/** What became of a rater's file. */
export interface JoinedFile {
  readonly name: string;
  /** Which of the joined traces it went into. */
  readonly trace: number;
  /** Whether it is the first of its run: the others were joined to it. */
  readonly first: boolean;
  readonly raters: readonly Rater[];
  readonly added: number;
  /** Judgements that were there already, word for word. */
  readonly known: number;
  /** Judgements of steps or images that the trace before does not have. */
  readonly leftOut: number;
}

export interface JoinedFiles {
  readonly traces: readonly Trace[];
  readonly files: readonly JoinedFile[];
}

/** Whoever judged without a name is called by their file: each browser calls its own person "me". */
export const raterOfFile = (name: string): Rater =>
  raterNamed((name.split("/").at(-1) ?? name).replace(/(\.sightline)?\.(zip|json)$/i, ""));

/**
 * Several people's files, those of one run as one trace with the judgements of all. Files of different runs stay apart.
 * The traces are new values; the files are untouched.
 */
export function joinRaters(files: readonly RaterFile[], nextJudgementId: () => JudgementId): JoinedFiles {
  const traces: Trace[] = [];
  const joined: JoinedFile[] = [];
  for (const { name, trace } of files) {
    const me = raterOfFile(name);
    const raters = ratersBy(trace, me);
    const options = { me, nextJudgementId };
    const at = closestRun(traces, trace, options);
    const base = traces[at] ?? withoutJudgements(trace);
    const merged = mergeJudgements(base, trace, options);
    // A trace without a step is of no run; it stays by itself.
    const { edits, leftOut, known } = merged.ok ? merged.value : { edits: [], leftOut: [], known: 0 };
    const next = applyEdit(base, { kind: "batch", edits });
    if (!next.ok) throw new Error(`Merged judgements do not fit: ${next.error} (${name})`);
    if (at < 0) traces.push(next.value);
    else traces[at] = next.value;
    const counts = { added: edits.length, known, leftOut: leftOut.length };
    joined.push({ name, trace: at < 0 ? traces.length - 1 : at, first: at < 0, raters, ...counts });
  }
  return { traces, files: joined };
}

/** Of the traces of the same run, the one that most of the judgements have a place in; −1 where there is none. */
function closestRun(traces: readonly Trace[], trace: Trace, options: MergeOptions): number {
  let closest = { at: -1, leftOut: Number.POSITIVE_INFINITY };
  for (const [at, known] of traces.entries()) {
    const merged = mergeJudgements(known, trace, options);
    if (merged.ok && merged.value.leftOut.length < closest.leftOut)
      closest = { at, leftOut: merged.value.leftOut.length };
  }
  return closest.at;
}

/** The judgements of the first file are joined as those of the others are, so that its "me" gets a name as well. */
const withoutJudgements = (trace: Trace): Trace => ({ ...trace, judgements: new Map() });

/** Who judged in a file, its own person by the name of the file. */
export function ratersBy(trace: Trace, me: Rater): readonly Rater[] {
  const raters = new Map<string, Rater>();
  for (const { rater } of trace.judgements.values()) {
    const known = rater.id === ME.id ? me : rater;
    if (!raters.has(known.id)) raters.set(known.id, known);
  }
  return [...raters.values()];
}
