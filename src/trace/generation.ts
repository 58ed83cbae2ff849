/** One token as the model emitted it. Log-probabilities are natural, of the distribution before temperature. */
export interface Token {
  readonly id: number;
  /** What the token added to the text; empty while a character is still incomplete. */
  readonly text: string;
  readonly logProbability: number;
  readonly alternatives: readonly { readonly id: number; readonly text: string; readonly logProbability: number }[];
}

/**
 * The id of a token of which only the words are known: a server may tell neither its number nor how likely it was.
 * Its log-probability is 0 and means nothing. Ids below it were made up, to tell tokens apart.
 */
export const UNTOLD_TOKEN_ID = -1;

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
}
