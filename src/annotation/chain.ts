import { chainJudgements, type Judgement, type Step, type StepId, type Trace } from "../trace";

/** One step of a line led to another, a rater says. Places on the line count from 0. */
export interface ChainLink {
  readonly judgement: Judgement;
  readonly cause: number;
  readonly effect: number;
}

/** Steps that a rater misses behind the one at `after`, a place on the line from 0. */
export interface ChainGap {
  readonly after: number;
  readonly missing: readonly Judgement[];
}

/** How a line failed: what led to what, and what should have been done and was not. */
export interface Chain {
  /** By cause, then by effect. */
  readonly links: readonly ChainLink[];
  /** By place. */
  readonly gaps: readonly ChainGap[];
}

const NO_CHAIN: Chain = { links: [], gaps: [] };

/**
 * The chain of failure that a rater drew by hand along a line. Links to steps of other branches are left out: they show
 * on a line that holds both ends.
 */
export function chainAlong(trace: Trace, line: readonly Step[], rater: string): Chain {
  const own = chainJudgements(trace).filter(({ rater: by, basis }) => by.id === rater && basis.kind === "hand");
  if (own.length === 0) return NO_CHAIN;
  const places = new Map<StepId, number>(line.map(({ id }, index) => [id, index]));
  const links: ChainLink[] = [];
  const gaps = new Map<number, Judgement[]>();
  for (const judgement of own) {
    const { target } = judgement;
    if (target.kind === "link") {
      const [cause, effect] = [places.get(target.cause), places.get(target.effect)];
      if (cause !== undefined && effect !== undefined) links.push({ judgement, cause, effect });
    }
    const after = target.kind === "missing-step" ? places.get(target.after) : undefined;
    if (after !== undefined) gaps.set(after, [...(gaps.get(after) ?? []), judgement]);
  }
  return {
    links: links.sort((a, b) => a.cause - b.cause || a.effect - b.effect),
    gaps: [...gaps].map(([after, missing]) => ({ after, missing })).sort((a, b) => a.after - b.after),
  };
}
