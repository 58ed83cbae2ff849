import type { Desk } from "../state/workspace";
import { lineView, stepBeside } from "../../app/lines";
import { runFromHere } from "../runs/run";
import { toggled } from "../state";
import { SPEEDS } from "../state/view";
import type { Command } from "./command";

const state = ({ services }: Desk) => services.session.store.getState();

/** Walking by hand takes the playhead out of the player's hands, and shows that the hint was understood. */
function walk(desk: Desk, steps: number): void {
  desk.view.setState({ playing: false, hintSeen: true });
  desk.services.session.walk(steps);
}

function turn(desk: Desk, delta: number): void {
  const { log, place } = state(desk);
  const beside = log && stepBeside(log.trace, place, delta);
  if (beside) desk.services.session.goTo(beside);
}

function changeSpeed({ view }: Desk, delta: number): void {
  const at = SPEEDS.indexOf(view.getState().speed as (typeof SPEEDS)[number]);
  view.setState({ speed: SPEEDS[Math.min(Math.max(at + delta, 0), SPEEDS.length - 1)] ?? 1 });
}

/** At the end, playing begins again from the start. */
export function togglePlaying(desk: Desk): void {
  const { log, place } = state(desk);
  const { playing } = desk.view.getState();
  if (!log) return;
  const { line, index } = lineView(log.trace, place);
  if (!playing && index === line.length - 1) desk.services.session.walk(-line.length);
  desk.view.setState({ playing: !playing, hintSeen: true });
}

export const isRunning = (desk: Desk): boolean => state(desk).run.kind === "running";
const mayRun = (desk: Desk): boolean => !isRunning(desk) && state(desk).writable && state(desk).log !== null;

const mayLeave = (desk: Desk): boolean =>
  isRunning(desk) || desk.view.getState().tool !== "select" || desk.view.getState().eye;

/** Leaves the innermost thing: first the run, then the tool, then the model's executor. */
function leave(desk: Desk): void {
  const { tool } = desk.view.getState();
  if (isRunning(desk)) desk.services.session.stop();
  else if (tool !== "select") desk.view.setState({ tool: "select" });
  else desk.view.setState({ eye: false });
}

export const TRACE_COMMANDS: readonly Command[] = [
  { id: "next", group: "trace", keys: ["ArrowRight", "j"], repeats: true, run: (desk) => walk(desk, 1) },
  { id: "previous", group: "trace", keys: ["ArrowLeft", "k"], repeats: true, run: (desk) => walk(desk, -1) },
  { id: "first", group: "trace", keys: ["Home"], run: (desk) => walk(desk, Number.MIN_SAFE_INTEGER) },
  { id: "last", group: "trace", keys: ["End"], run: (desk) => walk(desk, Number.MAX_SAFE_INTEGER) },
  { id: "previousSibling", group: "trace", keys: ["ArrowUp"], run: (desk) => turn(desk, -1) },
  { id: "nextSibling", group: "trace", keys: ["ArrowDown"], run: (desk) => turn(desk, 1) },
  { id: "play", group: "trace", keys: [" "], onRelease: true, run: togglePlaying },
  { id: "slower", group: "trace", keys: ["<"], run: (desk) => changeSpeed(desk, -1) },
  { id: "faster", group: "trace", keys: [">"], run: (desk) => changeSpeed(desk, 1) },
  { id: "loop", group: "trace", keys: [], run: ({ view }) => view.setState({ loop: !view.getState().loop }) },
  {
    id: "run",
    group: "run",
    keys: ["Mod+Enter"],
    everywhere: true,
    when: mayRun,
    run: (desk) => void runFromHere(desk),
  },
  {
    id: "runSiblings",
    group: "run",
    keys: ["Mod+Shift+Enter"],
    everywhere: true,
    when: mayRun,
    run: (desk) => void runFromHere(desk, desk.view.getState().settings.siblings),
  },
  { id: "stop", group: "run", keys: ["Escape"], when: mayLeave, run: leave },
];

/** Folds or unfolds the branch at a step. */
export const toggleFold = ({ view }: Desk, step: Parameters<Desk["services"]["session"]["goTo"]>[0]): void =>
  view.setState({ folded: toggled(view.getState().folded, step) });
