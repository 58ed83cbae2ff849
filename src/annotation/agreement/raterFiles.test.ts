import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { applyEdit, type Edit, ME, type Trace } from "../../trace";
import { addJudgement, addStep, batch, built, judgementId, trunk } from "../../trace/testing";
import { ADJUDICATOR, handOver, raterNamed } from "../rater";
import { joinRaters, raterOfFile } from "./raterFiles";

let ids = 0;
const nextJudgementId = () => judgementId(`j${++ids}`);
const said = (trace: Trace, ...edits: readonly Edit[]): Trace => must(applyEdit(trace, batch(...edits)));
const wrong = said(trunk, addJudgement("a", "zoom", { verdict: "wrong" }));
const right = said(trunk, addJudgement("a", "zoom", { verdict: "correct" }));
const other = built(addStep("ask", null), addStep("more", "ask"), addJudgement("x", "more"));

describe("several people's files", () => {
  it("of one run are one trace, each nameless person by the name of their file", () => {
    const { traces, files } = joinRaters(
      [
        { name: "ann.sightline.zip", trace: wrong },
        { name: "round 2/Ben.json", trace: right },
      ],
      nextJudgementId,
    );
    expect(
      traces.map(({ judgements }) => [...judgements.values()].map(({ rater, value }) => [rater, value.verdict])),
    ).toEqual([
      [
        [{ id: "ann", name: "ann" }, "wrong"],
        [{ id: "ben", name: "Ben" }, "correct"],
      ],
    ]);
    expect(files).toMatchObject([
      { first: true, added: 1, known: 0, leftOut: 0 },
      { first: false, added: 1, trace: 0 },
    ]);
  });

  it("of different runs stay apart", () => {
    const { traces, files } = joinRaters(
      [
        { name: "ann.json", trace: wrong },
        { name: "ben.json", trace: other },
        { name: "cem.json", trace: right },
      ],
      nextJudgementId,
    );
    expect(traces.map(({ judgements }) => judgements.size)).toEqual([2, 1]);
    expect(files.map(({ trace, first }) => [trace, first])).toEqual([
      [0, true],
      [1, true],
      [0, false],
    ]);
  });

  it("given twice say nothing new", () => {
    const file = { name: "ann.json", trace: wrong };
    expect(joinRaters([file, file], nextJudgementId).files[1]).toMatchObject({ added: 0, known: 1 });
  });
});

describe("a rater by name", () => {
  it.each([
    ["Ann", { id: "ann", name: "Ann" }],
    ["  ＡＮＮ  Lee ", { id: "ann-lee", name: "ANN Lee" }],
    ["李 雷", { id: "李-雷", name: "李 雷" }],
    ["~adjudicated", { id: "adjudicated", name: "~adjudicated" }],
    ["", ME],
    [" … ", ME],
    ["Me", ME],
  ])("%j", (typed, rater) => expect(raterNamed(typed)).toEqual(rater));

  it("is never the adjudicator", () => {
    expect(raterNamed(ADJUDICATOR.id).id).not.toBe(ADJUDICATOR.id);
    expect(raterOfFile("~adjudicated.json").id).not.toBe(ADJUDICATOR.id);
  });

  it("takes over what was said without one, and only that", () => {
    const ann = raterNamed("Ann");
    const both = said(wrong, addJudgement("theirs", "zoom", {}, { rater: { id: "ben", name: "Ben" } }));
    const edit = handOver(both, ME.id, ann, nextJudgementId);
    const raters =
      edit && [...said(both, edit).judgements.values()].map(({ rater, value }) => [rater.id, value.verdict]);
    expect(raters).toEqual([
      ["ben", null],
      ["ann", "wrong"],
    ]);
    expect(handOver(both, "nobody", ann, nextJudgementId)).toBeNull();
  });
});
