import { growWay, type Move, type Round, type SearchAlgorithm, waysOf, withRatings } from "./search";
import { stageEnd, wantsForStage } from "./stageBeam";
import { bestEnded, byRating, isOpen, ratingOf, type Tree } from "./tree";
import type { Wish } from "./work";

export interface SwiresOptions {
  /** M: candidates for a stage. */
  readonly candidates: number;
  /** N: how many captions are kept. */
  readonly width: number;
  /** How many reasonings a conclusion is drawn from: 3 in the code, N in the paper's pseudocode. */
  readonly concluded: number;
  /** How often captions are made at most: 5 in the code, 3 in the paper. */
  readonly rounds: number;
  /** What the second-best reasoning has to be rated above, or captions are made anew. */
  readonly cutoff: number;
}

/** Of the reward model's ratings: mean −0.77, deviation 2.08, and the Z above which 40 % of a normal curve lies. */
const CUTOFF = -0.77 + 0.2533 * 2.08;

export const SWIRES_CODE: SwiresOptions = { candidates: 4, width: 2, concluded: 3, rounds: 5, cutoff: CUTOFF };
export const SWIRES_PAPER: SwiresOptions = { ...SWIRES_CODE, concluded: 2, rounds: 3 };

const NEXT = { summary: "caption", caption: "reasoning", reasoning: "conclusion", conclusion: null } as const;
type StageName = keyof typeof NEXT;

interface SwiresMemory {
  readonly stage: StageName;
  readonly phase: "expand" | "rate";
  /** Where captions are made from. */
  readonly summary: number;
  /** What this stage is made from. */
  readonly from: readonly number[];
  /** How often captions were made. */
  readonly rounds: number;
}

/** SWIRES: a stage-wise beam that goes back to the captions while its reasonings are weak; what was made stays. */
export const swires: SearchAlgorithm<SwiresOptions, SwiresMemory> = {
  name: "swires",
  source: "PKU-YuanGroup/LLaVA-CoT@081cc3f, inference/VLMEvalKit/swires.py; arXiv 2411.10440, appendix D",
  begin: () => ({
    memory: { stage: "summary", phase: "expand", summary: 0, from: [0], rounds: 0 },
    wants: wantsForStage([0], 1, "summary"),
  }),
  advance: (round) => (round.memory.phase === "expand" ? made(round) : rated(round)),
};

type Here = Round<SwiresOptions, SwiresMemory>;

function made(round: Here): Move<SwiresMemory> {
  const { memory } = round;
  const isLast = memory.stage === "conclusion";
  const grown = waysOf(round).reduce<Tree>((tree, { work, way }) => {
    return growWay(tree, work.node, stageEnd(way, isLast), { actor: work.actor, stage: memory.stage });
  }, round.tree);
  const candidates = below(grown, memory.from);
  const [first] = candidates;
  if (!first) return { kind: "end", tree: grown, memory, outcome: { kind: "exhausted", best: null } };
  // One summary is made and never rated.
  if (memory.stage === "summary")
    return first.ended ? over(grown, memory) : captions({ ...round, tree: grown }, first.id);
  const wants = candidates.filter(({ rating }) => rating === null).map(({ id }): Wish => ({ kind: "rate", node: id }));
  const rating = { ...memory, phase: "rate" } as const;
  return wants.length > 0
    ? { kind: "go-on", tree: grown, memory: rating, wants }
    : rated({ ...round, tree: grown, done: [], memory: rating });
}

const below = (tree: Tree, from: readonly number[]): Tree =>
  tree.filter(({ id, parent }) => parent !== null && from.includes(parent) && isOpen(tree, id));

function captions({ options, memory, tree }: Here, summary: number): Move<SwiresMemory> {
  const from = [summary];
  const wants = wantsForStage(from, options.candidates, "caption");
  const now = { stage: "caption", phase: "expand", summary, from, rounds: memory.rounds + 1 } as const;
  return { kind: "go-on", tree, memory: now, wants };
}

function rated(round: Here): Move<SwiresMemory> {
  const tree = withRatings(round);
  const here = { ...round, tree };
  switch (round.memory.stage) {
    case "caption":
      return reasonings(here);
    case "reasoning":
      return weighed(here);
    default:
      return concluded(here);
  }
}

/** The best captions of this round; earlier rounds' were had already. */
function reasonings({ options, memory, tree, done }: Here): Move<SwiresMemory> {
  const judged = done.map(({ work }) => (work.kind === "rate" ? work.node : null));
  const fresh = below(tree, memory.from).filter(({ id, ended }) => judged.includes(id) && !ended);
  const from = byRating(fresh)
    .slice(0, options.width)
    .map(({ id }) => id);
  if (from.length === 0) return over(tree, memory);
  const wants = wantsForStage(from, options.candidates, "reasoning");
  return { kind: "go-on", tree, memory: { ...memory, stage: "reasoning", phase: "expand", from }, wants };
}

/** Goes on where the second-best of all reasonings so far is above the cut-off, or the rounds are used up. */
function weighed(round: Here): Move<SwiresMemory> {
  const { options, memory, tree } = round;
  const pool = byRating(tree.filter(({ id, stage }) => stage === "reasoning" && isOpen(tree, id)));
  const second = pool[1];
  const isGood = second !== undefined && ratingOf(second) > options.cutoff;
  if (!isGood && memory.rounds < options.rounds) return captions(round, memory.summary);
  const best = pool.slice(0, options.concluded);
  const from = best.filter(({ ended }) => !ended).map(({ id }) => id);
  if (from.length === 0) return over(tree, memory);
  const wants = wantsForStage(from, from.length, "conclusion");
  return { kind: "go-on", tree, memory: { ...memory, stage: "conclusion", phase: "expand", from }, wants };
}

/** The best conclusion, or a rollout that was over before it came to one. */
function concluded({ memory, tree }: Here): Move<SwiresMemory> {
  const [best] = byRating(tree.filter(({ id, ended }) => ended && isOpen(tree, id)));
  return { kind: "end", tree, memory, outcome: { kind: best ? "found" : "exhausted", best: best?.id ?? null } };
}

/** Nothing is left to go on from: the best of what is over, if anything is. */
function over(tree: Tree, memory: SwiresMemory): Move<SwiresMemory> {
  const best = bestEnded(tree);
  return { kind: "end", tree, memory, outcome: { kind: best === null ? "exhausted" : "found", best } };
}
