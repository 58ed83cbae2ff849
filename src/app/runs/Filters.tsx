import { type RefObject, useState } from "react";
import { RECORD_ORDERS, type RecordFilter, SEARCHED } from "../../opening";
import { ORIGINS } from "../../workspace/queue";
import type { ListedLog, ListedTraces } from "../../workspace/state";
import { useSystemName } from "../binding/useSystemName";
import { useRater } from "../binding/useWorkspace";
import { useLogWords } from "../logs/LogParts";
import { RewardChoice } from "./RewardChoice";

type Listed = ListedLog | ListedTraces;

/** What a person looks for among the runs; what lists them does the looking. */
export function Filters(props: {
  listed: Listed;
  search: RefObject<HTMLInputElement | null>;
  onChange(filter: RecordFilter): void;
  /** The list below: keys in the search field that are no typing walk over it. */
  list: { readonly id: string; readonly active: string | undefined; onKey(key: string): boolean };
}) {
  const { listed, search, onChange, list } = props;
  const { filter } = listed;
  const words = useLogWords();
  const [opened, setOpened] = useState(false);
  return (
    <div className="logs-filters">
      <input
        ref={search}
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
      {/* All that can be chosen is much to render: it comes when it is first looked at. */}
      <details className="runs-filters" onToggle={() => setOpened(true)}>
        <summary>{words.filters}</summary>
        <div className="logs-filters">
          {opened ? <Choices listed={listed} filter={filter} onChange={onChange} /> : null}
        </div>
      </details>
    </div>
  );
}

/** Everything that is looked for beside words, where words are looked for, and the order. */
function Choices({ listed, filter, onChange }: FilterProps & { listed: Listed }) {
  const words = useLogWords();
  const rater = useRater();
  const set = (part: Partial<RecordFilter>): void => onChange({ ...filter, ...part });
  const tick = (name: string, isSet: boolean, part: (isSet: boolean) => Partial<RecordFilter>) => (
    <label className="logs-check">
      <input type="checkbox" checked={isSet} onChange={({ target }) => set(part(target.checked))} />
      {name}
    </label>
  );
  return (
    <>
      {listed.kind === "listed" ? <SearchedChoice filter={filter} onChange={onChange} /> : null}
      <SystemFilter listed={listed} filter={filter} onChange={onChange} />
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
      {tick(words.onlyUnjudged, filter.unjudgedBy !== null, (isSet) => ({ unjudgedBy: isSet ? rater.id : null }))}
      {listed.kind === "listed" ? (
        <>
          {tick(words.onlyHinted, filter.hinted, (hinted) => ({ hinted }))}
          {tick(words.onlyUnread, filter.unread, (unread) => ({ unread }))}
          {listed.log.facts.rollouts > 0 ? tick(words.onlySeveral, filter.several, (several) => ({ several })) : null}
          <SurenessFilter filter={filter} onChange={onChange} />
        </>
      ) : null}
      <StepRange filter={filter} onChange={onChange} />
      <RewardChoice filter={filter} onChange={onChange} />
      <OrderChoice filter={filter} onChange={onChange} />
    </>
  );
}

function SearchedChoice({ filter, onChange }: FilterProps) {
  const words = useLogWords();
  return (
    <label className="logs-check">
      {words.searched.label}
      <select
        className="input"
        value={filter.searched}
        onChange={({ target }) =>
          onChange({ ...filter, searched: SEARCHED.find((name) => name === target.value) ?? "listed" })
        }
      >
        {SEARCHED.map((name) => (
          <option key={name} value={name}>
            {words.searched[name]}
          </option>
        ))}
      </select>
    </label>
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
          {RECORD_ORDERS.filter((name) => name !== "reward" || filter.reward !== null).map((name) => (
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

/** The systems of the runs, the most frequent first; of kept traces also where they came from. */
function SystemFilter({ listed, filter, onChange }: FilterProps & { listed: Listed }) {
  const words = useLogWords();
  const systemName = useSystemName();
  const systems = systemsOf(listed);
  if (systems.length < 2 && filter.system === null) return null;
  const nameOf = (system: string): string => {
    const origin = ORIGINS.find((name) => name === system);
    return origin ? words.origins[origin] : systemName(system);
  };
  return (
    <select
      className="input"
      aria-label={words.system}
      value={filter.system ?? ""}
      onChange={({ target }) => onChange({ ...filter, system: target.value === "" ? null : target.value })}
    >
      <option value="">{words.anySystem}</option>
      {systems.map(({ system, count }) => (
        <option key={system} value={system}>
          {words.systemCount(nameOf(system), count)}
        </option>
      ))}
    </select>
  );
}

const systemsOf = (listed: Listed): readonly { readonly system: string; readonly count: number }[] =>
  listed.kind === "kept" ? listed.systems : listed.log.facts.systems;

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
