import { describe, expect, it } from "vitest";
import type { ListedRun, RecordEntry, RunScore } from "../../opening";
import { runsAsCsv } from "./runTable";

const RUN: ListedRun = {
  index: 0,
  run: "r",
  place: "line 1",
  system: "deepeyes",
  sureness: "form",
  form: "deepeyes",
  title: 'Which "sign", left?',
  steps: 3,
  unread: 0,
  answer: "=A",
  reference: "A",
  score: 1,
  reward: null,
  right: true,
  runs: 1,
  hints: 0,
  judged: { verdict: "wrong", firstError: 2, raters: [{ id: "a", name: "Ada" }] },
};

const scored = (value: number): RunScore => ({
  kind: "scored",
  value,
  formula: `1 × outcome ${value} = ${value}`,
  answer: "A",
  reference: "A",
  comparedBy: null,
});

const listOf = (rows: readonly (ListedRun & Partial<Pick<RecordEntry, "group">>)[]) => ({
  rows: async (from: number, to: number) => rows.slice(from, to).map((row, i) => ({ ...row, index: from + i })),
});

const REWARD = { name: "gym-reward", file: null };

/** The cells of a table of which none holds a comma. */
async function table(...args: Parameters<typeof runsAsCsv>): Promise<Record<string, string>[]> {
  const [head = "", ...rows] = (await runsAsCsv(...args)).join("").slice(1).trimEnd().split("\r\n");
  return rows.map((row) => Object.fromEntries(head.split(",").map((name, i) => [name, row.split(",")[i] ?? ""])));
}

describe("a list of runs as a table", () => {
  it("tells of each run what the list does, quoted, and computed by no spreadsheet", async () => {
    const text = (await runsAsCsv(listOf([RUN]), 1, null)).join("");
    expect(text).toBe(
      "\uFEFFrun,place,question,system,recognised_by,form,answer,right_answer,right,log_score,steps,not_understood,hints," +
        "runs_of_question,verdict,first_error,judged_by\r\n" +
        `r,line 1,"Which ""sign"", left?",deepeyes,form,deepeyes,'=A,A,true,1,3,0,0,1,wrong,2,Ada\r\n`,
    );
  });

  it("has the score of each run, why there is none, and its advantage among the listed runs of its problem", async () => {
    const runs = [
      { ...RUN, title: "a", group: "one", reward: scored(1) },
      { ...RUN, title: "b", group: "one", reward: scored(0) },
      { ...RUN, title: "c", group: "two", reward: scored(1) },
      { ...RUN, title: "d", group: "one", reward: { kind: "refused", code: "missing-answer" } as const },
      { ...RUN, title: "e", reward: scored(1) },
      { ...RUN, title: "f" },
    ];
    const cells = (await table(listOf(runs), runs.length, REWARD)).map((row) =>
      ["reward_score", "reward_missing", "group", "group_mean", "advantage_grpo"].map((name) => row[name]),
    );
    expect(cells).toEqual([
      ["1", "", "one", "0.5", "1"],
      ["0", "", "one", "0.5", "-1"],
      ["1", "", "two", "", ""],
      ["", "missing-answer", "one", "0.5", ""],
      ["1", "", "", "", ""],
      ["", "", "", "", ""],
    ]);
  });

  it("asks for a long list a page at a time, and has each run once", async () => {
    const runs = Array.from({ length: 1203 }, (_, i) => ({ ...RUN, title: `q${i}`, reward: scored(i) }));
    const rows = await table(listOf(runs), runs.length, REWARD);
    expect(rows.map((row) => row.question)).toEqual(runs.map(({ title }) => title));
    expect(rows.at(-1)).toMatchObject({ reward: "gym-reward", reward_score: "1202" });
  });
});
