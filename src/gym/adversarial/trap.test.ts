import { expect, it } from "vitest";
import { checkAnswer } from "../answer";
import { generatePuzzle } from "../generate";
import type { AnyPuzzle } from "../problem";
import { lookBox, type SceneObject } from "../scene";
import { expectTrapLaws, hashOf, LEVELS, makeTrap } from "../testing";
import { DIRECTIONS } from "../track/film";
import { generateTrapPuzzle, TRAPS } from "./trap";

it("makes the same on every machine", () => {
  const made = TRAPS.flatMap((trap) =>
    LEVELS.map((level) => {
      const problem = makeTrap(trap, 42, level);
      return `${hashOf(problem)} ${problem.truth} | ${problem.question}`;
    }),
  );
  expect(made).toMatchInlineSnapshot(`
    [
      "8a9764dea2ec8f08 10 | They say it is 8. What is the length of the yellow stick?",
      "e0e94e113456d486 4 | It has always been 5. What is the value of the purple dot?",
      "e9b1f1de941bee24 22 | It has always been 24. How long is the cyan stick?",
      "7bfae70935ae0d4e 15 | It has always been 17. How high is the red bar?",
      "47c6c7927212e8f6 24 | Everybody knows that it is 26. What is the value of the purple dot?",
      "a98eaf547332982d P | What is written on the cyan square?",
      "e0dfad9b9f044ea8 Z | What is written on the cyan circle?",
      "b712d73ca9f4004b A | What is written on the red circle?",
      "c2b5d7fc80b53ddd U | What is written on the blue cross?",
      "0b1fb126ddf02c95 S | What letter does the red triangle carry?",
      "c29c7467654f8b40 70 | How high is the yellow bar?",
      "6a8ca8b8ef0247ee 9 | How many camels can you see?",
      "22343eadbaed472b 20 | Read the value of the purple dot.",
      "1eee0061b7e3f13a up left | How does the hammer move?",
      "7c1a5e9c17b9225c up left | Track the purple diamond. Where does it go?",
    ]
  `);
});

it("bypassing: claims what is not so, and then asks", () => {
  expectTrapLaws("bypassing", (problem) => {
    const [claim, ...asked] = problem.question.split(/(?<=\.) /);
    expect(claim).toMatch(/ (they say|it is|been)/i);
    expect(asked.join(" ")).not.toBe("");
    expect(checkAnswer(problem, claim!)).toBe(false);
    const wrong = /(?:letter|is|been) ([A-Z]|\d+)[.,]/.exec(claim!)?.[1];
    expect(wrong).toBeDefined();
    expect(wrong).not.toBe(problem.truth);
  });
});

it("attention: has one big object with a big letter, and asks for another", () => {
  expectTrapLaws("attention", ({ layout, truth, wrongMove }) => {
    const objects = layout.kind === "scene" ? layout.objects : [];
    const big = objects.filter(({ letterDot }) => letterDot !== undefined);
    expect(big).toHaveLength(1);
    const small = objects.filter((object) => object !== big[0]);
    expect(small.filter(({ letter }) => letter === truth)).toHaveLength(1);
    expect(big[0]!.letter).not.toBe(truth);
    for (const object of small) expect(area(big[0]!) / area(object)).toBeGreaterThan(4);
    for (const object of small) expect(isApart(big[0]!, object)).toBe(true);
    expect(wrongMove.kind === "zoom" && wrongMove.box.width > lookBox(small[0]!).width).toBe(true);
  });
});

const area = ({ radius }: SceneObject): number => radius * radius;

const isApart = ({ box: a }: SceneObject, { box: b }: SceneObject): boolean =>
  a.left + a.width <= b.left || b.left + b.width <= a.left || a.top + a.height <= b.top || b.top + b.height <= a.top;

it("shortcut: cuts an axis at the levels where training cuts none, and only there", () => {
  const isCut = ({ layout }: AnyPuzzle): boolean => layout.kind === "chart" && layout.ticks[0]!.figure > 0;
  for (const difficulty of LEVELS) {
    const seeds = Array.from({ length: 60 }, (_, seed) => seed);
    const trained = seeds.filter((seed) => isCut(generatePuzzle({ family: "chart", seed, difficulty })));
    const traps = seeds.filter((seed) => isCut(generateTrapPuzzle({ trap: "shortcut", seed, difficulty })));
    expect(traps.length > 0, `level ${difficulty}`).toBe(trained.length === 0);
  }
});

it("shortcut: has what training seldom has or never", () => {
  const sorts = new Set<string>();
  expectTrapLaws("shortcut", ({ family, layout, truth }) => {
    sorts.add(family);
    if (family === "count") expect(Number(truth) >= 7 && Number(truth) <= 9).toBe(true);
    if (layout.kind === "chart") expect(layout.ticks[0]!.figure).toBeGreaterThan(0);
    if (layout.kind !== "film") return;
    const [x, y] = DIRECTIONS[layout.ways[0]!.direction];
    expect(layout.ways[0]!.direction).toBe(truth);
    for (const { direction } of layout.ways.slice(1)) {
      expect([DIRECTIONS[direction][0] + x, DIRECTIONS[direction][1] + y]).toEqual([0, 0]);
    }
  });
  expect(sorts).toEqual(new Set(["count", "track", "chart"]));
});
