import { startTransition, useEffect, useId, useRef, useState } from "react";
import { useStore } from "zustand";
import type { DialectName } from "../../dialect";
import {
  type Failure,
  inspectRecord,
  type ListedLog,
  lookFor,
  mapListed,
  notify,
  type OpenLog,
  openRecordAt,
  openSeveral,
  type ReadingLog,
  report,
  showRollouts,
  standAt,
  type Workspace,
} from "../../workspace";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";
import { FileUnread } from "./FileUnread";
import { Filters } from "./Filters";
import { ReadAs, useLogWords } from "./LogParts";
import { activeRow, RecordList, type RecordListProps, useRowHeight, walks } from "./RecordList";
import { useFound } from "./useFound";
import "./logs.css";

/** Which run of a log to open, or how far reading it has come. */
export default function RecordsDialog() {
  const words = useLogWords();
  return (
    <Dialog name="records" title={words.title} about={words.about} wide>
      <Records />
    </Dialog>
  );
}

function Records() {
  const words = useLogWords();
  const shown = useStore(useWorkspace().logs, ({ current }) => current);
  const isThere = useLater();
  if (!shown) return null;
  if (!isThere)
    return (
      <p role="status">
        {shown.kind === "listed" ? words.facts(shown.name, shown.log.facts.records) : words.reading(shown.name)}
      </p>
    );
  return shown.kind === "reading" ? <Reading {...shown} /> : <Chooser key={shown.name} {...shown} />;
}

/**
 * False when the dialog opens, and true soon after. To hold the focus, a dialog has the browser lay out the page as it
 * opens; with the list in it that was the longest task of the page's thread while a log is opened.
 */
function useLater(): boolean {
  const [isThere, setThere] = useState(false);
  // A frame is shown in between; React sees no frames.
  useEffect(() => {
    const frame = requestAnimationFrame(() => startTransition(() => setThere(true)));
    return () => cancelAnimationFrame(frame);
  }, []);
  return isThere;
}

function Reading({ name, progress, cancel }: ReadingLog) {
  const words = useLogWords();
  const common = useWords();
  const { readBytes = 0, totalBytes = 1, records = 0 } = progress ?? {};
  return (
    <div className="logs-reading" role="status">
      <p>{words.reading(name)}</p>
      <progress aria-label={words.reading(name)} max={totalBytes} value={readBytes} />
      <p className="logs-facts">{words.readSoFar(common.bytes(readBytes), common.bytes(totalBytes), records)}</p>
      <Button data-first onClick={cancel}>
        {words.cancel}
      </Button>
    </div>
  );
}

function Chooser({ name, log, filter, at }: ListedLog) {
  const workspace = useWorkspace();
  const words = useLogWords();
  const found = useFound(log, filter);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [system, setSystem] = useState<DialectName | null>(null);
  const top = useRef<HTMLDivElement | null>(null);
  const scroller = useRef<HTMLElement | null>(null);
  // Where the dialog told of the reading before, what had the focus is gone.
  useEffect(() => top.current?.querySelector<HTMLElement>("[data-first]")?.focus(), []);
  const active = Math.min(at, Math.max(0, found.count - 1));
  const id = useId();
  const list: RecordListProps = {
    id,
    rowHeight: useRowHeight(),
    found,
    scroller,
    at: active,
    chosen,
    onWalk: (to) => standAt(workspace, to),
    onChoose: setChosen,
    onOpen: (indices) => openChosen(workspace, log, indices, system),
    onReport: (index) => void inspectRecord(workspace, log, index, system).then((failure) => told(workspace, failure)),
    onRuns: (index) => void showRollouts(workspace, log, index).then((failure) => told(workspace, failure)),
  };
  return (
    <div ref={top} className="logs-chooser">
      <p className="logs-facts">{words.facts(name, log.facts.records)}</p>
      <Filters
        log={log}
        filter={filter}
        onChange={(next) => lookFor(workspace, next)}
        list={{ id, active: activeRow(list), onKey: (key) => searchKey(key, list) }}
      />
      <p className="logs-facts" role="status">
        {found.count === 0 ? words.none : words.found(found.count, log.facts.records)}
      </p>
      <RecordList {...list} />
      <p className="logs-facts logs-keys">{words.keys}</p>
      <Foot list={list} system={system} onSystem={setSystem} />
      {log.facts.unread > 0 ? <FileUnread log={log} /> : null}
    </div>
  );
}

/** Up, down and Enter do in the search field what they do in the list, where they are no typing: Home and End are. */
function searchKey(key: string, list: RecordListProps): boolean {
  const row = list.found.row(list.at);
  if (key === "Enter" && row) list.onOpen(list.chosen.size > 0 ? [...list.chosen] : [row.index]);
  else if (key === "Home" || key === "End" || !walks(key, list, list.at, list.scroller.current)) return false;
  return true;
}

/** What can be done with the active run, and with those that are chosen. */
function Foot(props: {
  list: RecordListProps;
  system: DialectName | null;
  onSystem(system: DialectName | null): void;
}) {
  const { list, system, onSystem } = props;
  const workspace = useWorkspace();
  const words = useLogWords();
  const row = list.found.row(list.at);
  return (
    <div className="logs-foot">
      <span className="logs-actions">
        <ReadAs system={system} onChange={onSystem} />
        <Button title={words.mapping.overAbout} onClick={() => void mapListed(workspace, true)}>
          {words.mapping.over}
        </Button>
      </span>
      <span className="logs-actions">
        {row && row.runs > 1 ? (
          <Button onClick={() => list.onRuns(row.index)}>{words.runsOfQuestion(row.runs)}</Button>
        ) : null}
        {row ? <Button onClick={() => list.onReport(row.index)}>{words.reportOfRun}</Button> : null}
        {list.chosen.size > 0 ? (
          <Button tone="human" onClick={() => list.onOpen([...list.chosen])}>
            {list.chosen.size === 1 ? words.open : words.openSeveral(list.chosen.size)}
          </Button>
        ) : null}
      </span>
    </div>
  );
}

/** Opens one run, or several as traces of their own. */
function openChosen(workspace: Workspace, log: OpenLog, picked: readonly number[], system: DialectName | null): void {
  const indices = [...picked].sort((a, b) => a - b);
  const [only] = indices;
  if (only === undefined) return;
  if (indices.length === 1) void report(workspace, openRecordAt(workspace, log, only, system));
  else
    void report(workspace, openSeveral(workspace, log, indices, system)).then((opened) => {
      if (opened) notify(workspace.view, { kind: "opened-several", count: indices.length });
    });
}

/** A failure is shown in the dialog that is open. */
function told({ view }: Workspace, failure: Failure | null): void {
  if (failure) view.setState({ failure });
}
