import { unreachable } from "../../base";
import { firstNumber } from "../reading/number";
import { firstTagged, strip } from "../reading/text";
import { readFencedMoves, type VilasrMove } from "../reading/vilasrMoves";
import type { AnswerKind, Reference } from "../reference";
import type { LineReward, Told } from "../reward";
import type { Rollout } from "../rollout";
import { part, type ScoreFacts, scoreOf } from "../score";

const SOURCE = { title: "ViLaSR", reference: "AntResearchNLP/ViLaSR@61669c0, verl/utils/reward_score/gcot.py" };

/** θ = 0.50, 0.55, …, 0.95, in hundredths so that the ten of them are exact. */
const THRESHOLDS = [50, 55, 60, 65, 70, 75, 80, 85, 90, 95];

/**
 * Mean relative accuracy: the share of ten thresholds θ under which |said − right| ÷ (|right| + 1e-8) < 1 − θ. The
 * code counts in 32-bit floats, which differ from this at the thresholds themselves only.
 */
export function meanRelativeAccuracy(said: number, right: number): number {
  const relative = Math.abs(said - right) / (Math.abs(right) + 1e-8);
  return THRESHOLDS.filter((threshold) => relative < (100 - threshold) / 100).length / THRESHOLDS.length;
}

/** The kind of question that an answer is to, where nothing says it: one letter, a number, or other words. */
function kindOf({ answer, answerKind }: Reference): AnswerKind {
  if (answerKind) return answerKind;
  if (/^\s*\(?[A-Z]\)?\.?\s*$/.test(answer ?? "")) return "multiple-choice";
  return /^\s*[-+]?\d*\.?\d+\s*$/.test(answer ?? "") ? "number" : "text";
}

const answerIn = (text: string): string => strip(firstTagged(text, "answer") ?? text);

/** Only letters and numbers are compared in the code: any other words are worth nothing. */
function accuracyOf(answer: string, right: string, kind: AnswerKind): number {
  switch (kind) {
    case "multiple-choice":
      return Number(answer === right);
    case "number": {
      const [said, known] = [firstNumber(answer), firstNumber(right)];
      return said === null || known === null ? 0 : meanRelativeAccuracy(said, known);
    }
    case "text":
      return 0;
    default:
      return unreachable(kind);
  }
}

interface Format {
  readonly isValid: boolean;
  readonly moves: readonly VilasrMove[];
}

function formatOf({ turns }: Rollout): Format {
  const said = turns.filter(({ words }) => words !== "");
  const isShaped = said.every(({ words }, i) => {
    const answers = words.includes("<answer>") && words.includes("</answer>");
    const speaksOfAnswer = words.includes("<answer>") || words.includes("</answer>");
    return isThoughtThenAction(words) && (i === said.length - 1 ? answers : !speaksOfAnswer);
  });
  const moves = readFencedMoves(said.map(({ words }) => words).join(""));
  return { isValid: said.length > 0 && isShaped && moves !== null, moves: moves ?? [] };
}

/** `<think>…</think>`, white space, `Action:`, and whatever follows. */
function isThoughtThenAction(words: string): boolean {
  return words.startsWith("<think>") && /<\/think>\s*Action:/.test(words.slice("<think>".length));
}

/**
 * Whether a line corrects itself: a label comes again with other corners. Exact labels and corners, boxes only, whatever
 * image they are on, as the code logs it; it is no part of the reward.
 */
export function isReflective(moves: readonly VilasrMove[]): boolean {
  const seen = new Map<string, Set<string>>();
  return moves.some(({ label, box }) => {
    if (!box) return false;
    const before = seen.get(label);
    const corners = box.join(" ");
    if (!before) seen.set(label, new Set([corners]));
    return before !== undefined && !before.has(corners);
  });
}

function accuracyAlong({ turns }: Rollout, reference: Reference) {
  const answer = answerIn(turns.at(-1)?.words ?? "");
  const right = answerIn(reference.answer ?? "");
  return { answer, right, accuracy: accuracyOf(answer, right, kindOf(reference)) };
}

const scored = (facts: ScoreFacts, weight: number) => (rollout: Rollout, told: Told) => {
  const { answer, right, accuracy } = accuracyAlong(rollout, told.reference);
  const { isValid, moves } = formatOf(rollout);
  const steps = rollout.turns.flatMap((turn) => turn.steps);
  const parts = [
    part("accuracy", accuracy, weight, steps.slice(-1)),
    // The form is worth something above the threshold of nought only.
    part("format", Number(isValid), accuracy > 0 ? weight : 0, steps),
    part("reflection", Number(isValid && isReflective(moves)), 0, steps),
  ];
  const comparedBy = { "multiple-choice": "equal text", number: "mean relative accuracy", text: "no rule" };
  return scoreOf(facts, parts, { answer, reference: right, comparedBy: comparedBy[kindOf(told.reference)] });
};

const COMMON = {
  scores: "line",
  source: SOURCE,
  needs: ["answer"],
  parts: ["accuracy", "format", "reflection"],
} as const;

const CODE = { ...COMMON, name: "vilasr" };
export const vilasr: LineReward = {
  ...CODE,
  form: "code",
  says: "Half the accuracy and half the format where the accuracy is above 0, else 0; numbers by mean relative accuracy.",
  range: [0, 1],
  score: scored(CODE, 0.5),
};

const PAPER = { ...COMMON, name: "vilasr-paper" };
export const vilasrPaper: LineReward = {
  ...PAPER,
  form: "paper",
  says: "Accuracy + format where the accuracy is above β = 0, else 0 (equation 2).",
  range: [0, 2],
  score: scored(PAPER, 1),
};

const KEPT = { ...COMMON, name: "vilasr-kept", parts: ["kept", "accuracy", "format", "reflection"] } as const;
/** The code of the selection is not published: this is the paper's rule with the test for reflection of the reward's code. */
export const vilasrKept: LineReward = {
  ...KEPT,
  form: "paper",
  says: "1 where reflective rejection sampling keeps the line: it is right, well formed, and draws a label anew.",
  range: [0, 1],
  score(rollout, told) {
    const { parts, parsed } = scored(KEPT, 0)(rollout, told);
    const isKept = parts.every(({ value }) => value > 0);
    const steps = rollout.turns.flatMap((turn) => turn.steps);
    return scoreOf(KEPT, [part("kept", Number(isKept), 1, steps), ...parts], parsed);
  },
};
