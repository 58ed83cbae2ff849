import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cornersOf, imageBox, intersectionOverUnion } from "../geometry";
import { checkAnswer } from "./answer";
import { FAMILIES, generateProblem } from "./generate";
import { type Kind, LETTERS, nameOf } from "./kinds";
import type { Family, GymProblem } from "./problem";
import { CELL, type Difficulty, GRID, letterBox, lookBox, type SceneObject, uniqueObjects } from "./scene";
import { COUNT_WORDINGS, FIND_WORDINGS, matches, plural, type Query, singular } from "./wording";

const family = fc.constantFrom<Family>(...FAMILIES);
const difficulty = fc.constantFrom<Difficulty>(1, 2, 3, 4, 5);
const problem = fc.tuple(family, fc.nat(1_000_000), difficulty).map((told) => generateProblem(...told));

/** Every law of problems, through every problem that a test comes by. */
function expectLaws({ scene, truth, question, reference, ...told }: GymProblem): void {
  const { objects } = scene;
  expect(objects.length).toBeGreaterThanOrEqual(4);
  expect(objects.length).toBeLessThanOrEqual(10);
  expect(new Set(objects.map(({ letter }) => letter)).size).toBe(objects.length);
  expect(objects.map(({ cell }) => cell)).toEqual(objects.map(({ cell }) => cell).toSorted((a, b) => a - b));
  expect(uniqueObjects(scene).length).toBeGreaterThanOrEqual(2);
  for (const object of objects) expectInItsCell(object);
  for (const object of objects) expect(holds(lookBox(object), letterBox(object))).toBe(true);
  for (const turn of reference) if (turn.author === "model") expect(question + turn.text).not.toMatch(/undefined|NaN/);
  expect(checkAnswer({ ...told, truth }, answerIn(reference))).toBe(true);
}

function expectInItsCell({ box, cell }: SceneObject): void {
  const home = imageBox((cell % GRID) * CELL, Math.floor(cell / GRID) * CELL, CELL, CELL);
  expect(holds(imageBox(home.left - 1, home.top - 1, CELL + 2, CELL + 2), box)).toBe(true);
}

function holds(outer: Parameters<typeof cornersOf>[0], inner: Parameters<typeof cornersOf>[0]): boolean {
  const [left, top, right, bottom] = cornersOf(outer);
  const [x1, y1, x2, y2] = cornersOf(inner);
  return left <= x1 && top <= y1 && x2 <= right && y2 <= bottom;
}

function answerIn(reference: GymProblem["reference"]): string {
  const last = reference.at(-1);
  return (last?.author === "model" && last.text.match(/<answer>(.*)<\/answer>$/)?.[1]) || "";
}

/** The boxes of a text's acts, from percents to pixels of the picture. */
const boxesIn = (text: string) =>
  [...text.matchAll(/<act>\w+ (\d+) (\d+) (\d+) (\d+)<\/act>/g)].map(([, x1, y1, x2, y2]) =>
    imageBox(+x1! * 3.84, +y1! * 3.84, (+x2! - +x1!) * 3.84, (+y2! - +y1!) * 3.84),
  );

/** What a counting question asks, read back out of its words. */
function queryOf(question: string, kinds: readonly Kind[]): Query | undefined {
  const { shape, colour } = kinds[0]!;
  const queries: Query[] = [{ shape, colour }, { shape }, { colour }];
  const asks = (query: Query) => COUNT_WORDINGS.some((wording) => wording(plural(query)) === question);
  return queries.find(asks) ?? (kinds.length > 1 ? queryOf(question, kinds.slice(1)) : undefined);
}

const hashOf = (bytes: Uint8ClampedArray | string) => createHash("sha256").update(bytes).digest("hex");

const bytesOf = ({ picture, ...rest }: GymProblem): string => hashOf(picture.data) + JSON.stringify(rest);

describe("every problem", () => {
  it("keeps the laws", () => {
    fc.assert(fc.property(problem, expectLaws), { numRuns: 60 });
  });

  it("is the same for the same seed, and another for another", () => {
    const one = generateProblem("find", 7);
    expect(bytesOf(generateProblem("find", 7))).toBe(bytesOf(one));
    expect(bytesOf(generateProblem("find", 8))).not.toBe(bytesOf(one));
    expect(bytesOf(generateProblem("find", 7, 3))).not.toBe(bytesOf(one));
  });

  it("is the same on every machine", () => {
    const hashes = FAMILIES.flatMap((name) =>
      ([1, 3, 5] as const).map((level) => {
        const { picture, question, truth } = generateProblem(name, 42, level);
        return `${hashOf(picture.data).slice(0, 16)} ${truth} ${question}`;
      }),
    );
    expect(hashes).toMatchInlineSnapshot(`
      [
        "d36ef9d7bb6b2913 L Read the letter on the orange diamond.",
        "52b03f0c4be93ebd H Read the letter on the yellow diamond.",
        "02368b97149b4949 R What is written on the red circle?",
        "99eca0c9a6c2a72e 3 How many crosses can you see?",
        "92a74b2896c81c14 4 Count the orange diamonds.",
        "72b044045d33b894 6 What is the number of yellow things?",
      ]
    `);
  });
});

describe("find", () => {
  it("asks for an object that stands alone, and zooms where its letter is", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), difficulty, (seed, level) => {
        const { scene, question, truth, reference } = generateProblem("find", seed, level);
        const asked = scene.objects.filter((object) => FIND_WORDINGS.some((say) => say(nameOf(object)) === question));
        expect(asked.map(({ letter }) => letter)).toEqual([truth]);
        const [first, shown] = reference;
        const [zoomed] = first?.author === "model" ? boxesIn(first.text) : [];
        expect(shown?.author === "runner" && intersectionOverUnion(shown.crop, zoomed!)).toBeGreaterThan(0.85);
        expect(holds(zoomed!, letterBox(asked[0]!))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("count", () => {
  it("tells the number that the scene holds, and boxes each in reading order", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), difficulty, (seed, level) => {
        const { scene, question, truth, reference } = generateProblem("count", seed, level);
        const query = queryOf(question, scene.objects);
        const found = query ? scene.objects.filter((object) => matches(query, object)) : [];
        expect(truth).toBe(String(found.length));
        const boxes = reference[0]?.author === "model" ? boxesIn(reference[0].text) : [];
        expect(boxes).toHaveLength(found.length);
        boxes.forEach((box, i) => {
          expect(intersectionOverUnion(box, lookBox(found[i]!))).toBeGreaterThan(0.8);
        });
      }),
      { numRuns: 60 },
    );
  });

  it("has every number from 0 to 6 for its truth, 0 seldom", () => {
    const truths = Array.from({ length: 300 }, (_, seed) => generateProblem("count", seed, 4).truth);
    const share = (truth: string) => truths.filter((other) => other === truth).length / truths.length;
    expect(new Set(truths)).toEqual(new Set(["0", "1", "2", "3", "4", "5", "6"]));
    expect(share("0")).toBeLessThan(0.1);
    for (const truth of ["1", "2", "3", "4", "5", "6"]) expect(share(truth)).toBeGreaterThan(0.04);
  });

  it("names many of a thing", () => {
    expect(plural({ shape: "cross" })).toBe("crosses");
    expect(plural({ colour: "red" })).toBe("red things");
    expect(singular({ colour: "blue", shape: "star" })).toBe("blue star");
  });
});

describe("checkAnswer", () => {
  const letter = { family: "find", truth: "K" } as const;
  const number = { family: "count", truth: "3" } as const;

  it.each(["K", "k", " K. ", "The letter is K.", "It is a K", "**K**", "“K”", "letter k!", "It's K"])(
    "takes %j for K",
    (said) => {
      expect(checkAnswer(letter, said)).toBe(true);
    },
  );

  it.each(["", "R", "KR", "the letter", "not sure", "K or R", "R or K", "kick"])("does not take %j for K", (said) => {
    expect(checkAnswer(letter, said)).toBe(false);
  });

  it.each(["3", " 3.", "three", "There are three of them", "Three red circles.", "3 (three)", "03", "３"])(
    "takes %j for 3",
    (said) => {
      expect(checkAnswer(number, said)).toBe(true);
    },
  );

  it.each(["", "13", "2", "thirty", "two or three", "3 of 7", "many"])("does not take %j for 3", (said) => {
    expect(checkAnswer(number, said)).toBe(false);
  });

  it("knows ways to say none, and the letter A from the article", () => {
    expect(checkAnswer({ family: "count", truth: "0" }, "There are no red stars")).toBe(true);
    expect(checkAnswer({ family: "find", truth: "A" }, "A")).toBe(true);
    expect(checkAnswer({ family: "find", truth: "A" }, "It is an A.")).toBe(true);
    expect(checkAnswer({ family: "find", truth: "A" }, "a B")).toBe(false);
  });

  it("takes any letter for itself only", () => {
    for (const truth of LETTERS) {
      expect(LETTERS.filter((said) => checkAnswer({ family: "find", truth }, `I see ${said}`))).toEqual([truth]);
    }
  });
});
