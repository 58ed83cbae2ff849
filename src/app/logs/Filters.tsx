import type { RecordFilter } from "../../opening";
import type { OpenLog } from "../ports";
import { useWords } from "../services";

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
  const words = useWords();
  const { systems } = log.facts;
  const set = (part: Partial<RecordFilter>): void => onChange({ ...filter, ...part });
  return (
    <div className="logs-filters">
      <input
        data-first
        className="input logs-search"
        type="search"
        aria-label={words.logs.search}
        placeholder={words.logs.search}
        value={filter.words}
        onChange={({ target }) => set({ words: target.value })}
      />
      {systems.length > 1 ? (
        <select
          className="input"
          aria-label={words.logs.system}
          value={filter.system ?? ""}
          onChange={({ target }) =>
            set({ system: systems.find(({ system }) => system === target.value)?.system ?? null })
          }
        >
          <option value="">{words.logs.anySystem}</option>
          {systems.map(({ system, count }) => (
            <option key={system} value={system}>
              {words.logs.systemCount(system, count)}
            </option>
          ))}
        </select>
      ) : null}
      <select
        className="input"
        aria-label={words.logs.judged}
        value={filter.judged ?? "any"}
        onChange={({ target }) => set({ judged: JUDGED.find((name) => name === target.value) ?? null })}
      >
        {(["any", ...JUDGED] as const).map((name) => (
          <option key={name} value={name}>
            {words.logs.judgements[name]}
          </option>
        ))}
      </select>
      <StepRange filter={filter} onChange={onChange} />
      <label className="logs-check">
        <input type="checkbox" checked={filter.unread} onChange={({ target }) => set({ unread: target.checked })} />
        {words.logs.onlyUnread}
      </label>
    </div>
  );
}

const JUDGED = ["right", "wrong", "unknown"] as const;

function StepRange({ filter, onChange }: { filter: RecordFilter; onChange(filter: RecordFilter): void }) {
  const words = useWords();
  const { least, most } = filter.steps;
  const numberOf = (text: string): number | null => (text.trim() === "" ? null : Math.max(0, Number(text) || 0));
  return (
    <span className="logs-range">
      <label className="logs-check">
        {words.logs.leastSteps}
        <input
          className="input input-number"
          type="number"
          min={0}
          value={least === 0 ? "" : least}
          onChange={({ target }) => onChange({ ...filter, steps: { least: numberOf(target.value) ?? 0, most } })}
        />
      </label>
      <label className="logs-check">
        {words.logs.mostSteps}
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
