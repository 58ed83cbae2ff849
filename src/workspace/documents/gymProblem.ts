import { type GymName, gymProblem, parseGymName } from "../../catalog";
import type { GymProblem } from "../../gym";
import type { Trace } from "../../trace";

/** The gym problem that a trace says it is about, by the name of its first picture; null where it says none. */
export function gymNameOf(trace: Trace): GymName | null {
  const root = rootOf(trace);
  return root && parseGymName(trace.images.get(root.images[0] ?? ("" as never))?.name ?? "");
}

/**
 * The gym problem that a trace is about; null where it is about something else. A name alone could lie,
 * so the question has to be the problem's own.
 */
export async function gymProblemOf(trace: Trace): Promise<GymProblem | null> {
  const name = gymNameOf(trace);
  const problem = name && (await gymProblem(name));
  return problem?.question === rootOf(trace)?.question ? problem : null;
}

/** Whether an answer is right, and what is. */
export interface Judgement {
  readonly isRight: boolean;
  readonly truth: string;
}

export type AnswerJudge = (answer: string) => Judgement;

/** Says whether answers to a trace's problem are right; null where nobody knows. */
export async function judgeOf(trace: Trace): Promise<AnswerJudge | null> {
  const problem = await gymProblemOf(trace);
  if (!problem) return null;
  const { checkAnswer } = await import("../../gym");
  return (answer) => ({ isRight: checkAnswer(problem, answer), truth: problem.truth });
}

function rootOf(trace: Trace) {
  const root = trace.steps.get(trace.children.get(null)?.[0] ?? ("" as never));
  return root?.body.kind === "problem" ? root.body : null;
}
