import { expect, it } from "vitest";
import { METHODS, parsePlan } from "../../driver";
import { numbersOf, temperaturesIn, USUAL, withJudge, withMethod, withNumber } from "./asked";

const CONDITIONS = { limits: { turns: 4, tokensPerTurn: 100 }, refuseActions: false };

it("asks for what a plan can be made of, by every method and judge", () => {
  for (const name of METHODS) {
    const asked = withJudge(withMethod(USUAL, name), { kind: "likelihood" });
    expect(parsePlan({ ...asked, version: 1, staged: false, conditions: CONDITIONS })).toMatchObject({ ok: true });
  }
});

it("changes a number of a method, and no other field of it", () => {
  const { method } = withMethod(USUAL, "best-of-n");
  expect(numbersOf(method)).toEqual([["n", 8]]);
  expect(withNumber(method, "n", 4)).toEqual({ ...method, n: 4 });
  expect(withNumber(method, "width", 4)).toBe(method);
});

it("holds for weak what the judge at hand would", () => {
  const swires = withMethod(USUAL, "swires");
  expect(swires.method).toMatchObject({ cutoff: 0.5 });
  expect(withJudge(swires, { kind: "likelihood" }).method).toMatchObject({ cutoff: Math.log(0.5) });
});

it("reads temperatures, and takes nothing else for them", () => {
  expect([temperaturesIn("0.7, 1"), temperaturesIn("1，0.5"), temperaturesIn("0")]).toEqual([[0.7, 1], [1, 0.5], [0]]);
  expect([temperaturesIn(""), temperaturesIn("hot"), temperaturesIn("-1"), temperaturesIn("11")]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
