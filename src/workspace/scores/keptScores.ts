import { breathe } from "../../base";
import type { ChosenReward, ListedRun, RewardStatistics, RunScore } from "../../opening";
import { briefOf, composedOrNamed, groupStatistics, type Reward, scoreRuns } from "../../scoring";
import { lineThrough, type Trace, type TraceId } from "../../trace";
import { referenceForScores } from "../search";
import type { Workspace } from "../state";
import { scoreEnds } from "./branchScores";

const UNREADABLE = { kind: "refused", code: "unreadable" } as const;

/**
 * Scores of traces that this browser keeps, in their order, as they are read out of storage one after the other: of each
 * its newest line, beside its other branches where the reward scores by groups.
 */
export async function* scoreKept(
  { edges }: Pick<Workspace, "edges">,
  ids: readonly TraceId[],
  chosen: ChosenReward,
): AsyncGenerator<RunScore> {
  const opened = composedOrNamed(chosen.name, chosen.file ?? undefined);
  for (const id of ids) {
    if (!opened.ok) yield { kind: "refused", code: "unknown-reward" };
    else {
      const read = await edges.storage.read(id);
      yield read.ok ? await newestScore(edges, opened.value, read.value) : UNREADABLE;
    }
    await breathe();
  }
}

async function newestScore(edges: Workspace["edges"], reward: Reward, trace: Trace): Promise<RunScore> {
  const leaf = lineThrough(trace, null).at(-1)?.id ?? null;
  if (reward.scores === "line") {
    const [score = UNREADABLE] = scoreRuns(reward, [trace], await referenceForScores(trace, leaf));
    return score;
  }
  const scored = await scoreEnds(reward, trace, { edges, signal: new AbortController().signal });
  if (!scored?.ok) return { kind: "refused", code: scored?.error ?? UNREADABLE.code };
  const end = leaf === null ? undefined : scored.value.get(leaf);
  return end ? briefOf(end.score) : UNREADABLE;
}

/** What the scores of these come to. Each trace is a problem of its own. */
export function statisticsOfKept(shown: readonly Pick<ListedRun, "reward">[]): RewardStatistics {
  const refused = new Map<string, number>();
  const values: number[] = [];
  for (const { reward } of shown) {
    if (reward?.kind === "scored") values.push(reward.value);
    else if (reward) refused.set(reward.code, (refused.get(reward.code) ?? 0) + 1);
  }
  const { rollouts, mean, spread, least, most } = groupStatistics(values);
  const codes = [...refused].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count);
  return { scored: rollouts, mean, spread, least, most, groups: 0, shareUniform: 0, refused: codes };
}
