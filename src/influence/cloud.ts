import type { Action } from "../action";
import { bodyOf, type Piece, shownAlong, turnsOf } from "../dialect";
import { turnSoFar } from "../runner";
import { GREEDY, type Step, type StepId, type Token } from "../trace";
import { type AskCost, costOfAll, NO_COST } from "./cost";
import type { AnsweredLine } from "./look";
import type { InfluenceTools } from "./ports";

/**
 * Where else a box could have been: the words of an action are written again from its first number on, by a beam over
 * the likeliest tokens, until they are an action again. Each box has the probability of its tokens.
 */
export interface CloudQuestion {
  readonly line: AnsweredLine;
  /** The step whose box it is. */
  readonly step: StepId;
  /** Beams that are followed at once. */
  readonly width: number;
}

/** Each beam costs a token at a time on a prefix that they share. */
export const USUAL_WIDTH = 24;

export type CloudRefusal = "no-box" | "no-tokens" | "no-alternatives";

export interface CloudBox {
  readonly action: Action;
  /** From 0 to 1: of these very words behind what was said before the first number. */
  readonly probability: number;
  /** It is what the model wrote. */
  readonly isOwn: boolean;
}

export interface BoxCloud {
  /** The likeliest first. */
  readonly boxes: readonly CloudBox[];
  /** How much of all that could have been written these hold, from 0 to 1. */
  readonly covered: number;
  readonly cost: AskCost;
}

/** An action that is not whole after so many tokens is given up. */
const MOST_TOKENS = 48;

interface Beam {
  readonly tokens: readonly Token[];
  readonly logProbability: number;
}

/** Yields what is known after each token. Refused where no number was written, or where nobody tells what else was likely. */
export async function* cloud(
  { line, step: id, width }: CloudQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<BoxCloud, BoxCloud | CloudRefusal> {
  const at = line.steps.findIndex((step) => step.id === id);
  const step = line.steps[at];
  if (step?.body.kind !== "action" || !placeOf(step.body.action)) return "no-box";
  const before = line.steps.slice(0, at);
  const written = step.generation?.tokens ?? [];
  const first = written.findIndex(({ text }) => /\d/.test(text));
  if (first < 0) return "no-tokens";
  const own = { before, step, images: line.trace.images, beforeNumbers: written.slice(0, first) };
  let beams: readonly Beam[] = [{ tokens: [], logProbability: 0 }];
  const boxes = new Map<string, CloudBox>();
  let cost = NO_COST;
  const found = (): BoxCloud => cloudOf(boxes, cost);
  for (let length = 0; length < MOST_TOKENS && beams.length > 0; length++) {
    const grown: Beam[] = [];
    for (const beam of beams) {
      signal.throwIfAborted();
      const next = await nextTokens(own, beam, width, tools, signal);
      cost = costOfAll([cost, next.cost]);
      if (next.tokens.length === 0 && length === 0) return "no-alternatives";
      for (const token of next.tokens) {
        const longer = {
          tokens: [...beam.tokens, token],
          logProbability: beam.logProbability + (token.logProbability ?? 0),
        };
        const action = actionOf(own, longer, tools);
        if (action === null) grown.push(longer);
        else if (action !== "other") keep(boxes, action, longer, step.body.action);
      }
    }
    beams = grown.toSorted((a, b) => b.logProbability - a.logProbability).slice(0, width);
    yield found();
  }
  return found();
}

/** The box of an action that looks at, or marks, a part; null where it has none. */
const placeOf = (action: Action): unknown => ("box" in action ? action.box : null);

interface OwnWords {
  readonly before: readonly Step[];
  readonly step: Step;
  readonly images: AnsweredLine["trace"]["images"];
  readonly beforeNumbers: readonly Token[];
}

/** What the model holds for likely behind a beam, the likeliest first, with what it would write itself among them. */
async function nextTokens(
  own: OwnWords,
  { tokens }: Beam,
  width: number,
  { model, dialect }: InfluenceTools,
  signal: AbortSignal,
): Promise<{ readonly tokens: readonly Token[]; readonly cost: AskCost }> {
  const written = [...own.beforeNumbers, ...tokens];
  const soFar = written.length > 0 ? [turnSoFar(own.step.id, written, { model, dialect })] : [];
  const { turns, open } = turnsOf(dialect, [...own.before, ...soFar], model.id, own.images);
  const request = { turns, open, sampling: GREEDY, maxTokens: 1, alternatives: width };
  let cost = { ...NO_COST, asked: 1 };
  for await (const event of model.continue(request, signal)) {
    if (event.kind === "prompt") cost = { ...cost, promptTokens: event.promptTokens, reusedTokens: event.reusedTokens };
    if (event.kind !== "token") continue;
    const { token } = event;
    const others = token.alternatives.filter(({ id }) => id !== token.id);
    if (others.length === 0 || token.logProbability === null) return { tokens: [], cost };
    const all = [token, ...others.map((other) => ({ ...other, alternatives: [] }))];
    return { tokens: all, cost: { ...cost, writtenTokens: 1 } };
  }
  return { tokens: [], cost };
}

/** The action that the words are by now; null where they are none yet, "other" where they became something else. */
function actionOf({ before, images, beforeNumbers }: OwnWords, { tokens }: Beam, { dialect }: InfluenceTools) {
  const reader = dialect.read(shownAlong(dialect, before, images));
  const text = [...beforeNumbers, ...tokens].map((token) => token.text).join("");
  const whole = reader.push(text).find((piece): piece is Exclude<Piece, { kind: "filler" }> => piece.kind !== "filler");
  if (!whole) return null;
  const body = bodyOf(whole);
  return body.kind === "action" && placeOf(body.action) ? body.action : "other";
}

/** Two ways of writing the same box are one box. */
function keep(boxes: Map<string, CloudBox>, action: Action, { logProbability }: Beam, own: Action): void {
  const key = JSON.stringify(action);
  const probability = Math.exp(logProbability) + (boxes.get(key)?.probability ?? 0);
  boxes.set(key, { action, probability: Math.min(1, probability), isOwn: key === JSON.stringify(own) });
}

function cloudOf(boxes: ReadonlyMap<string, CloudBox>, cost: AskCost): BoxCloud {
  const sorted = [...boxes.values()].toSorted((a, b) => b.probability - a.probability);
  return {
    boxes: sorted,
    covered: Math.min(
      1,
      sorted.reduce((sum, { probability }) => sum + probability, 0),
    ),
    cost,
  };
}
