import type { Dialect } from "../dialect";
import { type RunConditions, run } from "../runner";
import { GREEDY, type Step, type StepBody, type Token } from "../trace";
import type { AskedLine } from "./arm";
import { type AskCost, NO_COST } from "./cost";
import type { InfluenceTools } from "./ports";
import { MOST_TOLD } from "./toldAnswers";

/** What a model's failure is thrown as: the code is the runner's, for the screen to find words for. */
export class ModelFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = "ModelFailure";
    this.code = code;
  }
}

/** What a model says from the end of a stem on, greedily and with every look refused. */
export interface OwnWords {
  /** Thoughts, and marks that are not shown. */
  readonly before: readonly Step[];
  readonly answer: Step | null;
  readonly looksAgain: boolean;
  readonly cost: AskCost;
}

/**
 * Words that were scored, as far as the model would have written each token itself. It goes on from there: what was
 * said before is a draft that one pass has checked (speculative decoding, arXiv 2211.17192, section 2.3, for greedy
 * words), so that an arm under which the model says the same again costs no second writing.
 */
export function greedyBeginning(scored: readonly Token[]): readonly Token[] {
  const parted = scored.findIndex((token) => !isLikeliest(token));
  const same = parted < 0 ? scored : scored.slice(0, parted);
  // A character that is not whole yet is written again from its first byte.
  return same.slice(0, same.findLastIndex(({ text }) => text !== "") + 1);
}

/** Of equally likely ones the model takes the first; where nobody tells of others, nothing is known. */
function isLikeliest({ id, logProbability, alternatives: [other] }: Token): boolean {
  if (logProbability === null || other === undefined) return false;
  return logProbability > other.logProbability || (logProbability === other.logProbability && id < other.id);
}

/** One turn of the model, from what it has begun to say. Throws `ModelFailure` where the model fails. */
export async function ownWords(
  { stem, images }: Pick<AskedLine, "stem" | "images">,
  begun: readonly Token[],
  tools: InfluenceTools,
  signal: AbortSignal,
): Promise<OwnWords> {
  const { dialect, limits } = tools;
  const conditions: RunConditions = { limits: { ...limits, turns: 1 }, refuseActions: true };
  // What scores no words tells how likely other answers were beside its own, or not at all.
  const alternatives = tools.model.scoreAll ? 0 : MOST_TOLD;
  const options = { ...tools, executor: tools.pictures, sampling: GREEDY, conditions, alternatives, begun };
  const said: Step[] = [];
  const running = run(stem, images, options, signal);
  for (;;) {
    const { done, value } = await running.next();
    if (done) {
      signal.throwIfAborted();
      if (value.kind === "failed") throw new ModelFailure(value.code, value.message);
      break;
    }
    if (value.kind === "edit" && value.edit.kind === "add-step") said.push(value.edit.step);
  }
  const end = said.findIndex(({ body }) => !isSaidBefore(body, dialect));
  const stop = end < 0 ? undefined : said[end];
  return {
    before: end < 0 ? said : said.slice(0, end),
    answer: stop?.body.kind === "answer" ? stop : null,
    looksAgain: stop?.body.kind === "action",
    cost: costOfTurn(said, begun),
  };
}

/** Nothing was asked where all that was said had been begun already. */
function costOfTurn(said: readonly Step[], begun: readonly Token[]): AskCost {
  const cost = said.findLast(({ generation }) => generation)?.generation?.cost;
  const writtenTokens = Math.max(0, (cost?.generatedTokens ?? 0) - begun.length);
  if (begun.length > 0 && writtenTokens === 0) return NO_COST;
  return { asked: 1, promptTokens: cost?.promptTokens ?? 0, reusedTokens: cost?.reusedTokens ?? 0, writtenTokens };
}

const isSaidBefore = (body: StepBody, dialect: Dialect): boolean =>
  body.kind === "thought" || (body.kind === "action" && !dialect.observes(body.action));
