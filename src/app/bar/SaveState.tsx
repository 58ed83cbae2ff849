import { CloudAlert, CloudCheck } from "lucide-react";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { keyOf, runCommand } from "../../workspace/commands";
import { useDocument, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { hinted } from "../controls";
import { failureWords } from "../words";

/** That what is on the screen is not safe, and why; nothing where it is, or where a banner says the same. */
export function SaveFailure() {
  const words = useWords();
  const code = useSaveFailure();
  const told = useView(({ failure }) => failure?.code ?? null);
  if (code === null || code === told) return null;
  return (
    <span className="save save-failed" role="status">
      <CloudAlert size={14} aria-hidden="true" />
      {words.save.failed(failureWords(words, code))}
    </span>
  );
}

/** That what is on the screen is not safe, in as much room as that it is; pressed, it is saved as a file. */
function NotSaved({ code }: { code: string }) {
  const workspace = useWorkspace();
  const words = useWords();
  return (
    <button
      type="button"
      className="save save-failed"
      onClick={() => runCommand(workspace, "saveFile")}
      {...hinted(failureWords(words, code), keyOf("saveFile"))}
    >
      <CloudAlert size={14} aria-hidden="true" />
      {words.save.notSaved}
    </button>
  );
}

/** Whether what is on the screen is safe, and since when. */
export function SaveState() {
  const words = useWords();
  const status = useStore(useWorkspace().edges.storage.saveStatus);
  const kept = useDocument((state) => state.keptAs !== null);
  const now = useNow();
  const failure = useSaveFailure();
  if (failure !== null) return <NotSaved code={failure} />;
  if (!kept) return <span className="save save-quiet">{words.save.unsaved}</span>;
  const seconds = status.kind === "saved" ? Math.max(0, Math.floor((now - status.atMillis) / 1000)) : 0;
  return (
    <button type="button" className="save" data-testid="save-state" {...hinted(words.save.where)}>
      <CloudCheck size={14} aria-hidden="true" />
      {status.kind === "saved" && status.atMillis ? (
        // What grows older by itself says so: who waits for progress need not take it for some.
        <time dateTime={new Date(status.atMillis).toISOString()}>{words.save.savedAgo(seconds)}</time>
      ) : (
        <span>{status.kind === "saved" ? words.save.saved : words.save.saving}</span>
      )}
    </button>
  );
}

/** Why what is on the screen is not safe: a write failed, or the browser could keep nothing of the document at all. */
function useSaveFailure(): string | null {
  const status = useStore(useWorkspace().edges.storage.saveStatus);
  const unkept = useDocument((state) => state.unkept);
  return status.kind === "failed" ? status.code : unkept;
}

/** The time, at most two seconds old: "2 s ago" has to grow older while nothing else happens. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 2000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
