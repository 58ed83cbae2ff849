import type { Traits } from "../contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar";

// Systems that think in words alone, or write boxes without asking to see them.

export const wordsOnlyTraits: Traits = {
  firstImage: null,
  observed: "user-turn",
  performs: "all",
  stop: [],
  turnLimit: 1,
  answer: "<answer>…</answer>",
};

/** What a grammar without actions of its own has in common with others. */
export const wordsOnly = {
  space: "pixel",
  expresses: () => false,
  observes: () => false,
  printAction(action) {
    throw new Error(`No words for ${action.kind}`);
  },
  observation: (body) => framed(body, "", ""),
  toolError: plainToolError,
} satisfies Partial<Grammar>;
