import { createRng, err, ok, type Result, type Rng, unreachable } from "../base";
import { bestEnded, childrenOf, grow, isOpen, nodeAt, rootOnly, type SearchNode, type Tree, withNode } from "./tree";
import {
  type Answer,
  answers,
  type Cost,
  type Intervention,
  type SearchEvent,
  type Way,
  type Wish,
  type Work,
  type WorkLimits,
} from "./work";

/** What a search may cost. Null where there is no limit. */
export interface Budget {
  readonly tokens: number | null;
  readonly millis: number | null;
  /** Nodes beside the root. */
  readonly nodes: number | null;
}

export const NO_LIMIT: Budget = { tokens: null, millis: null, nodes: null };

export interface Spent {
  readonly tokens: number;
  readonly millis: number;
  readonly nodes: number;
}

/** How a search ended, and the rollout that it chose: its last node, null where none was over. */
export interface Outcome {
  readonly kind: "found" | "exhausted" | "out-of-budget" | "stopped";
  readonly best: number | null;
}

/** All there is to a search: plain data, which JSON gives back as it was. */
export interface SearchState<O, M> {
  readonly search: string;
  readonly version: 1;
  readonly options: O;
  readonly seed: number;
  readonly budget: Budget;
  readonly spent: Spent;
  readonly tree: Tree;
  /** What the search itself has to remember between its rounds. */
  readonly memory: M;
  readonly round: number;
  /** The work of this round, all of which has to be answered before the next. */
  readonly wanted: readonly Work[];
  readonly answers: readonly Answer[];
  /** Null while it goes on. */
  readonly outcome: Outcome | null;
}

/** What a round has to go by. Answers stand in the order of the work, in whatever order they came. */
export interface Round<O, M> {
  readonly options: O;
  readonly memory: M;
  readonly tree: Tree;
  readonly done: readonly { readonly work: Work; readonly answer: Answer }[];
  /** Chance of this round, which follows from the seed. */
  readonly rng: Rng;
}

/** What a search does after a round: it wants more, or it is over. */
export type Move<M> =
  | { readonly kind: "go-on"; readonly tree: Tree; readonly memory: M; readonly wants: readonly Wish[] }
  | { readonly kind: "end"; readonly tree: Tree; readonly memory: M; readonly outcome: Outcome };

/** A way to search, as pure choices: how it begins, and what it does after each round. */
export interface SearchAlgorithm<O, M> {
  readonly name: string;
  /** Where it is from: a paper, or a repository and its commit. */
  readonly source: string;
  begin(options: O): { readonly memory: M; readonly wants: readonly Wish[] };
  advance(round: Round<O, M>): Move<M>;
  /** How many nodes were made and stand in the memory, not yet in the tree. Absent where a search keeps none there. */
  held?(memory: M): number;
}

export type SearchRefusal =
  | "search-is-over"
  | "no-such-work"
  | "already-answered"
  | "wrong-answer"
  | "over-limit"
  | "no-such-node"
  | "bad-number";

/** Begins a search below a root that the driver calls `content`. */
export function beginSearch<O, M>(
  algorithm: SearchAlgorithm<O, M>,
  options: O,
  { content = "", seed, budget }: { readonly content?: string; readonly seed: number; readonly budget: Budget },
): SearchState<O, M> {
  const { memory, wants } = algorithm.begin(options);
  const tree = rootOnly(content);
  const state = { search: algorithm.name, version: 1, options, seed, budget, tree, memory, outcome: null } as const;
  const spent = { tokens: 0, millis: 0, nodes: 0 };
  return settle(algorithm, grant({ ...state, spent, round: 0, wanted: [], answers: [] }, wants));
}

/** The search after an event. Refused where the event does not fit it; nothing changes then. */
export function applyEvent<O, M>(
  algorithm: SearchAlgorithm<O, M>,
  state: SearchState<O, M>,
  event: SearchEvent,
): Result<SearchState<O, M>, SearchRefusal> {
  if (state.outcome) return err("search-is-over");
  switch (event.kind) {
    case "stopped":
      return ok(ended(state, { kind: "stopped", best: bestEnded(state.tree) }));
    case "intervened":
      return intervene(algorithm, state, event.by);
    case "answered": {
      const answer = inTime(state, event.answer);
      const flaw = flawOf(state, answer);
      if (flaw) return err(flaw);
      const spent = withCost(state.spent, answer.cost);
      return ok(settle(algorithm, { ...state, spent, answers: [...state.answers, answer] }));
    }
    default:
      return unreachable(event);
  }
}

/** Everything that happened, once more. Refused at the first event that does not fit. */
export function replaySearch<O, M>(
  algorithm: SearchAlgorithm<O, M>,
  start: SearchState<O, M>,
  events: readonly SearchEvent[],
): Result<SearchState<O, M>, SearchRefusal> {
  let state = start;
  for (const event of events) {
    const next = applyEvent(algorithm, state, event);
    if (!next.ok) return next;
    state = next.value;
  }
  return ok(state);
}

/** The work of this round that nobody has answered yet. */
export const openWork = ({
  wanted,
  answers: given,
}: Pick<SearchState<unknown, unknown>, "wanted" | "answers">): readonly Work[] =>
  wanted.filter(({ id }) => !given.some(({ work }) => work === id));

const withCost = (spent: Spent, { tokens, millis }: Cost): Spent => ({
  ...spent,
  tokens: spent.tokens + tokens,
  millis: spent.millis + millis,
});

const ended = <O, M>(state: SearchState<O, M>, outcome: Outcome): SearchState<O, M> => ({
  ...state,
  wanted: [],
  answers: [],
  outcome,
});

/** Goes on with the next round for as long as the last one has all of its answers. */
function settle<O, M>(algorithm: SearchAlgorithm<O, M>, state: SearchState<O, M>): SearchState<O, M> {
  let now = state;
  while (!now.outcome && openWork(now).length === 0) {
    const done = now.wanted.map((work) => {
      const answer = now.answers.find((each) => each.work === work.id);
      if (!answer) throw new Error(`A piece of work has no answer: ${work.id}`);
      return { work, answer };
    });
    const rng = createRng(`${now.seed}/${now.search}/${now.round}`);
    const move = algorithm.advance({ options: now.options, memory: now.memory, tree: now.tree, done, rng });
    const spent = { ...now.spent, nodes: move.tree.length - 1 };
    const grown = { ...now, tree: move.tree, memory: move.memory, spent, round: now.round + 1 };
    now = move.kind === "end" ? ended(grown, move.outcome) : grant(grown, move.wants);
  }
  return now;
}

/**
 * Hands out as much of what is wanted as the budget holds, what is left shared among it; the rest fails at once. Where
 * nothing can be handed out, the search is over.
 */
function grant<O, M>(state: SearchState<O, M>, wants: readonly Wish[]): SearchState<O, M> {
  const left = leftOf(state);
  const growing = wants.filter(({ kind }) => kind === "expand").length;
  const most = left.millis === 0 ? 0 : Math.min(wants.length, left.tokens ?? wants.length);
  const mostGrowing = Math.min(growing, left.nodes ?? growing);
  let [given, grown] = [0, 0];
  const limits: WorkLimits = {
    tokens: left.tokens === null ? null : Math.floor(left.tokens / Math.max(1, most)),
    millis: left.millis,
    nodes: left.nodes === null ? null : Math.floor(left.nodes / Math.max(1, mostGrowing)),
  };
  const rng = createRng(`${state.seed}/work/${state.round}`);
  const failed: Answer[] = [];
  const wanted = wants.map((wish, i): Work => {
    const work = { ...wish, id: `r${state.round}w${i}`, seed: rng.int(0, 2 ** 31 - 1) };
    const isGrowing = wish.kind === "expand";
    const isGiven = given < most && (!isGrowing || grown < mostGrowing);
    if (isGiven) {
      given++;
      if (isGrowing) grown++;
    } else failed.push({ kind: "failed", work: work.id, code: "out-of-budget", cost: { tokens: 0, millis: 0 } });
    return { ...work, limits: isGrowing ? limits : { ...limits, nodes: 0 } };
  });
  if (given === 0) return ended(state, { kind: "out-of-budget", best: bestEnded(state.tree) });
  return { ...state, wanted, answers: failed };
}

function leftOf({ budget, spent }: Pick<SearchState<unknown, unknown>, "budget" | "spent">): Budget {
  const left = (most: number | null, used: number): number | null => (most === null ? null : Math.max(0, most - used));
  return {
    tokens: left(budget.tokens, spent.tokens),
    millis: left(budget.millis, spent.millis),
    nodes: left(budget.nodes, spent.nodes),
  };
}

/** Time cannot be given back: what comes when it is over has failed, and uses up what was left. */
function inTime(state: SearchState<unknown, unknown>, answer: Answer): Answer {
  const { millis } = leftOf(state);
  if (millis === null || !(answer.cost.millis > millis)) return answer;
  const { work, cost } = answer;
  return { kind: "failed", work, code: "too-late", cost: { ...cost, millis } };
}

/** Why an answer does not fit; null where it does. */
function flawOf(state: SearchState<unknown, unknown>, answer: Answer): SearchRefusal | null {
  const work = state.wanted.find(({ id }) => id === answer.work);
  if (!work) return "no-such-work";
  if (state.answers.some(({ work: id }) => id === answer.work)) return "already-answered";
  if (!answers(work, answer)) return "wrong-answer";
  if (!numbersIn(answer).every((value) => Number.isFinite(value))) return "bad-number";
  const { tokens, millis } = answer.cost;
  if (tokens < 0 || millis < 0) return "bad-number";
  const nodes = answer.kind === "expanded" ? answer.ways.reduce((sum, { path }) => sum + path.length, 0) : 0;
  const isOver = tokens > (work.limits.tokens ?? tokens) || nodes > (work.limits.nodes ?? nodes);
  return isOver ? "over-limit" : null;
}

function numbersIn(answer: Answer): readonly number[] {
  const cost = [answer.cost.tokens, answer.cost.millis];
  if (answer.kind === "rated") return answer.rating === null ? cost : [...cost, answer.rating];
  if (answer.kind === "steps-rated") return [...cost, ...(answer.ratings ?? [])];
  if (answer.kind === "expanded")
    return [...cost, ...answer.ways.flatMap(({ logProbability }) => logProbability ?? [])];
  return cost;
}

/** What a person does takes hold at once, and the round that runs goes on. */
function intervene<O, M>(
  algorithm: SearchAlgorithm<O, M>,
  state: SearchState<O, M>,
  by: Intervention,
): Result<SearchState<O, M>, SearchRefusal> {
  const { tree, budget } = state;
  const id = by.kind === "add" ? by.parent : by.node;
  if (!tree[id]) return err("no-such-node");
  switch (by.kind) {
    case "prune":
      return ok({ ...state, tree: withNode(tree, id, { standing: "pruned" }) });
    case "pin":
      return ok({ ...state, tree: withNode(tree, id, { standing: "pinned" }) });
    case "reopen":
      return ok({ ...state, tree: withNode(tree, id, { standing: "open" }) });
    case "re-rate":
      return Number.isFinite(by.rating)
        ? ok({ ...state, tree: withNode(tree, id, { rating: by.rating }) })
        : err("bad-number");
    case "add": {
      // What is handed out already may use up all the nodes that are left, and what was made may still come in.
      const reserved = openWork(state).reduce((sum, { limits }) => sum + (limits.nodes ?? 0), 0);
      const outside = reserved + nodesAnswered(state) + (algorithm.held?.(state.memory) ?? 0);
      const made = tree.length - 1 + by.way.path.length + outside;
      if (by.way.path.length === 0 || nodeAt(tree, id).ended) return err("wrong-answer");
      if (budget.nodes !== null && made > budget.nodes) return err("over-limit");
      // It stands in the stage that its siblings stand in.
      const stage = childrenOf(tree, id)[0]?.stage ?? null;
      const grown = growWay(tree, id, by.way, { actor: null, stage });
      return ok({ ...state, tree: grown, spent: { ...state.spent, nodes: grown.length - 1 } });
    }
    default:
      return unreachable(by);
  }
}

const nodesAnswered = ({ answers: given }: SearchState<unknown, unknown>): number =>
  given.reduce(
    (sum, answer) => sum + (answer.kind === "expanded" ? answer.ways.flatMap(({ path }) => path).length : 0),
    0,
  );

/** The tree with a way grown into it; the last node of it carries how it ended. */
export function growWay(tree: Tree, from: number, way: Way, by: Pick<SearchNode, "actor" | "stage">): Tree {
  return way.path.reduce<Tree>((grown, content, i) => {
    const isLast = i === way.path.length - 1;
    const parent = i === 0 ? from : grown.length - 1;
    const end = isLast ? { ended: way.ended, answer: way.answer, logProbability: way.logProbability } : {};
    return grow(grown, parent, { content, ...by, ...end });
  }, tree);
}

/** The ways of a round that hold what was wanted, each with the work that asked for it, and may still be grown. */
export const waysOf = ({ done, tree }: Pick<Round<unknown, unknown>, "done" | "tree">) =>
  done.flatMap(({ work, answer }) =>
    work.kind === "expand" && answer.kind === "expanded" && isOpen(tree, work.node)
      ? answer.ways.filter(({ valid, path }) => valid && path.length > 0).map((way) => ({ work, way }))
      : [],
  );

/** The tree with what this round's judges said their nodes are worth; what could not be read changes nothing. */
export const withRatings = ({ done, tree }: Pick<Round<unknown, unknown>, "done" | "tree">): Tree =>
  done.reduce<Tree>(
    (rated, { work, answer }) =>
      work.kind === "rate" && answer.kind === "rated" && answer.rating !== null
        ? withNode(rated, work.node, { rating: answer.rating })
        : rated,
    tree,
  );
