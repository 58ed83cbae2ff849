import type { Step, StepId } from "../trace";
import type { Reference } from "./reference";

/** One term of a score. */
export interface ScorePart {
  readonly name: string;
  /** Before it is weighed. */
  readonly value: number;
  readonly weight: number;
  /** The steps that decided the value; none where something that is missing did. */
  readonly restsOn: readonly StepId[];
}

/** What was read for a score, so that a misread answer can be told from a wrong one. */
export interface ParsedAnswers {
  /** The answer as it was understood; null where there is none, or none that could be understood. */
  readonly answer: string | null;
  readonly reference: string | null;
}

/** Where a formula is from: a paper or a repository, with the version that was read. */
export interface ScoreSource {
  readonly title: string;
  readonly reference: string;
}

/** A number that explains itself. */
export interface Score {
  readonly name: string;
  readonly value: number;
  readonly parts: readonly ScorePart[];
  readonly parsed: ParsedAnswers;
  /** The formula with its numbers put in, as in `1 × outcome 1 + 0.2 × format 0 = 1`. */
  readonly formula: string;
  readonly source: ScoreSource;
}

interface ScorerFacts {
  readonly name: string;
  readonly source: ScoreSource;
}

/** Scores each step of a line by itself; null for a step that the scorer says nothing of. */
export interface StepScorer extends ScorerFacts {
  readonly scores: "step";
  score(line: readonly Step[], reference: Reference): readonly (Score | null)[];
}

/** Scores a line from its root to its last step. */
export interface LineScorer extends ScorerFacts {
  readonly scores: "line";
  score(line: readonly Step[], reference: Reference): Score;
}

/** Scores lines of one problem against each other: what one is worth depends on the others. */
export interface BatchScorer extends ScorerFacts {
  readonly scores: "batch";
  score(lines: readonly (readonly Step[])[], reference: Reference): readonly Score[];
}

/** The score that is the weighted sum of its parts: the form that nearly every reward has. */
export function scoreOf({ name, source }: ScorerFacts, parts: readonly ScorePart[], parsed: ParsedAnswers): Score {
  const value = parts.reduce((sum, part) => sum + part.weight * part.value, 0);
  const terms = parts.map((part) => `${printed(part.weight)} × ${part.name} ${printed(part.value)}`);
  return { name, value, parts, parsed, formula: `${terms.join(" + ")} = ${printed(value)}`, source };
}

const printed = (value: number): string => String(Number(value.toFixed(4)));
