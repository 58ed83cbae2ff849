/** What was computed, as far as the model tells. */
export interface AskCost {
  /** How often the model was asked something. */
  readonly asked: number;
  readonly promptTokens: number;
  readonly reusedTokens: number;
  readonly writtenTokens: number;
}

export const NO_COST: AskCost = { asked: 0, promptTokens: 0, reusedTokens: 0, writtenTokens: 0 };

export const costOfAll = (costs: readonly AskCost[]): AskCost =>
  costs.reduce(
    (sum, cost) => ({
      asked: sum.asked + cost.asked,
      promptTokens: sum.promptTokens + cost.promptTokens,
      reusedTokens: sum.reusedTokens + cost.reusedTokens,
      writtenTokens: sum.writtenTokens + cost.writtenTokens,
    }),
    NO_COST,
  );
