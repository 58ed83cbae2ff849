import type { ImageId, ToolExecutor } from "../action";
import type { Dialect, ToolError } from "../dialect";
import {
  type ActionStep,
  type Edit,
  type ImageRecord,
  namingOf,
  plainStep,
  type ShownGroup,
  type Step,
  type StepBody,
  type StepId,
  type Trace,
} from "../trace";
import { executorWithRulesOf, performPicture } from "./perform";
import type { ClockAndIds } from "./ports";

type ObservationBody = Extract<StepBody, { kind: "observation" }>;

/** An observation as the step that it is, with its image where the trace does not know that yet. */
export interface Observed {
  readonly step: Step;
  readonly image: ImageRecord | null;
}

export interface ObservingTools {
  readonly dialect: Dialect;
  readonly executor: ToolExecutor;
  readonly clockAndIds: ClockAndIds;
  readonly images: Trace["images"];
  /** Every action is answered with a refusal: what the model can do without its tools. */
  readonly refuseActions: boolean;
}

/**
 * Performs what a group asks for and makes steps of what there is to see then, below `parent` and each below the one
 * before: one, but for frames, of which each is a step. A refusal is an observation too: the model is told in its
 * dialect's words.
 */
export async function observe(
  { asked, frames }: ShownGroup<Pick<ActionStep, "id" | "body">>,
  parent: StepId,
  { dialect, executor, clockAndIds, images, refuseActions }: ObservingTools,
): Promise<readonly Observed[]> {
  const told = (error: ToolError): readonly Observed[] => [
    { step: observationStep(parent, { image: null, text: dialect.toolError(error) }, clockAndIds), image: null },
  ];
  if (refuseActions) return told({ kind: "refused" });
  if (frames) {
    return frames.every((id) => images.has(id))
      ? shownAgain(asked, frames, parent, clockAndIds)
      : told({ kind: "impossible", code: "no-such-image" });
  }
  const made = await performPicture({ asked, frame: null }, images, executorWithRulesOf(dialect, executor));
  if (!made.ok) return told({ kind: "impossible", code: made.error });
  const { id, width, height } = made.value;
  const from = asked[0].body.action.image;
  return [
    {
      step: observationStep(parent, { image: id, text: "", ...namingOf(asked, parent) }, clockAndIds),
      image: { id, width, height, name: "", origin: { kind: "derived", from } },
    },
  ];
}

/** Images that the trace has already, one step after the other. */
function shownAgain(
  asked: readonly Pick<ActionStep, "id">[],
  frames: readonly ImageId[],
  parent: StepId,
  at: ClockAndIds,
): readonly Observed[] {
  const observed: Observed[] = [];
  for (const image of frames) {
    const before = observed.at(-1)?.step.id ?? parent;
    const step = observationStep(before, { image, text: "", ...namingOf(asked, before) }, at);
    observed.push({ step, image: null });
  }
  return observed;
}

/** The edits that add observations: each one's image first, unless the trace has it already. */
export const observedEdits = (observed: readonly Observed[], images: Trace["images"]): readonly Edit[] =>
  observed.flatMap(({ step, image }): readonly Edit[] => {
    const added: Edit[] = image && !images.has(image.id) ? [{ kind: "add-image", image }] : [];
    return [...added, { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER }];
  });

/** What was seen, or what was said in its place. */
export const observationStep = (parent: StepId, seen: Omit<ObservationBody, "kind">, at: ClockAndIds): Step =>
  plainStep({
    id: at.nextStepId(),
    parent,
    // Nobody says an observation. It is the model's side of the trace that asked for it.
    author: "model",
    atMillis: at.nowMillis(),
    body: { kind: "observation", ...seen },
  });
