import type { Finding } from "../../influence";
import { percent, useInfluenceWords } from "./useInfluence";

/** Whether the answer stays once the step is gone for good, and how hard that was. */
export function Resample({ finding }: { finding: Finding }) {
  const { resampled } = useInfluenceWords();
  if (finding.kind !== "resample") return null;
  const { tried, stays, meanDraws } = finding.result;
  const gone = tried.filter(({ isGone }) => isGone);
  return (
    <div className="influence-card">
      <p className="influence-verdict">
        {gone.length === 0
          ? resampled.never
          : resampled.stays(stays.hits, stays.runs, percent(stays.low), percent(stays.high))}
      </p>
      <p>{resampled.draws(meanDraws.toFixed(1), gone.length, tried.length)}</p>
      <ul className="influence-probes">
        {tried.map(({ answer, draws, stays: isSame }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a try is its place
          <li key={at} className={isSame ? "influence-stays" : "influence-flips"}>
            {resampled.each(answer ?? resampled.none, draws)}
          </li>
        ))}
      </ul>
    </div>
  );
}
