import { describe, expect, it } from "vitest";
import { askedIn } from "./asked";

const RULES = "Here are some tools that can help you. ".repeat(20);

describe("what is asked", () => {
  it("is the question, as long as that is one", () => {
    expect(askedIn("# USER REQUEST #: Which?")).toBe("# USER REQUEST #: Which?");
    expect(askedIn(RULES)).toBe(RULES.trim());
  });

  it.each([
    [`${RULES}\n# USER REQUEST #: An example?\n# USER REQUEST #: How much flows?\n# RESULT #:\n`, "How much flows?"],
    [`# USER REQUEST #: ${RULES} solve the following question: [Find x.]\nPropose code.`, "Find x."],
    [`${RULES}\nQuestion: How many?\nA. 1\nB. 2`, "How many?\nA. 1\nB. 2"],
  ])("is the last request of a prompt (%#)", (prompt, asked) => {
    expect(askedIn(prompt)).toBe(asked);
  });

  it("takes a hostile prompt in linear time", () => {
    expect(askedIn(`${"# ".repeat(50_000)}${"\n".repeat(50_000)}`).length).toBeGreaterThan(0);
  });
});
