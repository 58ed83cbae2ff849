import { run } from "../runner";
import { answerOf } from "../scoring";
import type { ImageRecord, Sampling, Step, Trace } from "../trace";
import { type AskCost, costOfAll } from "./cost";
import { ModelFailure } from "./ownWords";
import type { InfluenceTools } from "./ports";

/** The beginning of a line, and the images that it shows. */
export interface Beginning {
  readonly steps: readonly Step[];
  readonly images: Trace["images"];
}

/** A run on from a beginning: the whole line as it became, with the images that it shows. */
export interface Rerun extends Beginning {
  /** Null where it ended without one. */
  readonly answer: string | null;
  readonly cost: AskCost;
}

/** The model goes on from a beginning to its end, with its looks. Throws as `ask` does. */
export async function rerun(
  { steps, images }: Beginning,
  sampling: Sampling,
  tools: InfluenceTools,
  signal: AbortSignal,
): Promise<Rerun> {
  const conditions = { limits: tools.limits, refuseActions: false };
  const options = { ...tools, executor: tools.pictures, sampling, conditions, alternatives: 0 };
  const added: Step[] = [];
  const seen = new Map<ImageRecord["id"], ImageRecord>(images);
  const running = run(steps, images, options, signal);
  for (;;) {
    const { done, value } = await running.next();
    if (!done) {
      if (value.kind === "edit" && value.edit.kind === "add-step") added.push(value.edit.step);
      if (value.kind === "edit" && value.edit.kind === "add-image") seen.set(value.edit.image.id, value.edit.image);
      continue;
    }
    signal.throwIfAborted();
    if (value.kind === "failed") throw new ModelFailure(value.code, value.message);
    return {
      steps: [...steps, ...added],
      images: seen,
      answer: answerOf(added),
      cost: costOfAll(turnCosts(added)),
    };
  }
}

/** The last step of a turn carries the whole turn's cost. */
function turnCosts(steps: readonly Step[]): readonly AskCost[] {
  return steps.flatMap(({ generation, id }, i) => {
    const next = steps[i + 1];
    if (!generation || (next?.generation && next.parent === id)) return [];
    const { promptTokens, reusedTokens, generatedTokens } = generation.cost;
    return [{ asked: 1, promptTokens, reusedTokens, writtenTokens: generatedTokens }];
  });
}
