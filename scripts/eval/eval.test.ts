import { expect, it } from "vitest";
import { FAMILY_CARDS, TRAP_CARDS } from "../../src/catalog";
import { type RunSummary, trialsOf } from "../../src/evaluation";
import { cardTable, writeCard } from "./card";
import { parsePlan } from "./plan";
import { mergeReports, reportOf } from "./report";
import type { Done } from "./work";

const ran = (isCorrect: boolean, level: RunSummary["level"] = 1): RunSummary => ({
  level,
  correctness: isCorrect ? "right" : "wrong",
  reward: isCorrect ? 1.5 : 0,
  actions: 2,
  unparsed: 0,
  decodedTokens: 10,
  decodeMillis: 100,
});

const done = (condition: Done["condition"], ...runs: readonly (RunSummary | null)[]): Done[] =>
  runs.map((summary, seed) => ({ name: { family: "find", seed, difficulty: 1 }, condition, summary }));

it("plans all families at mixed levels unless it is told otherwise", () => {
  const trials = trialsOf(parsePlan(["--problems", "10", "--seed", "3"]));
  expect(trials).toHaveLength(FAMILY_CARDS.length * 10);
  expect(trials[0]).toEqual({ name: { family: "find", seed: 3, difficulty: 4 }, condition: "looking" });
  const levels = trials.slice(0, 10).map(({ name }) => name.difficulty);
  expect(levels.toSorted()).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
});

it("keeps to what it is told", () => {
  const told = ["--family", "maze, chart", "--problems", "1", "--level", "5", "--inject", "wrong"];
  expect(trialsOf(parsePlan(told))).toEqual([
    { name: { family: "maze", seed: 1, difficulty: 5 }, condition: "injected-wrong" },
    { name: { family: "chart", seed: 1, difficulty: 5 }, condition: "injected-wrong" },
  ]);
  expect(parsePlan(["--no-look"]).conditions).toEqual(["refused"]);
  expect(parsePlan(["--card"]).conditions).toHaveLength(4);
  expect(parsePlan(["--family", "traps"]).sorts).toEqual(TRAP_CARDS.map(({ family }) => family));
  expect(parsePlan(["--card", "a.json", "b.json"]).reports).toEqual(["a.json", "b.json"]);
});

it.each([
  ["--family", "chess"],
  ["--level", "6"],
  ["--inject", "up"],
  ["--problems", "-1"],
  ["--workers", "two"],
])("refuses %s %s", (...args) => {
  expect(() => parsePlan(args)).toThrow();
});

it("reports each family under each condition, and leaves out problems without such a move", () => {
  const plan = parsePlan([]);
  const looking = reportOf(plan, done("looking", ran(true), ran(false, 2), ran(true, 2)));
  expect(looking.rows).toMatchObject([{ family: "find", condition: "looking", problems: 3, accuracy: 0.6667 }]);
  const injected = reportOf(plan, done("injected-right", null, ran(true)));
  expect(injected.rows).toMatchObject([{ condition: "injected-right", problems: 1, accuracy: 1 }]);
  expect(mergeReports([looking, injected, looking]).rows).toHaveLength(2);
  expect(cardTable(mergeReports([looking, injected]))).toContain("| find | 3 | 66.7 % | – | 100.0 % of 1 | – |");
  expect(() => mergeReports([looking, reportOf(parsePlan(["--seed", "2"]), [])])).toThrow("different seeds");
});

it("writes the card between its markers, and again in the same place", () => {
  const report = reportOf(parsePlan([]), done("looking", ran(true), ran(false, 2)));
  const written = writeCard("# Model\n\nWords.\n", report);
  expect(written).toContain("| find | 2 | 50.0 % | – | – | – |");
  expect(written).toContain("| find | 100.0 % | 0.0 % | – | – | – |");
  expect(written).toContain("100 tokens a second");
  const moved = `${written}\n## More\n`;
  expect(writeCard(moved, report)).toBe(moved);
  const other = reportOf(parsePlan([]), done("looking", ran(true)));
  expect(writeCard(moved, other)).toContain(`${cardTable(other)}\n\n<!-- eval: end -->\n\n## More`);
});
