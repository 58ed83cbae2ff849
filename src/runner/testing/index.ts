// Builders for tests of the loop. The model here replays words it was given: what is under test is what the loop
// makes of words, and the words of a real model cannot be chosen.
import type { ImageId, ToolExecutor } from "../../action";
import { ok } from "../../base";
import { GREEDY, type ImageRecord, type JudgementId, plainStep, type Step, type StepId } from "../../trace";
import type { ClockAndIds, ModelRequest, RunModel } from "../ports";

export const PICTURE = "a".repeat(64) as ImageId;
export const CROP = "c".repeat(64) as ImageId;

export const picture: ImageRecord = { id: PICTURE, width: 400, height: 200, name: "", origin: { kind: "source" } };

/** A model that says each of `turns` in its turn, a few characters a token, and remembers what it was asked. */
export function scriptedModel(
  turns: readonly string[],
  end: "stop-token" | "length" = "stop-token",
): RunModel & { readonly asked: ModelRequest[]; readonly aborted: () => number } {
  const asked: ModelRequest[] = [];
  let aborted = 0;
  return {
    id: "scripted",
    asked,
    aborted: () => aborted,
    async *continue(request, signal) {
      const words = turns[asked.length] ?? "";
      asked.push(request);
      yield { kind: "prompt", promptTokens: 10 * asked.length, reusedTokens: 5 };
      let id = 0;
      try {
        for (const text of words.match(/[\s\S]{1,3}/g) ?? []) {
          await Promise.resolve();
          signal.throwIfAborted();
          yield { kind: "token", token: { id: id++, text, logProbability: -0.1, alternatives: [] } };
        }
      } finally {
        if (signal.aborted) aborted++;
      }
      yield { kind: "end", reason: end };
    },
  };
}

/** Says in its turn what `words` makes of a request, one character a token, each as likely as the next. */
export function speaking(words: (request: ModelRequest) => string): RunModel & { readonly asked: ModelRequest[] } {
  const asked: ModelRequest[] = [];
  return {
    id: "spoken",
    asked,
    async *continue(request, signal) {
      asked.push(request);
      yield { kind: "prompt", promptTokens: 10, reusedTokens: 0 };
      for (const text of [...words(request)].slice(0, request.maxTokens)) {
        await Promise.resolve();
        signal.throwIfAborted();
        yield { kind: "token", token: { id: text.codePointAt(0) ?? 0, text, logProbability: -0.1, alternatives: [] } };
      }
      yield { kind: "end", reason: "stop-token" };
    },
  };
}

/** An executor that shows a crop for everything that it is asked to perform. */
export const cropExecutor: ToolExecutor = { perform: async () => ok({ id: CROP, width: 40, height: 20 }) };

/** Names and times that count up, so that two runs of a test are the same. */
export function countingClockAndIds(): ClockAndIds & { nextJudgementId(): JudgementId } {
  let count = 0;
  return {
    nextStepId: () => `s${++count}` as StepId,
    nextJudgementId: () => `j${++count}` as JudgementId,
    nowMillis: () => 1000 + ++count,
  };
}

export const problemStep: Step = plainStep({
  id: "problem" as StepId,
  parent: null,
  author: "human",
  atMillis: 0,
  body: { kind: "problem", question: "Which letter?", images: [PICTURE] },
});

export { GREEDY };
