import type { ListedLog, ListedTraces } from "../../workspace/state";
import { runsListed } from "../../workspace/state";
import { Button } from "../controls";
import { useLogWords } from "../logs/LogParts";
import type { Found } from "./useFound";
import { useProgress } from "./useProgress";

/** How many runs were found, how far the search is, and how many of them this person has judged. */
export function Progress({ listed, found, all }: { listed: ListedLog | ListedTraces; found: Found; all: number }) {
  const words = useLogWords();
  const runs = runsListed(listed);
  const judged = useProgress(runs, found.version);
  const { searching, count } = found;
  const isScoring = searching?.doing === "scoring";
  return (
    <div className="runs-progress">
      <p className="logs-facts" role="status">
        {count === 0 && !searching ? words.none : words.found(count, all)}
      </p>
      {searching ? (
        <>
          <progress
            aria-label={(isScoring ? words.scoring : words.searching)(searching.done, searching.of)}
            max={searching.of}
            value={searching.done}
          />
          <Button onClick={() => void runs.stopFinding()}>{isScoring ? words.stopScoring : words.stopSearch}</Button>
        </>
      ) : (
        <>
          <progress aria-label={words.progressLabel} max={Math.max(1, count)} value={judged} />
          <p className="logs-facts" data-testid="runs-progress">
            {words.progress(judged, count)}
          </p>
        </>
      )}
    </div>
  );
}
