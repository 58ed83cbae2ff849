import type { Rng } from "../../src/base";
import type { ImageBox } from "../../src/geometry";
import {
  act,
  answer,
  COLOURS,
  COUNT_WORDINGS,
  closeReading,
  closerLook,
  countReference,
  FIND_WORDINGS,
  type GymProblem,
  hasSmallLetter,
  isThing,
  lookBox,
  matches,
  nameOf,
  percents,
  plural,
  type Query,
  reading,
  type Scene,
  type SceneObject,
  SHAPES,
  THING_KINDS,
  think,
  uniqueObjects,
  withArticle,
} from "../../src/gym";
import { closeCrop, drawEmptyCrop, objectCrop } from "./crops";
import {
  asked,
  begun,
  type Dialog,
  END_GIVEN,
  given,
  type Lesson,
  learnt,
  REFUSED,
  SHOWN,
  type Stretch,
} from "./lesson";

const REFER_COUNT = 4;
const COUNT_COUNT = 3;
const REFUSED_PART = 0.15;
const EMPTY_PART = 0.3;
/** How often a first look is a person's, who thinks nothing aloud. */
const SILENT_PART = 0.5;
const GIVEN_PART = 0.25;
/** How often a counting question names what is not there. */
const ABSENT_PART = 0.1;
const HIGHEST_COUNT = 6;
/** Most of what one can ask about has the answer 1; this part of it is passed over. */
const ONE_REFUSED_PART = 0.7;

/** All that is asked about one scene. Crops 1 and 2 show objects, 3 a wrong place, 4 and 5 small letters of the objects. */
export function sceneLesson(rng: Rng, problem: GymProblem, scene: Scene): Lesson {
  const [target, second] = rng.shuffle(uniqueObjects(scene)) as [SceneObject, SceneObject];
  const isEmpty = rng.next() < EMPTY_PART;
  const other = rng.pick(scene.objects.filter((object) => object !== target && object !== second));
  const wrongCrop = isEmpty ? drawEmptyCrop(rng, scene) : objectCrop(rng, other);
  const wrongBox = isEmpty ? wrongCrop.box : lookBox(other);
  const wrongWords = isEmpty ? "nothing here" : `${withArticle(nameOf(other))}, not the ${nameOf(target)}`;
  const looks = [objectCrop(rng, target), objectCrop(rng, second)] as const;
  const closer = hasSmallLetter(target) ? [closeCrop(rng, target), closeCrop(rng, second)] : [];
  const first: Sought = { target, image: 1, crop: looks[0].box };
  const next: Sought = { target: second, image: 2, crop: looks[1].box };
  return {
    crops: [...looks, wrongCrop, ...closer],
    dialogs: [
      rng.next() < GIVEN_PART ? givenDialog(rng, scene, first) : findDialog(rng, scene, first),
      findDialog(rng, scene, next),
      mistakeDialog(rng, scene, first, percents(wrongBox, scene.size), wrongWords),
      ...(rng.next() < REFUSED_PART ? [refusedDialog(rng, scene, second)] : []),
      ...rng
        .shuffle(uniqueObjects(scene))
        .slice(0, REFER_COUNT)
        .map((object) => referDialog(scene, object)),
      listDialog(scene),
      ...countDialogs(rng, problem, scene),
    ],
  };
}

/** An object that is asked for, and the crop that a look at it shows. */
interface Sought {
  readonly target: SceneObject;
  /** Its number among the images of the lesson; that of its letter, if small, is three more. */
  readonly image: number;
  readonly crop: ImageBox;
}

/** From the crop to the answer, the crop being the image of this number in the dialog. */
function readingFrom({ target, image, crop }: Sought, shownAs: number): { stretches: Stretch[]; images: number[] } {
  if (!hasSmallLetter(target)) return { stretches: [learnt(reading(target))], images: [] };
  return {
    stretches: [learnt(closerLook(target, crop, shownAs)), SHOWN, learnt(closeReading(target))],
    images: [image + 3],
  };
}

const findQuestion = (rng: Rng, target: SceneObject) => asked(rng.pick(FIND_WORDINGS)(nameOf(target)));
const looking = (target: SceneObject): string => think(`find the ${nameOf(target)}`);
const zoom = (scene: Scene, target: SceneObject): string => act("zoom", percents(lookBox(target), scene.size));

function findDialog(rng: Rng, scene: Scene, sought: Sought): Dialog {
  const { target, image } = sought;
  const look = learnt(looking(target) + zoom(scene, target));
  const rest = readingFrom(sought, 1);
  return {
    kind: rest.images.length > 0 ? "find-closer" : "find",
    stretches: [findQuestion(rng, target), look, SHOWN, ...rest.stretches],
    images: [0, image, ...rest.images],
  };
}

/** A person looks first, at the right place. */
function givenDialog(rng: Rng, scene: Scene, sought: Sought): Dialog {
  const { target, image } = sought;
  const look = [given(zoom(scene, target)), END_GIVEN, SHOWN];
  const rest = readingFrom(sought, 1);
  return {
    kind: rest.images.length > 0 ? "find-closer-given" : "find-given",
    stretches: [findQuestion(rng, target), ...look, ...rest.stretches],
    images: [0, image, ...rest.images],
  };
}

/** A first look at the wrong place, which the model is not to learn, and the way back, which it is. */
function mistakeDialog(rng: Rng, scene: Scene, sought: Sought, wrongBox: string, wrongWords: string): Dialog {
  const { target, image } = sought;
  const isSilent = rng.next() < SILENT_PART;
  const rest = readingFrom(sought, 2);
  const stretches = [
    findQuestion(rng, target),
    ...(isSilent ? [] : [begun(looking(target))]),
    given(act("zoom", wrongBox)),
    END_GIVEN,
    SHOWN,
    learnt(think(wrongWords) + zoom(scene, target)),
    SHOWN,
    ...rest.stretches,
  ];
  const kind = rest.images.length > 0 ? "find-closer-wrong" : "find-wrong";
  return { kind, stretches, images: [0, 3, image, ...rest.images] };
}

function refusedDialog(rng: Rng, scene: Scene, target: SceneObject): Dialog {
  const look = learnt(looking(target) + zoom(scene, target));
  const guess = learnt(think("a guess") + answer(target.letter));
  return { kind: "find-refused", stretches: [findQuestion(rng, target), look, REFUSED, guess], images: [0] };
}

function referDialog(scene: Scene, target: SceneObject): Dialog {
  const said = act("box", percents(lookBox(target), scene.size)) + answer("there");
  return { kind: "refer", stretches: [asked(`Where is the ${nameOf(target)}?`), learnt(said)], images: [0] };
}

function listDialog(scene: Scene): Dialog {
  const boxes = scene.objects.map((object) =>
    act("box", percents(lookBox(object), scene.size), { label: nameOf(object) }),
  );
  const said = boxes.join("") + answer(scene.objects.length);
  return { kind: "list", stretches: [asked("List everything."), learnt(said)], images: [0], decides: true };
}

/** The problem's own question where it is a count, then others on what the picture holds. */
function countDialogs(rng: Rng, { family, question, reference }: GymProblem, scene: Scene): Dialog[] {
  const own = reference[0]!;
  const dialogs: Dialog[] = [];
  if (family === "count" && own.author === "model") dialogs.push(countDialog(question, own.text));
  while (dialogs.length < COUNT_COUNT) {
    const query = drawQuery(rng, scene);
    const question = rng.pick(COUNT_WORDINGS)(plural(query));
    const isHelped = dialogs.length > 0 && rng.next() < 2 * GIVEN_PART;
    dialogs.push(
      isHelped ? helpedCount(rng, question, scene, query) : countDialog(question, countReference(scene, query)),
    );
  }
  return dialogs;
}

const countDialog = (question: string, said: string): Dialog => ({
  kind: "count",
  stretches: [asked(question), learnt(said)],
  images: [0],
  decides: true,
});

/** A person boxes first: the first of what is counted, or something else. */
function helpedCount(rng: Rng, question: string, scene: Scene, query: Query): Dialog {
  const counted = scene.objects.filter((object) => matches(query, object));
  const others = scene.objects.filter((object) => !matches(query, object));
  const box = (object: SceneObject) => act("box", percents(lookBox(object), scene.size));
  const isRight = others.length === 0 || (counted.length > 0 && rng.next() < 0.35);
  const first = isRight ? counted[0]! : rng.pick(others);
  const rest = (isRight ? counted.slice(1) : counted).map(box).join("") + answer(counted.length);
  return {
    kind: isRight ? "count-given" : "count-wrong",
    stretches: [asked(question), given(box(first)), learnt(isRight ? rest : think("not that") + rest)],
    images: [0],
    decides: true,
  };
}

function drawQuery(rng: Rng, scene: Scene): Query {
  const query = drawAnyQuery(rng, scene);
  const count = scene.objects.filter((object) => matches(query, object)).length;
  const isDull = count === 1 && rng.next() < ONE_REFUSED_PART * (isThing(scene.objects[0]!) ? 0.5 : 1);
  return count <= HIGHEST_COUNT && !isDull ? query : drawQuery(rng, scene);
}

function drawAnyQuery(rng: Rng, scene: Scene): Query {
  const isAbsent = rng.next() < ABSENT_PART;
  const kind = rng.pick(scene.objects);
  if (isThing(kind)) return { thing: (isAbsent ? rng.pick(THING_KINDS) : kind).thing };
  const { shape, colour } = isAbsent ? { shape: rng.pick(SHAPES), colour: rng.pick(COLOURS) } : kind;
  return rng.pick<Query>([{ shape, colour }, { shape }, { shape }, { colour }, { colour }]);
}
