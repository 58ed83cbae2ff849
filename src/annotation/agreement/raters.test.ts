import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { imageBox } from "../../geometry";
import { applyEdit, type Edit, type JudgementTarget, type JudgementValue, ME, type Trace } from "../../trace";
import { addJudgement, addStep, batch, built, imageId, judgementId, stepId, trunk } from "../../trace/testing";
import { OWN_TAXONOMY } from "../ownTaxonomy";
import { adjudicate, decided } from "./adjudicate";
import { compareRaters, ratersOf, verdictAlpha } from "./compareRaters";
import { judgedTrace } from "./judgedTrace";
import { mergeJudgements } from "./mergeRaters";

const ANN = { id: "ann", name: "Ann" };
const BEN = { id: "ben", name: "Ben" };
let ids = 0;
const options = (me = BEN) => ({ me, nextJudgementId: () => judgementId(`merged ${++ids}`) });
const said = (trace: Trace, ...edits: readonly Edit[]): Trace => must(applyEdit(trace, batch(...edits)));
const by = (rater: typeof ANN, of: JudgementTarget | string, value: Partial<JudgementValue>) =>
  addJudgement(`${rater.id} ${JSON.stringify(of)}`, of, value, { rater });
const judged = (trace: Trace) => judgedTrace(trace, { taxonomy: OWN_TAXONOMY, family: null });
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
    // Another run of the very same problem: its question alone is the same.
    const [ask] = [...trunk.steps.values()];
    const rollout = built(
      ...[...trunk.images.values()].map((image): Edit => ({ kind: "add-image", image })),
      addStep("ask", null, ask?.body),
      addStep("elsewhere", "ask"),
    );
    expect(mergeJudgements(trunk, rollout, options())).toEqual({ ok: false, error: "different-traces" });
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
    const { disagreements, ...told } = compareRaters([judged(both)], ANN.id, BEN.id);
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
    expect(ratersOf([judged(both)])).toEqual([ANN, BEN]);
    expect(verdictAlpha([judged(both)], [ANN.id, BEN.id])).toBeLessThan(0.5);
    expect(verdictAlpha([judged(said(trunk, by(ANN, "look", { verdict: "unsure" })))], [ANN.id, BEN.id])).toBeNull();
  });

  it("who never judged a trace has not been asked about its pictures", () => {
    const alone = said(trunk, by(ANN, region(0), {}));
    expect(compareRaters([judged(alone)], ANN.id, ME.id).regions).toMatchObject({
      matched: 0,
      onlyFirst: 0,
      detection: null,
    });
  });

  it("who marked a first error where the other said nothing are listed with it", () => {
    const apart = said(
      trunk,
      by(ANN, "look", { verdict: "correct" }),
      by(ANN, "zoom", { firstError: true }),
      by(BEN, "look", { verdict: "correct" }),
    );
    const { disagreements } = compareRaters([judged(apart)], ANN.id, BEN.id);
    expect(disagreements.map(({ step, place, weight }) => [step, place, weight])).toEqual([["zoom", 3, 1]]);
  });

  it("mean the same by a tag that was renamed between their editions", () => {
    const renamed = { ...OWN_TAXONOMY, edition: 2, moves: [{ edition: 2, from: "seeing", to: "perception" }] };
    const tag = (version: string, tag: string) => [{ taxonomy: OWN_TAXONOMY.id, version, tag }];
    const trace = said(
      trunk,
      by(ANN, "zoom", { tags: tag("1", "seeing") }),
      by(BEN, "zoom", { tags: tag("2", "perception") }),
    );
    const told = compareRaters([judgedTrace(trace, { taxonomy: renamed, family: null })], ANN.id, BEN.id);
    expect([told.tags, told.disagreements]).toEqual([1, []]);
  });

  it("are not compared on branches that were put away", () => {
    const away = said(both, { kind: "remark", id: stepId("zoom"), remark: { removed: true } });
    expect(compareRaters([judged(away)], ANN.id, BEN.id)).toMatchObject({ steps: 1, disagreements: [] });
  });

  it("are decided between by a third, who touches neither", () => {
    const judgementsOfRaters = (trace: Trace) =>
      [...trace.judgements.values()].filter(({ rater }) => rater.id === ANN.id || rater.id === BEN.id);
    const how = { atMillis: 9, nextJudgementId: () => judgementId(`decided ${++ids}`) };
    const value: JudgementValue = { verdict: "wrong", firstError: true, decisive: false, note: "Too low.", tags: [] };
    const decide = (trace: Trace, step: string, what = value): Trace => {
      const edit = adjudicate(trace, stepId(step), what, how);
      if (edit === null || edit === "no-such-step") throw new Error(`Nothing was decided: ${edit}`);
      return said(trace, edit);
    };
    const first = decide(both, "saw");
    expect(decided(first, stepId("saw"))).toEqual(value);
    // A line has one first error of the adjudicator as well.
    const second = decide(first, "zoom");
    expect(decided(second, stepId("saw"))).toMatchObject({ verdict: "wrong", firstError: false });
    expect(decided(second, stepId("zoom"))).toEqual(value);
    expect(judgementsOfRaters(second)).toEqual(judgementsOfRaters(both));
    expect(adjudicate(second, stepId("zoom"), value, how)).toBeNull();
    expect(adjudicate(second, stepId("gone"), value, how)).toBe("no-such-step");
    const back = decide(second, "zoom", { ...value, firstError: false });
    expect(decided(back, stepId("zoom"))).toMatchObject({ firstError: false });
  });
});
