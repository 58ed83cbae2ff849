import { describe, expect, it } from "vitest";
import { ADJUDICATOR, changeTaxonomy, nextEdition, OWN_TAXONOMY, type Taxonomy, tagOf } from "../../annotation";
import { must } from "../../base";
import { type Edit, lineTo } from "../../trace";
import { addJudgement, built, stepId } from "../../trace/testing";
import { EXAMPLE } from "../testing";
import { judgedAlong } from "./ratings";

const ANN = { rater: { id: "ann", name: "Ann" } };
const judged = (rater: string | null, ...edits: readonly Edit[]) => judgedBy(OWN_TAXONOMY, rater, ...edits);

function judgedBy(taxonomy: Taxonomy, rater: string | null, ...edits: readonly Edit[]) {
  const trace = built(...EXAMPLE, ...edits);
  const { ratings, firstError, tags } = judgedAlong(trace, lineTo(trace, stepId("right")), { rater, taxonomy });
  return { ratings: Object.fromEntries(ratings), firstError, tags: [...tags] };
}

describe("what raters say along a line", () => {
  it("takes one verdict a rater, by hand before an accepted hint, the last before those earlier", () => {
    const check = { basis: { kind: "check", name: "loop", version: "1" } } as const;
    expect(
      judged(
        null,
        addJudgement("a", "zoom", { verdict: "wrong" }, { atMillis: 1 }),
        addJudgement("b", "zoom", { verdict: "correct" }, { atMillis: 2 }),
        addJudgement("c", "zoom", { verdict: "wrong" }, { ...check, atMillis: 3 }),
      ).ratings,
    ).toEqual({ zoom: "correct" });
  });

  it("calls a step disputed on which raters differ, unless one of them is asked for", () => {
    const edits = [addJudgement("a", "zoom"), addJudgement("b", "zoom", { verdict: "wrong" }, ANN)];
    expect(judged(null, ...edits).ratings).toEqual({ zoom: "disputed" });
    expect(judged("ann", ...edits).ratings).toEqual({ zoom: "wrong" });
  });

  it("takes what was adjudicated for all that raters said of the step, its first error for the only one", () => {
    const ADJUDICATED = { rater: ADJUDICATOR };
    const disputed = [
      addJudgement("a", "zoom", { verdict: "wrong", firstError: true }),
      addJudgement("b", "zoom", { verdict: "correct" }, ANN),
      addJudgement("c", "look", { firstError: true }, ANN),
    ];
    const decided = (value: { verdict: "correct" | "wrong"; firstError: boolean }) =>
      judged(null, ...disputed, addJudgement("d", "zoom", value, ADJUDICATED));
    expect(judged(null, ...disputed)).toMatchObject({ ratings: { zoom: "disputed" }, firstError: "disputed" });
    expect(decided({ verdict: "wrong", firstError: true })).toMatchObject({
      ratings: { zoom: "wrong" },
      firstError: "zoom",
    });
    expect(decided({ verdict: "correct", firstError: false })).toMatchObject({
      ratings: { zoom: "correct" },
      firstError: "look",
    });
    // Whoever asks for one rater gets what that one said.
    expect(judged("ann", ...disputed, addJudgement("d", "zoom", {}, ADJUDICATED)).ratings).toEqual({ zoom: "correct" });
  });

  it("leaves out what is said of other lines, and makes up no verdict", () => {
    const note = addJudgement("n", "zoom", { note: "Hm." });
    const elsewhere = addJudgement("w", "wrong", { verdict: "wrong", firstError: true });
    expect(judged(null, note, elsewhere)).toEqual({ ratings: {}, firstError: null, tags: [] });
  });

  it("knows one first error, or that raters differ", () => {
    const mine = addJudgement("a", "zoom", { firstError: true });
    expect(judged(null, mine).firstError).toBe("zoom");
    expect(judged(null, mine, addJudgement("b", "look", { firstError: true }, ANN)).firstError).toBe("disputed");
  });

  it("gathers tags of the trace and of its steps", () => {
    const tagged = (tag: string) => ({ tags: [{ taxonomy: "t", version: "1", tag }] });
    expect(
      judged(null, addJudgement("a", { kind: "trace" }, tagged("bypassing")), addJudgement("b", "zoom", tagged("loop")))
        .tags,
    ).toEqual(["bypassing", "loop"]);
  });

  it("knows a tag of ours again that a team renamed or merged another into", () => {
    const next = nextEdition(OWN_TAXONOMY);
    const renamed = must(changeTaxonomy(next, { kind: "rename", key: "bypassing", to: "looks-away" }));
    const merged = must(changeTaxonomy(renamed, { kind: "merge", key: "loop", into: "looks-away" }));
    const of = (by: Taxonomy, key: string) => addJudgement("a", "zoom", { tags: [tagOf(by, key)] });
    expect(judgedBy(merged, null, of(merged, "looks-away")).tags).toContain("bypassing");
    expect(judgedBy(merged, null, of(OWN_TAXONOMY, "loop")).tags).toContain("bypassing");
    expect(judgedBy(merged, null, of(OWN_TAXONOMY, "format")).tags).toEqual(["format"]);
  });
});
