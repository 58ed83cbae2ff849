import type { Driven } from "../../driver";
import { openWork } from "../../search";
import { endSearch, pauseSearch, resumeSearch } from "../../workspace/search";
import { useReadOnly, useView, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import type { SearchWords } from "../words/search";
import { useSearchWords } from "./useSearch";

/** How a search stands, what it has cost, and the buttons that stop it and let it go on. */
export function SearchStatus({ driven, isDriving }: { driven: Driven; isDriving: boolean }) {
  const workspace = useWorkspace();
  const words = useSearchWords();
  const { spent, outcome, tree } = driven.state;
  const readOnly = useReadOnly();
  const isBusy = useView(({ starting, batching, searching }) => starting || batching || searching);
  const best = outcome?.best == null ? null : (tree[outcome.best] ?? null);
  const asks = asksPerson(driven);
  return (
    <div className="search-status">
      <p role="status">{stateWords(words, driven, isDriving)}</p>
      <p className="search-note">{words.spent(spent.tokens, tree.length - 1, Math.round(spent.millis / 1000))}</p>
      {outcome ? <p>{best ? words.chosen(best.answer ?? words.scores.none) : words.noneChosen}</p> : null}
      {outcome ? null : (
        <div className="search-buttons">
          {isDriving ? (
            <Button onClick={() => pauseSearch(workspace)}>{words.pause}</Button>
          ) : (
            <Button
              tone="model"
              disabled={isBusy || readOnly || asks}
              onClick={() => void resumeSearch(workspace, driven.id)}
            >
              {words.resume}
            </Button>
          )}
          <Button disabled={readOnly} onClick={() => endSearch(workspace, driven.id)}>
            {words.end}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Whether nothing can be done before a person has judged. */
export const asksPerson = ({ plan, state }: Driven): boolean =>
  plan.judge.kind === "person" && !state.outcome && openWork(state).every(({ kind }) => kind !== "expand");

function stateWords(words: SearchWords, driven: Driven, isDriving: boolean): string {
  const { outcome } = driven.state;
  if (outcome) return words.states[outcome.kind];
  if (isDriving) return words.states.driving;
  return asksPerson(driven) ? words.states.asks : words.states.paused;
}
