import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { imageBox } from "../../geometry";
import { applyEdit, type Edit, type JudgementTarget, type JudgementValue, ME, type Trace } from "../../trace";
import { addJudgement, addStep, batch, built, imageId, judgementId, stepId, trunk } from "../../trace/testing";
import { compareRaters, ratersOf, verdictAlpha } from "./compareRaters";
import { mergeJudgements } from "./mergeRaters";

const ANN = { id: "ann", name: "Ann" };
const BEN = { id: "ben", name: "Ben" };
let ids = 0;
const options = (me = BEN) => ({ me, nextJudgementId: () => judgementId(`merged ${++ids}`) });
const said = (trace: Trace, ...edits: readonly Edit[]): Trace => must(applyEdit(trace, batch(...edits)));
const by = (rater: typeof ANN, of: JudgementTarget | string, value: Partial<JudgementValue>) =>
  addJudgement(`${rater.id} ${JSON.stringify(of)}`, of, value, { rater });
const region = (left: number): JudgementTarget => ({
  kind: "region",
  image: imageId("1"),
  box: imageBox(left, 0, 10, 10),
});

describe("merging another rater's file", () => {
  const mine = said(trunk, addJudgement("j", "zoom", { verdict: "wrong" }));
  const theirs = said(trunk, addJudgement("j", "zoom", { verdict: "correct" }), addJudgement("k", region(5)));

  it("adds what the other says as theirs, and leaves mine", () => {
    const { edits, leftOut, known } = must(mergeJudgements(mine, theirs, options()));
    const merged = said(mine, ...edits);
    expect([...merged.judgements.values()].map(({ rater, target }) => [rater.name, target.kind])).toEqual([
      ["me", "step"],
      ["Ben", "step"],
      ["Ben", "region"],
    ]);
    expect({ leftOut, known }).toEqual({ leftOut: [], known: 0 });
  });

  it("adds nothing twice", () => {
    const once = said(mine, ...must(mergeJudgements(mine, theirs, options())).edits);
    expect(must(mergeJudgements(once, theirs, options()))).toEqual({ edits: [], leftOut: [], known: 2 });
  });

  it("finds the same steps under other ids, and tells what has no place here", () => {
    const names = new Map([...trunk.steps.keys()].map((id) => [id, stepId(`their ${id}`)]));
    const renamed = JSON.parse(
      JSON.stringify([...trunk.steps.values()], (key, value) =>
        key === "id" || key === "parent" ? (names.get(value) ?? value) : value,
      ),
    ) as { id: string; parent: string | null }[];
    const images = [...trunk.images.values()].map((image): Edit => ({ kind: "add-image", image }));
    const steps = renamed.map((step): Edit => ({ kind: "add-step", step, index: 9 }) as Edit);
    const other = built(
      ...images,
      ...steps,
      addStep("more", "their answer"),
      addJudgement("a", "their answer"),
      addJudgement("b", "more"),
      addJudgement("c", { kind: "link", cause: stepId("their zoom"), effect: stepId("their answer") }),
      addJudgement("d", { kind: "link", cause: stepId("their zoom"), effect: stepId("more") }),
      addJudgement("e", { kind: "missing-step", after: stepId("their look"), words: "No look." }),
    );
    const { edits, leftOut } = must(mergeJudgements(trunk, other, options()));
    expect(edits.map((edit) => edit.kind === "add-judgement" && edit.judgement.target)).toEqual([
      { kind: "step", step: "answer" },
      { kind: "link", cause: "zoom", effect: "answer" },
      { kind: "missing-step", after: "look", words: "No look." },
    ]);
    expect(leftOut.map(({ id }) => id)).toEqual(["b", "d"]);
    expect(said(trunk, ...edits).judgements.size).toBe(3);
  });

  it("is refused for a file of another run", () => {
    const other = built(addStep("ask", null, { kind: "problem", question: "Where?", images: [] }));
    expect(mergeJudgements(trunk, other, options())).toEqual({ ok: false, error: "different-traces" });
  });

  it("takes ten thousand judgements", () => {
    const many = said(
      trunk,
      ...Array.from({ length: 10_000 }, (_, i) => addJudgement(`j${i}`, "look", { note: `${i}` })),
    );
    expect(must(mergeJudgements(trunk, many, options())).edits).toHaveLength(10_000);
  });
});

describe("two raters", () => {
  const both = said(
    trunk,
    by(ANN, "look", { verdict: "correct" }),
    by(BEN, "look", { verdict: "correct" }),
    by(ANN, "zoom", { verdict: "wrong", firstError: true, tags: [{ taxonomy: "t", version: "1", tag: "late" }] }),
    by(BEN, "zoom", { verdict: "correct", tags: [{ taxonomy: "t", version: "2", tag: "late" }] }),
    by(ANN, "saw", { verdict: "neutral" }),
    by(BEN, "saw", { verdict: "wrong", firstError: true }),
    by(ANN, "answer", { verdict: "wrong" }),
    by(ANN, region(0), {}),
    by(BEN, region(2), {}),
    by(BEN, region(60), {}),
  );

  it("are compared by verdict, first error, tags and regions", () => {
    const { disagreements, ...told } = compareRaters([both], ANN.id, BEN.id);
    expect(told).toMatchObject({
      steps: 3,
      sameVerdict: 1 / 3,
      tags: 1,
      // The line through the zoom, one step apart; the other branch, on which neither saw an error.
      firstError: { lines: 2, exact: 0.5, withinOne: 1, same: 1 },
      regions: { matched: 1, onlyFirst: 0, onlySecond: 1 },
    });
    expect(told.kappa).toBeCloseTo(0, 12);
    expect(disagreements.map(({ step, weight }) => [step, weight])).toEqual([
      ["zoom", 3],
      ["saw", 2],
    ]);
  });

  it("are told by name, and agree beyond chance as α has it", () => {
    expect(ratersOf([both])).toEqual([ANN, BEN]);
    expect(verdictAlpha([both], [ANN.id, BEN.id])).toBeLessThan(0.5);
    expect(verdictAlpha([said(trunk, by(ANN, "look", { verdict: "unsure" }))], [ANN.id, BEN.id])).toBeNull();
  });

  it("who never judged a trace has not been asked about its pictures", () => {
    const alone = said(trunk, by(ANN, region(0), {}));
    expect(compareRaters([alone], ANN.id, ME.id).regions).toMatchObject({ matched: 0, onlyFirst: 0, detection: null });
  });
});
