import { hashKey } from "@tanstack/query-core";
import type { ImageId } from "../../action";
import { unreachable } from "../../base";
import {
  type AnsweredLine,
  type AskedAbout,
  ask,
  type Finding,
  type FindingKind,
  type InfluenceTools,
  isSaid,
  jitterGrid,
  type Look,
  ModelFailure,
  type Question,
  RERUN_TEMPERATURE,
  receiptFor,
  staleBy,
  USUAL_OCCLUSION,
  USUAL_WIDTH,
  variationsOf,
  verify,
  wordingsFrom,
} from "../../influence";
import type { Sampling, Step } from "../../trace";
import { chosenQuery, loadModel, readyModel } from "../models/loading";
import type { Verified, Workspace } from "../state";
import { keepFinding, recallFindings } from "./findings";
import { type AskedSubject, type KnownAnswers, knownAnswers, lineEndingIn, subjectOf, toolsFor } from "./subject";

/** Of what chance decides, in noise, in cuts elsewhere and in covers. */
export const SEEDS: readonly number[] = [1, 2, 3];
/** Re-runs behind one step, at most. */
export const RERUNS = 5;

/** The question of a kind as the page asks it of a subject. */
export function questionFor(
  kind: FindingKind,
  { look, ownBox, line }: AskedSubject,
  { set, right }: Pick<KnownAnswers, "set" | "right">,
  workspace: Workspace,
): Question | null {
  switch (kind) {
    case "look":
      return { kind, set, seeds: SEEDS, ownBox };
    case "bisect":
      return { kind, sampling: rerunSampling(workspace.view.getState().settings.sampling), seeds: RERUNS };
    case "jitter":
      return { kind, set, changes: jitterGrid() };
    case "occlude": {
      const picture = pictureOf(line, look);
      return picture ? { kind, picture, ...USUAL_OCCLUSION } : null;
    }
    case "brush": {
      const picture = pictureOf(line, look);
      return picture ? { kind, picture, boxes: workspace.influence.getState().brushed, seed: 1 } : null;
    }
    case "vary": {
      const wordings = wordingsFrom(workspace.influence.getState().wordings);
      return { kind, variations: variationsOf(posedIn(line).length, wordings) };
    }
    case "resample":
      return { kind, sampling: rerunSampling(workspace.view.getState().settings.sampling), tries: RERUNS };
    case "cloud":
      return { kind, width: USUAL_WIDTH };
    case "curve":
      return { kind, answer: workspace.breakpoints.getState().answer.trim() || (right ?? line.answer), set };
    default:
      return unreachable(kind);
  }
}

function posedIn({ steps }: AnsweredLine): readonly ImageId[] {
  const problem = steps.findLast(({ body }) => body.kind === "problem")?.body;
  return problem?.kind === "problem" ? problem.images : [];
}

/** A picture of the problem that the look is on; the first where it is on what another look showed. */
export function pictureOf(line: AnsweredLine, look: Look | null): ImageId | null {
  const posed = posedIn(line);
  return posed.find((id) => look?.actions.some(({ body }) => body.action.image === id)) ?? posed[0] ?? null;
}

/**
 * The step that a question of a kind is about: the one that one is at, where it can be asked of that, else what the look
 * asked for.
 */
export function stepFor(kind: FindingKind, { step, look }: AskedSubject): Step {
  const fits = kind === "cloud" ? hasBox(step) : kind !== "resample" || isSaid(step);
  return fits ? step : (look?.actions[0] ?? step);
}

const hasBox = ({ body }: Step): boolean => body.kind === "action" && "box" in body.action;

/** A person's own, unless that would make every re-run the same. */
const rerunSampling = (sampling: Sampling): Sampling =>
  sampling.temperature === 0 ? { ...sampling, temperature: RERUN_TEMPERATURE } : sampling;

export const stopAsking = ({ influence }: Workspace): void => influence.getState().asking?.stop.abort();

/** Whether a question may be asked now: the model does one thing at a time. */
export const mayAsk = ({ session, view, influence }: Workspace): boolean => {
  const { starting, batching } = view.getState();
  return session.store.getState().run.kind !== "running" && !starting && !batching && !influence.getState().asking;
};

/** Asks a question about the step that one is at. */
export async function startAsking(
  workspace: Workspace,
  kind: FindingKind,
  answers: Pick<KnownAnswers, "set" | "right"> | null = null,
): Promise<void> {
  await recallFindings(workspace);
  const subject = subjectOf(workspace);
  if (!subject || !mayAsk(workspace)) return;
  const { trace } = subject.line;
  await whileAsking(workspace, { kind, verifies: null }, async (tools, signal) => {
    const known = await knownAnswers(subject.line);
    const question = questionFor(kind, subject, answers ?? known, workspace);
    if (!question) return "no-such-image";
    const step = stepFor(kind, subject).id;
    const about: AskedAbout = { line: subject.line, step, isRight: known.isRight };
    const asking = ask(question, about, tools, signal);
    for (;;) {
      const { done, value } = await asking.next();
      if (!done) {
        show(workspace, value);
        continue;
      }
      if (!value.ok) return value.error;
      keepFinding(workspace, trace.id, value.value);
      return null;
    }
  });
}

/** Asks the question of a finding again, and says how the two agree. */
export async function verifyFinding(workspace: Workspace, finding: Finding): Promise<void> {
  const trace = workspace.session.store.getState().log?.trace;
  if (!trace || !mayAsk(workspace)) return;
  const line = lineEndingIn(trace, finding.receipt.leaf);
  if (!line) return verified(workspace, finding, { kind: "refused", code: "no-such-step" });
  await whileAsking(workspace, { kind: finding.kind, verifies: finding }, async (tools, signal) => {
    const { isRight } = await knownAnswers(line);
    const held = await verify(finding, { line, step: finding.step, isRight }, tools, signal);
    const told: Verified = held.ok ? { kind: "agrees", agreement: held.value } : { kind: "refused", code: held.error };
    verified(workspace, finding, told);
    return null;
  });
}

const verified = ({ influence }: Workspace, finding: Finding, told: Verified): void =>
  influence.setState(({ verified }) => ({ verified: new Map(verified).set(finding, told) }));

const show = ({ influence }: Workspace, finding: Finding): void =>
  influence.setState(({ asking }) => ({ asking: asking && { ...asking, finding } }));

/** Holds the model for a question: no run and no batch begins meanwhile. `work` gives why it was not asked, or null. */
async function whileAsking(
  workspace: Workspace,
  { kind, verifies }: { readonly kind: FindingKind; readonly verifies: Finding | null },
  work: (tools: InfluenceTools, signal: AbortSignal) => Promise<string | null>,
): Promise<void> {
  const { influence, view } = workspace;
  const stop = new AbortController();
  influence.setState(({ refused }) => ({
    asking: { kind, verifies, finding: null, stop },
    refused: { ...refused, [kind]: undefined },
  }));
  view.setState({ batching: true, failure: null });
  const stopWatching = whenModelLeaves(workspace, () => stop.abort());
  let code: string | null = null;
  try {
    const model = await loadModel(workspace);
    // Why there is no model the view says.
    if (model && !stop.signal.aborted) code = await work(await toolsFor(workspace, model), stop.signal);
  } catch (thrown) {
    if (!stop.signal.aborted) code = codeOf(thrown);
  } finally {
    stopWatching();
    view.setState({ batching: false });
    influence.setState(({ asking, refused }) =>
      asking?.stop === stop
        ? { asking: null, ...(code === null ? {} : { refused: { ...refused, [kind]: code } }) }
        : {},
    );
  }
}

/** A model says what it lacks by a code. Anything else is a bug, and is thrown on. */
function codeOf(thrown: unknown): string {
  if (thrown instanceof ModelFailure) return thrown.code;
  if (thrown instanceof Error && "code" in thrown && typeof thrown.code === "string") return thrown.code;
  throw thrown;
}

/** Tells that the chosen model is let go of. */
function whenModelLeaves(workspace: Workspace, tell: () => void): () => void {
  const chosen = hashKey(chosenQuery(workspace).queryKey);
  return workspace.queries.getQueryCache().subscribe(({ type, query }) => {
    if (type === "removed" && query.queryHash === chosen) tell();
  });
}

/** Marks the findings whose line, model or dialect is no longer what it was. Without a loaded model nothing is known. */
export async function markStale(workspace: Workspace): Promise<void> {
  const { influence, session } = workspace;
  const model = readyModel(workspace);
  const trace = session.store.getState().log?.trace;
  if (!model || !trace) return;
  const tools = await toolsFor(workspace, model);
  const stale = new Map<Finding, ReturnType<typeof staleBy>>();
  for (const finding of influence.getState().findings) {
    const line = lineEndingIn(trace, finding.receipt.leaf);
    const now = line && (await receiptFor(line, finding.receipt, tools));
    const reasons = now ? staleBy(finding.receipt, now) : (["line"] as const);
    if (reasons.length > 0) stale.set(finding, reasons);
  }
  influence.setState({ stale });
}
