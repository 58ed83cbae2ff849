import type { Judge, JudgeRequest } from "../judge";
import { matchOf } from "../reading/alike";
import { allTagged, countOf, firstTagged, strip } from "../reading/text";
import type { LineReward, Told } from "../reward";
import { type Rollout, shownWords } from "../rollout";
import { part, type ScoreFacts, scoreOf } from "../score";

// Thyme and V-Thinker train with one plugin, which writes programs, what they print, and the answer in one turn.

/** Openings that are dropped before an answer is compared. */
const OPENINGS = [
  "The best answer is",
  "The correct answer is",
  "The answer is",
  "The answer: ",
  "Answer: ",
  "The best option is",
  "The correct option is",
  "Best answer:",
  "Best option:",
];

/** All in one turn: what a sandbox said stands between its tags, be they the model's words, the log's or nobody's. */
function transcriptOf({ turns }: Rollout): string {
  let transcript = "";
  for (const { words, shown } of turns) {
    transcript += words;
    for (const step of shown) {
      const said = shownWords(step, "<image>");
      const isOpen = transcript.lastIndexOf("<sandbox_output>") > transcript.lastIndexOf("</sandbox_output>");
      transcript += isOpen || said.includes("<sandbox_output>") ? said : `<sandbox_output>${said}</sandbox_output>`;
    }
  }
  return transcript;
}

/** One thought, one blank, one answer to the end; words before the thought are let pass. */
function isShaped(text: string): boolean {
  const isOnce = ["<think>", "</think>", "<answer>", "</answer>"].every((tag) => countOf(text, tag) === 1);
  return isOnce && /<\/think>\s<answer>/.test(text) && text.endsWith("</answer>");
}

/** The share of programs whose output is not the sandbox's complaint; 0 where none was run. */
function workingShare(text: string): number {
  const outputs = allTagged(text, "sandbox_output");
  const working = outputs.filter((output) => !output.toLowerCase().includes("sandbox for"));
  return outputs.length === 0 ? 0 : working.length / outputs.length;
}

const withoutOpening = (answer: string): string =>
  OPENINGS.reduce((text, opening) => text.replaceAll(opening, ""), answer.trim());

/** What the judge is shown of the words before the answer. */
const LAST_WORDS = 500;

function thinkingIn(text: string): string {
  const thought = firstTagged(text, "think") || (text.split("</think>")[0] ?? "").replaceAll("<think>", "");
  const plain = ["<image>", "</sandbox_output>", "<sandbox_output>"].reduce(
    (words, tag) => words.replaceAll(tag, ""),
    thought,
  );
  return [...plain].slice(-LAST_WORDS).join("");
}

/** A rule finds an answer right; a judge is asked only where it does not, and can make it worth −1. */
function accuracyOf(answer: string, rollout: Rollout, { reference, judge }: Told) {
  const known = reference.answer ?? "";
  if (answer === "") return { accuracy: 0, comparedBy: "no answer" };
  const match = matchOf(withoutOpening(answer), known);
  if (match) return { accuracy: 1, comparedBy: match };
  const verdict = asked(judge, { kind: "same-answer", question: rollout.question, answer, reference: known });
  return { accuracy: verdict === null ? 0 : verdict ? 1 : -1, comparedBy: judge?.name ?? "no judge" };
}

const asked = (judge: Judge | null, request: JudgeRequest) => judge?.judge(request) ?? null;

/** What each term counts; a term that a system's script does not name counts 0. */
interface Weights {
  readonly accuracy: number;
  readonly format: number;
  readonly consistency: number;
  readonly code: number;
}

const scored = (facts: ScoreFacts, weights: Weights) => (rollout: Rollout, told: Told) => {
  const text = transcriptOf(rollout);
  const answer = strip(firstTagged(text, "answer") ?? "");
  const { accuracy, comparedBy } = accuracyOf(answer, rollout, told);
  // The trainer makes both nought where the answer is not right.
  const counts = accuracy > 0;
  const request = { kind: "consistent", thinking: thinkingIn(text), answer } as const;
  const isConsistent = counts && asked(told.judge, request) === true;
  const steps = rollout.turns.flatMap((turn) => turn.steps);
  const programs = rollout.turns.flatMap(({ shown }) => shown);
  const parts = [
    part("accuracy", accuracy, weights.accuracy, steps.slice(-1)),
    part("format", Number(isShaped(text)), weights.format, steps),
    part("consistency", Number(isConsistent), counts ? weights.consistency : 0, steps.slice(-1)),
    part("code", workingShare(text), counts ? weights.code : 0, programs),
  ];
  return scoreOf(facts, parts, { answer: answer || null, reference: told.reference.answer, comparedBy });
};

const COMMON = {
  form: "code",
  scores: "line",
  needs: ["answer", "judge"],
  asks: ["same-answer", "consistent"],
  parts: ["accuracy", "format", "consistency", "code"],
} as const;

const THYME = {
  ...COMMON,
  name: "thyme",
  source: {
    title: "Thyme",
    reference: "yfzhang114/Thyme@055550e, examples/train/grpo/plugin/agent_rm.py and scripts/rl.sh",
  },
};
export const thyme: LineReward = {
  ...THYME,
  says: "Accuracy (−1, 0 or 1) + 0.5 × format + 0.5 × consistency, the last only where the answer is right.",
  range: [-1, 2],
  score: scored(THYME, { accuracy: 1, format: 0.5, consistency: 0.5, code: 0 }),
};

const V_THINKER = {
  ...COMMON,
  name: "v-thinker",
  source: { title: "V-Thinker", reference: "We-Math/V-Thinker@d220a37, scripts/plugin/agent_rm.py and scripts/rl.sh" },
};
export const vThinker: LineReward = {
  ...V_THINKER,
  says: "As thyme, and where the answer is right 0.3 × the share of programs that ran.",
  range: [-1, 2.3],
  score: scored(V_THINKER, { accuracy: 1, format: 0.5, consistency: 0.5, code: 0.3 }),
};
