import type { Dialect } from "../dialect";
import { GREEDY, plainStep, type Step, type StepId, type Token } from "../trace";

/**
 * A turn as far as it is written, by its very tokens: what a model is shown where it has to go on in the middle of its
 * words, whatever those are going to be. It is of the dialect that is spoken, or its words would be said again in that.
 */
export function turnSoFar(
  parent: StepId,
  tokens: readonly Token[],
  { model, dialect }: { readonly model: { readonly id: string }; readonly dialect: Pick<Dialect, "name"> },
): Step {
  const raw = tokens.map(({ text }) => text).join("");
  const cost = { promptTokens: 0, reusedTokens: 0, timeToFirstTokenMillis: 0, decodeMillis: 0, generatedTokens: 0 };
  return plainStep({
    id: parent,
    parent,
    author: "model",
    atMillis: 0,
    body: { kind: "thought", text: raw },
    raw,
    generation: {
      model: model.id,
      ...(dialect.name === "native" ? {} : { dialect: dialect.name }),
      sampling: GREEDY,
      tokens,
      cost,
      unfinished: true,
      conditions: null,
    },
  });
}
