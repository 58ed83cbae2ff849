import type { Unread } from "../../dialect";
import { useWords } from "../binding/useWorkspace";
import { useLogWords } from "./LogParts";

/** What was not understood: equal findings are one, with their number; pressing one shows it in the raw record. */
export function Findings(props: {
  findings: readonly Unread[];
  chosen: number | null;
  onChoose(chosen: number): void;
}) {
  const { findings, chosen, onChoose } = props;
  const words = useLogWords();
  const common = useWords();
  if (findings.length === 0) return <p className="logs-facts">{words.allUnderstood}</p>;
  return (
    <ul className="report-list">
      {findings.map(({ place, code, excerpt, what, count = 1 }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes, and two pieces may share a place
        <li key={i}>
          <button
            type="button"
            className="finding"
            aria-pressed={i === chosen}
            title={words.raw.show}
            onClick={() => onChoose(i)}
          >
            <span className="finding-head">
              <b>{common.failures[code] ?? code}</b>
              {count > 1 ? <span className="finding-count">×{count}</span> : null}
            </span>
            <span className="finding-place">
              {what === undefined || what === place ? words.placeIn(place) : `${what} · ${words.placeIn(place)}`}
            </span>
            {excerpt ? <code>{excerpt}</code> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
