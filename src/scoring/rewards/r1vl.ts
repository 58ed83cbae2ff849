import { areEqualNumbers } from "../reading/alike";
import { isChain, strip } from "../reading/text";
import type { Reference } from "../reference";
import type { LineReward, Told } from "../reward";
import { completionOf, type Rollout } from "../rollout";
import { part, type ScoreFacts, scoreOf } from "../score";

const SOURCE = { title: "R1-VL", reference: "jingyi0000/R1-VL@679be5c, src/r1-vl/src/open_r1/grpo.py" };

/** α: what the share of key steps counts. */
const ALPHA = 0.1;

const ANSWER = "### The final answer is:";

/** The line behind the first answer header; null where there is no header. */
function answerIn(text: string): string | null {
  const at = text.indexOf(ANSWER);
  if (at < 0) return null;
  const behind = text.slice(at + ANSWER.length).trimStart();
  return strip(/^[^\n]*/.exec(behind)?.[0] ?? "");
}

/** What stands under the headers `### Step n:`, lower-cased; key steps are looked for there and nowhere else. */
function stepWords(completion: string): string {
  const texts = [...completion.matchAll(/### Step \d+:\s*([\s\S]*?)(?=\n###|$)/g)].map((match) => match[1] ?? "");
  return texts.join(" ").toLowerCase();
}

/** k: the share of key steps that are mentioned; 0 where none are known. */
export function keyStepShare(completion: string, keySteps: NonNullable<Reference["keySteps"]>): number {
  if (keySteps.length === 0) return 0;
  const words = stepWords(completion);
  const isThere = (forms: string | readonly string[]): boolean =>
    (typeof forms === "string" ? [forms] : forms).some((form) => words.includes(form.toLowerCase()));
  return keySteps.filter(isThere).length / keySteps.length;
}

/** δ^c as the code has it: four headers are somewhere in the words. */
const isComplete = (text: string): boolean =>
  ["### Image Description:", "### Rationales:", "### Step 1:", ANSWER].every((header) => text.includes(header));

/**
 * δ^l as the code has it: steps are numbered 1, 2, …, n in order, and the first answer header stands behind the last
 * step's. A text that ends in the bare header is not asked for its place.
 */
function isLogical(text: string): boolean {
  const headers = [...text.matchAll(/### Step (\d+):/g)];
  const last = headers.at(-1);
  if (!last || headers.some(([, number], i) => Number(number) !== i + 1)) return false;
  return strip(text).endsWith(ANSWER) || text.indexOf(ANSWER) >= last.index + last[0].length;
}

export const isValidInCode = (text: string): boolean => isComplete(text) && isLogical(text);

/** The paper's rule asks for the background before the steps as well, which the code leaves out. */
export const isValidInPaper = (text: string): boolean =>
  isValidInCode(text) &&
  isChain(text, [/### Image Description:/g, /### Rationales:/g, /### Step 1:/g]) &&
  text.indexOf("### Image Description:") < text.indexOf("### Step 1:");

interface Accuracy {
  readonly isRight: boolean;
  readonly answer: string | null;
  readonly comparedBy?: string;
}

/** A symbolic verifier on the whole completion, then the text behind the header, or the whole where there is none. */
function accuracyOf(completion: string, right: string): Accuracy {
  const answer = answerIn(completion);
  const known = answerIn(right) ?? strip(right);
  if (areEqualNumbers(completion, right)) return { isRight: true, answer, comparedBy: "equal numbers" };
  const isSame = (answer ?? strip(completion)) === known;
  return { isRight: isSame, answer, ...(isSame ? { comparedBy: "equal text" } : {}) };
}

type Form = "code" | "paper";

const scored =
  (facts: ScoreFacts, form: Form) =>
  (rollout: Rollout, { reference }: Told) => {
    const completion = completionOf(rollout);
    const { answer, isRight, comparedBy } = accuracyOf(completion, reference.answer ?? "");
    const share = keyStepShare(completion, reference.keySteps ?? []);
    // The paper pays nothing for key steps where no answer is given; the code does.
    const isAnswered = answer !== null && answer !== "";
    const isValid = form === "code" ? isValidInCode(completion) : isValidInPaper(completion);
    const steps = rollout.turns.flatMap((turn) => turn.steps);
    const accuracyCounts = form === "code" || isAnswered;
    const parts = [
      part("accuracy", Number(isRight), accuracyCounts ? 1 : 0, steps.slice(-1)),
      part("key steps", share, accuracyCounts ? ALPHA : 0, steps),
      part("validity", Number(isValid), 1, steps),
    ];
    const parsed = { answer, reference: reference.answer, ...(comparedBy ? { comparedBy } : {}) };
    return scoreOf(facts, parts, parsed);
  };

const COMMON = {
  scores: "line",
  source: SOURCE,
  needs: ["answer", "key-steps"],
  parts: ["accuracy", "key steps", "validity"],
  range: [0, 2.1],
} as const;

const CODE = { ...COMMON, name: "r1-vl" };
export const r1vl: LineReward = {
  ...CODE,
  form: "code",
  says: "StepRAR + StepRVR: accuracy + 0.1 × key steps mentioned, and 1 for four headers in place and steps in order.",
  score: scored(CODE, "code"),
};

const PAPER = { ...COMMON, name: "r1-vl-paper" };
export const r1vlPaper: LineReward = {
  ...PAPER,
  form: "paper",
  says: "As r1-vl; key steps count only where an answer is given, and the background has to stand before the steps.",
  score: scored(PAPER, "paper"),
};
