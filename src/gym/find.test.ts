import { expect, it } from "vitest";
import { cornersOf, type ImageBox, imageBox } from "../geometry";
import { nameOf } from "./kinds";
import {
  CELL,
  closeBox,
  GRID,
  hasSmallLetter,
  letterBox,
  lookBox,
  type Scene,
  type SceneObject,
  uniqueObjects,
} from "./scene";
import { actionsIn, expectHarderByLevel, expectLaws, makeProblem } from "./testing";
import { FIND_WORDINGS } from "./wording";

const asked = ({ layout, question }: { layout: Scene; question: string }): readonly SceneObject[] =>
  layout.objects.filter((object) => FIND_WORDINGS.some((wording) => wording(nameOf(object)) === question));

function holds(outer: ImageBox, inner: ImageBox): boolean {
  const [left, top, right, bottom] = cornersOf(outer);
  const [x1, y1, x2, y2] = cornersOf(inner);
  return left <= x1 && top <= y1 && x2 <= right && y2 <= bottom;
}

it("asks for the letter of an object that stands alone, and zooms where it is", () => {
  expectLaws<Scene>("find", (problem) => {
    const { objects } = problem.layout;
    expect(objects.length >= 4 && objects.length <= 10).toBe(true);
    expect(new Set(objects.map(({ letter }) => letter)).size).toBe(objects.length);
    expect(uniqueObjects(problem.layout).length).toBeGreaterThanOrEqual(2);
    expect(asked(problem).map(({ letter }) => letter)).toEqual([problem.truth]);
    const [look] = actionsIn(problem);
    expect(look?.action.kind === "zoom" && holds(look.action.box, letterBox(asked(problem)[0]!))).toBe(true);
    for (const object of objects) {
      expect(holds(lookBox(object), letterBox(object))).toBe(true);
      expect(holds(homeOf(object), object.box)).toBe(true);
    }
  });
});

it("sometimes takes a second look, at the letter in the crop, and only where it is small", () => {
  let seen = 0;
  for (let seed = 0; seed < 60; seed++) {
    const problem = makeProblem("find", seed, 5);
    const target = asked(problem as Parameters<typeof asked>[0])[0]!;
    const looks = actionsIn(problem);
    expect(looks.map(({ picture }) => picture)).toEqual(hasSmallLetter(target) ? [0, 1] : [0]);
    if (!hasSmallLetter(target)) continue;
    seen++;
    const { action } = looks[1]!;
    const [crop] = problem.reference.flatMap((turn) => (turn.author === "runner" ? [turn.crop] : []));
    const letter = letterBox(target);
    const inCrop = imageBox(letter.left - crop!.left, letter.top - crop!.top, letter.width, letter.height);
    expect(action.kind === "zoom" && holds(action.box, inCrop)).toBe(true);
  }
  expect(seen).toBeGreaterThan(4);
  expect(seen).toBeLessThan(25);
});

/** The object's cell, and a pixel more for rounding. */
const homeOf = ({ cell }: SceneObject): ImageBox =>
  imageBox((cell % GRID) * CELL - 1, Math.floor(cell / GRID) * CELL - 1, CELL + 2, CELL + 2);

it("is harder from level to level for eyes that aim badly and take one object for another", () => {
  expectHarderByLevel<Scene>("find", (problem, blur) => {
    const target = asked(problem)[0]!;
    const hits = (box: ImageBox, deviation: number) =>
      holds(imageBox(box.left + blur(deviation), box.top + blur(deviation), box.width, box.height), letterBox(target));
    const isTaken = problem.layout.objects.some((other) => other !== target && blur(1) > 2.2);
    // In the crop, where all is larger, it aims better.
    const isRead = hits(lookBox(target), 11) && (!hasSmallLetter(target) || hits(closeBox(target), 6));
    return !isTaken && isRead ? target.letter : "";
  });
});
