import type { Rng } from "../base";
import { type ImageBox, imageBox } from "../geometry";
import { type Kind, nameOf, SHAPE_KINDS, type ShapeKind, THING_KINDS } from "./kinds";
import { act, answer, percents, think, withArticle } from "./native";
import type { Puzzle, ReferenceTurn } from "./puzzle";
import {
  closeBox,
  type Difficulty,
  drawObjectCount,
  hasSmallLetter,
  lookBox,
  placeObjects,
  type Scene,
  type SceneObject,
  uniqueObjects,
  withSmallLetters,
} from "./scene";
import { FIND_WORDINGS } from "./wording";

/** Find and read: one named object carries a letter too small to read before one zooms in. */
export function findPuzzle(rng: Rng, difficulty: Difficulty): Puzzle<Scene> {
  const count = drawObjectCount(rng, difficulty);
  const kinds = rng.next() < 0.5 ? thingKinds(rng, count) : shapeKinds(rng, count);
  const scene = drawScene(rng, kinds, difficulty);
  const target = rng.pick(uniqueObjects(scene));
  const other = rng.pick(scene.objects.filter((object) => object !== target));
  return {
    layout: scene,
    question: rng.pick(FIND_WORDINGS)(nameOf(target)),
    truth: target.letter,
    reference: findReference(scene, target),
    rightMove: { kind: "zoom", box: lookBox(target), image: 0 },
    wrongMove: { kind: "zoom", box: lookBox(other), image: 0 },
  };
}

/** How often the letters of the hardest level take two looks. */
const SMALL_PART = 0.2;

function drawScene(rng: Rng, kinds: readonly Kind[], difficulty: Difficulty): Scene {
  const isSmall = difficulty === 5 && rng.next() < SMALL_PART;
  const scene = placeObjects(rng, kinds, difficulty);
  return isSmall ? withSmallLetters(scene) : scene;
}

/** At least two kinds that stand alone, among others that share their shape or their colour. */
function shapeKinds(rng: Rng, count: number): Kind[] {
  const target = rng.pick(SHAPE_KINDS);
  const isNear = (kind: ShapeKind) => (kind.shape === target.shape) !== (kind.colour === target.colour);
  const near = rng.shuffle(SHAPE_KINDS.filter(isNear));
  const far = rng.shuffle(SHAPE_KINDS.filter((kind) => kind !== target && !isNear(kind)));
  return withTwin(rng, [target, ...near.slice(0, rng.int(1, 3)), ...far].slice(0, count));
}

const thingKinds = (rng: Rng, count: number): Kind[] => withTwin(rng, rng.shuffle(THING_KINDS).slice(0, count));

/** Now and then the last kind comes twice, so that not every object can be asked for. */
function withTwin(rng: Rng, kinds: readonly Kind[]): Kind[] {
  const isTwin = rng.next() < 0.4 && kinds.length > 4;
  return isTwin ? [...kinds.slice(0, -1), kinds[kinds.length - 2]!] : [...kinds];
}

export function findReference(scene: Scene, target: SceneObject): ReferenceTurn[] {
  const box = lookBox(target);
  const name = nameOf(target);
  const look: ReferenceTurn[] = [
    { author: "model", text: think(`find the ${name}`) + act("zoom", percents(box, scene.size)) },
    { author: "runner", crop: box },
  ];
  if (!hasSmallLetter(target)) return [...look, { author: "model", text: reading(target) }];
  return [
    ...look,
    { author: "model", text: closerLook(target, box, 1) },
    { author: "runner", crop: closeBox(target) },
    { author: "model", text: closeReading(target) },
  ];
}

/** What is said of a look that shows the letter. */
export const reading = (target: SceneObject): string => think(withArticle(nameOf(target))) + answer(target.letter);

/** What is said of one that does not: a zoom to the letter, in the crop of this box, which was shown as this image. */
export function closerLook(target: SceneObject, crop: ImageBox, image: number): string {
  const { left, top, width, height } = closeBox(target);
  const inCrop = imageBox(left - crop.left, top - crop.top, width, height);
  return think(`${withArticle(nameOf(target))}, zoom to the letter`) + act("zoom", percents(inCrop, crop), { image });
}

export const closeReading = ({ letter }: SceneObject): string => think("the letter") + answer(letter);
