import { imagesOf } from "../../action";
import { NO_SCENE, onImage, type Scene, sceneAt } from "../../stage";
import { actingStep, type Step, type Trace } from "../../trace";
import { type Place, placeOfAction } from "../../workspace/presenter";

/** What the audience sees while it guesses, and what it guesses at. */
export interface GuessScene {
  /** The picture as it was before the step, which gives nothing away. */
  readonly hidden: Scene;
  /** The same with the mark of the step. */
  readonly shown: Scene;
  /** In pixels of the image on show; null where the step has neither one box nor one point. */
  readonly truth: Place | null;
}

const PLAIN = { cropItself: false, draft: null };

/** The picture before the step at `index` of a line, and where that step's action lies on it. */
export function guessSceneAt(trace: Trace, line: readonly Step[], index: number): GuessScene {
  const current = line[index] ?? null;
  const acting = actingStep(trace, current);
  const at = acting ? line.findIndex(({ id }) => id === acting.id) : index;
  const before = sceneAt(trace, line, Math.max(0, at - 1), PLAIN);
  const none = { hidden: before, shown: before, truth: null };
  if (acting?.body.kind !== "action") return none;
  const { action } = acting.body;
  const onShow = before.image && onImage(action, before.image.id, before.placements);
  const hidden = onShow ? before : bare(trace, imagesOf(action)[0]);
  const placed = onShow ?? action;
  const truth = hidden.image && placeOfAction(placed);
  if (!truth) return none;
  const mark = { stepId: acting.id, action: placed, author: acting.author, tone: "current" as const };
  return { hidden, shown: { ...hidden, marks: [...hidden.marks, mark] }, truth };
}

/** An image by itself: a step may look at another one than the step before it. */
const bare = ({ images }: Trace, id: Parameters<Trace["images"]["get"]>[0] | undefined): Scene => ({
  ...NO_SCENE,
  image: (id && images.get(id)) ?? null,
});
