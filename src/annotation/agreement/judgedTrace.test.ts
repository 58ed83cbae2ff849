import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { applyEdit, type Edit, type Trace } from "../../trace";
import { addJudgement, addStep, batch, built, stepId } from "../../trace/testing";
import { OWN_TAXONOMY } from "../ownTaxonomy";
import golden from "./agreement.golden.json";
import { compareRaters, verdictAlpha } from "./compareRaters";
import { judgedTrace } from "./judgedTrace";

const VERDICTS = ["wrong", "neutral", "correct"] as const;
const raterAt = (at: number) => ({ id: `r${at}`, name: `Rater ${at}` });
const judged = (trace: Trace) => judgedTrace(trace, { taxonomy: OWN_TAXONOMY, family: null });

/** A line with a step for each item of a golden table, and what its raters said of each. */
function traceOf(items: readonly (readonly (string | null)[])[]): Trace {
  const edits = items.flatMap((words, at): readonly Edit[] => [
    addStep(`s${at}`, at === 0 ? null : `s${at - 1}`),
    ...words.flatMap((word, rater) => {
      const verdict = VERDICTS.find((known) => known === word);
      return verdict ? [addJudgement(`${at} ${rater}`, `s${at}`, { verdict }, { rater: raterAt(rater) })] : [];
    }),
  ]);
  return built(...edits);
}

const near = (ours: number | null, theirs: number | null): void => {
  if (ours === null || theirs === null) expect(ours).toBe(theirs);
  else expect(Math.abs(ours - theirs)).toBeLessThan(1e-9);
};

describe(`judgements in a trace agree as krippendorff ${golden.versions.krippendorff} and scikit-learn tell it`, () => {
  it.each(golden.tables.map((table, index) => ({ index, ...table })))("table $index", ({ items, ...theirs }) => {
    const trace = judged(traceOf(items));
    const raters = (items[0] ?? []).map((_, at) => raterAt(at).id);
    near(verdictAlpha([trace], raters), theirs.ordinal);
    near(verdictAlpha([trace], raters, "nominal"), theirs.nominal);
    near(compareRaters([trace], "r0", "r1").kappa, theirs.kappa);
  });
});

describe("a long line", () => {
  /** Counts how often the steps of a trace are asked for by name. */
  function counted(trace: Trace): { readonly trace: Trace; asked(): number } {
    let asked = 0;
    const steps = new Proxy(trace.steps, {
      get(map, key) {
        if (key === "get") asked++;
        const value: unknown = Reflect.get(map, key, map);
        return typeof value === "function" ? value.bind(map) : value;
      },
    });
    return { trace: { ...trace, steps }, asked: () => asked };
  }

  const LENGTH = 3000;
  const line = built(
    ...Array.from({ length: LENGTH }, (_, i) => addStep(`s${i}`, i === 0 ? null : `s${i - 1}`)),
    ...Array.from({ length: LENGTH }, (_, i) => addJudgement(`j${i}`, `s${i}`, { verdict: "wrong" })),
  );

  it("is walked once, however much of it is judged", () => {
    const { trace, asked } = counted(line);
    expect(judged(trace).steps).toHaveLength(LENGTH);
    expect(asked()).toBeLessThan(10 * LENGTH);
  });
});

describe("failures", () => {
  const trace = must(
    applyEdit(
      built(addStep("a", null), addStep("b", "a"), addStep("c", "b"), addStep("gone", "a")),
      batch(
        addJudgement("fine", "a"),
        addJudgement("wrong", "b", { verdict: "wrong" }),
        addJudgement("noted", "c", { note: "Hm." }),
        addJudgement(
          "caused",
          { kind: "link", cause: stepId("a"), effect: stepId("c") },
          { tags: [{ taxonomy: "sightline-failures", version: "1", tag: "reasoning" }] },
        ),
        addJudgement("hinted", "c", { verdict: "wrong" }, { basis: { kind: "check", name: "loop", version: "1" } }),
        addJudgement("away", "gone", { verdict: "wrong" }),
        addJudgement("whole", { kind: "trace" }, { verdict: "wrong" }),
        { kind: "remark", id: stepId("gone"), remark: { removed: true } },
      ),
    ),
  );

  it("are what is called wrong or tagged by hand: a step, the effect of a link, the whole", () => {
    expect(judged(trace).failures.map(({ step, place, tags }) => [step, place, tags])).toEqual([
      ["b", 2, []],
      ["c", 3, ["reasoning"]],
      [null, null, []],
    ]);
  });
});
