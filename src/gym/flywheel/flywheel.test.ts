import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox, imagePoint } from "../../geometry";
import { boxCorners, fillPolygon, type Pixels } from "../../pixels";
import { COLOURS, SHAPES } from "../kinds";
import type { SceneObject } from "../scene";
import { makeProblem } from "../testing";
import { loadAtlas } from "../things/atlas";
import { checked, STAGES } from "./check";
import { type Outcome, spin } from "./flywheel";
import { depthOf, follow, harder, type Plan, planOf, questionOf, type Shown } from "./plan";
import { seenIn } from "./sight";

const atlas = await loadAtlas();
const outcomes: readonly Outcome[] = [...spin({ seed: 1, pictures: 50, rounds: 3 }, atlas)];
const made = outcomes.flatMap((outcome) => (outcome.kind === "made" ? [outcome.problem] : []));
const rejected = outcomes.flatMap((outcome) => (outcome.kind === "rejected" ? [outcome.reject] : []));

const colour = fc.constantFrom(...COLOURS);
const shape = fc.constantFrom(...SHAPES);
const plans: fc.Arbitrary<Plan> = fc
  .tuple(
    fc.oneof(
      fc.record({
        kind: fc.constant("count" as const),
        query: fc.oneof(fc.record({ colour }), fc.record({ shape }), fc.record({ shape, colour })),
      }),
      fc.record({ kind: fc.constant("letter-on" as const), object: fc.record({ shape, colour }) }),
    ),
    fc.nat(4),
  )
  .map(([plan, times]) => Array.from({ length: times }).reduce<Plan>((inner) => harder(inner), plan));

const shown = (letter: string, x: number, of: Pick<Shown, "shape" | "colour">): Shown => ({
  letter,
  center: { x, y: 50 },
  ...of,
});
const THREE = [
  shown("C", 90, { shape: "circle", colour: "red" }),
  shown("A", 10, { shape: "circle", colour: "red" }),
  shown("B", 50, { shape: "star", colour: "blue" }),
];

describe("a plan", () => {
  it("is read back out of its question, however many conditions it has", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(planOf(questionOf(plan))).toEqual(plan);
      }),
    );
  });

  it("is one condition longer once its answer is made one", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(depthOf(harder(plan))).toBe(depthOf(plan) + 1);
      }),
    );
  });

  it("is followed from its innermost condition on", () => {
    const count: Plan = { kind: "count", query: { colour: "red" } };
    const answers = [count, harder(count), harder(harder(count))].map((plan) => {
      const followed = follow(plan, THREE);
      return followed.ok ? followed.value.answer : followed.error;
    });
    expect(answers).toEqual(["2", "B", "1"]);
  });

  it.each<[string, Plan, readonly Shown[]]>([
    ["several-fit", { kind: "letter-on", object: { shape: "circle", colour: "red" } }, THREE],
    ["none-fits", { kind: "letter-on", object: { shape: "cross", colour: "red" } }, THREE],
    ["no-such-place", { kind: "letter-at", place: { kind: "count", query: { colour: "green" } } }, THREE],
    [
      "order-unclear",
      { kind: "letter-at", place: { kind: "count", query: { colour: "red" } } },
      [...THREE, shown("E", 12, { shape: "star", colour: "pink" })],
    ],
  ])("leads to no answer: %s", (code, plan, objects) => {
    expect(follow(plan, objects)).toEqual({ ok: false, error: code });
  });
});

describe("the eye of the check", () => {
  it("finds every coloured shape of the gym's own pictures, with its letter", () => {
    for (let seed = 0; seed < 25; seed++) {
      const problem = makeProblem("find", seed, 2);
      if (problem.layout.kind !== "scene" || problem.layout.objects.some((object) => "thing" in object)) continue;
      const known = problem.layout.objects.map(
        (object) => `${"shape" in object ? `${object.colour} ${object.shape}` : ""} ${object.letter}`,
      );
      const seen = seenIn(problem.pictures[0]!).map(({ colour, shape, letter }) => `${colour} ${shape} ${letter}`);
      expect(seen.toSorted()).toEqual(known.toSorted());
    }
  });
});

/** The objects of a picture as a layout would tell them. */
const sceneOf = (picture: Pixels): readonly SceneObject[] =>
  seenIn(picture).map(({ center, ...seen }) => ({
    ...seen,
    center: imagePoint(center.x, center.y),
    cell: 0,
    radius: seen.box.width / 2,
  }));

describe("the flywheel", () => {
  it("makes problems, and rejects drafts at every stage, each for a reason", () => {
    expect(made.length).toBeGreaterThan(20);
    expect(new Set(rejected.map(({ stage }) => stage))).toEqual(new Set(STAGES));
  });

  it("makes harder problems out of those that passed, on the same picture", () => {
    const deep = made.filter(({ conditions }) => conditions > 0);
    expect(deep.length).toBeGreaterThan(5);
    for (const { question, grewFrom, conditions } of deep) {
      const before = planOf(grewFrom ?? "");
      expect(before && questionOf(harder(before))).toBe(question);
      expect(before && depthOf(before)).toBe(conditions - 1);
    }
  });

  it("makes the same from the same seed", () => {
    const [first] = [...spin({ seed: 1, pictures: 1, rounds: 3 }, atlas)];
    expect(JSON.stringify(first)).toBe(JSON.stringify(outcomes[0]));
  });

  it("writes a way to the answer that can be read and ends in the truth", () => {
    for (const { reference, truth } of made) {
      const said = reference.flatMap((turn) => (turn.author === "model" ? [turn.text] : [])).join("");
      expect(said).not.toMatch(/NaN|undefined/);
      expect(said.endsWith(`<answer>${truth}</answer>`)).toBe(true);
      const zooms = said.split("<act>zoom").length - 1;
      expect(zooms).toBe(reference.filter(({ author }) => author === "runner").length);
    }
  });

  it("rejects what was tampered with: a covered object, another answer", () => {
    const problem = made.find(({ looks }) => looks.some(({ how }) => how === "read"));
    if (!problem) throw new Error("No problem reads a letter");
    const plan = planOf(problem.question);
    if (!plan) throw new Error("A question that was made is not read back");
    const objects = sceneOf(problem.picture);
    const covered: Pixels = { ...problem.picture, data: problem.picture.data.slice() };
    const { left, top, width, height } =
      problem.looks.find(({ how }) => how === "read")?.boxes[0] ?? imageBox(0, 0, 0, 0);
    fillPolygon(covered, boxCorners(left, top, left + width, top + height), [120, 120, 120]);
    const draft = { plan, question: problem.question, answer: problem.truth, objects, picture: covered };
    expect(checked(draft)).toEqual({ ok: false, error: { stage: "picture", code: "object-hidden" } });
    expect(checked({ ...draft, picture: problem.picture, answer: "?" })).toEqual({
      ok: false,
      error: { stage: "question", code: "words-unclear" },
    });
  });
});
