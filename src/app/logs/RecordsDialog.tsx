import { useEffect, useRef, useState } from "react";
import { useStore } from "zustand";
import type { DialectName } from "../../dialect";
import {
  type ListedLog,
  lookFor,
  notify,
  openRecordAt,
  openSeveral,
  type ReadingLog,
  report,
  standAt,
} from "../../workspace";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";
import { Filters } from "./Filters";
import { FileUnread, ReadAs, useLogWords } from "./LogParts";
import { RecordList } from "./RecordList";
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
  const shown = useStore(useWorkspace().logs, ({ current }) => current);
  if (!shown) return null;
  return shown.kind === "reading" ? <Reading {...shown} /> : <Chooser key={shown.name} {...shown} />;
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
  // Where the dialog told of the reading before, what had the focus is gone.
  useEffect(() => top.current?.querySelector<HTMLElement>("[data-first]")?.focus(), []);

  const open = (picked: readonly number[]): void => {
    const indices = [...picked].sort((a, b) => a - b);
    const [only] = indices;
    if (only === undefined) return;
    if (indices.length === 1) void report(workspace, openRecordAt(workspace, log, only, system));
    else
      void report(workspace, openSeveral(workspace, log, indices, system)).then((opened) => {
        if (opened) notify(workspace.view, { kind: "opened-several", count: indices.length });
      });
  };

  return (
    <div ref={top} className="logs-chooser">
      <p className="logs-facts">{words.facts(name, log.facts.records)}</p>
      <Filters log={log} filter={filter} onChange={(next) => lookFor(workspace, next)} />
      <p className="logs-facts" role="status">
        {found.count === 0 ? words.none : words.found(found.count, log.facts.records)}
      </p>
      <RecordList
        found={found}
        at={at}
        onWalk={(to) => standAt(workspace, to)}
        chosen={chosen}
        onChoose={setChosen}
        onOpen={open}
      />
      <p className="logs-facts logs-keys">{words.keys}</p>
      <div className="logs-foot">
        <ReadAs system={system} onChange={setSystem} />
        {chosen.size > 0 ? (
          <Button tone="human" onClick={() => open([...chosen])}>
            {chosen.size === 1 ? words.open : words.openSeveral(chosen.size)}
          </Button>
        ) : null}
      </div>
      {log.facts.unread > 0 ? <FileUnread log={log} /> : null}
    </div>
  );
}
