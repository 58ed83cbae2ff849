import { FAMILY_CARDS } from "../../src/catalog";
import type { Done } from "./work";

/** Of one family: how often greedy decoding and the search were right, and what they cost. */
export interface Row {
  readonly family: string;
  readonly problems: number;
  readonly greedy: number;
  readonly greedyError: number;
  readonly search: number;
  readonly searchError: number;
  /** How much more often the search was right, with the standard error of the pairs: both met the same problems. */
  readonly gain: number;
  readonly gainError: number;
  /** Tokens that the model wrote, a problem. */
  readonly greedyTokens: number;
  readonly searchTokens: number;
}

export const rowsOf = (done: readonly Done[]): readonly Row[] =>
  FAMILY_CARDS.flatMap(({ family }) => {
    const those = done.filter((one) => one.family === family);
    return those.length === 0 ? [] : [rowOf(family, those)];
  });

function rowOf(family: string, done: readonly Done[]): Row {
  const mean = (of: (one: Done) => number): number => done.reduce((sum, one) => sum + of(one), 0) / done.length;
  const error = (of: (one: Done) => number): number => {
    const middle = mean(of);
    return Math.sqrt(mean((one) => (of(one) - middle) ** 2) / done.length);
  };
  const greedy = (one: Done): number => Number(one.greedy.isRight);
  const search = (one: Done): number => Number(one.search.isRight);
  const gain = (one: Done): number => search(one) - greedy(one);
  return {
    family,
    problems: done.length,
    greedy: rounded(mean(greedy)),
    greedyError: rounded(error(greedy)),
    search: rounded(mean(search)),
    searchError: rounded(error(search)),
    gain: rounded(mean(gain)),
    gainError: rounded(error(gain)),
    greedyTokens: Math.round(mean((one) => one.greedy.tokens)),
    searchTokens: Math.round(mean((one) => one.search.tokens)),
  };
}

const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
