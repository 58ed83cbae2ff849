import { describe, expect, it } from "vitest";
import { askedIn } from "./asked";

const RULES = "Here are some tools that can help you. ".repeat(20);

describe("what is asked", () => {
  it("is the question, as long as that is one", () => {
    expect(askedIn("# USER REQUEST #: Which?")).toBe("# USER REQUEST #: Which?");
    expect(askedIn(RULES)).toBe(RULES.trim());
  });

  it("has no marks of a picture that stood between them", () => {
    expect(askedIn("<image_clue_0></image_clue_0>\n\nWhat is on it?")).toBe("What is on it?");
    expect(askedIn("Is <b>this</b> a </a>?")).toBe("Is <b>this</b> a </a>?");
    expect(askedIn("<a></a>")).toBe("<a></a>");
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
