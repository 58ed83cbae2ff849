import { RECORD_ORDERS, type RecordFilter } from "../../opening";
import type { OpenLog } from "../../workspace";
import { useSystemName } from "../binding/useSystemName";
import { useNarrow } from "../theme";
import { useLogWords } from "./LogParts";

/** What a person looks for among the runs; the worker does the looking. */
export function Filters({
  log,
  filter,
  onChange,
  list,
}: {
  log: OpenLog;
  filter: RecordFilter;
  onChange(filter: RecordFilter): void;
  /** The list below: keys in the search field that are no typing walk over it. */
  list: { readonly id: string; readonly active: string | undefined; onKey(key: string): boolean };
}) {
  const words = useLogWords();
  const narrow = useNarrow();
  const choices = <Choices log={log} filter={filter} onChange={onChange} />;
  return (
    <div className="logs-filters">
      <input
        data-first
        className="input logs-search"
        type="search"
        aria-label={words.search}
        aria-controls={list.id}
        aria-activedescendant={list.active}
        placeholder={words.search}
        value={filter.words}
        onChange={({ target }) => onChange({ ...filter, words: target.value })}
        onKeyDown={(event) => {
          // Keys that compose a character are the input method's.
          if (!event.nativeEvent.isComposing && list.onKey(event.key)) event.preventDefault();
        }}
      />
      {narrow ? (
        <details className="logs-narrow">
          <summary>{words.filters}</summary>
          <div className="logs-filters">{choices}</div>
        </details>
      ) : (
        choices
      )}
    </div>
  );
}

/** Everything that is looked for beside words, and the order. */
function Choices({ log, filter, onChange }: FilterProps & { log: OpenLog }) {
  const words = useLogWords();
  const { systems, rollouts } = log.facts;
  const set = (part: Partial<RecordFilter>): void => onChange({ ...filter, ...part });
  return (
    <>
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
      <SurenessFilter filter={filter} onChange={onChange} />
      <StepRange filter={filter} onChange={onChange} />
      <label className="logs-check">
        <input type="checkbox" checked={filter.unread} onChange={({ target }) => set({ unread: target.checked })} />
        {words.onlyUnread}
      </label>
      {rollouts > 0 ? (
        <label className="logs-check">
          <input type="checkbox" checked={filter.several} onChange={({ target }) => set({ several: target.checked })} />
          {words.onlySeveral}
        </label>
      ) : null}
      <OrderChoice filter={filter} onChange={onChange} />
    </>
  );
}

interface FilterProps {
  readonly filter: RecordFilter;
  onChange(filter: RecordFilter): void;
}

function SurenessFilter({ filter, onChange }: FilterProps) {
  const words = useLogWords();
  return (
    <select
      className="input"
      aria-label={words.recognised}
      value={filter.sureness ?? "any"}
      onChange={({ target }) =>
        onChange({ ...filter, sureness: SURENESS.find((name) => name === target.value) ?? null })
      }
    >
      <option value="any">{words.anySureness}</option>
      {SURENESS.map((name) => (
        <option key={name} value={name}>
          {words.sureness[name]}
        </option>
      ))}
    </select>
  );
}

/** In a list of a log nobody has told anything yet. */
const SURENESS = ["form", "marks", "shared", "none"] as const;

function OrderChoice({ filter, onChange }: FilterProps) {
  const words = useLogWords();
  return (
    <span className="logs-range">
      <label className="logs-check">
        {words.order}
        <select
          className="input"
          value={filter.order}
          onChange={({ target }) =>
            onChange({ ...filter, order: RECORD_ORDERS.find((name) => name === target.value) ?? "place" })
          }
        >
          {RECORD_ORDERS.map((name) => (
            <option key={name} value={name}>
              {words.orders[name]}
            </option>
          ))}
        </select>
      </label>
      <label className="logs-check">
        <input
          type="checkbox"
          checked={filter.reversed}
          onChange={({ target }) => onChange({ ...filter, reversed: target.checked })}
        />
        {words.reversed}
      </label>
    </span>
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
