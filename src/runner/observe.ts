import { type Action, fitAction, imagesShownBy } from "../action";
import { type Dialect, shownAs } from "../dialect";
import { type Edit, type ImageRecord, plainStep, type Step, type StepId, type Trace } from "../trace";
import type { Eyes, Surroundings } from "./ports";

/** An observation as the step that it is, with its image where the trace does not know that yet. */
export interface Observed {
  readonly step: Step;
  readonly image: ImageRecord | null;
}

/**
 * Performs the action of `parent` and makes steps of what there is to see then, each below the one before: one, but
 * for frames, of which each is a step. A refusal is an observation too: the model is told in its dialect's words.
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
): Promise<readonly Observed[]> {
  const said = (text: string): readonly Observed[] => [
    { step: observationStep(parent, null, text, tools.surroundings), image: null },
  ];
  const from = tools.images.get(action.image);
  if (tools.blindfolded) return said(tools.dialect.toolError({ kind: "refused" }));
  if (!from) return said(tools.dialect.toolError({ kind: "impossible", code: "no-such-image" }));
  const fitted = fitAction(action, from);
  if (!fitted.ok) return said(tools.dialect.toolError({ kind: "impossible", code: fitted.error }));
  if (action.kind === "program") return said(tools.dialect.toolError({ kind: "impossible", code: "not-run" }));
  const there = imagesShownBy(action);
  if (there && !there.every((id) => tools.images.has(id)))
    return said(tools.dialect.toolError({ kind: "impossible", code: "no-such-image" }));
  if (there) return shownAgain(there, parent, tools.surroundings);
  const refused = refusedBy(tools.dialect, fitted.value, from);
  if (refused) return said(tools.dialect.toolError({ kind: "impossible", code: refused }));
  const seen = await tools.eyes.perform(fitted.value);
  if (!seen.ok) return said(tools.dialect.toolError({ kind: "impossible", code: seen.error }));
  const { id, width, height } = seen.value;
  return [
    {
      step: observationStep(parent, id, "", tools.surroundings),
      image: { id, width, height, name: "", origin: { kind: "derived", from: action.image } },
    },
  ];
}

/** Why the system's own tool would not show this, though it could be shown. */
const refusedBy = (dialect: Dialect, action: Action, from: ImageRecord): string | null =>
  action.kind === "zoom" ? (dialect.refuses?.(action.box, shownAs(dialect, from.id, from)) ?? null) : null;

/** Images that the trace has already, one step after the other. */
function shownAgain(ids: readonly ImageRecord["id"][], parent: StepId, at: Surroundings): readonly Observed[] {
  const observed: Observed[] = [];
  for (const id of ids) {
    const step = observationStep(observed.at(-1)?.step.id ?? parent, id, "", at);
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
