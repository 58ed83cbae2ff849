import { type RefObject, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Workspace } from "../../workspace";
import { report } from "../../workspace/files";
import { inspectRecord, lookFor, nameOfOpen, openSeveral, showRollouts, standAt } from "../../workspace/logs";
import { openListed } from "../../workspace/queue";
import { type ListedLog, type ListedTraces, notify, runsListed } from "../../workspace/state";
import { KeepKeys } from "../binding/KeepKeys";
import { useDocument, useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { useLogWords } from "../logs/LogParts";
import { Filters } from "./Filters";
import { Foot } from "./Foot";
import type { RunListProps } from "./list";
import { Progress } from "./Progress";
import { activeRow, RunList, useRowHeight, walks } from "./RunList";
import { ScoreOfRun } from "./RunScore";
import { ScoreStatistics } from "./ScoreStatistics";
import { useFound } from "./useFound";

type Listed = ListedLog | ListedTraces;

/** A list of runs with all that it is searched by, and what can be done with one of them. */
export function Chooser({ listed }: { listed: Listed }) {
  const workspace = useWorkspace();
  const words = useLogWords();
  const all = listed.kind === "kept" ? listed.count : listed.log.facts.records;
  const found = useFound(runsListed(listed), listed.filter, all);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const { isOpening, open } = useOpening(listed);
  const scroller = useRef<HTMLElement | null>(null);
  const search = useRef<HTMLInputElement | null>(null);
  const id = useId();
  useWanted(scroller);
  // A list that has just come is searched first, as often as not; one that a run of is open already is gone on with, by
  // keys that a field would take for words.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it comes
  useEffect(() => {
    if (all <= 1 || document.activeElement !== document.body) return;
    const isGoneOnWith = workspace.documents.store.getState().run !== null;
    (isGoneOnWith ? scroller : search).current?.focus({ preventScroll: true });
  }, []);
  const list: RunListProps = {
    id,
    listed,
    rowHeight: useRowHeight(),
    found,
    scroller,
    at: Math.min(listed.at, Math.max(0, found.count - 1)),
    open: useOpenRun(),
    chosen,
    onWalk: (to) => standAt(workspace, to),
    onChoose: setChosen,
    onOpen: (indices) => void open(indices),
    ...acts(workspace, listed),
  };
  return (
    <div className="runs-chooser">
      {isOpening ? <KeepKeys /> : null}
      <p className="logs-facts">{listed.kind === "kept" ? words.keptFacts(all) : words.facts(listed.name, all)}</p>
      <Filters
        listed={listed}
        search={search}
        onChange={(next) => lookFor(workspace, next)}
        list={{ id, active: activeRow(list), onKey: (key) => searchKey(key, list) }}
      />
      <Progress listed={listed} found={found} all={all} />
      <ScoreStatistics
        runs={runsListed(listed)}
        found={found}
        onGoOn={() => lookFor(workspace, { ...listed.filter })}
      />
      <RunList {...list} />
      <ScoreOfRun {...list} />
      <Foot list={list} listed={listed} />
    </div>
  );
}

/** Opens runs. What is typed from then on is meant for the run, and neither for the search field nor for the run before. */
function useOpening(listed: Listed) {
  const workspace = useWorkspace();
  const [opening, setOpening] = useState(0);
  const open = async (indices: readonly number[]): Promise<void> => {
    setOpening((count) => count + 1);
    try {
      await openChosen(workspace, listed, indices);
    } finally {
      // The keys that were kept go to what takes the focus next.
      flushSync(() => setOpening((count) => count - 1));
    }
    focusRun();
  };
  return { isOpening: opening > 0, open };
}

/** What the open document goes by in the list. */
function useOpenRun(): string | null {
  const workspace = useWorkspace();
  useDocument(({ run }) => run);
  useSession(({ log }) => log?.trace.id);
  return nameOfOpen(workspace);
}

/** The key that shows the runs takes the focus to them, wherever it was. */
function useWanted(scroller: RefObject<HTMLElement | null>): void {
  const { view } = useWorkspace();
  const wanted = useView((state) => state.runsWanted);
  // Focus belongs to the browser; React does not render it.
  useEffect(() => {
    if (!wanted) return;
    scroller.current?.focus();
    view.setState({ runsWanted: false });
  }, [wanted, scroller, view]);
}

/** Up, down and Enter do in the search field what they do in the list, where they are no typing: Home and End are. */
function searchKey(key: string, list: RunListProps): boolean {
  const row = list.found.row(list.at);
  if (key === "Enter" && row) list.onOpen(list.chosen.size > 0 ? [...list.chosen] : [row.index]);
  else if (key === "Home" || key === "End" || !walks(key, list, list.at, list.scroller.current)) return false;
  return true;
}

/** What only a log can tell of a run: how it was read, and the other runs of its problem. */
function acts(workspace: Workspace, listed: Listed): Pick<RunListProps, "onReport" | "onRuns"> {
  const told = (failing: ReturnType<typeof showRollouts>): void =>
    void failing.then((failure) => failure && workspace.view.setState({ failure }));
  if (listed.kind === "kept") return { onReport: () => {}, onRuns: () => {} };
  return {
    onReport: (index) => told(inspectRecord(workspace, listed.log, index, listed.readAs)),
    onRuns: (index) => told(showRollouts(workspace, listed.log, index)),
  };
}

/** Opens one run, or several of a log as traces of their own. */
async function openChosen(workspace: Workspace, listed: Listed, picked: readonly number[]): Promise<void> {
  const indices = [...picked].sort((a, b) => a - b);
  const [only] = indices;
  if (only === undefined) return;
  if (indices.length === 1 || listed.kind === "kept") {
    await report(workspace, openListed(workspace, listed, { index: only }));
    return;
  }
  const opened = await report(workspace, openSeveral(workspace, listed.log, indices, listed.readAs));
  if (opened) notify(workspace.view, { kind: "opened-several", count: indices.length });
}

/**
 * Whoever opens a run goes on with it: Home, End and the arrows are then about its steps, as everywhere but in the list. The
 * film strip is the place that leaves all keys to the run.
 */
const focusRun = (): void => document.querySelector<HTMLElement>(".reel [aria-selected=true]")?.focus();
