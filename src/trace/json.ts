import * as z from "zod/mini";
import { err, ok, type Result } from "../base";
import { imagesNamedBy } from "./edit";
import type { LogEntry } from "./log";
import { migrate, type TraceRefusal } from "./migrate";
import { imageSchema, logEntrySchema, stepSchema } from "./schema";
import { emptyTrace, type Step, type StepId, type Trace, type TraceId } from "./trace";

/** The version that this build writes. Older ones are migrated by name; newer ones are refused. */
export const TRACE_VERSION = 1;

const fileSchema = z.object({
  format: z.literal("sightline-trace"),
  version: z.literal(TRACE_VERSION),
  id: z.string().check(z.minLength(1), z.maxLength(100)),
  title: z.string().check(z.maxLength(10_000)),
  images: z.array(imageSchema).check(z.maxLength(100_000)),
  /** Parents before children; siblings in order. */
  steps: z.array(stepSchema).check(z.maxLength(1_000_000)),
});

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
  const migrated = migrate(value, TRACE_VERSION);
  if (!migrated.ok) return migrated;
  const parsed = fileSchema.safeParse(migrated.value);
  if (!parsed.success) return err({ code: "not-a-trace", detail: z.prettifyError(parsed.error) });
  const { id, title, images, steps } = parsed.data;
  return assemble(emptyTrace(id as TraceId, title), images, steps);
}

function assemble(
  empty: Trace,
  images: z.infer<typeof fileSchema>["images"],
  steps: readonly Step[],
): Result<Trace, TraceRefusal> {
  const byImage = new Map(images.map((image) => [image.id, image]));
  const byStep = new Map<StepId, Step>();
  const children = new Map<StepId | null, StepId[]>();
  for (const step of steps) {
    const flaw = flawOf(step, byStep, byImage);
    if (flaw) return err({ code: "not-a-trace", detail: `${flaw}: step ${step.id}` });
    byStep.set(step.id, step);
    const siblings = children.get(step.parent);
    if (siblings) siblings.push(step.id);
    else children.set(step.parent, [step.id]);
  }
  return ok({ ...empty, images: byImage, steps: byStep, children });
}

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
