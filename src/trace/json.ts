import * as z from "zod/mini";
import { err, mapResult, ok, type Result } from "../base";
import type { Chapter } from "./chapter";
import { imagesNamedBy } from "./edit";
import { type StepId, stepIdFrom, traceIdFrom } from "./ids";
import { type Judgement, ME } from "./judgement";
import { ownJudgement } from "./judging";
import type { LogEntry } from "./log";
import { migrationsFor, TRACE_VERSION, type TraceRefusal } from "./migrate";
import { isFields, type Migration, type OwnRemarks } from "./migration";
import type { KeptScore } from "./reference";
import {
  chapterSchema,
  imageSchema,
  judgementSchema,
  logEntrySchema,
  scoreSchema,
  searchSchema,
  stepSchema,
} from "./schema";
import type { SearchRecord } from "./searchRecord";
import { type ParsedTrace, withOpinions } from "./strays";
import { emptyTrace, type ImageRecord, type Step, type Trace } from "./trace";

const judgementsSchema = z.array(judgementSchema).check(z.maxLength(1_000_000));

const headSchema = z.object({
  format: z.literal("sightline-trace"),
  version: z.literal(TRACE_VERSION),
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  title: z.string().check(z.maxLength(10_000)),
  images: z.array(imageSchema).check(z.maxLength(100_000)),
  judgements: judgementsSchema,
  scores: z.array(scoreSchema).check(z.maxLength(100_000)),
  searches: z.exactOptional(z.array(searchSchema).check(z.maxLength(1000))),
  story: z.exactOptional(z.array(chapterSchema).check(z.maxLength(10_000))),
});

/** Parents before children; siblings in order. */
const stepsSchema = z.array(stepSchema);
const MAX_STEPS = 1_000_000;

/** A trace as plain JSON data. `steps` is its last field, so that it can be written in parts. */
export interface TraceFile {
  readonly format: "sightline-trace";
  readonly version: typeof TRACE_VERSION;
  readonly id: string;
  readonly title: string;
  readonly images: readonly ImageRecord[];
  readonly judgements: readonly Judgement[];
  readonly scores: readonly KeptScore[];
  /** Left out where nothing was searched. */
  readonly searches?: readonly SearchRecord[];
  /** Left out where nothing is told. */
  readonly story?: readonly Chapter[];
  /** Parents come before children, so that reading is one pass. */
  readonly steps: readonly Step[];
}

export function encodeTrace(trace: Trace): TraceFile {
  const steps: Step[] = [];
  const walk = (parent: StepId | null): void => {
    for (const id of trace.children.get(parent) ?? []) {
      const step = trace.steps.get(id);
      if (step) steps.push(step);
    }
  };
  // Breadth first with an index, not recursion: a line may be a hundred thousand steps long.
  walk(null);
  for (let i = 0; i < steps.length; i++) walk(steps[i]?.id ?? null);
  return {
    format: "sightline-trace",
    version: TRACE_VERSION,
    id: trace.id,
    title: trace.title,
    images: [...trace.images.values()],
    judgements: [...trace.judgements.values()],
    scores: trace.scores,
    ...(trace.searches.size > 0 ? { searches: [...trace.searches.values()] } : {}),
    ...(trace.story.length > 0 ? { story: trace.story } : {}),
    steps,
  };
}

/**
 * JSON data as a trace, every field checked. The inverse of `encodeTrace`. What is said of steps that the trace does not
 * have is left out; whoever opens a file of somebody's tells what that was, and asks `parseTraceWithStrays` for it.
 */
export function parseTrace(value: unknown): Result<Trace, TraceRefusal> {
  return mapResult(parseTraceWithStrays(value), ({ trace }) => trace);
}

/** The same, with what had no place in the trace. */
export function parseTraceWithStrays(value: unknown): Result<ParsedTrace, TraceRefusal> {
  const parts = parseTraceInParts(value, Number.POSITIVE_INFINITY);
  for (;;) {
    const part = parts.next();
    if (part.done) return part.value;
  }
}

/** The same with a pause after so many steps: whoever asks for the next part may let the page breathe in between. */
export function* parseTraceInParts(
  value: unknown,
  stepsAPart: number,
): Generator<void, Result<ParsedTrace, TraceRefusal>> {
  const reader = readTrace(value);
  if (!reader.ok) return reader;
  const steps = field(value, "steps");
  if (!Array.isArray(steps)) return err(notATrace("No steps"));
  for (let at = 0; at < steps.length; at += stepsAPart) {
    const added = reader.value.add(steps.slice(at, at + stepsAPart));
    if (!added.ok) return added;
    yield;
  }
  return reader.value.end();
}

/** Reads the steps of a trace in parts, so that a long one takes many short pauses and not one long one. */
export interface TraceReader {
  /** The next steps, as `encodeTrace` lists them. After a refusal nothing more is to be added. */
  add(steps: unknown): Result<void, TraceRefusal>;
  /** The trace, once all of its steps have been added. */
  end(): Result<ParsedTrace, TraceRefusal>;
}

/** `head` is what `encodeTrace` gives but for the steps, of this version or an older one; the steps are of the same. */
export function readTrace(head: unknown): Result<TraceReader, TraceRefusal> {
  const migrations = migrationsFor(head);
  if (!migrations.ok) return migrations;
  const migrated = isFields(head) ? migrations.value.reduce((value, { head }) => head(value), head) : head;
  const parsed = headSchema.safeParse(migrated);
  if (!parsed.success) return err(notATrace(z.prettifyError(parsed.error)));
  const images = new Map(parsed.data.images.map((image) => [image.id, image]));
  const steps = new Map<StepId, Step>();
  const children = new Map<StepId | null, StepId[]>();
  const movedJudgements: unknown[] = [];
  const addStep = (step: Step): TraceRefusal | null => {
    const flaw = flawOf(step, steps, images);
    if (flaw) return notATrace(`${flaw}: step ${step.id}`);
    steps.set(step.id, step);
    const siblings = children.get(step.parent);
    if (siblings) siblings.push(step.id);
    else children.set(step.parent, [step.id]);
    return null;
  };
  return ok({
    add(part) {
      const read = stepsSchema.safeParse(migrateSteps(part, migrations.value, movedJudgements));
      if (!read.success) return err(notATrace(z.prettifyError(read.error)));
      if (steps.size + read.data.length > MAX_STEPS) return err(notATrace(`More than ${MAX_STEPS} steps`));
      for (const step of read.data) {
        const refusal = addStep(step);
        if (refusal) return err(refusal);
      }
      return ok(undefined);
    },
    end() {
      const moved = judgementsSchema.safeParse(movedJudgements);
      if (!moved.success) return err(notATrace(z.prettifyError(moved.error)));
      const { id, title, judgements, scores, searches = [], story = [] } = parsed.data;
      const bare: Trace = { ...emptyTrace(traceIdFrom(id), title), images, steps, children };
      return ok(withOpinions(bare, { judgements: [...judgements, ...moved.data], scores, searches, story }));
    },
  });
}

function migrateSteps(part: unknown, migrations: readonly Migration[], judgements: unknown[]): unknown {
  if (!Array.isArray(part)) return part;
  return migrations.reduce<readonly unknown[]>(
    (steps, migration) =>
      steps.map((step) => {
        const migrated = migration.step(step);
        judgements.push(...migrated.judgements);
        return migrated.step;
      }),
    part,
  );
}

const notATrace = (detail: string): TraceRefusal => ({ code: "not-a-trace", detail });

/** What an edit that adds this step would be refused for. */
function flawOf(step: Step, steps: ReadonlyMap<StepId, Step>, images: Trace["images"]): string | null {
  if (steps.has(step.id)) return "step-exists";
  if (step.parent !== null && !steps.has(step.parent)) return "no-such-parent";
  return imagesNamedBy(step).every((id) => images.has(id)) ? null : "no-such-image";
}

/** Each entry says its version: a journal that an older build began is gone on with by a newer one. */
export const encodeLogEntry = (entry: LogEntry): LogEntry & { readonly version: number } => ({
  version: TRACE_VERSION,
  ...entry,
});

/** Entries of version 1 said no version. */
const FIRST_VERSION = 1;

/** `before` is the trace that the entry is to be applied to: what an older entry meant may hang on it. */
export function parseLogEntry(value: unknown, before: Trace): Result<LogEntry, string> {
  if (isNestedBeyond(MAX_NESTED_BATCHES, value)) return err("Batches in batches without end");
  if (!isFields(value)) return err("Not an entry");
  const migrations = migrationsFor({ version: FIRST_VERSION, ...value });
  if (!migrations.ok) return err(migrations.error.code);
  const ownRemarks = (step: string): OwnRemarks | null => {
    const own = ownJudgement(before, stepIdFrom(step), ME.id);
    return own && { id: own.id, verdict: own.value.verdict, note: own.value.note };
  };
  const parsed = logEntrySchema.safeParse(
    migrations.value.reduce((entry, step) => step.entry(entry, ownRemarks), value),
  );
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
}

const MAX_NESTED_BATCHES = 100;

/** Whether batches lie in batches deeper than that. Looked at level by level: the schema's recursion would not survive it. */
function isNestedBeyond(depth: number, entry: unknown): boolean {
  let level: readonly unknown[] = [field(entry, "edit")];
  for (let i = 0; i <= depth && level.length > 0; i++) {
    level = level.flatMap((edit) => {
      const edits = field(edit, "edits");
      return Array.isArray(edits) ? edits : [];
    });
  }
  return level.length > 0;
}

const field = (value: unknown, name: string): unknown => (isFields(value) ? value[name] : undefined);
