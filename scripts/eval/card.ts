import { LEVELS, SORT_CARDS } from "../../src/catalog";
import { CONDITIONS, type Condition } from "../../src/evaluation";
import type { Report, Row } from "./report";

const BEGIN = "<!-- eval: begin (written by npm run eval -- --card) -->";
const END = "<!-- eval: end -->";

/** The card with the table of a report between its markers, or behind everything where there are none yet. */
export function writeCard(card: string, report: Report): string {
  const table = `${BEGIN}\n\n${cardTable(report)}\n\n${END}`;
  const [begin, end] = [card.indexOf(BEGIN), card.indexOf(END)];
  if (begin < 0 || end < begin) return `${card.trimEnd()}\n\n${table}\n`;
  return card.slice(0, begin) + table + card.slice(end + END.length);
}

const HEADINGS: Readonly<Record<Condition, string>> = {
  looking: "looking",
  refused: "every look refused",
  "injected-right": "after a person's right first move",
  "injected-wrong": "after a person's wrong first move",
};

/** Accuracy by condition, then by level, then what holds for all runs. */
export function cardTable({ rows, firstSeed, level }: Report): string {
  const families = SORT_CARDS.map(({ family }) => family).filter((family) => rows.some((row) => row.family === family));
  const rowOf = (family: string, condition: Condition) =>
    rows.find((row) => row.family === family && row.condition === condition);
  const main = families.map((family) => {
    const problems = Math.max(...rows.filter((row) => row.family === family).map((row) => row.problems));
    return [family, String(problems), ...CONDITIONS.map((condition) => share(rowOf(family, condition), problems))];
  });
  const levels = families.map((family) => [family, ...LEVELS.map((at) => shareAt(rowOf(family, "looking"), at))]);
  return [
    table(["family", "problems", ...CONDITIONS.map((condition) => HEADINGS[condition])], main),
    "Looking, by level:",
    table(["family", ...LEVELS.map((at) => `level ${at}`)], levels),
    `${seedsOf(rows, firstSeed)}, ${level === "mixed" ? "every level in turn" : `level ${level}`}. ${wholeOf(rows)}`,
  ].join("\n\n");
}

const seedsOf = (rows: readonly Row[], first: number): string =>
  `Seeds ${first} to ${first + Math.max(0, ...rows.map(({ problems }) => problems)) - 1}`;

/** What is said of all runs at once: how many of their actions could be read, and how fast they were written. */
function wholeOf(rows: readonly Row[]): string {
  const total = (of: (row: Row) => number) => rows.reduce((sum, row) => sum + of(row), 0);
  const runs = total(({ problems }) => problems);
  const [actions, unparsed] = [total((row) => row.actions), total((row) => row.unparsed)];
  const readable = percent(actions / Math.max(1, actions + unparsed), 2);
  const speed = Math.round(total(({ tokensPerSecond, problems }) => tokensPerSecond * problems) / Math.max(1, runs));
  const unanswered = total((row) => row.unanswered);
  return `Of ${actions + unparsed} actions ${readable} could be read; ${unanswered} of ${runs} runs ended without an answer; ${speed} tokens a second.`;
}

/** The share that came out right, and of how many where it is not of all: some problems have no such first move. */
function share(row: Row | undefined, problems: number): string {
  if (!row) return "–";
  return percent(row.accuracy) + (row.problems === problems ? "" : ` of ${row.problems}`);
}

function shareAt(row: Row | undefined, level: number): string {
  const at = row?.byLevel.find((part) => part.level === level);
  return at && at.problems > 0 ? percent(at.correct / at.problems) : "–";
}

const percent = (part: number, digits = 1): string => `${(part * 100).toFixed(digits)} %`;

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  [headings, headings.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
