import { matchOf } from "./reading/alike";

/** What a reward asks of whoever judges. */
export type JudgeRequest =
  /** Whether an answer means the same as the reference. */
  | { readonly kind: "same-answer"; readonly question: string; readonly answer: string; readonly reference: string }
  /** Whether the words before an answer come to that answer. */
  | { readonly kind: "consistent"; readonly thinking: string; readonly answer: string };

/** Null where the judge's words could not be read. */
export type JudgeVerdict = boolean | null;

/**
 * Who decides where a paper's reward asks a model. Rewards are functions, so a judge answers at once: a rule, or
 * verdicts that were asked for before, as `askJudge` does it.
 */
export interface Judge {
  readonly name: string;
  judge(request: JudgeRequest): JudgeVerdict;
}

/**
 * Stands in for a model: answers are the same where their text or their number is. Of a chain of thought it can say
 * nothing. The scores name it as what compared them.
 */
export const RULE_JUDGE: Judge = {
  name: "rule: text and numbers",
  judge: (request) => (request.kind === "same-answer" ? matchOf(request.answer, request.reference) !== null : null),
};

/** A judge that has to be waited for. */
export type AskedJudge = (request: JudgeRequest) => Promise<JudgeVerdict>;

/**
 * What `score` gives once every verdict that it asks for is there. It runs again after each round of questions, since
 * what a reward asks may depend on what it was told.
 */
export async function askJudge<T>(name: string, ask: AskedJudge, score: (judge: Judge) => T): Promise<T> {
  const verdicts = new Map<string, JudgeVerdict>();
  for (;;) {
    const open = new Map<string, JudgeRequest>();
    const judge = (request: JudgeRequest): JudgeVerdict => {
      const key = JSON.stringify(request);
      if (!verdicts.has(key)) open.set(key, request);
      return verdicts.get(key) ?? null;
    };
    const scored = score({ name, judge });
    if (open.size === 0) return scored;
    for (const [key, request] of open) verdicts.set(key, await ask(request));
  }
}

/** DeepEyes reads its judge so: behind the last `Judgement:` the digit 1 is looked for before 0; else a lone digit. */
export function readJudgement(words: string): JudgeVerdict {
  const said = words.trim();
  const at = said.lastIndexOf("Judgement:");
  if (at < 0) return said === "1" ? true : said === "0" ? false : null;
  const verdict = said.slice(at + "Judgement:".length);
  if (verdict.includes("1")) return true;
  return verdict.includes("0") ? false : null;
}

/** DeepEyes reads its second judge so, behind the last `## Equivalence Judgement`: one of two words, not both. */
export function readEquivalence(words: string): JudgeVerdict {
  const verdict = words.slice(Math.max(0, words.lastIndexOf("## Equivalence Judgement"))).toLowerCase();
  return oneOf(verdict.includes("true"), verdict.includes("false"));
}

/** Mulberry reads whether an answer is right so: `yes` and no `no`. */
export const readYesNo = (words: string): boolean => words.includes("yes") && !words.includes("no");

const oneOf = (yes: boolean, no: boolean): JudgeVerdict => (yes === no ? null : yes);
