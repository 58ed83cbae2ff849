import { Check, Pause, Play, RotateCw, X } from "lucide-react";
import { useStore } from "zustand";
import { chosenCard } from "../../workspace/models";
import { endRerun, goOnRerun, pauseRerun, showRerun, startRerun } from "../../workspace/rerun";
import type { ListedLog, ListedTraces, RerunRow, RunEnd } from "../../workspace/state";
import { useLanguage, useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, IconButton } from "../controls";
import { useLogWords } from "../logs/LogParts";
import { failureWords } from "../words";
import { RERUN_WORDS } from "../words/rerun";

const useRerunWords = () => RERUN_WORDS[useLanguage()];

/** Runs the chosen ones again with the model at hand, each as a branch beside what was said before. */
export function RerunButton({ listed, chosen }: { listed: ListedLog | ListedTraces; chosen: ReadonlySet<number> }) {
  const workspace = useWorkspace();
  const words = useRerunWords();
  const model = useView((view) => chosenCard(view).name);
  const isBusy = useView(({ starting, batching, searching }) => starting || batching || searching);
  const running = useSession(({ run }) => run.kind === "running");
  const going = useStore(workspace.rerun, (now) => now?.going != null);
  const start = (): void =>
    void startRerun(
      workspace,
      listed,
      [...chosen].sort((a, b) => a - b),
    );
  return (
    <Button disabled={isBusy || running || going} onClick={start}>
      <RotateCw size={14} aria-hidden="true" />
      {words.start(chosen.size, model)}
    </Button>
  );
}

/** How far it has come, and of each run both answers. */
export function Rerun() {
  const workspace = useWorkspace();
  const words = useRerunWords();
  const now = useStore(workspace.rerun);
  if (!now) return null;
  const { rows, going } = now;
  const done = rows.filter(({ after, failed }) => after !== null || failed !== null);
  const next = rows.find(({ after, failed }) => after === null && failed === null);
  return (
    <section className="rerun" aria-label={words.title}>
      <header className="rerun-head">
        <strong role="status">
          {words.title} {words.progress(done.length, rows.length)}
        </strong>
        {going ? (
          <Button onClick={() => pauseRerun(workspace)}>
            <Pause size={12} aria-hidden="true" />
            {words.pause}
          </Button>
        ) : next ? (
          <Button onClick={() => void goOnRerun(workspace)}>
            <Play size={12} aria-hidden="true" />
            {words.goOn}
          </Button>
        ) : null}
        <IconButton label={words.close} icon={<X size={14} />} onClick={() => endRerun(workspace)} />
      </header>
      <Tally rows={rows} />
      <ul className="rerun-rows" aria-label={words.results}>
        {rows.map((row) => (
          <li key={row.index}>
            <Row row={row} isRunning={going !== null && row === next} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tally({ rows }: { rows: readonly RerunRow[] }) {
  const words = useRerunWords();
  const known = rows.filter(({ before, after }) => before.right !== null && after !== null && after.right !== null);
  if (known.length === 0) return null;
  const count = (right: (row: RerunRow) => boolean | null | undefined): number => known.filter(right).length;
  return (
    <p className="logs-facts">
      {words.tally(
        count(({ before }) => before.right),
        count(({ after }) => after?.right),
        known.length,
      )}
    </p>
  );
}

function Row({ row, isRunning }: { row: RerunRow; isRunning: boolean }) {
  const workspace = useWorkspace();
  const common = useWords();
  const words = useRerunWords();
  const { placeIn } = useLogWords();
  const { place, title, before, after, failed } = row;
  return (
    <button type="button" className="rerun-row" onClick={() => void showRerun(workspace, row)}>
      <span className="rerun-title">{[placeIn(place), title].filter(Boolean).join(" · ")}</span>
      <End end={before} say={words.before} />
      {after ? <End end={after} say={words.now} /> : null}
      {failed === null ? null : <span className="step-flaw">{failureWords(common, failed)}</span>}
      {after || failed !== null ? null : <span className="logs-facts">{isRunning ? words.runs : words.waits}</span>}
    </button>
  );
}

function End({ end: { answer, right }, say }: { end: RunEnd; say: (answer: string) => string }) {
  const words = useRerunWords();
  const how = right === null ? "" : right ? "verdict-correct" : "verdict-wrong";
  return (
    <span className={`rerun-end ${how}`}>
      {right === null ? null : right ? <Check size={12} aria-hidden="true" /> : <X size={12} aria-hidden="true" />}
      {right === null ? null : <span className="hidden-text">{right ? words.right : words.wrong} </span>}
      {say(answer === "" ? words.none : answer)}
    </span>
  );
}
