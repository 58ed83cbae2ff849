import { growWay, type Move, type Round, type SearchAlgorithm, waysOf } from "./search";
import { stageEnd } from "./stageBeam";
import { childrenOf, isOpen, type Tree } from "./tree";
import type { Wish } from "./work";

/** LLaVA-CoT's stages in their order; the third is checked before it is compared. */
export const LLAVA_COT_STAGES: readonly Stage[] = [
  { name: "summary", checked: false },
  { name: "caption", checked: false },
  { name: "reasoning", checked: true },
  { name: "conclusion", checked: false },
];

export interface Stage {
  readonly name: string;
  /** Each candidate is asked whether it is right in itself before two are compared. */
  readonly checked: boolean;
}

export interface TournamentOptions {
  readonly stages: readonly Stage[];
  /** B: candidates for each stage. */
  readonly width: number;
  /**
   * `code`: two candidates are drawn at random, and the winner goes back among them. `paper`: the winner stays, and is
   * held against the others in a random order.
   */
  readonly pairing: "code" | "paper";
}

interface Pair {
  readonly first: number;
  readonly second: number;
}

interface TournamentMemory {
  readonly stage: number;
  readonly kept: number;
  /** Those that have not lost. */
  readonly candidates: readonly number[];
  readonly pair: Pair | null;
  readonly phase: "expand" | "check-first" | "check-second" | "compare";
}

type Here = Round<TournamentOptions, TournamentMemory>;

const stageOf = ({ stages }: TournamentOptions, at: number): Stage => {
  const stage = stages[at];
  if (!stage) throw new Error(`There is no such stage: ${at}`);
  return stage;
};

const expanding = ({ width, stages }: TournamentOptions, stage: number, kept: number): readonly Wish[] =>
  Array.from({ length: width }, () => ({
    kind: "expand",
    node: kept,
    until: "stage",
    stage: stages[stage]?.name ?? null,
    actor: 0,
    ways: 1,
  }));

/** Stage-level beam search: candidates for a stage meet in a knock-out, and the one that is left is gone on from. */
export const tournament: SearchAlgorithm<TournamentOptions, TournamentMemory> = {
  name: "stage-tournament",
  source: "PKU-YuanGroup/LLaVA-CoT@081cc3f, inference/VLMEvalKit/inference_demo.py",
  begin: (options) => ({
    memory: { stage: 0, kept: 0, candidates: [], pair: null, phase: "expand" },
    wants: expanding(options, 0, 0),
  }),
  advance(round) {
    if (round.memory.phase === "expand") return gather(round);
    const { pair, phase } = round.memory;
    if (!pair) throw new Error("Two candidates are to be told apart, and there are none");
    const [verdict] = round.done.map(({ answer }) => answer);
    // A candidate that is wrong in itself loses; what cannot be read is no such verdict.
    const isWrong = verdict?.kind === "checked" && verdict.right === false;
    if (phase === "check-first")
      return isWrong
        ? settled(round, pair.second)
        : asking(round, "check-second", { kind: "check", node: pair.second });
    if (phase === "check-second")
      return isWrong
        ? settled(round, pair.first)
        : asking(round, "compare", { kind: "compare", nodes: [pair.first, pair.second] });
    // Anything but a clear word for the first means the second: the published code has no other rule for ties.
    return settled(round, verdict?.kind === "compared" && verdict.better === 0 ? pair.first : pair.second);
  },
};

/** Candidates are what was made for this stage, and what a person added to it. */
function gather(round: Here): Move<TournamentMemory> {
  const { options, memory } = round;
  const stage = stageOf(options, memory.stage);
  const isLast = memory.stage === options.stages.length - 1;
  const grown = waysOf(round).reduce<Tree>((tree, { work, way }) => {
    return growWay(tree, work.node, stageEnd(way, isLast), { actor: work.actor, stage: stage.name });
  }, round.tree);
  const children = childrenOf(grown, memory.kept).filter(({ id }) => isOpen(grown, id));
  const pinned = children.find(({ standing }) => standing === "pinned");
  const candidates = (pinned ? [pinned] : children).map(({ id }) => id);
  if (candidates.length === 0) return { kind: "end", tree: grown, memory, outcome: { kind: "exhausted", best: null } };
  return next({ ...round, tree: grown, memory: { ...memory, candidates } });
}

function settled(round: Here, winner: number): Move<TournamentMemory> {
  const { memory, tree } = round;
  const loser = memory.pair?.first === winner ? memory.pair.second : memory.pair?.first;
  const others = memory.candidates.filter((id) => id !== loser && id !== winner);
  return next({ ...round, memory: { ...memory, candidates: [...others, winner] }, tree });
}

/** The next pair, or the next stage where one candidate is left. */
function next(round: Here): Move<TournamentMemory> {
  const { options, memory, tree, rng } = round;
  const left = memory.candidates.filter((id) => isOpen(tree, id));
  const [only] = left;
  if (only === undefined) return { kind: "end", tree, memory, outcome: { kind: "exhausted", best: null } };
  if (left.length === 1) {
    const stage = memory.stage + 1;
    const kept = { ...memory, kept: only, candidates: [], pair: null, phase: "expand" } as const;
    if (stage >= options.stages.length || tree[only]?.ended)
      return { kind: "end", tree, memory: kept, outcome: { kind: "found", best: only } };
    return { kind: "go-on", tree, memory: { ...kept, stage }, wants: expanding(options, stage, only) };
  }
  const champion = options.pairing === "paper" && memory.pair ? left.at(-1) : undefined;
  const first = champion ?? rng.pick(left);
  const pair = { first, second: rng.pick(left.filter((id) => id !== first)) };
  const now = { ...round, memory: { ...memory, candidates: left, pair } };
  return stageOf(options, memory.stage).checked
    ? asking(now, "check-first", { kind: "check", node: pair.first })
    : asking(now, "compare", { kind: "compare", nodes: [pair.first, pair.second] });
}

const asking = ({ tree, memory }: Here, phase: TournamentMemory["phase"], wish: Wish): Move<TournamentMemory> => ({
  kind: "go-on",
  tree,
  memory: { ...memory, phase },
  wants: [wish],
});
