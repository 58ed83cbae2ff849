import { err, ok, type Result } from "../../base";
import { type FlywheelWorker, spinFlywheel } from "../../catalog";
import type { MadeProblem, Spin } from "../../gym";
import type { Trace } from "../../trace";
import type { Failure } from "../ports";
import { ownDialect } from "../runs/dialects";
import type { Workspace } from "../state";
import { madeTrace } from "./made";

/**
 * The problems of a spin as traces, each with the way to its answer. They are made again from their seeds, picture by
 * picture, so that nobody has to hold the pixels of all of them; the pictures are kept with those of the browser's traces
 * and swept away like any that no trace holds on to. Rejects where `signal` stops it.
 *
 * @param openWorker where they are made; a worker of its own unless a test says otherwise
 */
export async function madeAgain(
  workspace: Workspace,
  spin: Spin,
  signal: AbortSignal,
  openWorker?: () => FlywheelWorker,
): Promise<Result<readonly Trace[], Failure>> {
  const dialect = ownDialect(workspace);
  const traces: Trace[] = [];
  let refused: string | null = null;
  let kept = Promise.resolve();
  const keep = async (problem: MadeProblem): Promise<void> => {
    if (signal.aborted || refused !== null) return;
    const made = await madeTrace(workspace.edges, dialect, problem);
    if (made.ok) traces.push(made.value);
    else refused = made.error;
  };
  const end = await spinFlywheel(
    spin,
    {
      signal,
      // One after the other: two at once would encode two pictures at once.
      onOutcomes: (outcomes) => {
        for (const outcome of outcomes) if (outcome.kind === "made") kept = kept.then(() => keep(outcome.problem));
      },
    },
    openWorker,
  );
  await kept;
  signal.throwIfAborted();
  if (end === "worker-failed") return err({ code: "part-unreachable", message: "flywheel" });
  return refused === null ? ok(traces) : err({ code: refused, message: "" });
}
