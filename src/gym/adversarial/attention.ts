import type { Rng } from "../../base";
import { type ImageBox, imagePoint, padBox } from "../../geometry";
import { findReference } from "../find";
import { LETTERS, nameOf, SHAPE_KINDS, type ShapeKind, sameKind } from "../kinds";
import type { TrapPuzzle } from "../problem";
import type { Scene, SceneObject } from "../scene";
import { CELL, type Difficulty, drawObjectCount, extentOf, GRID, LETTER_DOT, lookBox, placeObjects } from "../scene";
import { FIND_WORDINGS } from "../wording";

/** The big object's radius, and the side of one dot of its letter, in pixels: 50 × 70 the letter. */
const BIG_RADIUS = 88;
const BIG_DOT = 5 * LETTER_DOT;

/** Forced attention: beside small objects with small letters stands a big bright one whose letter leaps to the eye. */
export function attentionPuzzle(rng: Rng, difficulty: Difficulty): TrapPuzzle {
  const [target, big, ...others] = drawKinds(rng);
  const count = drawObjectCount(rng, difficulty) - 1;
  const scene = sceneWithRoom(rng, [target, ...others.slice(0, count - 1)], difficulty);
  const asked = scene.objects.find((object) => sameKind(object, target))!;
  const distractor = placeBig(rng, big, scene);
  return {
    family: "find",
    layout: { ...scene, objects: [...scene.objects, distractor] },
    question: rng.pick(FIND_WORDINGS)(nameOf(asked)),
    truth: asked.letter,
    reference: findReference(scene, asked),
    rightMove: { kind: "zoom", box: lookBox(asked), image: 0 },
    wrongMove: { kind: "zoom", box: padBox(distractor.box, 0.02), image: 0 },
  };
}

/** The kind asked for, a kind like it in shape or in colour, and the rest; each once. */
function drawKinds(rng: Rng): [ShapeKind, ShapeKind, ...ShapeKind[]] {
  const target = rng.pick(SHAPE_KINDS);
  const isNear = ({ shape, colour }: ShapeKind) => (shape === target.shape) !== (colour === target.colour);
  const big = rng.pick(SHAPE_KINDS.filter(isNear));
  return [target, big, ...rng.shuffle(SHAPE_KINDS.filter((kind) => kind !== target && kind !== big))];
}

/** Draws scenes until one leaves a square of two by two cells free. */
function sceneWithRoom(rng: Rng, kinds: readonly ShapeKind[], difficulty: Difficulty): Scene {
  for (;;) {
    const scene = placeObjects(rng, kinds, difficulty);
    if (freeSquares(scene).length > 0) return scene;
  }
}

/** The upper left cells of all free squares of two by two. */
function freeSquares({ objects }: Scene): number[] {
  const taken = new Set(objects.map(({ cell }) => cell));
  const cells = Array.from({ length: GRID * GRID }, (_, cell) => cell);
  const isInside = (cell: number) => cell % GRID < GRID - 1 && cell < GRID * (GRID - 1);
  return cells.filter((cell) => isInside(cell) && squareAt(cell).every((part) => !taken.has(part)));
}

const squareAt = (cell: number): number[] => [cell, cell + 1, cell + GRID, cell + GRID + 1];

function placeBig(rng: Rng, kind: ShapeKind, scene: Scene): SceneObject {
  const cell = rng.pick(freeSquares(scene));
  const center = imagePoint(((cell % GRID) + 1) * CELL, (Math.floor(cell / GRID) + 1) * CELL);
  const box: ImageBox = extentOf(kind, center, BIG_RADIUS);
  const letter = rng.pick(lettersLeft(scene));
  return { ...kind, letter, letterDot: BIG_DOT, cell, center, radius: BIG_RADIUS, box };
}

const lettersLeft = ({ objects }: Scene): string[] =>
  LETTERS.filter((letter) => objects.every((object) => object.letter !== letter));
