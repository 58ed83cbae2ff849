import { formulaOf, useRewardWords } from "../binding/rewardWords";
import { useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { shortScore, useLogWords } from "./LogParts";
import type { Run, RunWorth } from "./rollouts";
import { StrokeSample } from "./StrokeSample";

interface RolloutRowProps {
  readonly run: Run;
  /** Null where the list goes by no reward, or has not scored this run. */
  readonly worth: RunWorth | null;
  readonly marks: number;
  readonly shown: boolean;
  /** Whether the runs are branches of the open trace, so that one can go to them. */
  readonly opened: boolean;
  onToggle(): void;
  onPoint(isPointed: boolean): void;
}

/** One run: its stroke, its score and answer; pointing at it makes the others stand back. */
export function RolloutRow({ run, worth, marks, shown, opened, onToggle, onPoint }: RolloutRowProps) {
  const words = useLogWords();
  const { nth, place, answer, score, right } = run;
  const judged = right === null ? null : right ? "right" : "wrong";
  return (
    <li className="rollout" onPointerEnter={() => onPoint(true)} onPointerLeave={() => onPoint(false)}>
      <label className="rollout-show">
        <input
          type="checkbox"
          checked={shown}
          aria-label={words.rollouts.show(nth + 1)}
          onChange={onToggle}
          onFocus={() => onPoint(true)}
          onBlur={() => onPoint(false)}
        />
        <StrokeSample nth={nth} />
        <b>{nth + 1}</b>
      </label>
      <span className="rollout-words">
        <span className="rollout-answer">{answer === "" ? words.rollouts.noAnswer : answer}</span>
        <span className="logs-row-facts">
          <span>{words.placeIn(place)}</span>
          <span>{words.rollouts.marks(marks)}</span>
          <span>{score === null ? words.rollouts.noScore : words.score(shortScore(score))}</span>
          {judged ? <span className={`logs-${judged}`}>{words[judged]}</span> : null}
        </span>
        {worth ? <Worth worth={worth} /> : null}
      </span>
      {opened && run.last ? <GoTo run={run} /> : null}
    </li>
  );
}

/** The formula with its numbers, and how much better than the others the run is; or why it has no score. */
function Worth({ worth: { score, advantage } }: { worth: RunWorth }) {
  const words = useLogWords();
  const rewards = useRewardWords();
  if (score.kind === "refused")
    return (
      <span className="rollout-worth">{words.reward.notScored(words.reward.because[score.code] ?? score.code)}</span>
    );
  return (
    <span className="rollout-worth">
      {formulaOf(score, rewards)}
      {advantage === null ? null : ` · ${words.rollouts.advantage(shortScore(advantage))}`}
    </span>
  );
}

function GoTo({ run }: { run: Run }) {
  const { session, view } = useWorkspace();
  const words = useLogWords();
  return (
    <Button
      aria-label={words.rollouts.goTo(run.nth + 1)}
      onClick={() => {
        if (run.last) session.goTo(run.last);
        view.setState({ dialog: null });
      }}
    >
      {words.open}
    </Button>
  );
}
