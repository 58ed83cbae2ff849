import { describe, expect, it } from "vitest";
import { intersectionOverUnion } from "../geometry";
import { generatePuzzle } from "./generate";
import { COLOURS, isThing, SHAPE_KINDS, SHAPES, THING_KINDS } from "./kinds";
import { lookBox, type Scene, type SceneObject } from "./scene";
import { actionsIn, expectHarderByLevel, expectLaws, LEVELS } from "./testing";
import { COUNT_WORDINGS, matches, plural, type Query, singular } from "./wording";

const QUERIES: readonly Query[] = [
  ...THING_KINDS,
  ...SHAPE_KINDS,
  ...SHAPES.map((shape) => ({ shape })),
  ...COLOURS.map((colour) => ({ colour })),
];

/** What a counting question asks, read back out of its words. */
function queryOf(question: string): Query {
  const asked = QUERIES.filter((query) => COUNT_WORDINGS.some((wording) => wording(plural(query)) === question));
  expect(asked).toHaveLength(1);
  return asked[0]!;
}

const found = ({ layout, question }: { layout: Scene; question: string }): readonly SceneObject[] =>
  layout.objects.filter((object) => matches(queryOf(question), object));

describe("count", () => {
  it("tells the number that the scene holds, and boxes each in reading order", () => {
    expectLaws<Scene>("count", (problem) => {
      const matching = found(problem);
      expect(problem.truth).toBe(String(matching.length));
      expect(problem.layout.objects.length).toBeGreaterThanOrEqual(matching.length + 2);
      const boxes = actionsIn(problem).flatMap(({ action }) => (action.kind === "box" ? [action.box] : []));
      expect(boxes).toHaveLength(matching.length);
      boxes.forEach((box, i) => {
        expect(intersectionOverUnion(box, lookBox(matching[i]!))).toBeGreaterThan(0.8);
      });
    });
  });

  it("is about things as often as about shapes", () => {
    const ofThings = Array.from({ length: 100 }, (_, seed) =>
      generatePuzzle({ family: "count", seed, difficulty: 3 }),
    ).filter(({ layout }) => layout.kind === "scene" && layout.objects.some(isThing));
    expect(Math.abs(ofThings.length - 50)).toBeLessThan(20);
  });

  it("has every number from 0 to 6 for its truth at every level, 0 seldom", () => {
    for (const level of LEVELS) {
      const truths = Array.from(
        { length: 150 },
        (_, seed) => generatePuzzle({ family: "count", seed, difficulty: level }).truth,
      );
      expect(new Set(truths)).toEqual(new Set(["0", "1", "2", "3", "4", "5", "6"]));
      expect(truths.filter((truth) => truth === "0").length).toBeLessThan(20);
    }
  });

  it("is harder from level to level for eyes that miss what is small", () => {
    expectHarderByLevel<Scene>("count", (problem, blur) => {
      const query = queryOf(problem.question);
      const seen = problem.layout.objects.filter((object) => {
        const isMistaken = Math.abs(blur(14)) > object.radius;
        return matches(query, object) !== isMistaken;
      });
      return String(seen.length);
    });
  });

  it("names one and many", () => {
    expect(plural({ shape: "cross" })).toBe("crosses");
    expect(plural({ colour: "red" })).toBe("red things");
    expect(plural({ thing: "mouse" })).toBe("mice");
    expect(singular({ colour: "blue", shape: "star" })).toBe("blue star");
  });
});
