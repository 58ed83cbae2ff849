import { type ImageId, imagesShownBy, isMark } from "../action";
import type { StepId } from "./ids";
import { parentOf } from "./line";
import type { Step, StepBody, Trace } from "./trace";

export type ActionBody = Extract<StepBody, { kind: "action" }>;

/** Which of the calls of one turn a system performs. */
export type CallsPerformed = "first" | "last" | "all";

/** Actions of a turn whose outcome is shown together. */
export interface ShownGroup<S> {
  /** Marks on one image are performed upon each other; every other action stands alone. */
  readonly asked: readonly [S, ...S[]];
  /** Images that are shown as they are, one after the other; null where performing makes one. */
  readonly frames: readonly ImageId[] | null;
}

/** One picture that a group shows: a frame that is there, or what comes of performing its actions. */
export interface ShownPicture<S> {
  readonly asked: ShownGroup<S>["asked"];
  readonly frame: ImageId | null;
}

/** What a turn shows of its calls: each view by itself, all marks on one image at once. */
export function groupsShown<S extends { readonly body: ActionBody }>(
  calls: readonly (readonly S[])[],
  performs: CallsPerformed,
): readonly ShownGroup<S>[] {
  const performed = performs === "all" ? calls : performs === "first" ? calls.slice(0, 1) : calls.slice(-1);
  const groups: [S, ...S[]][] = [];
  for (const step of performed.flat()) {
    const { action } = step.body;
    // What could be read out of a program is shown in its place.
    if (action.kind === "program" && action.readings > 0) continue;
    const group = isMark(action)
      ? groups.find(([first]) => isMark(first.body.action) && first.body.action.image === action.image)
      : undefined;
    if (group) group.push(step);
    else groups.push([step]);
  }
  return groups.map((asked) => ({ asked, frames: imagesShownBy(asked[0].body.action) }));
}

export const picturesOf = <S>({ asked, frames }: ShownGroup<S>): readonly ShownPicture<S>[] =>
  frames ? frames.map((frame) => ({ asked, frame })) : [{ asked, frame: null }];

/** No turn asks for as many; a trace that says so is not walked to its end for each of its steps. */
const MOST_IN_A_TURN = 1000;

export type ActionStep = Step & { readonly body: ActionBody };

/**
 * The actions whose outcome an observation shows, in the order in which they were performed: those that it names, or else
 * as a rule the one before it. Where several were asked for in one turn, the observations that follow show them one by
 * one; fewer of those than of actions show the last ones.
 */
export function actionsShown(trace: Trace, observation: Step): readonly ActionStep[] {
  const { body } = observation;
  if (body.kind !== "observation") return [];
  if (body.shows) return body.shows.flatMap((id) => actionNamed(trace, id));
  let before = parentOf(trace, observation);
  let earlier = 0;
  for (; before?.body.kind === "observation" && earlier < MOST_IN_A_TURN; before = parentOf(trace, before)) earlier++;
  const asked: ActionStep[] = [];
  for (let passed = 0; before && passed < MOST_IN_A_TURN; before = parentOf(trace, before), passed++) {
    if (isAction(before)) asked.unshift(before);
    // Words after the last call end no turn; what is told of a call that was wrong stands by itself.
    else if (asked.length > 0 || !body.image || !isTalk(before)) break;
  }
  const pictures = groupsShown([asked], "all").flatMap(picturesOf);
  const shown = earlier + 1 + laterObservations(trace, observation);
  return pictures[Math.max(0, pictures.length - shown) + earlier]?.asked ?? [];
}

/** What an observation below `parent` says of the actions that it shows: nothing where that is `parent` itself. */
export function namingOf(
  asked: readonly { readonly id: StepId }[],
  parent: StepId | null,
): { shows?: readonly StepId[] } {
  const [first, ...more] = asked;
  return !first || (more.length === 0 && first.id === parent) ? {} : { shows: asked.map(({ id }) => id) };
}

function actionNamed(trace: Trace, id: StepId): readonly ActionStep[] {
  const step = trace.steps.get(id);
  return step && isAction(step) ? [step] : [];
}

const isAction = (step: Step): step is ActionStep => step.body.kind === "action";
const isTalk = ({ body }: Step): boolean => body.kind === "thought" || body.kind === "unparsed";

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
