import { answerHint, type Hint, unanswered } from "../../annotation";
import { lineView } from "../../session";
import { judgeStep, ownJudgement, type Step, type StepId, stepsOfTarget, type Trace } from "../../trace";
import { type Checks, checksQuery } from "../queries";
import { raterHere, type Workspace } from "../state";
import { tell } from "./acts";

const NONE: readonly Hint[] = [];

// The strip, the step and the keys ask for the same hints: they are derived once for a trace and the line last asked for.
const derived = new WeakMap<
  Trace,
  { readonly leaf: StepId; readonly rater: string; readonly hints: readonly Hint[] }
>();

/** What the checks noticed about a line and the rater has not answered. */
export function waitingHints({ hintsOf }: Checks, trace: Trace, line: readonly Step[], rater: string): readonly Hint[] {
  const leaf = line.at(-1)?.id;
  if (leaf === undefined) return NONE;
  const known = derived.get(trace);
  if (known?.leaf === leaf && known.rater === rater) return known.hints;
  const hints = unanswered(trace, hintsOf(trace, leaf), rater);
  derived.set(trace, { leaf, rater, hints });
  return hints;
}

/** Those that hold while a run goes on: of a line that is still being said nobody can tell that it has no answer. */
export const hintsOfRun = (hints: readonly Hint[]): readonly Hint[] =>
  hints.filter(({ evidence }) => evidence.kind !== "no-answer");

export const hintsAbout = (hints: readonly Hint[], step: StepId): readonly Hint[] =>
  hints.filter(({ target }) => stepsOfTarget(target).includes(step));

/**
 * Takes a hint for true, or puts it away. An accepted hint makes the step wrong and gives it its tag, as if said by
 * hand; the judgement of the hint beside it keeps what that rests on.
 */
export function answer(workspace: Workspace, hint: Hint, said: "accepted" | "dismissed"): void {
  const { taxonomy } = workspace.view.getState();
  const [step] = stepsOfTarget(hint.target);
  const done = workspace.session.rate("hint", (trace, by) => {
    const given = { rater: by.rater, id: by.nextJudgementId(), atMillis: by.atMillis };
    const judgement = answerHint(hint, said, given, taxonomy);
    const tags = step ? (ownJudgement(trace, step, by.rater.id)?.value.tags ?? []) : [];
    const more = judgement.value.tags.filter((tag) => !tags.some((own) => own.tag === tag.tag));
    const value = { verdict: "wrong" as const, tags: [...tags, ...more] };
    const own = said === "accepted" && step ? judgeStep(trace, step, value, by) : null;
    return { kind: "batch", edits: [{ kind: "add-judgement", judgement }, ...(own ? [own] : [])] };
  });
  tell(workspace, done);
}

/** Goes to the next step of the line that a check flags, or the one before; round at the ends. */
export async function goToFlagged(workspace: Workspace, by: 1 | -1): Promise<void> {
  const { session, queries } = workspace;
  // Without them no step is flagged.
  const checks = await queries.fetchQuery(checksQuery()).catch(() => null);
  if (!checks) return;
  const { log, place } = session.store.getState();
  if (!log) return;
  const { line, index } = lineView(log.trace, place);
  const hints = waitingHints(checks, log.trace, line, raterHere(workspace).id);
  const behind = [...line.slice(index + 1), ...line.slice(0, index)];
  const ahead = by === 1 ? behind : behind.toReversed();
  const flagged = ahead.find(({ id }) => hintsAbout(hints, id).length > 0);
  if (flagged) session.goTo(flagged.id);
}
