import { createSeats, type RunModel, type Seat } from "../../runner";
import {
  askJudge,
  type Judge,
  type JudgeRequest,
  type JudgeVerdict,
  type Reference,
  type Reward,
  rolloutOf,
  scoreOne,
} from "../../scoring";
import { GREEDY, type Sampling, type Step } from "../../trace";
import { type GrowTools, grow } from "../grow";
import { judgeByAsking } from "./ask";
import { type Hearing, judgeByRating, type SearchJudge } from "./judge";

export interface RewardJudgeOptions {
  readonly reward: Reward;
  readonly reference: Reference;
  /**
   * Who decides where the reward asks a judge of its own: a rule, or a model that is asked in words, which is the one
   * that is searched with where `asks` is null, and is paid for by the search then. Null where nobody decides.
   */
  readonly judge: Judge | { readonly asks: RunModel | null } | null;
  /** How often an unfinished line is completed, for the mean of what that scores; one is greedy. */
  readonly completions: number;
  readonly tools: GrowTools;
}

/** As bold as the rollouts that a search draws: a step is good where any of what follows from it may be. */
const COMPLETION_TEMPERATURE = 0.8;

/**
 * A reward judges whole lines. A line without an answer is worth what the model makes of it by itself, in the mean over
 * some completions, as Math-Shepherd (arXiv 2312.08935) and VisualPRM (arXiv 2503.10291) label steps; these write
 * nothing into the trace, and their tokens are the work's. A step is right where any completion from it is.
 */
export function createRewardJudge(options: RewardJudgeOptions): SearchJudge {
  const { reward, reference, judge } = options;
  // What was completed for one question is worth the same for the next.
  const known = new WeakMap<Step, readonly (readonly Step[])[]>();
  const completed = async (line: readonly Step[], hearing: Hearing): Promise<readonly (readonly Step[])[]> => {
    const last = line.at(-1);
    if (!last || last.body.kind === "answer") return [line];
    const lines = known.get(last) ?? (await complete(line, options, hearing));
    known.set(last, lines);
    return lines;
  };
  const decide = createDecider(judge);
  const score = async (line: readonly Step[], hearing: Hearing): Promise<number | null> => {
    const rollout = rolloutOf(line, hearing.images);
    const scored = await decide((by) => scoreOne(reward, rollout, { reference, judge: by }), hearing);
    return scored.ok ? scored.value.value : null;
  };
  return {
    name: reward.name,
    async judge(question, hearing) {
      if (question.kind === "answer") {
        const { answer, readAnswer } = reference;
        return { kind: "checked", right: answer === null ? null : readAnswer(question.answer) === answer };
      }
      const best = question.kind === "steps" || question.kind === "check";
      const rate = async (line: readonly Step[]): Promise<number | null> => {
        const scores: number[] = [];
        for (const each of await completed(line, hearing)) {
          const value = await score(each, hearing);
          if (value !== null) scores.push(value);
        }
        if (scores.length === 0) return null;
        return best ? Math.max(...scores) : scores.reduce((sum, value) => sum + value, 0) / scores.length;
      };
      return judgeByRating(question, rate, goodFrom(reward));
    },
  };
}

type Decide = <T>(score: (judge: Judge | null) => T, hearing: Hearing) => Promise<T>;

/** Scores with whoever decides. A model is asked the same thing once in a search: without chance it says the same again. */
function createDecider(judge: RewardJudgeOptions["judge"]): Decide {
  if (judge === null || !("asks" in judge)) return async (score) => score(judge);
  const verdicts = new Map<string, JudgeVerdict>();
  return (score, { model, signal }) => {
    const asked = judge.asks ?? model;
    const ask = judgeByAsking(asked, signal);
    const once = async (request: JudgeRequest): Promise<JudgeVerdict> => {
      const key = JSON.stringify(request);
      const known = verdicts.get(key);
      if (known !== undefined) return known;
      const verdict = await ask(request);
      verdicts.set(key, verdict);
      return verdict;
    };
    return askJudge(asked.id, once, score);
  };
}

/** Half of what a reward can give at most: what a right answer in the wrong form is worth, in those of the table. */
const goodFrom = ({ range: [, most] }: Reward): number => (Number.isFinite(most) ? most / 2 : 0.5);

async function complete(
  line: readonly Step[],
  { completions, tools }: RewardJudgeOptions,
  { model, images, seed, signal }: Hearing,
): Promise<readonly (readonly Step[])[]> {
  const one = async ({ model, leave }: Seat, i: number): Promise<readonly Step[]> => {
    const sampling: Sampling = i === 0 ? GREEDY : { ...GREEDY, temperature: COMPLETION_TEMPERATURE, seed: seed + i };
    const reach = { reach: "answer", mostNodes: null } as const;
    try {
      return (await grow(model, { line, images, sampling }, reach, { ...tools, alternatives: 0 }, signal)).line;
    } finally {
      leave();
    }
  };
  return Promise.all(createSeats(model, completions, signal).map(one));
}
