import { GREEDY, plainStep, type Step, type StepId, type Token } from "../trace";

/**
 * A turn as far as it is written, by its very tokens: what a model is shown where it has to go on in the middle of its
 * words, whatever those are going to be.
 */
export function turnSoFar(parent: StepId, tokens: readonly Token[], model: string): Step {
  const raw = tokens.map(({ text }) => text).join("");
  const cost = { promptTokens: 0, reusedTokens: 0, timeToFirstTokenMillis: 0, decodeMillis: 0, generatedTokens: 0 };
  return plainStep({
    id: parent,
    parent,
    author: "model",
    atMillis: 0,
    body: { kind: "thought", text: raw },
    raw,
    generation: { model, sampling: GREEDY, tokens, cost, unfinished: true, conditions: null },
  });
}
