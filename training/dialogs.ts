import type { Rng } from "../src/base";
import {
  act,
  answer,
  COLOURS,
  COUNT_WORDINGS,
  countReference,
  FIND_WORDINGS,
  type GymProblem,
  lookBox,
  matches,
  nameOf,
  percents,
  plural,
  type Query,
  type Scene,
  type SceneObject,
  SHAPES,
  think,
  uniqueObjects,
  withArticle,
} from "../src/gym";
import { type Crop, drawCrop, drawEmptyCrop } from "./crops";
import type { Stretch } from "./encode";
import { IMAGE_TEXT } from "./template";

export type DialogKind = "find" | "count" | "refer" | "list" | "wrong" | "empty" | "refused";

export interface Dialog {
  readonly kind: DialogKind;
  readonly stretches: readonly Stretch[];
  /** Which images are shown, in order: 0 the whole picture, then the crops from 1. */
  readonly images: readonly number[];
}

export interface Lesson {
  readonly crops: readonly Crop[];
  readonly dialogs: readonly Dialog[];
}

const REFER_COUNT = 5;
const COUNT_COUNT = 2;
const REFUSED_PART = 0.2;
const EMPTY_PART = 0.3;
/** How often a counting question names what is not there. */
const ABSENT_PART = 0.1;
const HIGHEST_COUNT = 6;
/** Most of what one can ask about has the answer 1; this part of it is passed over. */
const ONE_REFUSED_PART = 0.7;

/** All that is asked about one picture, with the three crops that it takes. */
export function lessonOf(rng: Rng, problem: GymProblem): Lesson {
  const { scene } = problem;
  const [target, second] = rng.shuffle(uniqueObjects(scene)) as [SceneObject, SceneObject];
  const isEmpty = rng.next() < EMPTY_PART;
  const other = rng.pick(scene.objects.filter((object) => object !== target && object !== second));
  const wrongCrop = isEmpty ? drawEmptyCrop(rng, scene) : drawCrop(rng, other);
  const wrongBox = isEmpty ? wrongCrop.box : lookBox(other);
  const wrongWords = isEmpty ? "nothing here" : `${withArticle(nameOf(other))}, not the ${nameOf(target)}`;
  return {
    crops: [drawCrop(rng, target), drawCrop(rng, second), wrongCrop],
    dialogs: [
      findDialog(rng, scene, target, 1),
      findDialog(rng, scene, second, 2),
      mistakeDialog(rng, scene, target, isEmpty ? "empty" : "wrong", percents(wrongBox, scene.size), wrongWords),
      ...(rng.next() < REFUSED_PART ? [refusedDialog(rng, scene, second)] : []),
      ...rng
        .shuffle(uniqueObjects(scene))
        .slice(0, REFER_COUNT)
        .map((object) => referDialog(scene, object)),
      listDialog(scene),
      ...countDialogs(rng, problem),
    ],
  };
}

const asked = (question: string): Stretch[] => [
  { text: `<|im_start|>User:${IMAGE_TEXT}${question}<end_of_utterance>\nAssistant:`, isLearnt: false },
];
const learnt = (text: string): Stretch => ({ text: `${text}<end_of_utterance>`, isLearnt: true });
const SHOWN: Stretch = { text: `\nUser:${IMAGE_TEXT}<end_of_utterance>\nAssistant:`, isLearnt: false };
const REFUSED: Stretch = { text: "\nUser: refused<end_of_utterance>\nAssistant:", isLearnt: false };

const findQuestion = (rng: Rng, target: SceneObject): Stretch[] => asked(rng.pick(FIND_WORDINGS)(nameOf(target)));
const looking = (target: SceneObject): string => think(`find the ${nameOf(target)}`);
const zoom = (scene: Scene, target: SceneObject): string => act("zoom", percents(lookBox(target), scene.size));
const reading = (target: SceneObject): Stretch => learnt(think(withArticle(nameOf(target))) + answer(target.letter));

function findDialog(rng: Rng, scene: Scene, target: SceneObject, image: number): Dialog {
  const stretches = [
    ...findQuestion(rng, target),
    learnt(looking(target) + zoom(scene, target)),
    SHOWN,
    reading(target),
  ];
  return { kind: "find", stretches, images: [0, image] };
}

/** A first look at the wrong place, which the model is not to learn, and the way back, which it is. */
function mistakeDialog(
  rng: Rng,
  scene: Scene,
  target: SceneObject,
  kind: "wrong" | "empty",
  wrongBox: string,
  wrongWords: string,
): Dialog {
  const stretches = [
    ...findQuestion(rng, target),
    { text: looking(target), isLearnt: true },
    { text: act("zoom", wrongBox), isLearnt: false },
    { text: "<end_of_utterance>", isLearnt: true },
    SHOWN,
    learnt(think(wrongWords) + zoom(scene, target)),
    SHOWN,
    reading(target),
  ];
  return { kind, stretches, images: [0, 3, 1] };
}

function refusedDialog(rng: Rng, scene: Scene, target: SceneObject): Dialog {
  const stretches = [
    ...findQuestion(rng, target),
    learnt(looking(target) + zoom(scene, target)),
    REFUSED,
    learnt(think("a guess") + answer(target.letter)),
  ];
  return { kind: "refused", stretches, images: [0] };
}

function referDialog(scene: Scene, target: SceneObject): Dialog {
  const said = act("box", percents(lookBox(target), scene.size)) + answer("there");
  return { kind: "refer", stretches: [...asked(`Where is the ${nameOf(target)}?`), learnt(said)], images: [0] };
}

function listDialog(scene: Scene): Dialog {
  const boxes = scene.objects.map((object) => act("box", percents(lookBox(object), scene.size), nameOf(object)));
  const said = boxes.join("") + answer(scene.objects.length);
  return { kind: "list", stretches: [...asked("List everything."), learnt(said)], images: [0] };
}

/** The problem's own question where it is a count, then others on what the picture holds. */
function countDialogs(rng: Rng, { family, question, reference, scene }: GymProblem): Dialog[] {
  const own = reference[0]!;
  const dialogs: Dialog[] = [];
  if (family === "count" && own.author === "model") dialogs.push(countDialog(question, own.text));
  while (dialogs.length < COUNT_COUNT) {
    const query = drawQuery(rng, scene);
    dialogs.push(countDialog(rng.pick(COUNT_WORDINGS)(plural(query)), countReference(scene, query)));
  }
  return dialogs;
}

const countDialog = (question: string, said: string): Dialog => ({
  kind: "count",
  stretches: [...asked(question), learnt(said)],
  images: [0],
});

function drawQuery(rng: Rng, scene: Scene): Query {
  const { shape, colour } =
    rng.next() < ABSENT_PART ? { shape: rng.pick(SHAPES), colour: rng.pick(COLOURS) } : rng.pick(scene.objects);
  const query = rng.pick<Query>([{ shape, colour }, { shape }, { shape }, { colour }, { colour }]);
  const count = scene.objects.filter((object) => matches(query, object)).length;
  const isDull = count === 1 && rng.next() < ONE_REFUSED_PART;
  return count <= HIGHEST_COUNT && !isDull ? query : drawQuery(rng, scene);
}
