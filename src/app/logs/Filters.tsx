import type { RecordFilter } from "../../opening";
import type { OpenLog } from "../../workspace";
import { useSystemName } from "../binding/useSystemName";
import { useLogWords } from "./LogParts";

/** What a person looks for among the runs; the worker does the looking. */
export function Filters({
  log,
  filter,
  onChange,
}: {
  log: OpenLog;
  filter: RecordFilter;
  onChange(filter: RecordFilter): void;
}) {
  const words = useLogWords();
  const { systems } = log.facts;
  const set = (part: Partial<RecordFilter>): void => onChange({ ...filter, ...part });
  return (
    <div className="logs-filters">
      <input
        data-first
        className="input logs-search"
        type="search"
        aria-label={words.search}
        placeholder={words.search}
        value={filter.words}
        onChange={({ target }) => set({ words: target.value })}
      />
      {systems.length > 1 ? <SystemFilter systems={systems} filter={filter} onChange={onChange} /> : null}
      <select
        className="input"
        aria-label={words.judged}
        value={filter.judged ?? "any"}
        onChange={({ target }) => set({ judged: JUDGED.find((name) => name === target.value) ?? null })}
      >
        {(["any", ...JUDGED] as const).map((name) => (
          <option key={name} value={name}>
            {words.judgements[name]}
          </option>
        ))}
      </select>
      <StepRange filter={filter} onChange={onChange} />
      <label className="logs-check">
        <input type="checkbox" checked={filter.unread} onChange={({ target }) => set({ unread: target.checked })} />
        {words.onlyUnread}
      </label>
    </div>
  );
}

const JUDGED = ["right", "wrong", "unknown"] as const;

function SystemFilter({
  systems,
  filter,
  onChange,
}: {
  systems: OpenLog["facts"]["systems"];
  filter: RecordFilter;
  onChange(filter: RecordFilter): void;
}) {
  const words = useLogWords();
  const systemName = useSystemName();
  return (
    <select
      className="input"
      aria-label={words.system}
      value={filter.system ?? ""}
      onChange={({ target }) =>
        onChange({ ...filter, system: systems.find(({ system }) => system === target.value)?.system ?? null })
      }
    >
      <option value="">{words.anySystem}</option>
      {systems.map(({ system, count }) => (
        <option key={system} value={system}>
          {words.systemCount(systemName(system), count)}
        </option>
      ))}
    </select>
  );
}

function StepRange({ filter, onChange }: { filter: RecordFilter; onChange(filter: RecordFilter): void }) {
  const words = useLogWords();
  const { least, most } = filter.steps;
  const numberOf = (text: string): number | null => (text.trim() === "" ? null : Math.max(0, Number(text) || 0));
  return (
    <span className="logs-range">
      <label className="logs-check">
        {words.leastSteps}
        <input
          className="input input-number"
          type="number"
          min={0}
          value={least === 0 ? "" : least}
          onChange={({ target }) => onChange({ ...filter, steps: { least: numberOf(target.value) ?? 0, most } })}
        />
      </label>
      <label className="logs-check">
        {words.mostSteps}
        <input
          className="input input-number"
          type="number"
          min={0}
          value={most ?? ""}
          onChange={({ target }) => onChange({ ...filter, steps: { least, most: numberOf(target.value) } })}
        />
      </label>
    </span>
  );
}
