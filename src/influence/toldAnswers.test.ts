import { expect, it } from "vitest";
import type { Token } from "../trace";
import { toldAnswers } from "./toldAnswers";

const SET = { kind: "closed", answers: ["A", "B", "C"], told: "person" } as const;

const token = (text: string, probability: number | null, others: Readonly<Record<string, number>> = {}): Token => ({
  id: 1,
  text,
  logProbability: probability === null ? null : Math.log(probability),
  alternatives: Object.entries(others).map(([other, each]) => ({ id: 2, text: other, logProbability: Math.log(each) })),
});

const answered = (one: Token): readonly Token[] => [token("<answer>", 1), one, token("</answer>", 1)];

it("shares out among the answers that were told beside the one that was given", () => {
  const shares = toldAnswers(answered(token("B", 0.6, { A: 0.2, x: 0.1, C: 0.0 })), "B", SET);
  expect(shares?.map(({ answer }) => answer)).toEqual(["B", "A", "C"]);
  expect(shares?.map(({ share }) => share)).toEqual([expect.closeTo(0.75), expect.closeTo(0.25), expect.closeTo(0)]);
});

it("takes an answer that was not told for unlikely only where the least that was told is", () => {
  expect(toldAnswers(answered(token("B", 0.7, { A: 0.2999, x: 0.0001 })), "B", SET)?.at(-1)).toEqual({
    answer: "C",
    share: 0,
  });
  expect(toldAnswers(answered(token("B", 0.7, { A: 0.2, x: 0.1 })), "B", SET)).toBeNull();
});

it("tells nothing of answers of several tokens, of answers in other words, and without probabilities", () => {
  const cups = { ...SET, answers: ["a cup", "a hat"] };
  expect(toldAnswers([token("a", 0.9), token(" cup", 0.9)], "a cup", cups)).toBeNull();
  expect(toldAnswers(answered(token("Z", 0.9, { y: 0.00001 })), "Z", SET)).toBeNull();
  expect(toldAnswers(answered(token("B", null)), "B", SET)).toBeNull();
});
