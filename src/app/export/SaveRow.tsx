import { useStore } from "zustand";
import type { Exporting } from "../../workspace/state";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { failureWords, type Words } from "../words";
import type { ExportWords } from "../words/export";
import { useExportWords } from "./exportWords";

/** Saves, shows how far that is, and says how it ended. */
export function SaveRow({ isReady, onSave }: { isReady: boolean; onSave(): void }) {
  const words = useExportWords();
  const common = useWords();
  const exporting = useStore(useWorkspace().exports, (state) => state.exporting);
  const isWriting = exporting.kind === "writing";
  return (
    <div className="export-foot">
      {isWriting ? (
        <>
          <progress
            value={exporting.done}
            max={exporting.total}
            aria-label={words.writing(exporting.done, exporting.total)}
          />
          <span className="export-aside">{words.writing(exporting.done, exporting.total)}</span>
          <Button onClick={exporting.stop}>{words.stop}</Button>
        </>
      ) : (
        <Button tone="human" disabled={!isReady} onClick={onSave}>
          {words.save}
        </Button>
      )}
      <p role="status" data-testid="export-outcome" className="export-outcome">
        {outcomeOf(exporting, words, common)}
      </p>
    </div>
  );
}

/** Told when it begins and when it ends, and not for each file. */
function outcomeOf(exporting: Exporting, words: ExportWords, common: Words): string {
  switch (exporting.kind) {
    case "none":
      return "";
    case "writing":
      return words.began;
    case "saved":
      return words.saved(exporting.name, common.bytes(exporting.bytes));
    case "stopped":
      return words.stopped;
    case "failed":
      return failureWords(common, exporting.failure.code);
  }
}
