import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type OpenLog, whatWasUnread } from "../../workspace";
import { useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { copyJson } from "./copyJson";
import { useLogWords } from "./useLogWords";

const SHOWN = 200;

/** What of the files themselves was not understood, with its places; nothing is passed over in silence. */
export function FileUnread({ log }: { log: OpenLog }) {
  const workspace = useWorkspace();
  const words = useLogWords();
  const [open, setOpen] = useState(false);
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
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key */}
      <pre tabIndex={0}>{whatWasUnread(data)}</pre>
      {log.facts.unread > SHOWN ? <p className="logs-facts">{words.unreadMore(log.facts.unread - SHOWN)}</p> : null}
      <Button onClick={() => void copy()}>{words.copy}</Button>
    </details>
  );
}
