import { type InfluenceTools, ModelFailure } from "../../src/influence";
import { type Step, stepIdFrom } from "../../src/trace";
import type { Rig } from "../headless/rig";
import { LIMITS } from "./sources";

/** What questions are asked with, in Node: the rig's own parts, and names that count up. */
export function toolsOf(rig: Rig): InfluenceTools {
  let steps = 0;
  return {
    model: rig.model,
    modelFiles: rig.modelFiles,
    dialect: rig.dialect,
    pictures: rig.executor,
    clockAndIds: { nextStepId: (): Step["id"] => stepIdFrom(`asked-${++steps}`), nowMillis: rig.nowMillis },
    limits: LIMITS,
  };
}

export const NEVER = new AbortController().signal;

/** The last of what a question yields, which is its answer. */
export async function lastOf<T, R>(asking: AsyncGenerator<T, R>): Promise<R> {
  for (;;) {
    const { done, value } = await asking.next();
    if (done) return value;
  }
}

export const codeOf = (thrown: unknown): string | null => (thrown instanceof ModelFailure ? thrown.code : null);
