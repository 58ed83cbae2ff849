import type { ArmFigures, LookCard as Card, Finding, Spread } from "../../influence";
import { cssShare } from "../controls";
import { percent, twoPlaces, useCodeWords, useInfluenceWords } from "./useInfluence";

/** Bars for each arm, what they come to, and what the figures mean. */
export function LookCard({ finding }: { finding: Finding }) {
  const words = useInfluenceWords();
  const codeWords = useCodeWords();
  if (finding.kind !== "look") return null;
  const { card, ownBox } = finding;
  const { missing, set } = card;
  const asRun = card.measured.find(({ arm }) => arm === "as-run");
  return (
    <div className="influence-card">
      <p className={`influence-verdict influence-verdict-${card.verdict}`}>{words.verdicts[card.verdict]}</p>
      <Bars figures={card.figures} />
      {missing.map(({ arm, code }) => (
        <p key={arm} className="influence-note">
          {words.missing(words.arms[arm], codeWords(code))}
        </p>
      ))}
      <Measures card={card} />
      <p className="influence-note">
        {set.kind === "open"
          ? words.open
          : asRun?.covered == null
            ? words.closedUntold(set.answers.length)
            : words.closed(set.answers.length, percent(asRun.covered))}{" "}
        {words.logSays}
      </p>
      {ownBox ? null : <p className="influence-note">{words.ownCropHint}</p>}
    </div>
  );
}

function Bars({ figures }: { figures: readonly ArmFigures[] }) {
  const words = useInfluenceWords();
  return (
    <table className="influence-bars">
      <thead>
        <tr>
          <td />
          <th scope="col">{words.probability}</th>
          <th scope="col" className="influence-number">
            {words.logProbability}
          </th>
        </tr>
      </thead>
      <tbody>
        {figures.map(({ arm, probability, logProbability }) => (
          <tr key={arm} data-arm={arm}>
            <th scope="row">{words.arms[arm]}</th>
            <td>
              <Bar spread={probability} />
            </td>
            <td className="influence-number">{logProbability ? twoPlaces(logProbability.mean) : words.untold}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The mean as a bar, the lowest and the highest as a line across its end. */
export function Bar({ spread }: { spread: Spread | null }) {
  const words = useInfluenceWords();
  if (!spread) return <span className="influence-note">{words.untold}</span>;
  const { mean, low, high } = spread;
  const isRange = high - low >= 0.005;
  return (
    <div className="influence-bar">
      <span className="influence-track" aria-hidden="true">
        <span className="influence-fill" style={{ width: cssShare(mean) }} />
        {isRange ? (
          <span className="influence-whisker" style={{ left: cssShare(low), width: cssShare(high - low) }} />
        ) : null}
      </span>
      <span className="influence-number">
        {twoPlaces(mean)}
        {isRange ? ` (${words.range(twoPlaces(low), twoPlaces(high))})` : ""}
      </span>
    </div>
  );
}

function Measures({ card }: { card: Card }) {
  const words = useInfluenceWords();
  const names = ["reliability", "sufficiency", "minimality"] as const;
  return (
    <dl className="influence-measures">
      {names.map((name) => {
        const value = card[name];
        return (
          <div key={name}>
            <dt>{words.measures[name]}</dt>
            <dd>{value === null ? words.untold : twoPlaces(value)}</dd>
            <dd className="influence-note">{words.measuresSay[name]}</dd>
          </div>
        );
      })}
    </dl>
  );
}
