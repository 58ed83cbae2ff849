import { ADJUDICATOR, ownKeysOf, type Taxonomy } from "../../annotation";
import type { Judgement, Rater, Step, StepId, Trace, Verdict } from "../../trace";
import { stepsOfTarget } from "../../trace";
import type { ExportLine, StepRating } from "../contract/form";

type Judged = Pick<ExportLine, "ratings" | "firstError" | "tags">;

/**
 * What raters say of the steps of a line. A verdict is about a step as a whole; of several that one rater gave, the one
 * by hand counts before a hint that they accepted, and the last before those earlier. Nobody's verdict is made up: a step
 * without one has no rating, and one on which raters differ is disputed, until it is adjudicated: what was decided of a
 * step stands in for all that raters said of it.
 *
 * @param taxonomy the team's, in which tags of ours may have other names by now
 * @param rater the id of the one whose judgements count; all where null
 */
export function judgedAlong(
  trace: Trace,
  line: readonly Step[],
  { rater, taxonomy }: { readonly rater: string | null; readonly taxonomy: Taxonomy },
): Judged {
  const onLine = new Set(line.map(({ id }) => id));
  const about = [...trace.judgements.values()].filter((judgement) => isAbout(judgement, onLine));
  const counting = rater === null ? withoutDisputes(about) : about.filter((judgement) => judgement.rater.id === rater);
  return {
    ratings: ratingsIn(counting),
    firstError: firstErrorIn(counting),
    tags: new Set(counting.flatMap(({ value }) => value.tags.flatMap((tag) => ownKeysOf(taxonomy, tag)))),
  };
}

/** Of the trace as a whole, or of steps that are all on the line. */
const isAbout = ({ target }: Judgement, onLine: ReadonlySet<StepId>): boolean =>
  target.kind !== "region" && stepsOfTarget(target).every((step) => onLine.has(step));

/** What is left to count once it was decided between raters. A first error that was decided is the only one. */
function withoutDisputes(judgements: readonly Judgement[]): readonly Judgement[] {
  const decisions = judgements.filter(isDecision);
  const decided = new Set(decisions.flatMap(({ target }) => (target.kind === "step" ? target.step : [])));
  const isErrorDecided = decisions.some(({ value }) => value.firstError);
  return judgements.flatMap((judgement) => {
    const { target, value } = judgement;
    if (isDecision(judgement)) return [judgement];
    if (target.kind === "step" && decided.has(target.step)) return [];
    return [isErrorDecided && value.firstError ? { ...judgement, value: { ...value, firstError: false } } : judgement];
  });
}

const isDecision = ({ rater }: Judgement): boolean => rater.id === ADJUDICATOR.id;

function ratingsIn(judgements: readonly Judgement[]): ReadonlyMap<StepId, StepRating> {
  const byStep = new Map<StepId, Map<Rater["id"], Judgement>>();
  for (const judgement of judgements) {
    const { target, value, rater } = judgement;
    if (target.kind !== "step" || value.verdict === null) continue;
    const byRater = byStep.get(target.step) ?? new Map<Rater["id"], Judgement>();
    byStep.set(target.step, byRater);
    const other = byRater.get(rater.id);
    if (!other || outweighs(judgement, other)) byRater.set(rater.id, judgement);
  }
  return new Map([...byStep].map(([step, byRater]) => [step, agreed([...byRater.values()])]));
}

function outweighs(judgement: Judgement, other: Judgement): boolean {
  const [a, b] = [judgement, other].map(({ basis }) => Number(basis.kind === "hand"));
  return a === b ? judgement.atMillis >= other.atMillis : (a ?? 0) > (b ?? 0);
}

function agreed(judgements: readonly Judgement[]): StepRating {
  const verdicts = new Set(judgements.map(({ value }): Verdict | null => value.verdict));
  const [verdict] = verdicts;
  return verdicts.size === 1 && verdict ? verdict : "disputed";
}

function firstErrorIn(judgements: readonly Judgement[]): StepId | "disputed" | null {
  const marked = new Set(
    judgements.flatMap(({ target, value }) => (value.firstError && target.kind === "step" ? target.step : [])),
  );
  const [step] = marked;
  return step === undefined ? null : marked.size === 1 ? step : "disputed";
}
