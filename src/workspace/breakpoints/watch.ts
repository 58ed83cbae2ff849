import { type Breakpoint, type Hit, hitsAt } from "../../breakpoint";
import type { Dialect } from "../../dialect";
import { answerCurve, type InfluenceTools, stepsToAskBehind } from "../../influence";
import type { RunWatch } from "../../session";
import { lineTo, type Step, type StepId, type Trace } from "../../trace";
import { knownAnswers, toolsFor } from "../influence/subject";
import type { ReadyModel } from "../ports";
import { type BreakpointState, showBreakpoints, type Workspace } from "../state";

const isAboutAnswer = ({ condition }: Breakpoint): boolean =>
  condition.kind === "answer-falls" || condition.kind === "answer-rises";

const wantsProbabilities = ({ breakpoints, watches }: Pick<BreakpointState, "breakpoints" | "watches">): boolean =>
  watches.includes("answer") || breakpoints.some((each) => each.isOn && isAboutAnswer(each));

/** What makes a watch for each run; null where nothing is set. */
export function watchOf(
  workspace: Workspace,
  set: Pick<BreakpointState, "breakpoints" | "watches">,
): BreakpointState["watchFor"] {
  if (set.watches.length === 0 && !set.breakpoints.some(({ isOn }) => isOn)) return null;
  return (model, dialect) => runWatch(workspace, model, dialect);
}

/** Stops a run at the first step that meets a breakpoint, and keeps what was seen for the screen. */
function runWatch(workspace: Workspace, model: ReadyModel, dialect: Dialect): RunWatch {
  const { breakpoints: store } = workspace;
  store.setState({ hits: [], untold: null });
  let isFirst = true;
  return async (at, newest, trace, signal) => {
    // What was so before the run began is what it is held against, or a run could never go on from where it stopped.
    const isBeginning = isFirst && at === "turn";
    isFirst = false;
    const steps = lineTo(trace, newest);
    let hits: readonly Hit[] = [];
    if (at === "step") {
      const { breakpoints, probabilities } = store.getState();
      const others = breakpoints.filter((each) => !isAboutAnswer(each));
      hits = hitsAt(others, { trace, steps, probabilities });
    } else if (wantsProbabilities(store.getState())) {
      const asked = await askAlong(workspace, { trace, steps, model, dialect }, signal);
      if (!isBeginning) hits = hitsOfAnswer(store.getState(), trace, steps, asked);
    }
    if (hits.length > 0) {
      store.setState({ hits });
      showBreakpoints(workspace.view);
    }
    return hits.length > 0;
  };
}

/** The first of the steps that were just asked behind at which the answer moved far enough. */
function hitsOfAnswer(
  { breakpoints, probabilities }: BreakpointState,
  trace: Trace,
  steps: readonly Step[],
  asked: ReadonlySet<StepId>,
): readonly Hit[] {
  const about = breakpoints.filter(isAboutAnswer);
  for (const [i, { id }] of steps.entries()) {
    const hits = asked.has(id) ? hitsAt(about, { trace, steps: steps.slice(0, i + 1), probabilities }) : [];
    if (hits.length > 0) return hits;
  }
  return [];
}

interface Watched {
  readonly trace: Trace;
  readonly steps: readonly Step[];
  readonly model: ReadyModel;
  readonly dialect: Dialect;
}

/** Asks how likely the answer is behind each step that it was not asked behind, and says behind which it was. */
async function askAlong(
  workspace: Workspace,
  { trace, steps, model, dialect }: Watched,
  signal: AbortSignal,
): Promise<ReadonlySet<StepId>> {
  const { breakpoints: store } = workspace;
  const known = await knownAnswers({ trace, steps });
  const answer = store.getState().answer.trim() || known.right;
  const untold = !model.run.scoreAll ? "no-probabilities" : answer === null ? "no-watched-answer" : null;
  store.setState({ untold });
  if (untold !== null || answer === null) return new Set();
  const askedOf = JSON.stringify([model.run.id, dialect.name, answer]);
  if (store.getState().askedOf !== askedOf) store.setState({ askedOf, probabilities: new Map() });
  const tools: InfluenceTools = { ...(await toolsFor(workspace, model)), dialect };
  const before = store.getState().probabilities;
  const unasked = new Set(stepsToAskBehind(steps, tools).flatMap(({ id }) => (before.has(id) ? [] : [id])));
  const question = { steps, images: trace.images, answer, set: known.set, behind: unasked };
  try {
    for await (const { points } of answerCurve(question, tools, signal)) {
      const point = points.at(-1);
      const { probability } = point ?? { probability: null };
      if (point && probability !== null)
        store.setState(({ probabilities }) => ({ probabilities: new Map(probabilities).set(point.step, probability) }));
    }
  } catch (thrown) {
    // A run that a person stopped ends as one, whatever was being asked.
    if (!signal.aborted) throw thrown;
  }
  return unasked;
}
