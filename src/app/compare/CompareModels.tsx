import { useMemo, useState } from "react";
import { movesOf } from "../../driver";
import { modelsForLockStep, startLockStep, stopLockStep } from "../../workspace/comparing";
import { chosenCard } from "../../workspace/models";
import { useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { MovesTable } from "./MovesTable";
import { useCompareWords, useComparing, useSeen } from "./useCompare";

/** Several models in lock-step with the line in sight: which are asked, and what they would have done. */
export function CompareModels() {
  const words = useCompareWords();
  const seen = useSeen();
  const moves = useMemo(() => (seen ? movesOf(seen.steps) : []), [seen]);
  const table = useComparing((state) => state.table);
  if (!seen || moves.length === 0) return <p className="compare-note">{seen ? words.models.noMoves : words.noLine}</p>;
  const isOfLine = table?.trace === seen.trace.id && table.leaf === seen.steps.at(-1)?.id;
  return (
    <>
      <p className="compare-note">{words.models.about}</p>
      <AskModels isAgain={isOfLine} />
      <StopAsking />
      <MovesTable trace={seen.trace} moves={moves} columns={isOfLine ? table.columns : []} />
    </>
  );
}

function AskModels({ isAgain }: { isAgain: boolean }) {
  const workspace = useWorkspace();
  const words = useCompareWords().models;
  const asking = useComparing((state) => state.asking);
  // What can be chosen hangs on these parts of the view.
  useView(({ served, hubNames, folderCard }) => ({ served, hubNames, folderCard }));
  const cards = modelsForLockStep(workspace);
  const [chosen, setChosen] = useState<readonly string[]>(() => [chosenCard(workspace.view.getState()).id]);
  const isRunning = useSession(({ run }) => run.kind === "running");
  const isBusy = useView(({ starting, batching, searching }) => starting || batching || searching) || isRunning;
  const toggle = (id: string): void =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <fieldset className="compare-models" disabled={asking !== null}>
      <legend className="field-label">{words.which}</legend>
      {cards.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={chosen.includes(id)} onChange={() => toggle(id)} /> {name}
        </label>
      ))}
      <AskButton isAgain={isAgain} isBusy={isBusy} chosen={chosen} />
    </fieldset>
  );
}

function AskButton(props: { isAgain: boolean; isBusy: boolean; chosen: readonly string[] }) {
  const { isAgain, isBusy, chosen } = props;
  const workspace = useWorkspace();
  const words = useCompareWords().models;
  const asking = useComparing((state) => state.asking);
  const table = useComparing((state) => state.table);
  if (asking === null)
    return (
      <>
        <Button
          tone="model"
          disabled={isBusy || chosen.length === 0}
          onClick={() => void startLockStep(workspace, chosen)}
        >
          {isAgain ? words.again : words.ask}
        </Button>
        {isBusy ? <span className="compare-note">{words.busy}</span> : null}
      </>
    );
  const name = table?.columns.find(({ cardId }) => cardId === asking.cardId)?.name ?? "";
  return <span role="status">{words.loading(name)}</span>;
}

/** Stands outside the fields, which cannot be used while models are asked. */
function StopAsking() {
  const workspace = useWorkspace();
  const words = useCompareWords().models;
  const asking = useComparing((state) => state.asking);
  return asking ? (
    <p>
      <Button onClick={() => stopLockStep(workspace)}>{words.stop}</Button>
    </p>
  ) : null;
}
