import { X } from "lucide-react";
import { useEffect, useState } from "react";
import type { ChosenReward } from "../../opening";
import { composedOrNamed, judgeByRule } from "../../scoring";
import { failureIn } from "../../workspace/queries";
import { type BranchScore, type BranchScores, scoreBranches, showOnBranches } from "../../workspace/scores";
import { formulaOf, useRewardWords } from "../binding/rewardWords";
import { useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { useSearchWords } from "../search/useSearch";
import { failureWords } from "../words";
import { printScore } from "./useScores";
import "./scores.css";

/** A run that writes changes the trace many times a second. */
const SCORE_AFTER_MILLIS = 250;

type Told = { readonly statistics: BranchScores["statistics"] } | { readonly refusal: string };

/** By what the branches of the tree are scored, and what that comes to; the numbers stand on their rows. */
export default function BranchReward() {
  const reward = useView(({ branchReward }) => branchReward);
  return reward ? <ShownReward reward={reward} /> : null;
}

function ShownReward({ reward }: { reward: ChosenReward }) {
  const workspace = useWorkspace();
  const words = useSearchWords();
  const told = useBranchScores(reward);
  return (
    <div className="branch-reward">
      <button
        type="button"
        className="scores-link"
        title={[reward.name, byRule(reward) ? words.scores.byRule : ""].join(" ").trim()}
        onClick={() => workspace.view.setState({ dialog: "scores" })}
      >
        {reward.name}
      </button>
      <span className="branch-reward-told" role="status">
        {told === null
          ? null
          : "refusal" in told
            ? (words.refusals[told.refusal] ?? told.refusal)
            : summary(told, words)}
      </span>
      <IconButton
        label={words.scores.hideOnBranches}
        icon={<X size={14} />}
        onClick={() => showOnBranches(workspace, null)}
      />
    </div>
  );
}

/** Whether a rule stands in for the judge that the reward asks. */
function byRule({ name, file }: ChosenReward): boolean {
  const opened = composedOrNamed(name, file ?? undefined);
  return opened.ok && judgeByRule(opened.value) !== null;
}

function summary(
  { statistics }: Extract<Told, { statistics: unknown }>,
  words: ReturnType<typeof useSearchWords>,
): string {
  const { rollouts, mean, spread, uniform } = statistics;
  if (rollouts === 0) return words.scores.noBranches;
  return rollouts > 1 && uniform ? words.scores.uniform : words.scores.group(printScore(mean), printScore(spread));
}

/** Scores the branches once the trace has come to rest, and tells the rows. */
function useBranchScores(reward: ChosenReward): Told | null {
  const workspace = useWorkspace();
  const common = useWords();
  const words = useSearchWords().scores;
  const rewards = useRewardWords();
  const trace = useTrace();
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    if (!trace) return;
    const stop = new AbortController();
    const score = async (): Promise<void> => {
      const scored = await scoreBranches(workspace, trace, reward, stop.signal);
      if (!scored || stop.signal.aborted) return;
      const rows = scored.ok ? [...scored.value.bySteps].map(([id, score]) => [id, rowOf(score)] as const) : [];
      workspace.view.setState({ branchScores: new Map(rows) });
      setTold(scored.ok ? { statistics: scored.value.statistics } : { refusal: scored.error });
    };
    const rowOf = (score: BranchScore) => ({
      text: score.ends > 1 ? words.meanOf(printShort(score.value)) : printShort(score.value),
      title:
        score.formula === null || score.advantage === null
          ? words.meanOfBranches(reward.name, score.ends, printScore(score.value))
          : words.ofBranch(reward.name, formulaOf({ formula: score.formula }, rewards), printScore(score.advantage)),
    });
    const timer = setTimeout(() => {
      score().catch((thrown: unknown) => setTold({ refusal: failureWords(common, failureIn(thrown).code) }));
    }, SCORE_AFTER_MILLIS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [workspace, trace, reward, words, rewards, common]);
  return told;
}

/** To two places, as a row of the tree has room for. */
const printShort = (value: number): string => String(Number(value.toFixed(2)));
