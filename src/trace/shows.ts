import { imagesShownBy, isMark } from "../action";
import { parentOf } from "./line";
import type { Step, StepBody, Trace } from "./trace";

export type ActionBody = Extract<StepBody, { kind: "action" }>;

/** Actions of one turn by what is shown of them: each view by itself, the marks on one image all at once. */
export function shownTogether<S extends { readonly body: ActionBody }>(asked: readonly S[]): readonly (readonly S[])[] {
  const groups: S[][] = [];
  for (const step of asked) {
    const { action } = step.body;
    // What could be read out of a program is shown in its place.
    if (action.kind === "program" && action.readings > 0) continue;
    const group = isMark(action)
      ? groups.find(([first]) => first && isMark(first.body.action) && first.body.action.image === action.image)
      : undefined;
    if (group) group.push(step);
    else groups.push([step]);
  }
  return groups;
}

/** No turn asks for as many; a trace that says so is not walked to its end for each of its steps. */
const MOST_IN_A_TURN = 1000;

type ActionStep = Step & { readonly body: ActionBody };

/**
 * The actions whose outcome an observation shows, in the order in which they were performed: as a rule the one before
 * it. Where several were asked for in one turn, the observations that follow show them one by one; fewer of those
 * than of actions show the last ones.
 */
export function actionsShown(trace: Trace, observation: Step): readonly ActionStep[] {
  let before = parentOf(trace, observation);
  let earlier = 0;
  for (; before?.body.kind === "observation" && earlier < MOST_IN_A_TURN; before = parentOf(trace, before)) earlier++;
  const asked: ActionStep[] = [];
  for (; before && isAction(before) && asked.length < MOST_IN_A_TURN; before = parentOf(trace, before))
    asked.unshift(before);
  // Frames that were chosen together are shown one by one.
  const groups = shownTogether(asked).flatMap((group) => {
    const frames = group[0] && imagesShownBy(group[0].body.action);
    return frames ? frames.map(() => group) : [group];
  });
  const shown = earlier + 1 + laterObservations(trace, observation);
  return groups[Math.max(0, groups.length - shown) + earlier] ?? [];
}

const isAction = (step: Step): step is ActionStep => step.body.kind === "action";

/** How many observations follow one, each upon the other. */
function laterObservations(trace: Trace, observation: Step): number {
  let count = 0;
  let ids = trace.children.get(observation.id) ?? [];
  for (;;) {
    const next = ids.map((id) => trace.steps.get(id)).find((step) => step?.body.kind === "observation");
    if (!next || count === MOST_IN_A_TURN) return count;
    count++;
    ids = trace.children.get(next.id) ?? [];
  }
}
