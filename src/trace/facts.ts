import type { Judgement, Rater, Verdict } from "./judgement";
import { lineThrough, lineTo } from "./line";
import { outcomeOf } from "./outcome";
import type { Trace } from "./trace";

/** What people said of a trace by hand, in as few words as a list has room for. */
export interface Judged {
  /** The last one about the trace as a whole or one of its answers; null where nobody gave one. */
  readonly verdict: Verdict | null;
  /** The first step that somebody marked as the first error, by its place on its line, from 1. */
  readonly firstError: number | null;
  /** Everybody who said something, in the order in which they did. */
  readonly raters: readonly Rater[];
}

/** What a list says of a trace without opening it. */
export interface TraceFacts {
  /** The dialect of the log that it came from; null where it came from none. */
  readonly dialect: string | null;
  /** What its newest line answers; empty where that ends in no answer. */
  readonly answer: string;
  readonly truth: string | null;
  /** The first number that a log kept of that line; true is one. */
  readonly score: number | null;
  /** Null where nobody knows. */
  readonly right: boolean | null;
  readonly judged: Judged | null;
}

/** Derived anew for each state of a trace: it reads one line and every judgement. */
export function factsOfTrace(trace: Trace): TraceFacts {
  const line = lineThrough(trace, null);
  const [problem, last] = [line[0]?.body, line.at(-1)];
  const { reference, scores, right } = outcomeOf(trace, last?.id ?? null);
  const told = scores.find(({ value }) => typeof value !== "string")?.value;
  return {
    dialect: (problem?.kind === "problem" && problem.dialect) || null,
    answer: last?.body.kind === "answer" ? last.body.text.trim().slice(0, ANSWER_LENGTH) : "",
    truth: reference?.answer?.slice(0, ANSWER_LENGTH) ?? null,
    score: told === undefined ? null : Number(told),
    right,
    judged: judgedOf(trace),
  };
}

const ANSWER_LENGTH = 120;

/** Null where nobody said anything by hand. What became of a check's hints is no judgement of the run. */
export function judgedOf(trace: Trace): Judged | null {
  const said = [...trace.judgements.values()]
    .filter(({ basis }) => basis.kind === "hand")
    .sort((a, b) => a.atMillis - b.atMillis);
  if (said.length === 0) return null;
  const raters = new Map(said.map(({ rater }) => [rater.id, rater]));
  const verdict = said.findLast((judgement) => isOfOutcome(trace, judgement) && judgement.value.verdict !== null);
  const errors = said.flatMap(({ target, value }) =>
    value.firstError && target.kind === "step" ? [lineTo(trace, target.step).length] : [],
  );
  return {
    verdict: verdict?.value.verdict ?? null,
    firstError: errors.length === 0 ? null : Math.min(...errors),
    raters: [...raters.values()],
  };
}

const isOfOutcome = (trace: Trace, { target }: Judgement): boolean =>
  target.kind === "trace" || (target.kind === "step" && trace.steps.get(target.step)?.body.kind === "answer");
