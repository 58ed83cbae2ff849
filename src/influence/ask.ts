import type { ImageId } from "../action";
import { err, ok, type Result, unreachable } from "../base";
import type { ImageBox } from "../geometry";
import { GREEDY, type Sampling, type StepId } from "../trace";
import type { AnswerSet } from "./answerSet";
import { armsFor, askLook } from "./askLook";
import { bisect, bisectRefusal } from "./bisect";
import { type BrushRefusal, brush } from "./brush";
import { type CloudRefusal, cloud } from "./cloud";
import { answerCurve } from "./curve";
import { type Agreement, agreementOf, type Finding } from "./finding";
import { type BoxChange, jitter } from "./jitter";
import { type AnsweredLine, lookAt } from "./look";
import { occlude } from "./occlude";
import type { InfluenceTools } from "./ports";
import { type Receipt, receiptFor } from "./receipt";
import { type ResampleRefusal, resample } from "./resample";
import { type Variation, vary } from "./vary";

/** A question about a step of a line, as it is asked and as it is asked again. */
export type Question =
  | {
      readonly kind: "look";
      readonly set: AnswerSet;
      readonly seeds: readonly number[];
      /** In pixels of the image that the look is on. */
      readonly ownBox: ImageBox | null;
    }
  | { readonly kind: "bisect"; readonly sampling: Sampling; readonly seeds: number }
  | { readonly kind: "jitter"; readonly set: AnswerSet; readonly changes: readonly BoxChange[] }
  | {
      readonly kind: "occlude";
      readonly picture: ImageId;
      readonly seeds: readonly number[];
      readonly coarse: number;
      readonly depth: number;
    }
  /** How likely an answer is behind each step: the one that was given, or the right one. */
  | { readonly kind: "curve"; readonly answer: string; readonly set: AnswerSet }
  | { readonly kind: "vary"; readonly variations: readonly Variation[] }
  | { readonly kind: "resample"; readonly sampling: Sampling; readonly tries: number }
  | { readonly kind: "cloud"; readonly width: number }
  | { readonly kind: "brush"; readonly picture: ImageId; readonly boxes: readonly ImageBox[]; readonly seed: number };

/** Why a question is not asked. What a tool or a model said of itself comes through as its code. */
export type AskRefusal =
  | "no-look"
  | "not-a-crop"
  | "no-truth"
  | "answer-is-right"
  | "no-steps"
  | "no-probabilities"
  | "no-such-image"
  | CloudRefusal
  | ResampleRefusal
  | BrushRefusal;

export interface AskedAbout {
  readonly line: AnsweredLine;
  readonly step: StepId;
  /** Null where nobody knows the right answer. */
  readonly isRight: ((answer: string) => boolean) | null;
}

/**
 * Asks a question and yields what is known so far. Throws `ModelFailure` where the model fails, and an `AbortError`
 * where the signal asks it to stop.
 */
export async function* ask(
  question: Question,
  about: AskedAbout,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<Finding, Result<Finding, AskRefusal>> {
  const { line, step } = about;
  const receipt = await receiptFor(line, chanceOf(question), tools);
  switch (question.kind) {
    case "look":
      return yield* askedLook(question, about, { tools, signal, receipt });
    case "bisect": {
      if (!about.isRight) return err("no-truth");
      const asked = { line, isRight: about.isRight, sampling: question.sampling, seeds: question.seeds };
      const refusal = bisectRefusal(asked);
      if (refusal) return err(refusal);
      return yield* told(bisect(asked, tools, signal), (result) => ({ kind: "bisect", step, receipt, result }));
    }
    case "jitter":
      return yield* askedJitter(question, about, { tools, signal, receipt });
    case "occlude":
      return yield* askedOcclusion(question, about, { tools, signal, receipt });
    case "curve": {
      if (!tools.model.scoreAll) return err("no-probabilities");
      const asking = answerCurve({ ...question, steps: line.steps, images: line.trace.images }, tools, signal);
      return yield* told(asking, (curve) => ({ kind: "curve", step, receipt, curve }));
    }
    case "vary": {
      const asking = vary({ line, variations: question.variations }, tools, signal);
      return yield* told(asking, (result) => ({ kind: "vary", step, receipt, result }));
    }
    case "resample": {
      const asking = resample({ ...question, line, step }, tools, signal);
      return yield* toldOrNot(asking, (result) => ({ kind: "resample", step, receipt, result }));
    }
    case "cloud": {
      const asking = cloud({ ...question, line, step }, tools, signal);
      return yield* toldOrNot(asking, (found) => ({
        kind: "cloud",
        step,
        receipt,
        width: question.width,
        cloud: found,
      }));
    }
    case "brush": {
      const asking = brush({ ...question, line }, tools, signal);
      return yield* toldOrNot(asking, (result) => ({ kind: "brush", step, receipt, result }));
    }
    default:
      return unreachable(question);
  }
}

/** What of a question is left to chance, as its receipt has it. */
function chanceOf(question: Question): Pick<Receipt, "sampling" | "seeds"> {
  switch (question.kind) {
    case "look":
    case "occlude":
      return { sampling: GREEDY, seeds: question.seeds };
    case "bisect": {
      const { sampling, seeds } = question;
      return { sampling, seeds: Array.from({ length: seeds }, (_, i) => sampling.seed + i) };
    }
    case "resample": {
      const { sampling, tries } = question;
      return { sampling, seeds: Array.from({ length: tries }, (_, i) => sampling.seed + i) };
    }
    case "brush":
      return { sampling: GREEDY, seeds: [question.seed] };
    case "jitter":
    case "curve":
    case "vary":
    case "cloud":
      return { sampling: GREEDY, seeds: [] };
    default:
      return unreachable(question);
  }
}

interface Asking {
  readonly tools: InfluenceTools;
  readonly signal: AbortSignal;
  readonly receipt: Receipt;
}

type Answering = AsyncGenerator<Finding, Result<Finding, AskRefusal>>;

/** Everything that a question yields, and its answer, as findings. */
async function* told<T>(asking: AsyncGenerator<T, T>, findingOf: (result: T) => Finding): Answering {
  for (;;) {
    const { done, value } = await asking.next();
    if (done) return ok(findingOf(value));
    yield findingOf(value);
  }
}

/** The same for what may be refused on the way. */
async function* toldOrNot<T extends object, R extends AskRefusal>(
  asking: AsyncGenerator<T, T | R>,
  findingOf: (result: T) => Finding,
): Answering {
  for (;;) {
    const { done, value } = await asking.next();
    if (typeof value === "string") return err(value);
    if (done) return ok(findingOf(value));
    yield findingOf(value);
  }
}

async function* askedLook(
  { set, seeds, ownBox }: Extract<Question, { kind: "look" }>,
  { line, step }: AskedAbout,
  { tools, signal, receipt }: Asking,
): Answering {
  const look = lookAt(line, step);
  if (!look.ok) return look;
  const asked = { line, look: look.value, set, seeds, ownBox };
  const asking = askLook({ ...asked, arms: armsFor(asked) }, tools, signal);
  return yield* told(asking, (card) => ({ kind: "look", step: look.value.observation, receipt, ownBox, card }));
}

async function* askedJitter(
  { set, changes }: Extract<Question, { kind: "jitter" }>,
  { line, step }: AskedAbout,
  { tools, signal, receipt }: Asking,
): Answering {
  const look = lookAt(line, step);
  if (!look.ok) return look;
  const asking = jitter({ line, look: look.value, set, changes }, tools, signal);
  for (;;) {
    const { done, value } = await asking.next();
    if (value === null) return err("not-a-crop");
    const finding: Finding = { kind: "jitter", step: look.value.observation, receipt, set, map: value };
    if (done) return ok(finding);
    yield finding;
  }
}

async function* askedOcclusion(
  { picture, seeds, coarse, depth }: Extract<Question, { kind: "occlude" }>,
  { line, step }: AskedAbout,
  { tools, signal, receipt }: Asking,
): Answering {
  const asking = occlude({ line, picture, seeds, coarse, depth }, tools, signal);
  return yield* toldOrNot(asking, (map) => ({ kind: "occlude", step, receipt, coarse, depth, map }));
}

/** The question that a finding answers. */
export function questionOfFinding(finding: Finding): Question {
  const { seeds, sampling } = finding.receipt;
  switch (finding.kind) {
    case "look":
      return { kind: "look", set: finding.card.set, seeds, ownBox: finding.ownBox };
    case "bisect":
      return { kind: "bisect", sampling, seeds: seeds.length };
    case "jitter":
      return { kind: "jitter", set: finding.set, changes: finding.map.tried.map(({ change }) => change) };
    case "occlude":
      return { kind: "occlude", picture: finding.map.picture, seeds, coarse: finding.coarse, depth: finding.depth };
    case "curve":
      return { kind: "curve", answer: finding.curve.answer, set: finding.curve.set };
    case "vary":
      return { kind: "vary", variations: finding.result.tried.map(({ variation }) => variation) };
    case "resample":
      return { kind: "resample", sampling, tries: seeds.length };
    case "cloud":
      return { kind: "cloud", width: finding.width };
    case "brush": {
      const { picture, boxes } = finding.result;
      return { kind: "brush", picture, boxes, seed: seeds[0] ?? 1 };
    }
    default:
      return unreachable(finding);
  }
}

/** Asks the question of a finding again and holds the two against each other. */
export async function verify(
  finding: Finding,
  about: AskedAbout,
  tools: InfluenceTools,
  signal: AbortSignal,
): Promise<Result<Agreement, AskRefusal>> {
  const asking = ask(questionOfFinding(finding), { ...about, step: finding.step }, tools, signal);
  for (;;) {
    const { done, value } = await asking.next();
    if (done) return value.ok ? ok(agreementOf(finding, value.value)) : value;
  }
}
