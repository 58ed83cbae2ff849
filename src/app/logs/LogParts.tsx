import type { DialectName } from "../../dialect";
import type { Workspace } from "../../workspace";
import { copyText } from "../binding/copy";
import { useSystemTitles } from "../binding/useSystemName";
import { useLanguage } from "../binding/useWorkspace";
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

/** Puts a value on the clipboard as JSON, and says whether that was allowed. */
export async function copyJson(workspace: Workspace, value: unknown): Promise<void> {
  await copyText(workspace, JSON.stringify(value, null, 2));
}
