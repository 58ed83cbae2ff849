import { growWay, type Move, type Round, type SearchAlgorithm, waysOf, withRatings } from "./search";
import { byRating, isOpen, type Tree } from "./tree";
import type { Way, Wish } from "./work";

export interface StageBeamOptions {
  readonly stages: readonly string[];
  /** M: candidates for each stage, shared among those that are kept. */
  readonly candidates: number;
  /** N: how many of them are kept. */
  readonly width: number;
}

interface StageBeamMemory {
  readonly stage: number;
  /** Those that go on, and rollouts that were over before the last stage. */
  readonly kept: readonly number[];
  readonly phase: "expand" | "rate";
}

/** M ÷ N from each that is kept, all M from the root; at least one each. */
export function wantsForStage(kept: readonly number[], total: number, stage: string | null): readonly Wish[] {
  const each = Math.max(1, Math.floor(total / Math.max(1, kept.length)));
  return kept.flatMap((node) =>
    Array.from({ length: each }, (): Wish => ({ kind: "expand", node, until: "stage", stage, actor: 0, ways: 1 })),
  );
}

/** Stage-wise beam search by a reward model: M candidates a stage, the N best rated go on. */
export const stageBeam: SearchAlgorithm<StageBeamOptions, StageBeamMemory> = {
  name: "stage-beam",
  source: "LLaVA-CoT, section 3.2 (arXiv 2411.10440)",
  begin: (options) => ({
    memory: { stage: 0, kept: [0], phase: "expand" },
    wants: wantsForStage([0], options.candidates, options.stages[0] ?? null),
  }),
  advance: (round) => (round.memory.phase === "expand" ? rate(round) : keep(round)),
};

type Here = Round<StageBeamOptions, StageBeamMemory>;

function rate(round: Here): Move<StageBeamMemory> {
  const { options, memory } = round;
  const stage = options.stages[memory.stage] ?? null;
  const isLast = memory.stage >= options.stages.length - 1;
  const grown = waysOf(round).reduce<Tree>((tree, { work, way }) => {
    return growWay(tree, work.node, stageEnd(way, isLast), { actor: work.actor, stage });
  }, round.tree);
  const candidates = candidatesBelow(grown, memory.kept);
  if (candidates.length === 0) return { kind: "end", tree: grown, memory, outcome: { kind: "exhausted", best: null } };
  const fresh = candidates.filter(({ id, rating }) => rating === null || !memory.kept.includes(id));
  const wants = fresh.map(({ id }): Wish => ({ kind: "rate", node: id }));
  const rating = { ...memory, phase: "rate" } as const;
  return wants.length > 0
    ? { kind: "go-on", tree: grown, memory: rating, wants }
    : keep({ ...round, tree: grown, done: [], memory: rating });
}

/** One stage of a way. A rollout may be over before its last stage: not every problem takes as many. */
export function stageEnd(way: Way, isLast: boolean): Way {
  const ended = way.ended || isLast;
  return { ...way, path: way.path.slice(0, 1), ended, answer: ended ? way.answer : null };
}

/** What was made or added below those that are kept and was not pruned, and those of them that are over. */
const candidatesBelow = (tree: Tree, kept: readonly number[]): Tree =>
  tree.filter(
    ({ id, parent, ended }) =>
      isOpen(tree, id) && ((parent !== null && kept.includes(parent)) || (ended && kept.includes(id))),
  );

function keep(round: Here): Move<StageBeamMemory> {
  const { options, memory } = round;
  const tree = withRatings(round);
  const best = byRating(candidatesBelow(tree, memory.kept)).slice(0, options.width);
  const kept = best.map(({ id }) => id);
  const stage = memory.stage + 1;
  const [first] = kept;
  if (first === undefined) return { kind: "end", tree, memory, outcome: { kind: "exhausted", best: null } };
  const open = best.filter(({ ended }) => !ended).map(({ id }) => id);
  if (stage >= options.stages.length || open.length === 0)
    return { kind: "end", tree, memory: { ...memory, kept }, outcome: { kind: "found", best: first } };
  const wants = wantsForStage(open, options.candidates, options.stages[stage] ?? null);
  return { kind: "go-on", tree, memory: { stage, kept, phase: "expand" }, wants };
}
