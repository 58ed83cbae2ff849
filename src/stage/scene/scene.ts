import type { Action, FoundMark, ImageId } from "../../action";
import { boxFromPoints, type ImageBox, padBox } from "../../geometry";
import {
  actingStep,
  actionsShown,
  type ImageRecord,
  imageLookedAt,
  performedApart,
  type Step,
  type StepId,
  siblingsOf,
  type Trace,
} from "../../trace";
import type { StageMark } from "../contract/surface";
import { actionOutward, type Placement, placementsAlong } from "./placement";

/** A step that a model is writing now, as far as it can be read: a draft of the runner is one. */
interface Written {
  readonly parent: StepId;
  /** Its action, where it is one. */
  readonly piece: { readonly kind: string; readonly action?: Action } | null;
}

/** How an action would lie if its words were read another way. */
interface Previewed {
  readonly step: StepId;
  readonly action: Action;
  readonly words: string;
}

/** What the stage shows at one step of a line. */
export interface Scene {
  readonly image: ImageRecord | null;
  /** Where the camera goes; null is the whole image. */
  readonly region: ImageBox | null;
  readonly marks: readonly StageMark[];
  /** The crop that is looked at, if one is: in its place in the picture, or by itself. */
  readonly crop: ImageRecord | null;
  /** The crops whose marks are shown outward, to bring a reshaped action back. */
  readonly placements: ReadonlyMap<ImageId, Placement>;
}

export interface SceneOptions {
  /** Show a crop by itself, not in its place. */
  readonly cropItself: boolean;
  readonly draft: Written | null;
  readonly preview?: Previewed | null;
  /** The words beside the box that was asked for and the one that the system's tool cut out. */
  readonly names?: { readonly asked: string; readonly cut: string };
}

export const NO_SCENE: Scene = { image: null, region: null, marks: [], crop: null, placements: new Map() };

/** Around a crop's place, as a part of its own size: enough to see where it lies. */
const CONTEXT = 0.15;

/** The scene after the first `index + 1` steps of a line. Nothing that comes later shows. */
export function sceneAt(trace: Trace, line: readonly Step[], index: number, options: SceneOptions): Scene {
  const passed = line.slice(0, index + 1);
  const current = passed.at(-1);
  if (!current) return NO_SCENE;
  const placements = placementsAlong(trace, passed);
  const looked = lookedAt(trace, passed, options.draft);
  const placement = looked ? placements.get(looked) : undefined;
  const crop = (placement && looked && trace.images.get(looked)) ?? null;
  const shown = placement && !options.cropItself ? placement.image : looked;
  const image = (shown && trace.images.get(shown)) || null;
  if (!image) return NO_SCENE;
  const region = placement && !options.cropItself ? padBox(placement.box, CONTEXT) : null;
  const marks = marksOn(trace, passed, image.id, placements, options);
  return {
    image,
    region,
    crop,
    placements,
    marks: [
      ...marks,
      ...draftMark(options.draft, current, image.id, placements),
      ...previewMark(trace, current, image.id, placements, options),
    ],
  };
}

/** Where the model is writing an action, its image is looked at already. */
function lookedAt(trace: Trace, line: readonly Step[], draft: Written | null): ImageId | null {
  const written = draft?.parent === line.at(-1)?.id ? draft?.piece?.action : null;
  return written ? written.image : imageLookedAt(trace, line);
}

function marksOn(
  trace: Trace,
  line: readonly Step[],
  image: ImageId,
  placements: ReadonlyMap<ImageId, Placement>,
  { names }: SceneOptions,
): readonly StageMark[] {
  const acting = actingStep(trace, line.at(-1) ?? null);
  const ghosts = (acting ? siblingsOf(trace, acting) : []).filter(({ id }) => id !== acting?.id);
  const mark = (step: Step, tone: StageMark["tone"]): StageMark[] => {
    const action = step.body.kind === "action" ? onImage(step.body.action, image, placements) : null;
    if (!action || step.body.kind !== "action") return [];
    const asked: StageMark = { stepId: step.id, action, author: step.author, tone };
    const cut = tone === "current" ? performedApart(step.body) : null;
    const done = cut && onImage(cut, image, placements);
    if (!done || !names) return [asked];
    // The system's tool cut another box than it was asked for, so both are outlined.
    const executed: StageMark = { ...asked, stepId: executedOf(step.id), action: done, tone: "past", fixed: true };
    return [
      { ...executed, words: names.cut },
      { ...asked, words: names.asked },
    ];
  };
  return [
    ...ghosts.flatMap((step) => mark(step, "ghost")),
    ...line.flatMap((step) => mark(step, step.id === acting?.id ? "current" : "past")),
    ...line.flatMap((step) => foundMarks(trace, step, image, placements, step.id === line.at(-1)?.id)),
  ];
}

/** What a tool found, as marks of its observation: shown, and not to be taken hold of. */
function foundMarks(
  trace: Trace,
  step: Step,
  image: ImageId,
  placements: ReadonlyMap<ImageId, Placement>,
  isCurrent: boolean,
): readonly StageMark[] {
  if (step.body.kind !== "observation" || !step.body.found) return [];
  const called = actionsShown(trace, step).at(-1);
  if (!called) return [];
  return step.body.found.flatMap((found, i): StageMark[] => {
    const action = onImage(actionOf(found, called.body.action.image), image, placements);
    if (!action) return [];
    // Of what was found earlier the places stay; its words would cover the picture.
    const words = isCurrent ? labelOf(found) : "";
    return [
      {
        stepId: foundOf(step.id, i),
        action,
        author: called.author,
        tone: isCurrent ? "current" : "past",
        fixed: true,
        words,
      },
    ];
  });
}

/** An upright box as a box, anything else as the line around it. */
function actionOf({ outline, words }: FoundMark, image: ImageId): Action {
  const box = boxFromPoints(outline);
  const isUpright = outline.every(
    ({ x, y }) => (x === box.left || x === box.left + box.width) && (y === box.top || y === box.top + box.height),
  );
  if (outline.length === 4 && isUpright) return { kind: "box", image, box, label: words };
  const [first] = outline;
  return { kind: "line", image, points: first && outline.length > 2 ? [...outline, first] : outline };
}

const labelOf = ({ words, confidence }: FoundMark): string =>
  [words, ...(confidence === null ? [] : [confidence.toFixed(2)])].filter((part) => part !== "").join(" ");

function draftMark(
  draft: Written | null,
  current: Step,
  image: ImageId,
  placements: ReadonlyMap<ImageId, Placement>,
): readonly StageMark[] {
  const written = draft?.parent === current.id ? draft.piece?.action : null;
  const action = written ? onImage(written, image, placements) : null;
  return action ? [{ stepId: DRAFT_STEP, action, author: "model", tone: "current", draft: true }] : [];
}

function previewMark(
  trace: Trace,
  current: Step,
  image: ImageId,
  placements: ReadonlyMap<ImageId, Placement>,
  { preview }: SceneOptions,
): readonly StageMark[] {
  const acting = actingStep(trace, current);
  const action = preview && acting?.id === preview.step ? onImage(preview.action, image, placements) : null;
  if (!preview || !acting || !action) return [];
  return [{ stepId: PREVIEW_STEP, action, author: acting.author, tone: "ghost", fixed: true, words: preview.words }];
}

// A mark is named by its step, and these marks stand for none: the casts mint names for them. They can be neither chosen
// nor moved.
const executedOf = (step: StepId): StepId => `${step}/executed` as StepId;
const foundOf = (step: StepId, index: number): StepId => `${step}/found/${index}` as StepId;
const PREVIEW_STEP = "preview" as StepId;

/** The name of the step that is still being written. */
export const DRAFT_STEP = "draft" as StepId;

/** The actions of a line that lie on an image, those on crops of it as they lie in the image itself. */
export function actionsOnImage(trace: Trace, line: readonly Step[], image: ImageId): readonly Action[] {
  const placements = placementsAlong(trace, line);
  return line.flatMap(({ body }) => {
    const action = body.kind === "action" ? onImage(body.action, image, placements) : null;
    return action ? [action] : [];
  });
}

/** The action as it lies on `image`: its own, or the one that its crop was cut from. */
export function onImage(action: Action, image: ImageId, placements: ReadonlyMap<ImageId, Placement>): Action | null {
  if (action.image === image) return action;
  const placement = placements.get(action.image);
  return placement?.image === image ? actionOutward(action, placement) : null;
}
