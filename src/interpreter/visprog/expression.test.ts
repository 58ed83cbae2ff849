import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asOperand, evaluate } from "./expression";

const VALUES: Readonly<Record<string, string | number | boolean>> = {
  ANSWER0: 2,
  ANSWER1: 1,
  ANSWER2: "yes",
  ANSWER3: "no",
  ANSWER4: "white",
  ANSWER5: "2",
  ANSWER6: true,
};
const value = (text: string) => evaluate(text, (name) => VALUES[name] ?? null);

describe("EVAL", () => {
  // Every form that the prompts of allenai/visprog 9626868 write (prompts/gqa.py, prompts/nlvr.py), and what CPython makes of it.
  it.each([
    ["'yes' if {ANSWER0} > 0 else 'no'", "yes"],
    ["'right' if {ANSWER3} else 'left'", "left"],
    ["'yes' if {ANSWER0} + {ANSWER1} > 0 else 'no'", "yes"],
    ["'yes' if {ANSWER4} == 'white' else 'no'", "yes"],
    ["'yes' if {ANSWER0} != {ANSWER1} else 'no'", "yes"],
    ["{ANSWER0} + {ANSWER1} == 3", true],
    ["{ANSWER0} == 2 and {ANSWER2}", true],
    ["{ANSWER2} and {ANSWER3}", false],
    ["{ANSWER2} xor {ANSWER3}", true],
    ["{ANSWER0} == 2 and {ANSWER2} and {ANSWER6}", true],
    ["{ANSWER5} >= 2", true],
    ["{ANSWER2}", true],
    // Python binds comparisons in a chain: this is 2 == 2 and 2 != 1 and 1 == 1.
    ["{ANSWER0} == 2 xor {ANSWER1} == 1", true],
    ["not {ANSWER3} or {ANSWER0} > 5", true],
    ["-{ANSWER0} // 3", -1],
    ["7 % -3", -2],
    ["0 or 'none'", "none"],
    ["'{ANSWER0}' + '{ANSWER4}'", "2white"],
    ["'hit' not in 'white'", false],
    ["True == 1", true],
  ])("makes of %s what Python does", (text, expected) => {
    expect(value(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    // As it stands in the prompts; Python refuses it too.
    ["'yes' if {ANSWER0} > 0 and else 'no'", "expression-unread"],
    ["__import__('os')", "expression-unread"],
    ["{ANSWER0}.__class__", "expression-unread"],
    ["[1, 2]", "expression-unread"],
    ["{ANSWER9} > 0", "no-such-name"],
    ["'{ANSWER9}'", "no-such-name"],
    ["{ANSWER4} > 0", "expression-operands"],
    ["1 / 0", "expression-operands"],
    ["(".repeat(5000), "expression-unread"],
    ["", "expression-unread"],
  ])("refuses %s", (text, code) => {
    expect(value(text)).toMatchObject({ ok: false, error: { code } });
  });

  it("takes yes and no for truth and digits for numbers, as EVAL does", () => {
    expect(["yes", "no", "12", "1.5", "cat", 3].map(asOperand)).toEqual([true, false, 12, "1.5", "cat", 3]);
  });

  it("gives a value or a reason for any text at all", () => {
    const piece = fc.constantFrom(
      "{ANSWER0}",
      "{ANSWER4}",
      "'a'",
      "1",
      "(",
      ")",
      "if",
      "else",
      "and",
      "not",
      "==",
      "<",
      "+",
      "/",
      " ",
      "in",
      "xor",
      "-",
      "{",
      "'",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 30 }).map((all) => all.join(" ")),
        ),
        (text) => {
          const found = value(text);
          expect(found.ok ? typeof found.value !== "undefined" : found.error.code.length > 0).toBe(true);
        },
      ),
    );
  });
});
