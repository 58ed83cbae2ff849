import type { DialectName } from "../../dialect";
import { useSystemTitles } from "../binding/useSystemName";
import { useLogWords } from "./useLogWords";

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
