import { useEffect, useState } from "react";
import type { ChosenReward, RewardStatistics } from "../../opening";
import type { ListOfRuns } from "../../workspace/ports";
import { Button } from "../controls";
import { shortScore, useLogWords } from "../logs/LogParts";
import type { Found } from "./useFound";

/** What the scores of the runs that are listed come to, and of how many there is none, and why. */
export function ScoreStatistics({ runs, found, onGoOn }: { runs: ListOfRuns; found: Found; onGoOn(): void }) {
  const words = useLogWords().reward;
  const told = useStatistics(runs, found);
  if (!found.reward || found.searching || !told) return null;
  const { scored, mean, spread, least, most, groups, shareUniform, refused } = told;
  const waiting = found.count - scored - refused.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="run-statistics logs-facts" aria-label={words.statistics}>
      <strong>{found.reward.name}</strong>
      {scored > 0 ? (
        <span>{words.mean(shortScore(mean), shortScore(spread), shortScore(least), shortScore(most))}</span>
      ) : null}
      {groups > 0 ? <span>{words.uniform(Math.round(shareUniform * groups), groups)}</span> : null}
      {refused.map(({ code, count }) => (
        <span key={code}>{words.lacking(count, words.because[code] ?? code)}</span>
      ))}
      {waiting > 0 ? (
        <>
          <span>{words.waiting(waiting)}</span>
          <Button onClick={onGoOn}>{words.goOn}</Button>
        </>
      ) : null}
    </section>
  );
}

/** Counted where the list is kept, once it is known what is listed; the answer of an older state is dropped. */
function useStatistics(runs: ListOfRuns, { version, searching, reward }: Found): RewardStatistics | null {
  const [told, setTold] = useState<{ reward: ChosenReward | null; statistics: RewardStatistics | null } | null>(null);
  const isWanted = reward !== null && searching === null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found changes the statistics
  useEffect(() => {
    if (!isWanted) return;
    let isNow = true;
    void runs.rewardStatistics().then((statistics) => {
      if (isNow) setTold({ reward, statistics });
    });
    return () => {
      isNow = false;
    };
  }, [runs, version, isWanted, reward]);
  // Of the reward before they stand under no other name.
  return told?.reward === reward ? told.statistics : null;
}
