import * as z from "zod/mini";
import { LEVELS, parseGymName, printGymName } from "../../catalog";
import { CONDITIONS, MOST_LISTED, type TrialResult, type TrialRun } from "../../evaluation";
import { encodeTrace, parseTrace } from "../../trace";
import { failureIn } from "../queries";
import { type BatchState, NO_BATCH, type Workspace } from "../state";

const SETTING = "gym-batch";
const VERSION = 1;

const count = z.int().check(z.minimum(0), z.maximum(1_000_000));
const finite = z.number().check(z.refine(Number.isFinite));
const result = z.object({
  name: z.string().check(z.maxLength(100)),
  condition: z.enum(CONDITIONS),
  truth: z.string(),
  answer: z.nullable(z.string()),
  summary: z.object({
    level: z.literal(LEVELS),
    correctness: z.enum(["right", "wrong", "unanswered"]),
    reward: finite,
    actions: count,
    unparsed: count,
    decodedTokens: finite,
    decodeMillis: finite,
  }),
});
const schema = z.object({
  version: z.literal(VERSION),
  total: count,
  done: count,
  results: z.array(result).check(z.maxLength(100_000)),
  failures: z.array(z.extend(result, { trace: z.unknown() })).check(z.maxLength(MOST_LISTED)),
});

/** Writes down what a batch came to, so that a reload does not lose it. What cannot be written is told once, by the end. */
export async function keepBatch({ edges, batch, view }: Workspace): Promise<void> {
  const { total, done, results, failures } = batch.getState();
  const named = <T extends TrialResult>(one: T) => ({ ...one, name: printGymName(one.name) });
  const kept = {
    ...{ version: VERSION, total, done },
    results: results.map(named),
    failures: failures.map((run) => ({ ...named(run), trace: encodeTrace(run.trace) })),
  };
  try {
    await edges.storage.setSetting(SETTING, kept);
  } catch (thrown) {
    view.setState({
      failure: isFull(thrown)
        ? { code: "storage-full", message: "" }
        : { ...failureIn(thrown), code: "storage-failed" },
    });
  }
}

const isFull = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === "QuotaExceededError";

/** Brings back what the last batch came to, where none has begun since. */
export async function recallBatch({ edges, batch }: Workspace): Promise<void> {
  if (batch.getState() !== NO_BATCH) return;
  const kept = parseBatch(await edges.storage.setting(SETTING).catch(() => null));
  if (kept && batch.getState() === NO_BATCH) batch.setState(kept);
}

/** What was written down; null where it makes no sense. A run that cannot be read is left out of the list alone. */
export function parseBatch(value: unknown): BatchState | null {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return null;
  const { total, done, results, failures } = parsed.data;
  const unnamed = <T extends { readonly name: string }>(one: T) => {
    const name = parseGymName(one.name);
    return name ? [{ ...one, name }] : [];
  };
  const runs = failures.flatMap(unnamed).flatMap((run): readonly TrialRun[] => {
    const trace = parseTrace(run.trace);
    return trace.ok ? [{ ...run, trace: trace.value }] : [];
  });
  return { total, done, rest: [], stop: null, results: results.flatMap(unnamed), failures: runs };
}
