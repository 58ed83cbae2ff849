import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { mapListed, whatWasUnread } from "../../workspace/logs";
import type { OpenLog } from "../../workspace/ports";
import { useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { copyJson, useLogWords } from "./LogParts";
import { RawRecord } from "./RawRecord";
import "./report.css";

const SHOWN = 200;

/** What of the files themselves was not understood, with its places and its raw text; nothing is passed over in silence. */
export function FileUnread({ log }: { log: OpenLog }) {
  const workspace = useWorkspace();
  const words = useLogWords();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<number | null>(null);
  const { data = [] } = useQuery({
    queryKey: ["unread", log.facts.unread, SHOWN],
    queryFn: () => log.unread(0, SHOWN),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
  });
  const copy = async (): Promise<void> => copyJson(workspace, await log.unread(0, log.facts.unread));
  return (
    <details className="logs-unread" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.unread(log.facts.unread)}</summary>
      <ul className="logs-pieces">
        {data.map((piece, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no other name, and their list never changes
          <li key={index}>
            <button
              type="button"
              className="logs-piece"
              aria-expanded={chosen === index}
              onClick={() => setChosen(chosen === index ? null : index)}
            >
              {whatWasUnread([piece])}
            </button>
            {chosen === index ? <RawRecord log={log} of={{ of: "unread", index }} finding={piece} /> : null}
          </li>
        ))}
      </ul>
      {log.facts.unread > SHOWN ? <p className="logs-facts">{words.unreadMore(log.facts.unread - SHOWN)}</p> : null}
      <span className="logs-actions">
        <Button onClick={() => void copy()}>{words.copy}</Button>
        {data.some(({ code }) => code === "unknown-form" || code === "unread-table") ? (
          <Button onClick={() => void mapListed(workspace)}>{words.mapping.unknown}</Button>
        ) : null}
      </span>
    </details>
  );
}
