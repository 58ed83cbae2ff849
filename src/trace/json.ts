import * as z from "zod/mini";
import { err, ok, type Result } from "../base";
import { imagesNamedBy } from "./edit";
import type { LogEntry } from "./log";
import { migrate, type TraceRefusal } from "./migrate";
import { imageSchema, logEntrySchema, stepSchema } from "./schema";
import { emptyTrace, type Step, type StepId, type Trace, type TraceId } from "./trace";

/** The version that this build writes. Older ones are migrated by name; newer ones are refused. */
export const TRACE_VERSION = 1;

const headSchema = z.object({
  format: z.literal("sightline-trace"),
  version: z.literal(TRACE_VERSION),
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  title: z.string().check(z.maxLength(10_000)),
  images: z.array(imageSchema).check(z.maxLength(100_000)),
});

/** Parents before children; siblings in order. */
const stepsSchema = z.array(stepSchema);
const MAX_STEPS = 1_000_000;

/** A trace as plain JSON data. Parents come before children, so that reading is one pass. */
export function encodeTrace(trace: Trace): unknown {
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
    steps,
  };
}

/** JSON data as a trace, every field checked. The inverse of `encodeTrace`. */
export function parseTrace(value: unknown): Result<Trace, TraceRefusal> {
  const parts = parseTraceInParts(value, Number.POSITIVE_INFINITY);
  for (;;) {
    const part = parts.next();
    if (part.done) return part.value;
  }
}

/** The same with a pause after so many steps: whoever asks for the next part may let the page breathe in between. */
export function* parseTraceInParts(value: unknown, stepsAPart: number): Generator<void, Result<Trace, TraceRefusal>> {
  const migrated = migrate(value, TRACE_VERSION);
  if (!migrated.ok) return migrated;
  const reader = readTrace(migrated.value);
  if (!reader.ok) return reader;
  const steps = field(migrated.value, "steps");
  if (!Array.isArray(steps)) return err(notATrace("No steps"));
  for (let at = 0; at < steps.length; at += stepsAPart) {
    const added = reader.value.add(steps.slice(at, at + stepsAPart));
    if (!added.ok) return added;
    yield;
  }
  return ok(reader.value.trace());
}

/** Reads the steps of a trace in parts, so that a long one takes many short pauses and not one long one. */
export interface TraceReader {
  /** The next steps, as `encodeTrace` lists them. After a refusal nothing more is to be added. */
  add(steps: unknown): Result<void, TraceRefusal>;
  /** The trace as far as it has been read; asked for once, at the end. */
  trace(): Trace;
}

/** `head` is what `encodeTrace` gives but for the steps, at the version of this build. */
export function readTrace(head: unknown): Result<TraceReader, TraceRefusal> {
  const parsed = headSchema.safeParse(head);
  if (!parsed.success) return err(notATrace(z.prettifyError(parsed.error)));
  const images = new Map(parsed.data.images.map((image) => [image.id, image]));
  const steps = new Map<StepId, Step>();
  const children = new Map<StepId | null, StepId[]>();
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
      const read = stepsSchema.safeParse(part);
      if (!read.success) return err(notATrace(z.prettifyError(read.error)));
      if (steps.size + read.data.length > MAX_STEPS) return err(notATrace(`More than ${MAX_STEPS} steps`));
      for (const step of read.data) {
        const refusal = addStep(step);
        if (refusal) return err(refusal);
      }
      return ok(undefined);
    },
    trace: () => ({ ...emptyTrace(parsed.data.id as TraceId, parsed.data.title), images, steps, children }),
  });
}

const notATrace = (detail: string): TraceRefusal => ({ code: "not-a-trace", detail });

/** What an edit that adds this step would be refused for. */
function flawOf(step: Step, steps: ReadonlyMap<StepId, Step>, images: Trace["images"]): string | null {
  if (steps.has(step.id)) return "step-exists";
  if (step.parent !== null && !steps.has(step.parent)) return "no-such-parent";
  return imagesNamedBy(step).every((id) => images.has(id)) ? null : "no-such-image";
}

export const encodeLogEntry = (entry: LogEntry): unknown => entry;

export function parseLogEntry(value: unknown): Result<LogEntry, string> {
  if (isNestedBeyond(MAX_NESTED_BATCHES, value)) return err("Batches in batches without end");
  const parsed = logEntrySchema.safeParse(value);
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

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
