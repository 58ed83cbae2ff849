import { useQuery } from "@tanstack/react-query";
import type { DialectName } from "../../dialect";
import { systemName } from "../../workspace";
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
  // The names come with the dialects, which are loaded by the time that a log is open.
  const { data: names = [] } = useQuery({
    queryKey: ["systems"],
    queryFn: async () => (await import("../../opening")).SYSTEMS,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <label className="logs-check">
      {words.readAs}
      <select
        className="input"
        value={system ?? ""}
        onChange={({ target }) => onChange(names.find((name) => name === target.value) ?? null)}
      >
        <option value="">{words.detected}</option>
        {names.map((name) => (
          <option key={name} value={name}>
            {systemName(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
