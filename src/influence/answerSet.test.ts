import { describe, expect, it } from "vitest";
import { answerSetFrom, answerSetOf, OPEN, saysSame, withAnswer } from "./answerSet";

describe("the set of answers", () => {
  it.each([
    ["What is it?\nA. a cat\nB. a dog\nC. a cow", ["A", "B", "C"]],
    ["What is it? (A) a cat (B) a dog", ["A", "B"]],
    ["这是什么？\nA．猫\nB、狗".replace("．", ". "), ["A", "B"]],
    ["Is it red? Answer yes or no.", ["yes", "no"]],
    ["Is it red? Please reply with Yes or No only.", ["yes", "no"]],
  ])("is closed by the question's own words: %s", (question, answers) => {
    expect(answerSetOf(question)).toMatchObject({ kind: "closed", answers });
  });

  it.each([
    "Which letter is on the red circle?",
    "Who is J. Smith?",
    "What does B: mean here?",
    "A. only",
    "Is it yes?",
  ])("is open where they close none: %s", (question) => {
    expect(answerSetOf(question)).toEqual(OPEN);
  });

  it("is closed by a person's list of two or more", () => {
    expect(answerSetFrom("red, blue\n red ;green")).toEqual({
      kind: "closed",
      answers: ["red", "blue", "green"],
      told: "person",
    });
    expect(answerSetFrom("red")).toEqual(OPEN);
  });

  it("holds the answer as it was given, once", () => {
    const set = answerSetFrom("Yes, No");
    expect(withAnswer(set, "yes.")).toMatchObject({ answers: ["yes.", "No"] });
    expect(withAnswer(set, "perhaps")).toMatchObject({ answers: ["Yes", "No", "perhaps"] });
    expect(withAnswer(OPEN, "yes")).toEqual(OPEN);
  });
});

it.each([
  ["K", "k.", true],
  ["24", "24.0", true],
  ["1,000", "1000", true],
  ["K", "L", false],
  ["", "K", false],
])("answers %j and %j say the same: %s", (a, b, same) => {
  expect(saysSame(a, b)).toBe(same);
  expect(saysSame(null, b)).toBe(false);
});
