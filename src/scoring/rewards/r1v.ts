import { areEqualNumbers, type Match } from "../reading/alike";
import { firstTaggedOnLine, isBlocks, strip } from "../reading/text";
import type { LineReward } from "../reward";
import { completionOf } from "../rollout";
import { part, scoreOf } from "../score";

const SOURCE = { title: "R1-V", reference: "Deep-Agent/R1-V@bbbbe3d, src/r1-v/src/open_r1/grpo.py" };

/** `<think>…</think>`, white space, `<answer>…</answer>`, and nothing before, between or behind. */
export const hasThinkThenAnswer = (completion: string): boolean => isBlocks(completion, ["think", "answer"]);

/** The answer on one line between its tags, or the whole completion where there is none: what is compared as text. */
const answerIn = (text: string): string => strip(firstTaggedOnLine(text, "answer") ?? text);

/**
 * Accuracy as R1-V has it: a symbolic verifier on the whole completion, and the text between the tags where that
 * fails. The tags are looked for on one line only, so that an answer over two lines is the whole completion.
 */
function compare(completion: string, reference: string): Match | null {
  if (areEqualNumbers(completion, reference)) return "equal numbers";
  return answerIn(completion) === answerIn(reference) ? "equal text" : null;
}

export const r1v: LineReward = {
  name: "r1-v",
  form: null,
  scores: "line",
  source: SOURCE,
  says: "Accuracy 0 or 1, and format 0 or 1: the whole completion must be a thought and an answer in their tags.",
  needs: ["answer"],
  parts: ["accuracy", "format"],
  range: [0, 2],
  score(rollout, { reference }) {
    const completion = completionOf(rollout);
    const known = reference.answer ?? "";
    const match = compare(completion, known);
    const steps = rollout.turns.flatMap((turn) => turn.steps);
    const parts = [
      part("accuracy", Number(match !== null), 1, steps.slice(-1)),
      part("format", Number(hasThinkThenAnswer(completion)), 1, steps),
    ];
    return scoreOf(r1v, parts, {
      answer: answerIn(completion),
      reference: answerIn(known),
      ...(match ? { comparedBy: match } : {}),
    });
  },
};
