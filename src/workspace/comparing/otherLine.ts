import { visibleLine } from "../../session";
import {
  branchOf,
  childrenOf,
  lineThrough,
  lineTo,
  type Step,
  type StepId,
  type Trace,
  type TraceId,
} from "../../trace";
import type { OtherLine, Workspace } from "../state";

/** A line with the trace that it is of. */
export interface ComparedLine {
  readonly trace: Trace;
  readonly steps: readonly Step[];
}

/** More branches than this are not offered; a person who knows which one goes there and compares from it. */
const MOST_OFFERED = 200;

/**
 * The branches that a line can be compared with, by their last steps: those of the same trace that are not put away, the
 * nearest fork first, so that the first is the branch beside the line.
 */
export function branchesBeside(trace: Trace, line: readonly Step[]): readonly StepId[] {
  const onLine = new Set(line.map(({ id }) => id));
  const leaves: StepId[] = [];
  const forks = [...line.toReversed().map(({ id }) => id), null];
  for (const fork of forks)
    for (const child of childrenOf(trace, fork)) {
      if (onLine.has(child.id)) continue;
      leaves.push(...leavesBelow(trace, child.id));
      if (leaves.length >= MOST_OFFERED) return leaves.slice(0, MOST_OFFERED);
    }
  return leaves;
}

const leavesBelow = (trace: Trace, step: StepId): readonly StepId[] => {
  const away = new Set<StepId>();
  return branchOf(trace, step).flatMap(({ id, parent, removed }) => {
    if (removed || (parent !== null && away.has(parent))) away.add(id);
    return away.has(id) || childrenOf(trace, id).length > 0 ? [] : [id];
  });
};

/** The line in sight; null where nothing is open. */
export function lineInSight({ session }: Pick<Workspace, "session">): ComparedLine | null {
  const { log, place } = session.store.getState();
  return log && { trace: log.trace, steps: visibleLine(log.trace, place) };
}

/** The line that another one names; null where it is gone, or there is none beside the line in sight. */
export function otherLine(seen: ComparedLine, other: OtherLine | null): ComparedLine | null {
  if (other?.kind === "kept") return { trace: other.trace, steps: lineThrough(other.trace, other.leaf) };
  const beside = branchesBeside(seen.trace, seen.steps);
  const leaf = other && beside.includes(other.leaf) ? other.leaf : beside[0];
  return leaf === undefined ? null : { trace: seen.trace, steps: lineTo(seen.trace, leaf) };
}

/** Compares the line in sight with a kept trace, once that is read. A trace that cannot be read is told as a failure. */
export async function compareWithKept({ comparing, edges, view }: Workspace, id: TraceId): Promise<void> {
  comparing.setState({ reading: true });
  view.setState({ failure: null });
  const read = await edges.storage.read(id);
  comparing.setState({ reading: false });
  if (!read.ok) {
    view.setState({ failure: read.error });
    return;
  }
  // Its derived pictures are made again when they are asked for, as those of the open trace are.
  edges.images.recall(read.value);
  comparing.setState({ other: { kind: "kept", trace: read.value, leaf: null } });
}

/** Opens the comparison of the line in sight with one of its trace's branches. */
export function compareWith({ comparing, view }: Workspace, leaf: StepId): void {
  comparing.setState({ other: { kind: "branch", leaf } });
  view.setState({ dialog: "compare" });
}
