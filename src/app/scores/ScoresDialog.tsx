import { useMemo, useState } from "react";
import { REWARDS, type Reward } from "../../scoring";
import { useLine, useTrace } from "../binding/useWorkspace";
import { Dialog } from "../controls";
import { useSearchWords } from "../search/useSearch";
import { AskForScore } from "./AskForScore";
import { BranchScores } from "./BranchScores";
import { ComposeReward } from "./ComposeReward";
import { ScoreDetails } from "./ScoreDetails";
import { printScore, type ScoredLine, scoreLine, useReference } from "./useScores";
import "../search/search.css";
import "./scores.css";

/** Every reward of the line on show, with its parts; one of them in full, and of every branch beside. */
export function ScoresDialog() {
  const words = useSearchWords().scores;
  return (
    <Dialog name="scores" title={words.title} about={words.about} widest>
      <Scores />
    </Dialog>
  );
}

function Scores() {
  const trace = useTrace();
  const { line } = useLine();
  const reference = useReference();
  const [composed, setComposed] = useState<Reward | null>(null);
  const [chosen, setChosen] = useState(REWARDS[0]?.name ?? "");
  const rewards = useMemo(() => (composed ? [composed, ...REWARDS] : REWARDS), [composed]);
  const scored = useMemo(
    () => rewards.map((reward) => scoreLine(reward, line, trace?.images, reference)),
    [rewards, line, trace, reference],
  );
  const current = scored.find(({ reward }) => reward.name === chosen) ?? scored[0];
  if (!trace || !current) return null;
  return (
    <div className="scores">
      <RewardTable scored={scored} chosen={current.reward.name} onChoose={setChosen} />
      <div className="scores-one">
        {current.refusal === "missing-judge" ? (
          <AskForScore
            key={`${current.reward.name} ${line.at(-1)?.id}`}
            reward={current.reward}
            reference={reference}
          />
        ) : (
          <ScoreDetails {...current} />
        )}
        <BranchScores reward={current.reward} trace={trace} line={line} reference={reference} />
        <ComposeReward
          onCompose={(reward) => {
            setComposed(reward);
            setChosen(reward.name);
          }}
        />
      </div>
    </div>
  );
}

/** One row a reward. Those that lack what they need come last, and say so in full when they are chosen. */
function RewardTable(props: { scored: readonly ScoredLine[]; chosen: string; onChoose(name: string): void }) {
  const words = useSearchWords().scores;
  const rows = props.scored.toSorted((a, b) => Number(a.score === null) - Number(b.score === null));
  const refused = rows.filter(({ score }) => score === null).length;
  return (
    <div className="scores-all">
      <table className="data-table scores-table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.value}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ reward, score }) => (
            <tr key={reward.name} aria-selected={reward.name === props.chosen}>
              <th scope="row">
                <button
                  type="button"
                  className="scores-name"
                  aria-pressed={reward.name === props.chosen}
                  onClick={() => props.onChoose(reward.name)}
                >
                  {reward.name}
                </button>
              </th>
              <td>{score === null ? words.none : printScore(score.value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {refused > 0 ? <p className="search-note">{words.refusedCount(refused)}</p> : null}
    </div>
  );
}
