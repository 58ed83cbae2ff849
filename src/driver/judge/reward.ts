import { type Judge, type Reference, type Reward, rolloutOf, scoreOne } from "../../scoring";
import { GREEDY, type Sampling, type Step } from "../../trace";
import { type GrowTools, grow } from "../grow";
import { createSeats, type Seat } from "../together";
import { type Hearing, judgeByRating, type SearchJudge } from "./judge";

export interface RewardJudgeOptions {
  readonly reward: Reward;
  readonly reference: Reference;
  /** Who decides where the reward asks a judge of its own; null where nobody does. */
  readonly judge: Judge | null;
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
  const score = (line: readonly Step[], { images }: Hearing): number | null => {
    const scored = scoreOne(reward, rolloutOf(line, images), { reference, judge });
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
        const scores = (await completed(line, hearing)).flatMap((each) => score(each, hearing) ?? []);
        if (scores.length === 0) return null;
        return best ? Math.max(...scores) : scores.reduce((sum, value) => sum + value, 0) / scores.length;
      };
      return judgeByRating(question, rate, goodFrom(reward));
    },
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
