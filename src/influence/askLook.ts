import type { ImageBox } from "../geometry";
import type { ImageRecord } from "../trace";
import { type AnswerSet, withAnswer } from "./answerSet";
import { ARMS, type Arm, isByChance, lineUnder, type PictureArm } from "./arm";
import { armPicture, cropOf, shareShown } from "./armPicture";
import { type AskCost, costOfAll } from "./cost";
import { type ArmFigures, type Faithfulness, faithfulnessOf, spreadOf } from "./faithfulness";
import type { AnsweredLine, Look } from "./look";
import { type Measured, measure } from "./measure";
import { ModelFailure } from "./ownWords";
import type { InfluenceTools } from "./ports";

/** Did this look matter: what is asked of one look of a line. */
export interface LookQuestion {
  readonly line: AnsweredLine;
  readonly look: Look;
  readonly set: AnswerSet;
  readonly arms: readonly Arm[];
  /** Of the arms that chance decides; each is measured with every one of them. */
  readonly seeds: readonly number[];
  /** What a person would have looked at, in pixels of the image that the look is on. */
  readonly ownBox: ImageBox | null;
}

/** Every arm that a look can have: without a person's crop where there is none, without cuts where it is no cut. */
export const armsFor = ({ line, look, ownBox }: Pick<LookQuestion, "line" | "look" | "ownBox">): readonly Arm[] =>
  ARMS.filter((arm) => {
    if (arm === "own-crop" && !ownBox) return false;
    if (arm === "uncalled") return look.actions.length > 0;
    return (arm !== "random-crop" && arm !== "own-crop") || cropOf(look, line.trace.images) !== null;
  });

/** What a question costs, told before it is asked. */
export interface LookPlan {
  readonly measurements: number;
  /** Pictures that the model has not seen yet and that its vision encoder has to read. */
  readonly pictures: number;
  /** About, as the line's own words go. */
  readonly tokens: number;
}

/** Tokens to a word of a line whose own are not known; the usual figure for English (about four characters). */
const CHARACTERS_A_TOKEN = 4;

export function planLook({ line, look, arms, seeds }: LookQuestion): LookPlan {
  const measured = arms.map((arm) => (isByChance(arm) ? seeds.length : 1));
  const measurements = measured.reduce((sum, count) => sum + count, 0);
  const pictures = arms.reduce((sum, arm, i) => sum + (isMade(arm) ? (measured[i] ?? 0) : 0), 0);
  const words = line.steps.slice(look.at).map(({ raw }) => raw);
  // Once to score what was said, once for the model to say it by itself.
  return {
    measurements,
    pictures,
    tokens: Math.ceil((2 * measurements * words.join("").length) / CHARACTERS_A_TOKEN),
  };
}

const isMade = (arm: Arm): arm is PictureArm => arm === "noise" || arm === "random-crop" || arm === "own-crop";

/** One measurement of an arm. */
export interface ArmMeasured extends Measured {
  readonly arm: Arm;
  /** Null where chance decides nothing. */
  readonly seed: number | null;
  /** What was shown in the look's place, where that was made for it. */
  readonly image: ImageRecord | null;
}

/** An arm that could not be had, and why, as a kebab-case code. */
export interface ArmMissing {
  readonly arm: Arm;
  readonly code: string;
}

/** The answer to the question, arm by arm. */
export interface LookCard extends Faithfulness {
  readonly answer: string;
  readonly set: AnswerSet;
  readonly measured: readonly ArmMeasured[];
  readonly missing: readonly ArmMissing[];
  readonly figures: readonly ArmFigures[];
  readonly cost: AskCost;
}

/**
 * Asks the question, one measurement after another, and yields what is known after each. Throws `ModelFailure` where
 * the model fails, and an `AbortError` where the signal asks it to stop.
 */
export async function* askLook(
  question: LookQuestion,
  tools: InfluenceTools,
  signal: AbortSignal,
): AsyncGenerator<LookCard, LookCard> {
  const measured: ArmMeasured[] = [];
  const missing: ArmMissing[] = [];
  const card = (): LookCard => cardOf(question, measured, missing);
  for (const arm of question.arms)
    for (const seed of isByChance(arm) ? question.seeds : [null]) {
      signal.throwIfAborted();
      const one = await askArm(question, arm, seed, tools, signal);
      if ("code" in one) missing.push(one);
      else measured.push(one);
      yield card();
      // Another seed would be refused for the same reason.
      if ("code" in one) break;
    }
  return card();
}

async function askArm(
  { line, look, set, ownBox }: LookQuestion,
  arm: Arm,
  seed: number | null,
  tools: InfluenceTools,
  signal: AbortSignal,
): Promise<ArmMeasured | ArmMissing> {
  const made = isMade(arm) ? await armPicture({ arm, seed: seed ?? 0, ownBox }, look, line.trace.images, tools) : null;
  if (made && !made.ok) return { arm, code: made.error };
  const image = made?.value ?? null;
  const refusal = tools.dialect.toolError({ kind: "refused" });
  const asked = lineUnder(arm, line, look, { image, refusal });
  const request = { line: asked, answer: line.answer, set: withAnswer(set, line.answer), scoresWords: true };
  try {
    return { arm, seed, image, ...(await measure(request, tools, signal)) };
  } catch (thrown) {
    if (arm === "as-run" || !(thrown instanceof ModelFailure) || !TURNED_DOWN.has(thrown.code)) throw thrown;
    return { arm, code: thrown.code };
  }
}

/** Some servers take no turn that shows nothing, or no picture that they cannot read: that arm cannot be had there. */
const TURNED_DOWN: ReadonlySet<string> = new Set([
  "server-refused",
  "server-refused-image",
  "server-filtered",
  "server-context-full",
]);

function cardOf(
  { line, look, set, arms }: LookQuestion,
  measured: readonly ArmMeasured[],
  missing: readonly ArmMissing[],
): LookCard {
  const figures = arms.flatMap((arm): readonly ArmFigures[] => {
    const own = measured.filter((one) => one.arm === arm);
    if (own.length === 0) return [];
    const probability = spreadOf(own.map((one) => one.probability));
    return [{ arm, probability, logProbability: spreadOf(own.map((one) => one.logProbability)) }];
  });
  return {
    answer: line.answer,
    set: withAnswer(set, line.answer),
    measured: [...measured],
    missing: [...missing],
    figures,
    ...faithfulnessOf(figures, shareShown(look, line.trace.images)),
    cost: costOfAll(measured.map(({ cost }) => cost)),
  };
}
