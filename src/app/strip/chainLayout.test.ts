import { describe, expect, it } from "vitest";
import type { Chain } from "../../annotation";
import { judgement, judgementId, stepId } from "../../trace/testing";
import { arcsOf, gapsAmong, heightOf, pathOf } from "./chainLayout";

const said = judgement("j", { kind: "link", cause: stepId("a"), effect: stepId("b") });
const chain = (links: readonly (readonly [number, number])[], gaps: readonly number[] = []): Chain => ({
  links: links.map(([cause, effect], i) => ({ judgement: { ...said, id: judgementId(`j${i}`) }, cause, effect })),
  gaps: gaps.map((after) => ({ after, missing: [said] })),
});
const ALL = { first: 0, end: 100 };
const lanes = (given: Chain) => arcsOf(given, ALL).map(({ link, lane }) => [link.cause, link.effect, lane]);

describe("the arcs below the frames", () => {
  it("run from the middle of the cause to the middle of the effect", () => {
    expect(arcsOf(chain([[0, 2]]), ALL)).toMatchObject([{ from: 50, to: 250, lane: 0 }]);
  });

  it("make room for the empty places between them, and not for those behind", () => {
    expect(arcsOf(chain([[0, 2]], [0, 1, 2]), ALL)).toMatchObject([{ from: 50, to: 386 }]);
  });

  it("lie in lanes of their own where they overlap, the short above the long", () => {
    expect(
      lanes(
        chain([
          [0, 9],
          [1, 3],
          [3, 5],
        ]),
      ),
    ).toEqual([
      [1, 3, 0],
      [3, 5, 0],
      [0, 9, 1],
    ]);
  });

  it("share the last lane where there are too many", () => {
    const many = chain(Array.from({ length: 9 }, (_, i) => [i, i + 20] as const));
    expect(Math.max(...arcsOf(many, ALL).map(({ lane }) => lane))).toBe(2);
    expect(heightOf(arcsOf(many, ALL))).toBeLessThan(40);
  });

  it("end open where their frame is not mounted, and are left out where none is", () => {
    const arcs = arcsOf(
      chain([
        [5, 30],
        [15, 60],
        [1, 9],
        [41, 50],
      ]),
      { first: 10, end: 40 },
    );
    expect(arcs.map(({ link, open }) => [link.cause, open.from, open.to])).toEqual([
      [5, true, false],
      [15, false, true],
    ]);
    expect(arcs.map(pathOf).map((path) => path.endsWith("V 1"))).toEqual([true, false]);
  });

  it("take no room where there are none, nor for a step that led to itself", () => {
    expect(heightOf(arcsOf(chain([[3, 3]]), ALL))).toBe(0);
  });
});

it("has one empty place behind a step, whatever is missing there, among the mounted frames only", () => {
  expect([...gapsAmong(chain([], [1, 4, 9]), { first: 2, end: 9 }).keys()]).toEqual([4]);
});
