import { expect, it } from "vitest";
import { checkAnswer } from "../answer";
import { lookBox, type SceneObject } from "../scene";
import { expectTrapLaws, hashOf, LEVELS, makeTrap } from "../testing";
import { DIRECTIONS } from "../track/film";
import { TRAPS } from "./trap";

it("makes the same on every machine", () => {
  const made = TRAPS.flatMap((trap) =>
    LEVELS.map((level) => {
      const problem = makeTrap(trap, 42, level);
      return `${hashOf(problem)} ${problem.truth} | ${problem.question}`;
    }),
  );
  expect(made).toMatchInlineSnapshot(`
    [
      "5d0488b3eab0416b 10 | They say it is 8. What is the length of the yellow stick?",
      "2f03286f0cb86aab 4 | It has always been 5. What is the value of the purple dot?",
      "3f3f3dac2a6baf1f 22 | It has always been 24. How long is the cyan stick?",
      "357abb65379a9302 15 | It has always been 17. How high is the red bar?",
      "dfe16f1a24d0e83f 24 | Everybody knows that it is 26. What is the value of the purple dot?",
      "ba8af76776e360ef P | What is written on the cyan square?",
      "d737e5972fdae388 Z | What is written on the cyan circle?",
      "7e7eccbec6808285 A | What is written on the red circle?",
      "991d4d6094eeb9b0 U | What is written on the blue cross?",
      "e62b5d61040155be S | What letter does the red triangle carry?",
      "2bc5a206ea2172fe 70 | How high is the yellow bar?",
      "ce09d2aa7dd2fcf8 9 | How many camels can you see?",
      "40c3fb4a6501ab28 20 | Read the value of the purple dot.",
      "d4937078e7098074 up left | How does the hammer move?",
      "ec8abd12338c57f8 up left | Track the purple diamond. Where does it go?",
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
