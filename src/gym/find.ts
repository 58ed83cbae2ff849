import type { Rng } from "../base";
import { type Kind, nameOf, SHAPE_KINDS, type ShapeKind, THING_KINDS } from "./kinds";
import { act, answer, percents, think, withArticle } from "./native";
import type { Puzzle, ReferenceTurn } from "./problem";
import {
  type Difficulty,
  drawObjectCount,
  lookBox,
  placeObjects,
  type Scene,
  type SceneObject,
  uniqueObjects,
} from "./scene";
import { FIND_WORDINGS } from "./wording";

/** Find and read: one named object carries a letter too small to read before one zooms in. */
export function findPuzzle(rng: Rng, difficulty: Difficulty): Puzzle<Scene> {
  const count = drawObjectCount(rng, difficulty);
  const kinds = rng.next() < 0.5 ? thingKinds(rng, count) : shapeKinds(rng, count);
  const scene = placeObjects(rng, kinds, difficulty);
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
  return [
    { author: "model", text: think(`find the ${name}`) + act("zoom", percents(box, scene.size)) },
    { author: "runner", crop: box },
    { author: "model", text: think(withArticle(name)) + answer(target.letter) },
  ];
}
