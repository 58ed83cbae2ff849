import type { RunModel } from "../runner";

/** Counts what a piece of work has a model write. */
export interface Meter {
  readonly model: RunModel;
  tokens(): number;
}

/**
 * A model that writes at most so many tokens, over all of its turns, and no more once time is over. What would go beyond
 * is cut off as a limit of the turn cuts it off, so that what was said until then is kept.
 */
export function createMeter(model: RunModel, limit: number | null, isTimeOver: () => boolean): Meter {
  let tokens = 0;
  const isUsedUp = (): boolean => (limit !== null && tokens >= limit) || isTimeOver();
  return {
    tokens: () => tokens,
    model: {
      id: model.id,
      // Several at once are counted one by one, above whoever brings them together.
      async *continue(request, signal) {
        if (isUsedUp()) {
          yield { kind: "prompt", promptTokens: 0, reusedTokens: 0 };
          yield { kind: "end", reason: "length" };
          return;
        }
        for await (const event of model.continue(request, signal)) {
          yield event;
          if (event.kind !== "token") continue;
          tokens++;
          if (!isUsedUp()) continue;
          yield { kind: "end", reason: "length" };
          return;
        }
      },
    },
  };
}
