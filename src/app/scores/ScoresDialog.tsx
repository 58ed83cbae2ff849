import { useMemo, useState } from "react";
import type { ChosenReward } from "../../opening";
import { REWARDS } from "../../scoring";
import { type OwnReward, showOnBranches } from "../../workspace/scores";
import { useOwnRewards } from "../binding/useOwnRewards";
import { useLine, useTrace, useView, useWorkspace } from "../binding/useWorkspace";
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
  const own = useOwnRewards();
  const shown = useView(({ branchReward }) => branchReward);
  const [composed, setComposed] = useState<OwnReward | null>(null);
  const [chosen, setChosen] = useState(shown?.name ?? REWARDS[0]?.name ?? "");
  const rewards = useMemo(() => {
    const kept = own.filter(({ reward }) => reward.name !== composed?.reward.name);
    return [...(composed ? [composed] : []), ...kept, ...REWARDS.map((reward) => ({ reward, file: null }))];
  }, [composed, own]);
  const scored = useMemo(
    () => rewards.map(({ reward }) => scoreLine(reward, line, trace?.images, reference)),
    [rewards, line, trace, reference],
  );
  const at = Math.max(
    0,
    rewards.findIndex(({ reward }) => reward.name === chosen),
  );
  const [current, named] = [scored[at], rewards[at]];
  if (!trace || !current || !named) return null;
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
        <OnBranches chosen={{ name: named.reward.name, file: named.file }} />
        <BranchScores reward={current.reward} trace={trace} line={line} reference={reference} />
        <ComposeReward
          onCompose={(next) => {
            setComposed(next);
            setChosen(next.reward.name);
          }}
        />
      </div>
    </div>
  );
}

/** Whether the rows of the tree show this reward. */
function OnBranches({ chosen }: { chosen: ChosenReward }) {
  const workspace = useWorkspace();
  const words = useSearchWords().scores;
  const shown = useView(({ branchReward }) => branchReward);
  return (
    <label className="scores-check">
      <input
        type="checkbox"
        checked={shown?.name === chosen.name && shown.file === chosen.file}
        onChange={({ target }) => showOnBranches(workspace, target.checked ? chosen : null)}
      />
      {words.showOnBranches}
    </label>
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
