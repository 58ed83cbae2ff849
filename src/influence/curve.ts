import type { Step, StepId } from "../trace";
import { type AnswerSet, withAnswer } from "./answerSet";
import type { AskedLine } from "./arm";
import { type AskCost, costOfAll, NO_COST } from "./cost";
import { answerProbability } from "./measure";
import type { InfluenceTools } from "./ports";

/**
 * How likely an answer is behind each step of a line, were it given there: the early answering of arXiv 2307.13702
 * (section 2.3), told by probability instead of by sampling.
 */
export interface CurveQuestion {
  readonly steps: readonly Step[];
  readonly images: AskedLine["images"];
  /** Whose probability is told: the right one, or the one that was given. */
  readonly answer: string;
  readonly set: AnswerSet;
  /** Only behind these steps; behind all that can be asked behind where this is left out. */
  readonly behind?: ReadonlySet<StepId>;
}

export interface CurvePoint {
  readonly step: StepId;
  /** From 0 to 1, among the answers of a closed set or of the very words; null where nobody tells. */
  readonly probability: number | null;
}

export interface AnswerCurve {
  readonly answer: string;
  readonly set: AnswerSet;
  readonly points: readonly CurvePoint[];
  readonly cost: AskCost;
}

/** Of the steps that something can be said behind, and which are not the answer itself. */
export function stepsToAskBehind(
  steps: readonly Step[],
  { dialect }: Pick<InfluenceTools, "dialect">,
): readonly Step[] {
  // Behind a call its result is due: an answer there is none that the model could have given.
  const waits = ({ body }: Step): boolean => body.kind === "action" && dialect.observes(body.action);
  return steps.filter((step) => step.body.kind !== "answer" && step.body.kind !== "unparsed" && !waits(step));
}

/** Asks behind one step after the other, on the prefix that they share, and yields what is known after each. */
export async function* answerCurve(
  { steps, images, answer, set, behind }: CurveQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<AnswerCurve, AnswerCurve> {
  const points: CurvePoint[] = [];
  const costs: AskCost[] = [];
  const whole = withAnswer(set, answer);
  const curve = (): AnswerCurve => ({ answer, set: whole, points: [...points], cost: costOfAll(costs) });
  for (const { id } of stepsToAskBehind(steps, tools)) {
    if (behind && !behind.has(id)) continue;
    signal.throwIfAborted();
    const stem = steps.slice(0, steps.findIndex((step) => step.id === id) + 1);
    const told = await answerProbability({ stem, images }, answer, whole, tools, signal);
    points.push({ step: id, probability: told?.probability ?? null });
    costs.push({ ...NO_COST, asked: told ? 1 : 0 });
    yield curve();
  }
  return curve();
}
