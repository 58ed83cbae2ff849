import type { ImageBox, Size } from "../../geometry";
import {
  childrenOf,
  type Judgement,
  type JudgementValue,
  ownJudgement,
  type Rater,
  type Step,
  type StepId,
  type StepKind,
  stepsOfTarget,
  type Tag,
  type Trace,
  type TraceId,
} from "../../trace";
import { type Taxonomy, tagToday } from "../taxonomy";

/** A trace by its name, for lists that hold no traces. */
export interface TraceName {
  readonly id: TraceId;
  readonly title: string;
}

/** What raters said of one step as a whole. */
export interface JudgedStep {
  readonly step: StepId;
  /** Along its line, counted from 1. */
  readonly place: number;
  readonly kind: StepKind;
  /** By the id of the rater. */
  readonly said: ReadonlyMap<string, JudgementValue>;
}

/**
 * A line from a root to a leaf, with the index of the first error that each rater marked on it, counted from 0 (−1 for
 * none: ProcessBench's convention, Qwen/ProcessBench e802463). Raters who judged no step of the line are left out.
 */
export interface JudgedLine {
  readonly steps: readonly StepId[];
  readonly firstErrors: ReadonlyMap<string, number>;
}

/** The regions that raters drew on an image, in its canonical pixels, by the id of the rater. */
export interface JudgedPicture {
  readonly size: Size;
  readonly regions: ReadonlyMap<string, readonly { readonly box: ImageBox; readonly tags: ReadonlySet<string> }[]>;
}

/** One judgement by hand that calls something a failure: wrong, a first error, or of a tagged kind. */
export interface FailureMark {
  readonly rater: string;
  /** Null where it is about the whole trace or a region. */
  readonly step: StepId | null;
  /** Along its line, counted from 1; null without a step. */
  readonly place: number | null;
  readonly kind: StepKind | null;
  readonly firstError: boolean;
  /** As `nameOfTag` names them. */
  readonly tags: readonly string[];
  readonly atMillis: number;
}

/** What raters said of a trace, without the trace: as much as agreement and statistics need of it. */
export interface JudgedTrace extends TraceName {
  /** The dialect of the log that the trace came from; null where it came from none. */
  readonly system: string | null;
  /** The family of its gym problem; null where it is about none. */
  readonly family: string | null;
  /** Everybody who judged anything, in the order of their first judgement. */
  readonly raters: readonly Rater[];
  /** Judgements by hand that each gave, by the id of the rater: when, in milliseconds since the epoch. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly steps: readonly JudgedStep[];
  readonly lines: readonly JudgedLine[];
  readonly pictures: readonly JudgedPicture[];
  readonly failures: readonly FailureMark[];
}

export interface JudgedOptions {
  /** The taxonomy in hand: tags of its older editions are taken for what they mean in it. */
  readonly taxonomy: Taxonomy;
  readonly family: string | null;
}

/**
 * What raters said of a trace by hand. Branches that were put away are not looked at, nor are judgements that accept or
 * dismiss a check's hint: an accepted hint stands there as a judgement by hand as well.
 */
export function judgedTrace(trace: Trace, { taxonomy, family }: JudgedOptions): JudgedTrace {
  const byHand = [...trace.judgements.values()].filter(({ basis }) => basis.kind === "hand");
  const raters = ratersIn(trace);
  const walked = byHand.length === 0 ? NOTHING_WALKED : walk(trace, raters);
  const nameOf = (tag: Tag): string => nameOfTag(taxonomy, tag);
  return {
    id: trace.id,
    title: trace.title,
    system: systemOf(trace),
    family,
    raters,
    times: timesOf(byHand),
    steps: walked.steps.map((judged) => withTagsToday(judged, taxonomy)),
    lines: walked.lines,
    pictures: picturesOf(trace, byHand, nameOf),
    failures: byHand.flatMap((judgement) => failureIn(judgement, trace, walked.places, nameOf)),
  };
}

/**
 * What a tag is called where tags are compared and counted: its key of today in the taxonomy in hand; of another
 * taxonomy, or of an edition that is not known here, the name of that taxonomy with the key as it was given.
 */
export function nameOfTag(taxonomy: Taxonomy, tag: Tag): string {
  const today = tagToday(taxonomy, tag);
  if (today) return today.key;
  return tag.taxonomy === taxonomy.id ? tag.tag : `${tag.taxonomy}/${tag.tag}`;
}

const withTagsToday = (judged: JudgedStep, taxonomy: Taxonomy): JudgedStep => ({
  ...judged,
  said: new Map(
    [...judged.said].map(([rater, value]) => [
      rater,
      { ...value, tags: value.tags.map((tag) => ({ ...tag, tag: tagToday(taxonomy, tag)?.key ?? tag.tag })) },
    ]),
  ),
});

/** Everybody who judged anything in a trace, in the order of their first judgement. */
export function ratersIn({ judgements }: Trace): readonly Rater[] {
  const raters = new Map<string, Rater>();
  for (const { rater } of [...judgements.values()].sort((a, b) => a.atMillis - b.atMillis))
    if (!raters.has(rater.id)) raters.set(rater.id, rater);
  return [...raters.values()];
}

function systemOf(trace: Trace): string | null {
  const [root] = childrenOf(trace, null);
  return root?.body.kind === "problem" ? (root.body.dialect ?? null) : null;
}

function timesOf(judgements: readonly Judgement[]): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const { rater, atMillis } of judgements) {
    const own = times.get(rater.id);
    if (own) own.push(atMillis);
    else times.set(rater.id, [atMillis]);
  }
  return times;
}

interface Walked {
  readonly steps: readonly JudgedStep[];
  readonly lines: readonly JudgedLine[];
  /** Of every step that is not put away: its place along its line, counted from 1, and its kind. */
  readonly places: ReadonlyMap<StepId, { readonly place: number; readonly kind: StepKind }>;
}

const NOTHING_WALKED: Walked = { steps: [], lines: [], places: new Map() };

/**
 * All lines at once, from the roots down: what was marked above a step is handed down to its children, so that a line
 * of a hundred thousand steps is walked once and not once for each of them.
 */
function walk(trace: Trace, raters: readonly Rater[]): Walked {
  const steps: JudgedStep[] = [];
  const lines: JudgedLine[] = [];
  const places = new Map<StepId, { place: number; kind: StepKind }>();
  const waiting: { step: Step; place: number; above: ReadonlyMap<string, number> }[] = childrenOf(trace, null)
    .toReversed()
    .map((step) => ({ step, place: 1, above: new Map() }));
  for (let at = waiting.pop(); at; at = waiting.pop()) {
    const { step, place } = at;
    const said = saidOf(trace, step.id, raters);
    places.set(step.id, { place, kind: step.body.kind });
    if (said.size > 0) steps.push({ step: step.id, place, kind: step.body.kind, said });
    const firstErrors = said.size > 0 ? markedBy(at.above, said, place - 1) : at.above;
    const children = childrenOf(trace, step.id);
    for (const child of children.toReversed()) waiting.push({ step: child, place: place + 1, above: firstErrors });
    if (children.length === 0 && firstErrors.size > 0) lines.push({ steps: idsTo(trace, step), firstErrors });
  }
  return { steps, lines, places };
}

function saidOf(trace: Trace, step: StepId, raters: readonly Rater[]): ReadonlyMap<string, JudgementValue> {
  const said = new Map<string, JudgementValue>();
  for (const { id } of raters) {
    const own = ownJudgement(trace, step, id);
    if (own) said.set(id, own.value);
  }
  return said;
}

function markedBy(
  above: ReadonlyMap<string, number>,
  said: ReadonlyMap<string, JudgementValue>,
  index: number,
): ReadonlyMap<string, number> {
  const marked = new Map(above);
  for (const [rater, { firstError }] of said) {
    const before = marked.get(rater) ?? -1;
    marked.set(rater, before < 0 && firstError ? index : before);
  }
  return marked;
}

function idsTo(trace: Trace, leaf: Step): readonly StepId[] {
  const ids: StepId[] = [];
  for (let step: Step | undefined = leaf; step; step = step.parent === null ? undefined : trace.steps.get(step.parent))
    ids.push(step.id);
  return ids.reverse();
}

/** The pictures on which anybody drew. */
function picturesOf(
  trace: Trace,
  judgements: readonly Judgement[],
  nameOf: (tag: Tag) => string,
): readonly JudgedPicture[] {
  const drawn = new Map<string, Map<string, { box: ImageBox; tags: ReadonlySet<string> }[]>>();
  for (const { rater, target, value } of judgements) {
    if (target.kind !== "region") continue;
    const onPicture = drawn.get(target.image) ?? new Map<string, { box: ImageBox; tags: ReadonlySet<string> }[]>();
    drawn.set(target.image, onPicture);
    const own = onPicture.get(rater.id) ?? [];
    onPicture.set(rater.id, own);
    own.push({ box: target.box, tags: new Set(value.tags.map(nameOf)) });
  }
  return [...trace.images.values()].flatMap(({ id, width, height }) => {
    const regions = drawn.get(id);
    return regions ? [{ size: { width, height }, regions }] : [];
  });
}

function failureIn(
  { rater, target, value, atMillis }: Judgement,
  trace: Trace,
  places: Walked["places"],
  nameOf: (tag: Tag) => string,
): readonly FailureMark[] {
  const { verdict, firstError, tags } = value;
  if (verdict !== "wrong" && !firstError && tags.length === 0) return [];
  // Of a link it is the effect that went wrong; what was put away is not looked at.
  const step = stepsOfTarget(target).at(-1) ?? null;
  const at = step === null ? null : places.get(step);
  if (step !== null && !at && trace.steps.has(step)) return [];
  const names = [...new Set(tags.map(nameOf))];
  return [
    { rater: rater.id, step, place: at?.place ?? null, kind: at?.kind ?? null, firstError, tags: names, atMillis },
  ];
}
