import { useDeferredValue } from "react";
import { useStore } from "zustand";
import { listKept } from "../../workspace/queue";
import { type LogsState, RUN_SOURCES } from "../../workspace/state";
import { useWorkspace } from "../binding/useWorkspace";
import { AskList } from "../influence/AskList";
import { useLogWords } from "../logs/LogParts";
import { Chooser } from "./Chooser";
import { Offer } from "./Offer";
import { Reading } from "./Reading";
import { Rerun } from "./Rerun";
import "../logs/logs.css";
import "./runs.css";

/** The runs to choose from, one after the other: those of the log that is open, or the traces that are kept. */
export default function RunsPanel() {
  const words = useLogWords();
  return (
    <section className="column runs" aria-label={words.title}>
      <Sources />
      <Runs />
      <Rerun />
      <AskList />
    </section>
  );
}

/** A log, or what this browser keeps. */
function Sources() {
  const workspace = useWorkspace();
  const words = useLogWords();
  const source = useStore(workspace.logs, (state) => state.source);
  return (
    <fieldset className="segments runs-sources" aria-label={words.sources.label}>
      {RUN_SOURCES.map((name) => (
        <button
          key={name}
          type="button"
          className="segment"
          aria-pressed={source === name}
          onClick={() => (name === "kept" ? void listKept(workspace) : workspace.logs.setState({ source: name }))}
        >
          {words.sources[name]}
        </button>
      ))}
    </fieldset>
  );
}

function Runs() {
  const { logs } = useWorkspace();
  const current = useShown(useStore(logs, (state) => state.current));
  const kept = useStore(logs, (state) => state.kept);
  const source = useStore(logs, (state) => state.source);
  if (source === "kept") return kept ? <Chooser key="kept" listed={kept} /> : null;
  if (current === null) return <Offer />;
  return current.kind === "reading" ? <Reading {...current} /> : <Chooser key={current.name} listed={current} />;
}

/**
 * What is sought in a list shows at once. A list that has come is much to render, which would hold up the page: it comes a
 * moment after what it takes the place of, a few milliseconds at a time.
 */
function useShown(now: LogsState["current"]): LogsState["current"] {
  const late = useDeferredValue(now);
  return now?.kind === "listed" && late?.kind === "listed" && now.log === late.log ? now : late;
}
