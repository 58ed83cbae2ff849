import { must } from "../base";
import {
  beginEdit,
  createFollower,
  createLikelihoodJudge,
  createModelJudge,
  createRewardJudge,
  type DriveEnd,
  type Driven,
  drive,
  type GrowTools,
  grow,
  type SearchedDocument,
  type SearchJudge,
  type SearchPlan,
} from "../driver";
import type { GymProblem } from "../gym";
import { composedOrNamed, type Reference } from "../scoring";
import {
  applyEdit,
  childrenOf,
  type Edit,
  GREEDY,
  lineTo,
  type Step,
  type StepId,
  stepIdFrom,
  type Trace,
} from "../trace";
import { referenceOf } from "./attempt";
import { countedIds, pose, type Solver } from "./solve";

/** What a search of one problem came to. */
export interface SearchRun {
  readonly trace: Trace;
  readonly driven: Driven;
  readonly end: DriveEnd;
  /** Of the rollout that was chosen; null where none was, or it ended without one. */
  readonly answer: string | null;
  readonly isRight: boolean;
  /** Tokens that models wrote for it, judging included. */
  readonly tokens: number;
}

const SEARCH = "search";

/** Searches one problem by itself: no session, and nothing on the screen. `id` names the trace and its steps. */
export async function searchProblem(
  problem: GymProblem,
  solver: Solver,
  id: string,
  plan: SearchPlan,
  { atOnce, signal }: { readonly atOnce: number; readonly signal: AbortSignal },
): Promise<SearchRun> {
  const clockAndIds = countedIds(id, solver.nowMillis);
  const held = openedIn(await pose(problem, solver, { id, name: problem }, clockAndIds));
  const tools: GrowTools = { ...solver, clockAndIds, conditions: plan.conditions, alternatives: 0 };
  const before = await rootOf(plan, held, solver, tools, signal);
  held.commit(beginEdit(SEARCH, before.root, plan));
  const reference = await referenceOf(problem);
  const judge = judgeFor(plan, reference, tools);
  const end = await drive(held, SEARCH, { ...tools, models: [solver.model], judge, atOnce }, signal);
  const driven = must(createFollower()(held.trace(), SEARCH) ?? missing());
  const chosen = await chosenLine(driven, held.trace(), solver, tools, signal);
  const last = chosen.line.at(-1)?.body;
  const answer = last?.kind === "answer" ? last.text : null;
  const isRight = answer !== null && reference.readAnswer(answer) === reference.answer;
  const tokens = before.tokens + driven.state.spent.tokens + chosen.tokens;
  return { trace: held.trace(), driven, end, answer, isRight, tokens };
}

const missing = (): never => {
  throw new Error("A search that was begun is not there");
};

/** A document in memory: nobody opens another in its place. */
interface HeldDocument extends SearchedDocument {
  trace(): Trace;
}

/** It takes every edit that fits. */
function openedIn(posed: Trace): HeldDocument {
  let trace = posed;
  return {
    trace: () => trace,
    commit(edit: Edit) {
      const next = applyEdit(trace, edit);
      if (next.ok) trace = next.value;
      return next.ok;
    },
  };
}

function judgeFor(plan: SearchPlan, reference: Reference, tools: GrowTools): SearchJudge | null {
  const { judge } = plan;
  if (judge.kind === "person") return null;
  if (judge.kind === "likelihood") return createLikelihoodJudge();
  if (judge.kind === "model") return createModelJudge(null);
  const reward = must(composedOrNamed(judge.reward, judge.file));
  return createRewardJudge({ reward, reference, judge: { asks: null }, completions: judge.completions, tools });
}

interface Root {
  readonly root: StepId;
  readonly tokens: number;
}

/** Where a search begins: at the problem, and a beam over coordinates at the first action that the model makes. */
async function rootOf(
  plan: SearchPlan,
  held: HeldDocument,
  { model }: Solver,
  tools: GrowTools,
  signal: AbortSignal,
): Promise<Root> {
  const trace = held.trace();
  const [problem] = childrenOf(trace, null);
  if (!problem) throw new Error("A problem was posed and is not there");
  if (plan.method.name !== "coordinate-beam") return { root: problem.id, tokens: 0 };
  const from = { line: [problem], images: trace.images, sampling: GREEDY };
  const grown = await grow(model, from, { reach: "look", mostNodes: null }, tools, signal);
  held.commit({ kind: "batch", edits: grown.edits });
  const action = grown.line.find(({ body }) => body.kind === "action");
  return { root: action?.id ?? problem.id, tokens: tokensOf(grown.line) };
}

const tokensOf = (line: readonly Step[]): number =>
  line.reduce((sum, { generation }) => sum + (generation?.tokens.length ?? 0), 0);

/** The line that was chosen; a reading of coordinates is thought on from, greedily, to its answer. */
async function chosenLine(
  { state, plan }: Driven,
  trace: Trace,
  { model }: Solver,
  tools: GrowTools,
  signal: AbortSignal,
): Promise<{ readonly line: readonly Step[]; readonly tokens: number }> {
  const best = state.outcome?.best ?? null;
  if (best === null) return { line: [], tokens: 0 };
  const line = lineTo(trace, stepIdFrom(state.tree[best]?.content ?? ""));
  if (plan.method.name !== "coordinate-beam") return { line, tokens: 0 };
  const from = { line, images: trace.images, sampling: GREEDY };
  const grown = await grow(model, from, { reach: "answer", mostNodes: null }, tools, signal);
  return { line: grown.line, tokens: tokensOf(grown.line.slice(line.length)) };
}
