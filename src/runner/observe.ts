import { type Action, fitAction } from "../action";
import type { Dialect } from "../dialect";
import { type Edit, type ImageRecord, plainStep, type Step, type StepId, type Trace } from "../trace";
import type { Eyes, Surroundings } from "./ports";

/** An observation as the edit that adds it, with its image where the trace does not know that yet. */
export interface Observed {
  readonly step: Step;
  readonly image: ImageRecord | null;
}

/**
 * Performs the action of `parent` and makes a step of what there is to see then.
 * A refusal is an observation too: the model is told in its dialect's words.
 */
export async function observe(
  action: Action,
  parent: StepId,
  tools: {
    readonly dialect: Dialect;
    readonly eyes: Eyes;
    readonly surroundings: Surroundings;
    readonly images: Trace["images"];
    /** Every look is answered with a refusal: what the model can do without looking. */
    readonly blindfolded: boolean;
  },
): Promise<Observed> {
  const said = (text: string): Observed => ({
    step: observationStep(parent, null, text, tools.surroundings),
    image: null,
  });
  const from = tools.images.get(action.image);
  if (tools.blindfolded) return said(tools.dialect.complain({ kind: "refused" }));
  if (!from) return said(tools.dialect.complain({ kind: "impossible", code: "no-such-image" }));
  const fitted = fitAction(action, from);
  if (!fitted.ok) return said(tools.dialect.complain({ kind: "impossible", code: fitted.error }));
  const seen = await tools.eyes.perform(fitted.value);
  if (!seen.ok) return said(tools.dialect.complain({ kind: "impossible", code: seen.error }));
  const { id, width, height } = seen.value;
  return {
    step: observationStep(parent, id, "", tools.surroundings),
    image: { id, width, height, name: "", origin: { kind: "derived", from: action.image } },
  };
}

/** The edits that add an observation: its image first, unless the trace has it already. */
export function observedEdits({ step, image }: Observed, images: Trace["images"]): readonly Edit[] {
  const added: Edit[] = image && !images.has(image.id) ? [{ kind: "add-image", image }] : [];
  return [...added, { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER }];
}

/** What was seen, or what was said in its place. */
export const observationStep = (
  parent: StepId,
  image: ImageRecord["id"] | null,
  text: string,
  at: Surroundings,
): Step =>
  plainStep({
    id: at.nextStepId(),
    parent,
    // Nobody says an observation. It is the model's side of the trace that asked for it.
    author: "model",
    atMillis: at.nowMillis(),
    body: { kind: "observation", image, text },
  });
