import { MessageCircleQuestion, Pause, Play, X } from "lucide-react";
import { useState } from "react";
import { useStore } from "zustand";
import { FINDING_KINDS, type FindingKind, OUTCOMES } from "../../influence";
import { endAskingList, goOnAskingList, pauseAskingList, showAsked, startAskingList } from "../../workspace/influence";
import type { AskedRow, AskingList, ListedLog, ListedTraces } from "../../workspace/state";
import { useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { Button, cssShare, IconButton } from "../controls";
import { ByFamily, type ChosenRuns, isChosen, outcomesOf } from "./ByFamily";
import { useCodeWords, useInfluenceWords } from "./useInfluence";
import "./influence.css";

/** What a person paints over is of one picture; every other question can be asked of many runs. */
const KINDS = FINDING_KINDS.filter((kind) => kind !== "brush");

/** Asks one question about each of the chosen runs. */
export function AskListButton({ listed, chosen }: { listed: ListedLog | ListedTraces; chosen: ReadonlySet<number> }) {
  const workspace = useWorkspace();
  const words = useInfluenceWords();
  const [kind, setKind] = useState<FindingKind>("look");
  const isBusy = useView(({ starting, batching, searching }) => starting || batching || searching);
  const running = useSession(({ run }) => run.kind === "running");
  const going = useStore(workspace.askingList, (now) => now?.going != null);
  const start = (): void =>
    void startAskingList(
      workspace,
      kind,
      listed,
      [...chosen].sort((a, b) => a - b),
    );
  return (
    <span className="influence-list-ask">
      <select
        className="input"
        aria-label={words.list.question}
        value={kind}
        onChange={({ target }) => setKind(KINDS.find((one) => one === target.value) ?? "look")}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {words.kinds[one]}
          </option>
        ))}
      </select>
      <Button disabled={isBusy || running || going} onClick={start}>
        <MessageCircleQuestion size={14} aria-hidden="true" />
        {words.list.start(chosen.size)}
      </Button>
    </span>
  );
}

/** How far it has come, what it came to, and of each run what was found. */
export function AskList() {
  const { askingList } = useWorkspace();
  const now = useStore(askingList);
  const [only, setOnly] = useState<ChosenRuns | null>(null);
  return now ? <Asked now={now} only={only} onOnly={setOnly} /> : null;
}

interface AskedProps {
  readonly now: AskingList;
  /** Only these runs are shown; null shows all. */
  readonly only: ChosenRuns | null;
  onOnly(only: ChosenRuns | null): void;
}

function Asked({ now, only, onOnly }: AskedProps) {
  const workspace = useWorkspace();
  const words = useInfluenceWords();
  const { rows, going, kind } = now;
  const done = rows.filter(isDone).length;
  const next = rows.find((row) => !isDone(row));
  const shown = rows.filter((row) => isChosen(row, only));
  return (
    <section className="rerun" aria-label={words.kinds[kind]}>
      <header className="rerun-head">
        <strong role="status">
          {words.kinds[kind]} {words.list.progress(done, rows.length)}
        </strong>
        {going ? (
          <Button onClick={() => pauseAskingList(workspace)}>
            <Pause size={12} aria-hidden="true" />
            {words.list.pause}
          </Button>
        ) : next ? (
          <Button onClick={() => void goOnAskingList(workspace)}>
            <Play size={12} aria-hidden="true" />
            {words.list.goOn}
          </Button>
        ) : null}
        <IconButton label={words.list.close} icon={<X size={14} />} onClick={() => endAskingList(workspace)} />
      </header>
      <progress className="influence-list-progress" value={done} max={rows.length} aria-label={words.list.done} />
      <Tally rows={rows} only={only} onOnly={onOnly} />
      <ByFamily rows={rows} chosen={only} onChoose={onOnly} />
      <ul className="rerun-rows" aria-label={words.list.results}>
        {shown.map((row) => (
          <li key={row.index}>
            <Row row={row} isAsked={going !== null && row === next} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const isDone = ({ findings, failed }: AskedRow): boolean => findings !== null || failed !== null;

const isAll = (only: ChosenRuns | null, outcome: ChosenRuns["outcome"]): boolean =>
  only?.outcome === outcome && only.family === null;

/** What the findings come to, each with its share as a bar; choosing one leaves the runs that have it. */
function Tally({ rows, only, onOnly }: Pick<AskedProps, "only" | "onOnly"> & { readonly rows: readonly AskedRow[] }) {
  const words = useInfluenceWords();
  const all = rows.flatMap(outcomesOf);
  const counted = OUTCOMES.map((outcome) => ({ outcome, count: all.filter((one) => one === outcome).length }));
  if (all.length === 0) return null;
  return (
    <ul className="influence-list-tally" aria-label={words.list.outcomes}>
      {counted
        .filter(({ count }) => count > 0)
        .map(({ outcome, count }) => (
          <li key={outcome}>
            <button
              type="button"
              className="influence-list-outcome"
              aria-pressed={isAll(only, outcome)}
              onClick={() => onOnly(isAll(only, outcome) ? null : { outcome, family: null })}
            >
              <span>{words.outcomes[outcome]}</span>
              <span className="influence-track" aria-hidden="true">
                <span className="influence-fill" style={{ width: cssShare(count / all.length) }} />
              </span>
              <span className="influence-number">{words.list.progress(count, all.length)}</span>
            </button>
          </li>
        ))}
    </ul>
  );
}

function Row({ row, isAsked }: { readonly row: AskedRow; readonly isAsked: boolean }) {
  const workspace = useWorkspace();
  const words = useInfluenceWords();
  const codeWords = useCodeWords();
  const { title, findings, failed } = row;
  const told = outcomesOf(row).map((outcome) => words.outcomes[outcome]);
  return (
    <button type="button" className="rerun-row" onClick={() => void showAsked(workspace, row, findings?.[0] ?? null)}>
      <span className="rerun-title">{title}</span>
      {findings ? <span className="influence-list-found">{told.join(words.bisected.comma)}</span> : null}
      {failed === null ? null : <span className="step-flaw influence-list-found">{codeWords(failed)}</span>}
      {isDone(row) ? null : <span className="logs-facts">{isAsked ? words.list.asks : words.list.waits}</span>}
    </button>
  );
}
