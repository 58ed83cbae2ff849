import { areEqualNumbers } from "../reading/alike";
import { floatOf } from "../reading/number";
import { firstTagged, isBlocks, strip } from "../reading/text";
import type { LineReward, Told } from "../reward";
import { completionOf, type Rollout } from "../rollout";
import { part, scoreOf } from "../score";
import { FUNCTION_WEIGHTS, functionScore, functionsIn } from "./functionLists";

const SOURCE = { title: "Reason-RFT", reference: "tanhuajie/Reason-RFT@d0a8070, train/stage_rl/reward.py" };

/** ε1 and ε2: shares of the right number within which an answer is right, and beyond which it is wrong. */
const RIGHT_WITHIN = 0.05;
const WRONG_BEYOND = 0.2;

/** 1 within 5 % of the right number, 0 beyond 20 % of it, half a cosine between. Where both are 0 it is 1. */
export function cosineTolerance(said: number, right: number): number {
  const [off, size] = [Math.abs(said - right), Math.abs(right)];
  if (off === 0 || off < RIGHT_WITHIN * size) return 1;
  if (off > WRONG_BEYOND * size) return 0;
  const along = (off - RIGHT_WITHIN * size) / ((WRONG_BEYOND - RIGHT_WITHIN) * size);
  return 0.5 * (Math.cos(Math.PI * along) + 1);
}

/** The same as the code computes it: where the right number is 0 it divides by 0, swallows that, and gives 0. */
export const cosineToleranceInCode = (said: number, right: number): number =>
  right === 0 && said === 0 ? 0 : cosineTolerance(said, right);

interface Compared {
  readonly accuracy: number;
  readonly answer: string;
  readonly right: string;
  readonly comparedBy?: string;
}

function texts(rollout: Rollout, { reference }: Told) {
  const completion = completionOf(rollout);
  const tagged = firstTagged(completion, "answer");
  const known = reference.answer ?? "";
  return {
    completion,
    tagged,
    answer: strip(tagged ?? completion),
    known,
    right: strip(firstTagged(known, "answer") ?? known),
  };
}

/** Equal text; a symbolic verifier only where the completion has no answer tag at all. */
function discrete(rollout: Rollout, told: Told): Compared {
  const { completion, tagged, answer, known, right } = texts(rollout, told);
  if (answer === right) return { accuracy: 1, answer, right, comparedBy: "equal text" };
  return untagged(tagged === null ? completion : null, known, { answer, right });
}

function untagged(completion: string | null, known: string, read: { answer: string; right: string }): Compared {
  const isSame = completion !== null && areEqualNumbers(completion, known);
  return isSame ? { accuracy: 1, ...read, comparedBy: "equal numbers" } : { accuracy: 0, ...read };
}

const mathematical =
  (tolerance: (said: number, right: number) => number) =>
  (rollout: Rollout, told: Told): Compared => {
    const { completion, tagged, answer, known, right } = texts(rollout, told);
    const [said, number] = [floatOf(answer), floatOf(right)];
    const isNumeric = said !== null && number !== null;
    const accuracy = isNumeric ? tolerance(said, number) : Number(answer === right);
    if (accuracy > 0 || tagged !== null)
      return { accuracy, answer, right, comparedBy: isNumeric ? "cosine tolerance" : "equal text" };
    return untagged(completion, known, { answer, right });
  };

const functions =
  (weights: (typeof FUNCTION_WEIGHTS)[keyof typeof FUNCTION_WEIGHTS]) =>
  (rollout: Rollout, told: Told): Compared => {
    const { answer, known } = texts(rollout, told);
    const accuracy = functionScore(answer, known, weights);
    const print = (text: string): string => [...new Set(functionsIn(text).map((each) => each.join(" ")))].join(", ");
    return { accuracy, answer: print(answer), right: print(known), comparedBy: "functions matched" };
  };

function reward(
  named: Pick<LineReward, "name" | "form" | "says"> & { readonly least?: number },
  compare: (rollout: Rollout, told: Told) => Compared,
): LineReward {
  const { least = 0, ...facts } = named;
  const described = { ...facts, source: SOURCE };
  return {
    ...described,
    scores: "line",
    needs: ["answer"],
    parts: ["accuracy", "format"],
    range: [least, 2],
    score(rollout, told) {
      const { accuracy, answer, right, comparedBy } = compare(rollout, told);
      const steps = rollout.turns.flatMap((turn) => turn.steps);
      const isShaped = isBlocks(completionOf(rollout), ["think", "answer"]);
      const parts = [part("accuracy", accuracy, 1, steps.slice(-1)), part("format", Number(isShaped), 1, steps)];
      return scoreOf(described, parts, { answer, reference: right, ...(comparedBy ? { comparedBy } : {}) });
    },
  };
}

export const reasonRftDiscrete = reward(
  {
    name: "reason-rft-discrete",
    form: null,
    says: "Accuracy by equal text, and format: a thought and an answer in their tags.",
  },
  discrete,
);

export const reasonRftMath = reward(
  {
    name: "reason-rft-math",
    form: "mended",
    says: "Accuracy 1 within 5 % of the right number, 0 beyond 20 %, a cosine between; 0 for 0 is right. And format.",
  },
  mathematical(cosineTolerance),
);

/** Defined in the code, and not used by it: its geometry task is compared as text. */
export const reasonRftMathInCode = reward(
  {
    name: "reason-rft-math-code",
    form: "code",
    says: "As reason-rft-math, but for an answer of 0 where 0 is right, which the code's division by 0 makes wrong.",
  },
  mathematical(cosineToleranceInCode),
);

export const reasonRftFunctions = reward(
  {
    name: "reason-rft-functions",
    form: null,
    says: "Functions matched one by one: whole 1, function and object or value 0.5, function 0.25; repeats cost. And format.",
  },
  functions(FUNCTION_WEIGHTS.partial),
);

export const reasonRftOnlyFull = reward(
  {
    name: "reason-rft-functions-full",
    form: "code",
    says: "As reason-rft-functions, but only whole matches count.",
  },
  functions(FUNCTION_WEIGHTS.full),
);

export const reasonRftPenalty = reward(
  {
    name: "reason-rft-functions-penalty",
    form: "code",
    says: "As reason-rft-functions, but matches in part cost 0.25, or 0.5 where only the function is right.",
    least: -0.5,
  },
  functions(FUNCTION_WEIGHTS.penalty),
);

/** A reward of the form alone, which trainers add to one of accuracy. */
function rewardOfForm(
  named: Pick<LineReward, "name" | "says">,
  [name, worth]: readonly [part: string, worth: (completion: string) => number],
): LineReward {
  const described = { ...named, source: SOURCE };
  return {
    ...described,
    form: null,
    scores: "line",
    needs: [],
    parts: [name],
    range: [0, 1],
    score(rollout) {
      const steps = rollout.turns.flatMap((turn) => turn.steps);
      const worthOfIt = worth(completionOf(rollout));
      return scoreOf(described, [part(name, worthOfIt, 1, steps)], { answer: null, reference: null });
    },
  };
}

export const reasonRftCaption = rewardOfForm(
  {
    name: "reason-rft-caption",
    says: "1 for a summary, a caption, a thought and an answer in their tags, in this order and with nothing else.",
  },
  ["format", (completion) => Number(isBlocks(completion, ["summary", "caption", "think", "answer"]))],
);

/** `^` is the beginning of the text only, as the code forgets MULTILINE; digits are those of any script, as Python's are. */
const STEP_SIGN = /Step \p{Nd}+:|^\p{Nd}+\.|\n-|\n\*|First,|Second,|Next,|Finally,/gu;

export const reasonRftSteps = rewardOfForm(
  {
    name: "reason-rft-steps",
    says: "A third for each sign of a step, up to 1: Step 1:, First, Next, a list; a number only where the text begins.",
  },
  ["steps", (completion) => Math.min(1, (completion.match(STEP_SIGN)?.length ?? 0) / 3)],
);
