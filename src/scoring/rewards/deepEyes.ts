import type { JudgeVerdict } from "../judge";
import { matchOf } from "../reading/alike";
import { afterLast, beforeFirst, countOf, firstTagged, lengthOf, strip } from "../reading/text";
import type { LineReward, Told } from "../reward";
import { type Rollout, responseOf, showsPicture } from "../rollout";
import { part, type ScoreFacts, scoreOf } from "../score";

const SOURCE = { title: "DeepEyes", reference: "Visual-Agent/DeepEyes@6c5e796, verl/utils/reward_score/vl_agent.py" };

/** An answer of so many characters is held for an attempt to please the judge. */
const LONGEST_ANSWER = 1000;

const PICTURE = "<|vision_start|><|image_pad|><|vision_end|>";

/** Everything behind the question, the pictures as Qwen's tokens: the words that the code counts tags in. */
const responseFor = (rollout: Rollout): string => responseOf(rollout, PICTURE);

interface Reading {
  readonly answer: string | null;
  readonly wellFormed: boolean;
}

/** Tags that are opened are closed; those of answers are counted behind the last thought only. */
function tagsPair(response: string): boolean {
  const answering = afterLast(response, "</think>");
  return (
    countOf(response, "<think>") === countOf(response, "</think>") &&
    countOf(response, "<|vision_start|><|image_pad|>") === countOf(response, "<|image_pad|><|vision_end|>") &&
    countOf(answering, "<answer>") === countOf(answering, "</answer>")
  );
}

const isShort = (answer: string): boolean => lengthOf(answer) < LONGEST_ANSWER;

/** The last answer, or the whole response where no tag is: no answer is no error of form here. */
function readMain(response: string): Reading {
  const answer = strip(beforeFirst(afterLast(response, "<answer>"), "</answer>"));
  return { answer: isShort(answer) ? answer : null, wellFormed: tagsPair(response) && isShort(answer) };
}

/** The first answer behind the last thought; without one the form is wrong. */
function readGeneral(response: string): Reading {
  const answer = strip(firstTagged(afterLast(response, "</think>"), "answer") ?? "");
  const isUsable = answer !== "" && isShort(answer);
  return { answer: isUsable ? answer : null, wellFormed: tagsPair(response) && isUsable };
}

/** `\boxed{…}` up to the first brace behind the last thought, the last of them; more than one is an error of form. */
function readBoxed(response: string): Reading {
  const boxes = boxedIn(afterLast(response, "</think>"));
  const pairs = countOf(response, "<think>") === countOf(response, "</think>");
  return { answer: boxes.at(-1) ?? null, wellFormed: pairs && boxes.length === 1 };
}

/** `\\boxed{([^}]+)}`, every match; as a search, since the expression looks for a missing brace again and again. */
function boxedIn(text: string): readonly string[] {
  const open = "\\boxed{";
  const found: string[] = [];
  for (let at = text.indexOf(open); at >= 0; ) {
    const start = at + open.length;
    const end = text.indexOf("}", start);
    if (end < 0) break;
    if (end > start) found.push(text.slice(start, end));
    at = text.indexOf(open, end > start ? end : start);
  }
  return found;
}

/** What the judge says of an answer; where it cannot be read, the answer is held for wrong. */
function asked(rollout: Rollout, answer: string | null, { reference, judge }: Told): JudgeVerdict {
  if (answer === null || !judge) return null;
  const request = {
    kind: "same-answer",
    question: rollout.question,
    answer,
    reference: reference.answer ?? "",
  } as const;
  return judge.judge(request);
}

interface Weights {
  readonly accuracy: number;
  readonly format: number;
  readonly tool: number;
}

function withTool(facts: ScoreFacts, read: (response: string) => Reading, { accuracy, format, tool }: Weights) {
  return (rollout: Rollout, told: Told) => {
    const { answer, wellFormed } = read(responseFor(rollout));
    const isRight = asked(rollout, answer, told) === true;
    const looks = rollout.turns.flatMap(({ shown }) => shown.filter(showsPicture));
    const steps = rollout.turns.flatMap((turn) => turn.steps);
    const parts = [
      part("accuracy", Number(isRight), accuracy, steps.slice(-1)),
      part("format", wellFormed ? 0 : -1, format, wellFormed ? [] : steps),
      part("tool", Number(isRight && looks.length > 0), tool, looks),
    ];
    const parsed = { answer, reference: told.reference.answer, comparedBy: told.judge?.name ?? "" };
    return scoreOf(facts, parts, parsed);
  };
}

type Described = Omit<LineReward, "score" | "scores" | "source">;

const describe = (described: Described, weights: Weights, read: (response: string) => Reading): LineReward => {
  const facts = { ...described, source: SOURCE };
  return { ...facts, scores: "line", score: withTool(facts, read, weights) };
};

const CODE = { accuracy: 0.8, format: 0.2, tool: 1.2 };

const COMMON = { needs: ["answer", "judge"], asks: ["same-answer"], parts: ["accuracy", "format", "tool"] } as const;

export const deepEyes = describe(
  {
    ...COMMON,
    name: "deepeyes",
    form: "code",
    says: "0.8 × accuracy + 0.2 × format (0 or −1) + 1.2 × tool, the last only where the answer is right.",
    range: [-0.2, 2],
  },
  CODE,
  readMain,
);

/** For the part of the data that is general reasoning: an answer has to stand behind the last thought. */
export const deepEyesGeneral = describe(
  {
    ...COMMON,
    name: "deepeyes-general",
    form: "code",
    says: "As deepeyes; an answer has to stand behind the last thought, or the form is wrong.",
    range: [-0.2, 2],
  },
  CODE,
  readGeneral,
);

/** The paper's R = R_acc + R_format + 1[R_acc > 0] × R_tool, of which no weights were read: each counts 1. */
export const deepEyesPaper = describe(
  {
    ...COMMON,
    name: "deepeyes-paper",
    form: "paper",
    says: "Accuracy + format (0 or −1) + tool, the last only where the answer is right; every weight 1.",
    range: [-1, 2],
  },
  { accuracy: 1, format: 1, tool: 1 },
  readMain,
);

export const deepEyesMath: LineReward = {
  name: "deepeyes-math",
  form: "code",
  scores: "line",
  source: SOURCE,
  says: "1.2 × accuracy + 0.4 × format (0 or −1): exactly one \\boxed{…} behind the last thought; no tool term.",
  needs: ["answer"],
  // Where its rule finds no match, and somebody judges.
  asks: ["same-answer"],
  parts: ["accuracy", "format"],
  range: [-0.4, 1.2],
  score(rollout, told) {
    const { answer, wellFormed } = readBoxed(responseFor(rollout));
    const known = told.reference.answer ?? "";
    const match = answer === null ? null : matchOf(answer, known);
    const isRight = match !== null || asked(rollout, answer, told) === true;
    const steps = rollout.turns.flatMap((turn) => turn.steps);
    const parts = [
      part("accuracy", Number(isRight), 1.2, steps.slice(-1)),
      part("format", wellFormed ? 0 : -1, 0.4, wellFormed ? [] : steps),
    ];
    return scoreOf(deepEyesMath, parts, {
      answer,
      reference: known,
      comparedBy: match ?? told.judge?.name ?? "no judge",
    });
  },
};
