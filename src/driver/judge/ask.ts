import type { Turn } from "../../dialect";
import type { RunModel } from "../../runner";
import { type AskedJudge, type JudgeRequest, readJudgement } from "../../scoring";
import { GREEDY } from "../../trace";

/** Enough for a reason and a verdict. */
const MOST_TOKENS = 256;

/** What a model says to one turn of a person's, without chance. */
export async function saidTo(model: RunModel, parts: Turn["parts"], signal: AbortSignal): Promise<string> {
  const request = {
    turns: [{ role: "user", parts } as const],
    open: false,
    sampling: GREEDY,
    maxTokens: MOST_TOKENS,
    alternatives: 0,
  };
  let said = "";
  for await (const event of model.continue(request, signal)) if (event.kind === "token") said += event.token.text;
  return said;
}

/**
 * A model as the judge that a paper's reward asks. It is asked in words of ours, and read as DeepEyes reads its judge
 * (Visual-Agent/DeepEyes 6c5e796, verl/utils/reward_score/vl_agent.py): 1 or 0 behind `Judgement:`. What cannot be read
 * is null.
 */
export const judgeByAsking =
  (model: RunModel, signal: AbortSignal): AskedJudge =>
  async (request) =>
    readJudgement(await saidTo(model, [{ kind: "text", text: wordsOf(request) }], signal));

const END = 'End with "Judgement: 1" for yes, or "Judgement: 0" for no.';

function wordsOf(request: JudgeRequest): string {
  if (request.kind === "consistent")
    return `Reasoning:\n${request.thinking}\n\nAnswer: ${request.answer}\n\nDoes the reasoning come to this answer? ${END}`;
  const { question, answer, reference } = request;
  return `Question: ${question}\n\nRight answer: ${reference}\n\nGiven answer: ${answer}\n\nDoes the given answer mean the same as the right one? ${END}`;
}
