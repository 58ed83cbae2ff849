import { fitAction, type ImageId, type ToolCall, type ToolExecutor, type ToolFinding } from "../action";
import { err, type Result } from "../base";
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
import type { ProgramShown, RunProgram } from "./options";
import { executorWithRulesOf, performPicture } from "./perform";
import type { ClockAndIds } from "./ports";

type ObservationBody = Extract<StepBody, { kind: "observation" }>;

/** An observation as the step that it is, with its image where the trace does not know that yet. */
export interface Observed {
  /** Why nothing was shown, where that is so. */
  readonly refused?: string;
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
  /** Runs a program by its step; left out where programs are not run. */
  readonly runProgram?: (program: StepId) => ReturnType<RunProgram>;
}

/**
 * Performs what a group asks for and makes steps of what there is to see then, below `parent` and each below the one
 * before: one, but for frames, of which each is a step. A refusal is an observation too: the model is told in its
 * dialect's words.
 */
export async function observe(
  { asked, frames }: ShownGroup<Pick<ActionStep, "id" | "body">>,
  parent: StepId,
  { dialect, executor, clockAndIds, images, refuseActions, runProgram }: ObservingTools,
): Promise<readonly Observed[]> {
  const told = (error: ToolError): readonly Observed[] => [
    {
      step: observationStep(parent, { image: null, text: dialect.toolError(error) }, clockAndIds),
      image: null,
      refused: error.kind === "refused" ? error.kind : error.code,
    },
  ];
  if (refuseActions) return told({ kind: "refused" });
  if (frames) {
    return frames.every((id) => images.has(id))
      ? shownAgain(asked, frames, parent, clockAndIds)
      : told({ kind: "impossible", code: "no-such-image" });
  }
  const { action } = asked[0].body;
  if (action.kind === "program" && action.language === "python" && runProgram) {
    const shown = await runProgram(asked[0].id);
    if (!shown.ok) return told({ kind: "impossible", code: shown.error });
    return shownByProgram(asked[0].id, shown.value, parent, clockAndIds);
  }
  if (action.kind === "tool") {
    const found = await find(action, images, executor);
    if (!found.ok) return told({ kind: "impossible", code: found.error });
    return [foundBy(asked[0].id, found.value, parent, clockAndIds)];
  }
  const made = await performPicture({ asked, frame: null }, images, executorWithRulesOf(dialect, executor));
  if (!made.ok) return told({ kind: "impossible", code: made.error });
  const { id, width, height } = made.value;
  const from = action.image;
  return [
    {
      step: observationStep(parent, { image: id, text: "", ...namingOf(asked, parent) }, clockAndIds),
      image: { id, width, height, name: "", origin: { kind: "derived", from } },
    },
  ];
}

async function find(
  call: ToolCall,
  images: Trace["images"],
  executor: ToolExecutor,
): Promise<Result<ToolFinding, string>> {
  const size = images.get(call.image);
  if (!size) return err("no-such-image");
  const fitted = fitAction(call, size);
  if (!fitted.ok) return fitted;
  if (!executor.find || fitted.value.kind !== "tool") return err("no-tool");
  return executor.find(fitted.value);
}

/** What a tool found, kept as it was produced: networks round otherwise on another machine. */
function foundBy(by: StepId, { marks, words, image }: ToolFinding, parent: StepId, at: ClockAndIds): Observed {
  const asked = [{ id: by }];
  const seen = { image: image?.id ?? null, text: words, found: marks, ...namingOf(asked, parent) };
  return {
    step: observationStep(parent, seen, at),
    image: image ? { ...image, name: "", origin: { kind: "produced", by } } : null,
  };
}

/** What a program showed: a step for each picture, its words with the first; kept, since nothing makes them again. */
function shownByProgram(
  by: StepId,
  { text, pictures }: ProgramShown,
  parent: StepId,
  at: ClockAndIds,
): readonly Observed[] {
  const observed: Observed[] = [];
  for (const picture of pictures.length > 0 ? pictures : [null]) {
    const before = observed.at(-1)?.step.id ?? parent;
    const words = observed.length === 0 ? text : "";
    const body = { image: picture?.id ?? null, text: words, ...namingOf([{ id: by }], before) };
    const image: ImageRecord | null = picture && { ...picture, name: "", origin: { kind: "produced", by } };
    observed.push({ step: observationStep(before, body, at), image });
  }
  return observed;
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
