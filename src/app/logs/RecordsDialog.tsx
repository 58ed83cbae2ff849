import { useState } from "react";
import { useStore } from "zustand";
import type { LogRecord } from "../../opening";
import { Dialog } from "../controls";
import { report } from "../document/give";
import { useDesk, useWords } from "../services";
import { logList, openLogRecord, whatWasUnread } from "./logs";
import "./logs.css";

/** As many rows as a person will look through; the search finds the others. */
const MOST_ROWS = 200;

/** Which run of a log to open. */
export function RecordsDialog() {
  const words = useWords();
  return (
    <Dialog name="records" title={words.logs.title} about={words.logs.about}>
      <Records />
    </Dialog>
  );
}

function Records() {
  const words = useWords();
  const list = useStore(logList);
  const [sought, setSought] = useState("");
  if (!list) return null;
  const found = list.records.filter((record) => matches(record, sought));
  return (
    <>
      <p className="logs-facts">{words.logs.facts(list.fileName, list.records.length)}</p>
      <input
        data-first
        className="logs-search"
        type="search"
        aria-label={words.logs.search}
        placeholder={words.logs.search}
        value={sought}
        onChange={({ target }) => setSought(target.value)}
      />
      <ul className="logs">
        {found.slice(0, MOST_ROWS).map((record) => (
          <RecordRow key={record.place} record={record} />
        ))}
      </ul>
      {found.length > MOST_ROWS ? <p className="logs-facts">{words.logs.more(found.length - MOST_ROWS)}</p> : null}
      {list.unread.length > 0 ? (
        <details className="logs-unread">
          <summary>{words.logs.unread(list.unread.length)}</summary>
          <pre>{whatWasUnread(list.unread)}</pre>
        </details>
      ) : null}
    </>
  );
}

function RecordRow({ record }: { record: LogRecord }) {
  const desk = useDesk();
  const words = useWords();
  const open = (): void => {
    const pictures = logList.getState()?.pictures ?? new Map<string, Blob>();
    void report(desk, openLogRecord(desk, record, pictures));
  };
  return (
    <li>
      <button type="button" className="logs-row" onClick={open}>
        <span className="logs-title">{record.title || record.question || record.place}</span>
        <span className="logs-facts">
          {record.place} · {words.logs.messages(record.messages.length)}
        </span>
      </button>
    </li>
  );
}

const matches = ({ title, question, place }: LogRecord, sought: string): boolean =>
  `${title}\n${question}\n${place}`.toLowerCase().includes(sought.trim().toLowerCase());
