import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { DialectName } from "../../dialect";
import { mapListed, type OpenLog, type Workspace, whatWasUnread } from "../../workspace";
import { copyText } from "../binding/copy";
import { useSystemTitles } from "../binding/useSystemName";
import { useLanguage, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { LOG_WORDS, type LogWords } from "../words/logs";

// What the dialogs about logs share.

/** The words that come with the first log. */
export const useLogWords = (): LogWords => LOG_WORDS[useLanguage()];

/** Three digits of a score are as many as anybody compares. */
export const shortScore = (score: number): string => String(Math.round(score * 1000) / 1000);

/** Which system's words a run is read in; null asks the words themselves. */
export function ReadAs({
  system,
  onChange,
}: {
  system: DialectName | null;
  onChange(system: DialectName | null): void;
}) {
  const words = useLogWords();
  const systems = useSystemTitles();
  return (
    <label className="logs-check">
      {words.readAs}
      <select
        className="input"
        value={system ?? ""}
        onChange={({ target }) => onChange(systems.find(({ name }) => name === target.value)?.name ?? null)}
      >
        <option value="">{words.detected}</option>
        {systems.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

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
      <span className="logs-actions">
        <Button onClick={() => void copy()}>{words.copy}</Button>
        {data.some(({ code }) => code === "unknown-form" || code === "unread-table") ? (
          <Button onClick={() => void mapListed(workspace)}>{words.mapping.unknown}</Button>
        ) : null}
      </span>
    </details>
  );
}

/** Puts a value on the clipboard as JSON, and says whether that was allowed. */
export async function copyJson(workspace: Workspace, value: unknown): Promise<void> {
  await copyText(workspace, JSON.stringify(value, null, 2));
}
