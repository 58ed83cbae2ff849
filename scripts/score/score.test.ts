import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { must } from "../../src/base";
import { REWARDS } from "../../src/scoring";
import { readInput } from "../input/readInput";
import { type LineToScore, linesIn } from "./lines";
import { parsePlan } from "./plan";
import { printReport } from "./print";
import { parseReferences } from "./references";
import { reportOf, type ScoreReport } from "./report";

const folder = mkdtempSync(join(tmpdir(), "score-"));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, data: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof data === "string" ? data : JSON.stringify(data));
  return path;
};

/** What the command prints with `--json`. */
async function score(...args: readonly string[]): Promise<ScoreReport> {
  const plan = must(parsePlan(args));
  const lines: LineToScore[] = [];
  const given = plan.references ? must(parseReferences(REFERENCES)) : new Map();
  for (const input of plan.inputs)
    await readInput(input, { from: plan.from, images: null }, ({ trace }) => {
      lines.push(...linesIn(input, trace, given));
    });
  return reportOf(lines, plan, []);
}

const REFERENCES = JSON.stringify({ "*": { answer: "B" } });

const row = (response: string, answer?: string) =>
  JSON.stringify({ question: "Which one?", response, ...(answer === undefined ? {} : { answer }) });
const LOG = write(
  "log.jsonl",
  [row("<think>t</think><answer>B</answer>", "B"), row("<think>t</think><answer>C</answer>", "B")].join("\n"),
);

describe("npm run score", () => {
  it("scores a log's lines in groups, with statistics and advantages", async () => {
    const report = await score(LOG, "--reward", "r1-v", "--group", "--same-question");
    expect(report.lines.map(({ group, score: each, advantage }) => [group, each?.value, advantage])).toEqual([
      [1, 2, 1],
      [1, 1, -1],
    ]);
    expect(report.groups).toMatchObject([{ rollouts: 2, mean: 1.5, uniform: false }]);
    expect(report.batch).toMatchObject({ groups: 1, meanOfBest: 2, shareUniform: 0 });
    expect(printReport(report)).toContain("1 groups, 2 rollouts: mean 1.5, spread 0.5, mean of the best 2");
  });

  it("scores every branch of a trace of ours, gym answers read by their family", async () => {
    const report = await score("public/samples/find.json", "public/samples/failure.json", "--reward", "gym-reward");
    expect(report.lines.map(({ score: each }) => each?.value)).toEqual([1.5, 0]);
  });

  it("says why there is no score, and takes what is missing from a file", async () => {
    const bare = write("bare.jsonl", row("<think>t</think><answer>B</answer>"));
    const without = await score(bare, "--reward", "r1-v");
    expect(without.lines[0]).toMatchObject({ score: null, refused: { code: "missing-answer" } });
    expect(printReport(without)).toContain("1 without a score: r1-v: the right answer is not known");
    const references = write("references.json", REFERENCES);
    expect((await score(bare, "--reward", "r1-v", "--references", references)).lines[0]?.score?.value).toBe(2);
  });

  it("takes a composed reward from a file", async () => {
    const reward = write("mine.json", {
      format: "sightline-reward",
      version: 1,
      name: "mine",
      terms: [{ reward: "r1-v", part: "format", weight: 3 }],
    });
    expect((await score(LOG, "--reward", reward)).lines[0]?.score?.formula).toBe("3 × r1-v: format 1 = 3");
  });

  it("prints words of a log on one line, and no orders to a terminal", async () => {
    const odd = write("odd.jsonl", row("<think>t</think>\n<answer>B\u001b[2J\nC</answer>", "B"));
    const printed = printReport(await score(odd, "--reward", "reason-rft-discrete"));
    expect(printed.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  it.each([
    [[], "Nothing to score"],
    [[LOG], "--reward is missing"],
    [[LOG, "--reward", "r9"], "No reward is called r9"],
    [[LOG, "--reward", LOG], "not-json"],
    [["nowhere.json", "--reward", "r1-v"], "There is no nowhere.json"],
    [[LOG, "--reward", "r1-v", "--advantage", "best"], "--advantage must be one of"],
    [[LOG, "--reward", "r1-v", "--from", "nobody"], "no system is called nobody"],
    [[LOG, "--reward", "r1-v", "--judge", "me"], "--judge knows rule only"],
    [[LOG, "--rewrd", "r1-v"], "--rewrd"],
  ])("refuses %j in words", (args, words) => {
    const plan = parsePlan(args);
    expect(plan.ok ? "" : plan.error).toContain(words);
  });

  it.each([["{"], ["[]"], ['{"*": {"anser": "B"}}'], ['{"*": {"boxes": [[1, 2, 3]]}}']])(
    "refuses references %s",
    (text) => {
      expect(parseReferences(text).ok).toBe(false);
    },
  );
});

const CASES = join(import.meta.dirname, "../../src/opening/fixtures/cases");

describe("any log that opens", () => {
  it.each(readdirSync(CASES))("%s is scored by every reward, once it has what that needs", async (name) => {
    const boxes = [[0, 0, 10, 10]];
    const references = JSON.stringify({ "*": { answer: "B", steps: ["look"], keySteps: ["look"], boxes } });
    const lines: LineToScore[] = [];
    const given = must(parseReferences(references));
    await readInput(join(CASES, name), { from: null, images: null }, ({ trace }) =>
      lines.push(...linesIn(name, trace, given)),
    );
    const judge = { name: "test", judge: () => true };
    for (const reward of REWARDS) {
      const plan = { reward, judge, group: true, advantage: "trl", sameQuestion: false } as const;
      const report = reportOf(lines, plan, []);
      // A log without any picture has no place to hold a box against.
      const refused = report.lines.flatMap(({ refused: why }) => (why ? [why.code] : []));
      expect(refused.filter((code) => code !== "missing-boxes")).toEqual([]);
      for (const { score: each, advantage } of report.lines)
        if (each) expect([Number.isFinite(each.value), Number.isFinite(advantage)]).toEqual([true, true]);
    }
  });
});

const FIXTURES = process.env.SIGHTLINE_FIXTURES ?? join(import.meta.dirname, "../../../shared/fixtures");
const R1_V = join(FIXTURES, "r1-v/superclevr-counting-grpo100.json");

describe.runIf(existsSync(R1_V))("a log of R1-V's own evaluation", () => {
  it("comes to the accuracy that it says of itself", async () => {
    const { lines } = await score(R1_V, "--reward", "r1-v");
    const right = lines.filter(({ score: each }) => each?.parts[0]?.value === 1);
    expect((100 * right.length) / lines.length).toBe(82.5);
  });
});
