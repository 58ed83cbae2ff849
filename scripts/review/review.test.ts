import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { encodeTaxonomy, OWN_TAXONOMY } from "../../src/annotation";
import golden from "../../src/annotation/agreement/agreement.golden.json";
import { must } from "../../src/base";
import { packTrace } from "../../src/storage";
import { encodeTrace, ME, type Trace } from "../../src/trace";
import { addJudgement, addStep, built } from "../../src/trace/testing";
import { readFiles } from "./files";
import { parsePlan } from "./plan";
import { printReview, type Review, reviewOf } from "./report";

const folder = mkdtempSync(join(tmpdir(), "review-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TABLE = golden.tables[17];
const WORDS = ["wrong", "neutral", "correct"] as const;

/** What one rater of a golden table said, as their own browser keeps it: under "me". */
function fileOf(rater: number): Trace {
  const items = TABLE?.items ?? [];
  return built(
    ...items.map((_, at) => addStep(`s${at}`, at === 0 ? null : `s${at - 1}`)),
    ...items.flatMap((said, at) => {
      const verdict = WORDS.find((word) => word === said[rater]);
      return verdict ? [addJudgement(`j${at}`, `s${at}`, { verdict }, { rater: ME })] : [];
    }),
  );
}

const write = async (name: string, data: string | Blob): Promise<string> => {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, typeof data === "string" ? data : new Uint8Array(await data.arrayBuffer()));
  return path;
};

const ANN = await write("round/ann.json", JSON.stringify(encodeTrace(fileOf(0))));
const BEN = await write("round/ben.sightline.zip", must(await packTrace(fileOf(1), async () => null)));
const NOTES = await write("round/notes.json", '{"a": 1}');

async function review(...args: readonly string[]): Promise<{ readonly told: Review; readonly printed: string }> {
  const plan = parsePlan(args);
  const told = reviewOf(await readFiles(plan.inputs), plan);
  return { told, printed: printReview(told, plan.taxonomy) };
}

describe("npm run review", () => {
  it("tells of two raters' files what scikit-learn and krippendorff tell", async () => {
    const { told, printed } = await review(ANN, BEN);
    const [pair] = told.statistics.pairs;
    expect(pair?.raters.map(({ name }) => name)).toEqual(["ann", "ben"]);
    expect(Math.abs((pair?.kappa ?? 0) - (TABLE?.kappa ?? 1))).toBeLessThan(1e-9);
    expect(Math.abs((told.statistics.alpha ?? 0) - (TABLE?.ordinal ?? 1))).toBeLessThan(1e-9);
    expect(printed).toContain(`α over the verdicts of all raters: ${TABLE?.ordinal?.toFixed(3)}`);
    expect(printed).toContain("### Agreement of pairs");
    expect(
      told.disagreements[0]?.list.every(({ weight }, at, all) => at === 0 || weight <= (all[at - 1]?.weight ?? 0)),
    ).toBe(true);
  });

  it("takes a folder, and tells what in it is no trace", async () => {
    const { told, printed } = await review(join(folder, "round"));
    expect(told.files).toHaveLength(2);
    expect(told.unread).toEqual([{ name: NOTES, code: "not-a-trace" }]);
    expect(printed).toContain(`${NOTES}: not-a-trace`);
  });

  it("says that files of two runs have nothing to compare", async () => {
    const other = await write(
      "other.json",
      JSON.stringify(encodeTrace(built(addStep("x", null), addJudgement("j", "x")))),
    );
    expect((await review(ANN, other)).printed).toContain("different runs");
  });

  it("counts by the team's own taxonomy, and by one rater alone", async () => {
    const tags = [{ taxonomy: "ours", version: "1", tag: "late" }];
    const tagged = await write(
      "cem.json",
      JSON.stringify(encodeTrace(built(addStep("x", null), addJudgement("j", "x", { tags })))),
    );
    const late = { ...OWN_TAXONOMY.tags[0], key: "late", name: "Too late" };
    const taxonomy = await write(
      "ours.json",
      JSON.stringify({ ...encodeTaxonomy(OWN_TAXONOMY), id: "ours", tags: [late] }),
    );
    expect((await review(tagged, "--taxonomy", taxonomy)).printed).toContain("| Too late | 1 | 1 | 1 |");
    expect((await review(tagged, "--rater", "Dan")).told.statistics.failures).toBe(0);
  });

  it.each<[readonly string[], RegExp]>([
    [[], /Nothing to review/],
    [["nowhere.json"], /There is no nowhere/],
    [[ANN, "--taxonomy", NOTES], /no taxonomy that can be used: not-a-taxonomy/],
    [[ANN, "--taxonomy", BEN], /is no JSON/],
    [[ANN, "--ratr", "x"], /--ratr/],
  ])("refuses %j in words", (args, said) => expect(() => parsePlan(args)).toThrow(said));

  it("tells of a log what its own labels say, or that there are none", async () => {
    const log = await write(
      "log.jsonl",
      JSON.stringify({ question: "Which?", response: "<think>t</think><answer>B</answer>" }),
    );
    const { told, printed } = await review(log);
    expect([told.files.length, told.unread, told.statistics.traces]).toEqual([1, [], 0]);
    expect(printed).toContain("Nothing is judged");
  });
});
