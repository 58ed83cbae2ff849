import type { StepId } from "../trace";

/** One term of a score. */
export interface ScorePart {
  readonly name: string;
  /** Before it is weighed. */
  readonly value: number;
  /** 0 where a condition of the formula takes the term out, and for what is only told beside the score. */
  readonly weight: number;
  /** The steps that decided the value; none where something that is missing did. */
  readonly restsOn: readonly StepId[];
}

/** What was read for a score, so that a misread answer can be told from a wrong one. */
export interface ParsedAnswers {
  /** The answer as it was understood; null where there is none, or none that could be understood. */
  readonly answer: string | null;
  readonly reference: string | null;
  /** What found the two the same or not: `equal text`, `equal numbers`, the name of a judge. */
  readonly comparedBy?: string;
}

/** Where a formula is from: a paper or a repository, with the version that was read. */
export interface ScoreSource {
  readonly title: string;
  readonly reference: string;
}

/** A number that explains itself: its value is always the weighted sum of its parts. */
export interface Score {
  readonly name: string;
  readonly value: number;
  readonly parts: readonly ScorePart[];
  readonly parsed: ParsedAnswers;
  /** The formula with its numbers put in, as in `1 × outcome 1 + 0.2 × format 0 = 1`. */
  readonly formula: string;
  readonly source: ScoreSource;
}

export interface ScoreFacts {
  readonly name: string;
  readonly source: ScoreSource;
}

/** What a term of a score rests on, in short: `part("format", 1, 0.5, steps)`. */
export const part = (
  name: string,
  value: number,
  weight: number,
  restsOn: readonly { readonly id: StepId }[] = [],
): ScorePart => ({ name, value, weight, restsOn: restsOn.map(({ id }) => id) });

/** The score that is the weighted sum of its parts, said as that sum unless its formula is written otherwise. */
export function scoreOf(
  { name, source }: ScoreFacts,
  parts: readonly ScorePart[],
  parsed: ParsedAnswers,
  formula?: string,
): Score {
  // Minus nought is nought to everybody who reads it.
  const value = parts.reduce((sum, part) => sum + part.weight * part.value, 0) + 0;
  const terms = parts.map((part) => `${printed(part.weight)} × ${part.name} ${printed(part.value)}`);
  return { name, value, parts, parsed, formula: `${formula ?? terms.join(" + ")} = ${printed(value)}`, source };
}

export const printed = (value: number): string => String(Number(value.toFixed(4)));
