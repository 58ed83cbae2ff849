import type { StepId } from "./ids";

/** One token as the model emitted it. Log-probabilities are natural, of the distribution before temperature. */
export interface Token {
  /** The model's own number for it; below 0 where a server kept that to itself, and the same words have the same. */
  readonly id: number;
  /** What the token added to the text; empty while a character is still incomplete. */
  readonly text: string;
  /** Null where nobody told. Never infinite: see `IMPOSSIBLE`. */
  readonly logProbability: number | null;
  readonly alternatives: readonly TokenAlternative[];
}

export interface TokenAlternative {
  readonly id: number;
  readonly text: string;
  readonly logProbability: number;
}

/** Stands for the log-probability of what the model held for impossible: JSON has no word for minus infinity. */
export const IMPOSSIBLE = -1e9;

/** A token as a trace may hold it. */
export function storableToken(token: Token): Token {
  const { logProbability, alternatives } = token;
  const isStorable =
    (logProbability === null || Number.isFinite(logProbability)) &&
    alternatives.every((other) => Number.isFinite(other.logProbability));
  if (isStorable) return token;
  return {
    ...token,
    logProbability: logProbability === null ? null : orImpossible(logProbability),
    alternatives: alternatives.map((other) => ({ ...other, logProbability: orImpossible(other.logProbability) })),
  };
}

const orImpossible = (logProbability: number): number =>
  Number.isFinite(logProbability) ? logProbability : IMPOSSIBLE;

/** How words are drawn from the model's distribution. Temperature 0 is greedy; topK 0, topP 1 and minP 0 are off. */
export interface Sampling {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly minP: number;
  readonly repetitionPenalty: number;
  readonly seed: number;
}

export const GREEDY: Sampling = { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 };

/** What one turn of the model cost. */
export interface TurnCost {
  readonly promptTokens: number;
  /** Of these, the tokens whose keys and values were already there. */
  readonly reusedTokens: number;
  readonly timeToFirstTokenMillis: number;
  /** From the first token to the last so far. */
  readonly decodeMillis: number;
  readonly generatedTokens: number;
}

export const INTERVENTIONS = ["withheld", "replaced"] as const;
/**
 * Something that was done to the line before the model went on from it: what `step` showed was kept from the model, or
 * something else was shown in its place.
 */
export interface Intervention {
  readonly kind: (typeof INTERVENTIONS)[number];
  readonly step: StepId;
}

/** What a model was allowed while it made a step, so that runs under other conditions can be told apart. */
export interface Conditions {
  /** `refused`: whatever it asked to see, it was told that it could not. */
  readonly tools: "allowed" | "refused";
  readonly limits: {
    /** How many times the model might be asked. */
    readonly turns: number;
    readonly tokensPerTurn: number;
  };
  readonly interventions: readonly Intervention[];
}

/** How a model made a step: the tokens of this step alone, and the turn they were part of. */
export interface Generation {
  readonly model: string;
  /** The dialect that it was asked to speak; left out for the native one. */
  readonly dialect?: string;
  readonly sampling: Sampling;
  readonly tokens: readonly Token[];
  readonly cost: TurnCost;
  /** True where a person, a limit or a failure stopped the model before the step was whole. */
  readonly unfinished: boolean;
  /** Null where nobody wrote them down, as in traces of version 1. */
  readonly conditions: Conditions | null;
}
