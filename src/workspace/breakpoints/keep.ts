import { type Breakpoint, type Condition, parseBreakpoints, parseWatches, type Watch } from "../../breakpoint";
import { type BreakpointState, KEPT_BREAKPOINTS, type Workspace } from "../state";
import { watchOf } from "./watch";

type Kept = Pick<BreakpointState, "breakpoints" | "watches">;

/** Reads what this browser kept, and watches runs by it. What a person set meanwhile stays. */
export async function recallBreakpoints(workspace: Workspace): Promise<void> {
  const { breakpoints, edges } = workspace;
  const before = breakpoints.getState();
  if (before.watchFor || before.breakpoints.length + before.watches.length > 0) return;
  const kept = await edges.storage.setting(KEPT_BREAKPOINTS).catch(() => null);
  if (typeof kept !== "object" || kept === null || breakpoints.getState() !== before) return;
  const read = {
    breakpoints: parseBreakpoints("breakpoints" in kept ? kept.breakpoints : null),
    watches: parseWatches("watches" in kept ? kept.watches : null),
  };
  breakpoints.setState({ ...read, watchFor: watchOf(workspace, read) });
}

/** Sets them, for the runs that begin from now on, and keeps them. */
function change(workspace: Workspace, next: (kept: Kept) => Partial<Kept>): void {
  const { breakpoints, edges } = workspace;
  const { breakpoints: before, watches } = breakpoints.getState();
  const kept = { breakpoints: before, watches, ...next({ breakpoints: before, watches }) };
  breakpoints.setState({ ...kept, watchFor: watchOf(workspace, kept) });
  // Where it cannot be kept it holds until the page goes.
  void edges.storage.setSetting(KEPT_BREAKPOINTS, kept).catch(() => {});
}

export const addBreakpoint = (workspace: Workspace, condition: Condition): void =>
  change(workspace, ({ breakpoints }) => ({
    breakpoints: [...breakpoints, { id: workspace.edges.ambient.nextStepId(), condition, isOn: true }],
  }));

export const changeBreakpoint = (workspace: Workspace, changed: Breakpoint): void =>
  change(workspace, ({ breakpoints }) => ({
    breakpoints: breakpoints.map((each) => (each.id === changed.id ? changed : each)),
  }));

export const removeBreakpoint = (workspace: Workspace, id: Breakpoint["id"]): void =>
  change(workspace, ({ breakpoints }) => ({ breakpoints: breakpoints.filter((each) => each.id !== id) }));

export const toggleWatch = (workspace: Workspace, watch: Watch): void =>
  change(workspace, ({ watches }) => ({
    watches: watches.includes(watch) ? watches.filter((each) => each !== watch) : [...watches, watch],
  }));

/** Whose probability is asked from now on; empty for the right answer of the problem. */
export const setWatchedAnswer = ({ breakpoints }: Workspace, answer: string): void =>
  breakpoints.setState({ answer, probabilities: new Map(), askedOf: "" });
