import { lineView, stepBeside } from "../../session";
import { chosenPart, linkBegun } from "../editing/attach";
import { leaveSubject } from "../editing/subject";
import { hurryRun, runFromHere, stopRun } from "../runs/run";
import type { Workspace } from "../state";
import { followHint, SPEEDS, showBreakpoints, toggled } from "../state";
import type { Command } from "./command";

const state = ({ session }: Workspace) => session.store.getState();

/** Walking by hand takes the playhead out of the player's hands, and shows that the hint was understood. */
function walk(workspace: Workspace, steps: number): void {
  workspace.view.setState({ playing: false });
  followHint(workspace.view, "walk");
  workspace.session.walk(steps);
}

function turn(workspace: Workspace, delta: number): void {
  const { log, place } = state(workspace);
  const beside = log && stepBeside(log.trace, place, delta);
  if (beside) followHint(workspace.view, "branch");
  if (beside) workspace.session.goTo(beside);
}

function changeSpeed({ view }: Workspace, delta: number): void {
  const at = SPEEDS.indexOf(view.getState().speed);
  view.setState({ speed: SPEEDS[Math.min(Math.max(at + delta, 0), SPEEDS.length - 1)] ?? 1 });
}

/** At the end, playing begins again from the start. */
export function togglePlaying(workspace: Workspace): void {
  const { log, place } = state(workspace);
  const { playing } = workspace.view.getState();
  if (!log) return;
  const { line, index } = lineView(log.trace, place);
  if (!playing && index === line.length - 1) workspace.session.walk(-line.length);
  workspace.view.setState({ playing: !playing });
  followHint(workspace.view, "walk");
}

export const isRunning = (workspace: Workspace): boolean => state(workspace).run.kind === "running";
const isStarting = ({ view }: Workspace): boolean => view.getState().starting;
/** A program that is at work, in the sandbox or of modules. */
const programAtWork = ({ programs, interpreting }: Workspace) =>
  programs.getState().running ?? interpreting.getState().running;
const mayRun = (workspace: Workspace): boolean =>
  !isRunning(workspace) && state(workspace).writable && state(workspace).log !== null;

const mayLeave = (workspace: Workspace): boolean =>
  isRunning(workspace) ||
  isStarting(workspace) ||
  programAtWork(workspace) !== null ||
  workspace.view.getState().tool !== "select" ||
  workspace.view.getState().eye ||
  linkBegun(workspace) !== null ||
  chosenPart(workspace) !== null;

/**
 * Leaves the innermost thing: first what a run told and waits to be read, then the run, or the loading that it waits for,
 * then a program, the tool, a link that was begun, the model's eyes, the part judged.
 */
function leave(workspace: Workspace): void {
  const { tool, eye, linking, hurry } = workspace.view.getState();
  const program = programAtWork(workspace);
  if (hurry) hurryRun(workspace);
  else if (isRunning(workspace) || isStarting(workspace)) stopRun(workspace);
  else if (program) program.stop.abort();
  else if (tool !== "select") workspace.view.setState({ tool: "select" });
  else if (linking !== null) workspace.view.setState({ linking: null });
  else if (eye) workspace.view.setState({ eye: false });
  else leaveSubject(workspace);
}

/** What reads and runs programs is of no use before the first of them is wanted. */
async function toggleProgram(workspace: Workspace): Promise<void> {
  const { view } = workspace;
  if (view.getState().programOpen) view.setState({ programOpen: false });
  else (await import("../interpreting/run")).openProgramPanel(workspace);
}

export const TRACE_COMMANDS = [
  { id: "next", group: "trace", keys: ["ArrowRight", "j"], repeats: true, run: (workspace) => walk(workspace, 1) },
  { id: "previous", group: "trace", keys: ["ArrowLeft", "k"], repeats: true, run: (workspace) => walk(workspace, -1) },
  { id: "first", group: "trace", keys: ["Home"], run: (workspace) => walk(workspace, Number.MIN_SAFE_INTEGER) },
  { id: "last", group: "trace", keys: ["End"], run: (workspace) => walk(workspace, Number.MAX_SAFE_INTEGER) },
  { id: "previousSibling", group: "trace", keys: ["ArrowUp"], run: (workspace) => turn(workspace, -1) },
  { id: "nextSibling", group: "trace", keys: ["ArrowDown"], run: (workspace) => turn(workspace, 1) },
  { id: "play", group: "trace", keys: [" "], onRelease: true, run: togglePlaying },
  { id: "slower", group: "trace", keys: ["<"], run: (workspace) => changeSpeed(workspace, -1) },
  { id: "faster", group: "trace", keys: [">"], run: (workspace) => changeSpeed(workspace, 1) },
  { id: "loop", group: "trace", keys: [], run: ({ view }) => view.setState({ loop: !view.getState().loop }) },
  {
    id: "run",
    group: "run",
    keys: ["Mod+Enter"],
    everywhere: true,
    when: mayRun,
    run: (workspace) => void runFromHere(workspace),
  },
  {
    id: "runSiblings",
    group: "run",
    keys: ["Mod+Shift+Enter"],
    everywhere: true,
    when: mayRun,
    run: (workspace) => void runFromHere(workspace, workspace.view.getState().settings.siblings),
  },
  {
    id: "readingPace",
    group: "run",
    keys: [],
    run: ({ view }) => view.setState(({ readingPace }) => ({ readingPace: !readingPace })),
  },
  {
    id: "influence",
    group: "run",
    keys: ["Shift+y"],
    when: (workspace) => state(workspace).log !== null,
    run: ({ view }) => view.setState({ dialog: "influence" }),
  },
  {
    id: "modules",
    group: "run",
    keys: ["Shift+m"],
    when: (workspace) => state(workspace).log !== null,
    run: (workspace) => void toggleProgram(workspace),
  },
  {
    id: "breakpoints",
    group: "run",
    keys: ["Shift+b"],
    run: ({ view }) =>
      view.getState().breakpointsOpen ? view.setState({ breakpointsOpen: false }) : showBreakpoints(view),
  },
  { id: "stop", group: "run", keys: ["Escape"], when: mayLeave, run: leave },
] as const satisfies readonly Command[];

/** Folds or unfolds the branch at a step. */
export const toggleFold = ({ view }: Workspace, step: Parameters<Workspace["session"]["goTo"]>[0]): void =>
  view.setState({ folded: toggled(view.getState().folded, step) });
