import { describe, expect, it } from "vitest";
import { must } from "../base";
import { applyEdit, type Edit } from "./edit";
import { factsOfTrace, judgedOf } from "./facts";
import { ME } from "./judgement";
import { addJudgement, addStep, batch, built, judged, trunk } from "./testing";

const ANN = { id: "ann", name: "Ann" };
const said = (...edits: readonly Edit[]) => judgedOf(must(applyEdit(trunk, batch(...edits))));

describe("what a list says of a trace", () => {
  it("is how its newest line ended, by the log's own score", () => {
    expect(factsOfTrace(judged)).toEqual({
      dialect: null,
      answer: "",
      truth: null,
      score: null,
      right: null,
      judged: { verdict: null, firstError: null, raters: [ME, ANN] },
    });
    const ask = { kind: "problem", question: "Which?", images: [], dialect: "grit" } as const;
    const reference = { answer: "K", source: { kind: "gym" } } as const;
    const answered = built(
      addStep("ask", null, { ...ask, reference }),
      addStep("answer", "ask", { kind: "answer", text: " J " }),
    );
    expect(factsOfTrace(answered)).toMatchObject({ dialect: "grit", answer: "J", truth: "K", right: false });
  });
});

describe("what people said of a trace", () => {
  it("is nothing where nobody did, or where only a check's hint was answered", () => {
    expect(judgedOf(trunk)).toBeNull();
    const basis = { kind: "check", name: "loop", version: "1" } as const;
    expect(said(addJudgement("hint", "zoom", { verdict: "wrong" }, { basis }))).toBeNull();
  });

  it("is the last verdict about the whole or an answer, and not that of another step", () => {
    const step = addJudgement("step", "zoom", { verdict: "wrong" });
    expect(said(step)?.verdict).toBeNull();
    const answer = addJudgement("answer", "answer", { verdict: "correct" }, { atMillis: 5 });
    const whole = addJudgement("whole", { kind: "trace" }, { verdict: "unsure" }, { atMillis: 9, rater: ANN });
    expect(said(step, whole, answer)).toMatchObject({ verdict: "unsure", raters: [ANN, ME].toReversed() });
    const blank = addJudgement("blank", { kind: "trace" }, { note: "Hm." }, { atMillis: 11 });
    expect(said(answer, whole, blank)?.verdict).toBe("unsure");
  });

  it("counts the first error from the beginning of its line", () => {
    const late = addJudgement("late", "saw", { firstError: true }, { rater: ANN });
    expect(said(late)?.firstError).toBe(4);
    expect(said(late, addJudgement("early", "look", { firstError: true }))?.firstError).toBe(2);
  });
});
