import type { Rng } from "../base";
import { KINDS, type Kind, nameOf } from "./kinds";
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
export function findPuzzle(rng: Rng, difficulty: Difficulty): Puzzle {
  const scene = placeObjects(rng, findKinds(rng, drawObjectCount(rng, difficulty)), difficulty);
  const target = rng.pick(uniqueObjects(scene));
  return {
    scene,
    question: rng.pick(FIND_WORDINGS)(nameOf(target)),
    truth: target.letter,
    reference: findReference(scene, target),
  };
}

/** At least two kinds that stand alone, among others that share their shape or their colour. */
function findKinds(rng: Rng, count: number): Kind[] {
  const target = rng.pick(KINDS);
  const isNear = (kind: Kind) => (kind.shape === target.shape) !== (kind.colour === target.colour);
  const near = rng.shuffle(KINDS.filter(isNear));
  const far = rng.shuffle(KINDS.filter((kind) => kind !== target && !isNear(kind)));
  const lone = [target, ...near.slice(0, rng.int(1, 3)), ...far].slice(0, count);
  const isTwin = rng.next() < 0.4 && count > 4;
  return isTwin ? [...lone.slice(0, -1), lone[count - 2]!] : lone;
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
