import { expect, it } from "vitest";
import { cornersOf, type ImageBox, imageBox } from "../geometry";
import { nameOf } from "./kinds";
import { CELL, GRID, letterBox, lookBox, type Scene, type SceneObject, uniqueObjects } from "./scene";
import { actionsIn, expectHarderByLevel, expectLaws } from "./testing";
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

/** The object's cell, and a pixel more for rounding. */
const homeOf = ({ cell }: SceneObject): ImageBox =>
  imageBox((cell % GRID) * CELL - 1, Math.floor(cell / GRID) * CELL - 1, CELL + 2, CELL + 2);

it("is harder from level to level for eyes that aim badly and take one object for another", () => {
  expectHarderByLevel<Scene>("find", (problem, blur) => {
    const target = asked(problem)[0]!;
    const box = lookBox(target);
    const aimed = imageBox(box.left + blur(11), box.top + blur(11), box.width, box.height);
    const isTaken = problem.layout.objects.some((other) => other !== target && blur(1) > 2.2);
    return !isTaken && holds(aimed, letterBox(target)) ? target.letter : "";
  });
});
