import { useMemo } from "react";
import {
  advantagesOf,
  groupStatistics,
  judgeByRule,
  type Rate,
  type Reference,
  type Reward,
  rolloutOf,
  type Score,
  scoreGroup,
} from "../../scoring";
import { branchOf, childrenOf, lineTo, type Step, type Trace } from "../../trace";
import { partName, useRewardWords } from "../binding/rewardWords";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Sideways } from "../controls";
import { useSearchWords } from "../search/useSearch";
import { gist } from "../words/names";
import { printScore } from "./useScores";

/** More branches than this are a matter for the command line. */
const MOST_BRANCHES = 200;

interface Props {
  readonly reward: Reward;
  readonly trace: Trace;
  readonly line: readonly Step[];
  readonly reference: Reference;
}

/** Every branch of the problem by one reward, as the group that GRPO would make of them. */
export function BranchScores({ reward, trace, line, reference }: Props) {
  const words = useSearchWords().scores;
  const problem = line.findLast(({ body }) => body.kind === "problem");
  const leaves = useMemo(() => (problem ? leavesOf(trace, problem) : []), [trace, problem]);
  const scored = useMemo(() => {
    const rollouts = leaves.map(({ id }) => rolloutOf(lineTo(trace, id), trace.images));
    const told = { reference, judge: judgeByRule(reward) };
    const result = scoreGroup(reward, rollouts, told);
    if (!result.ok) return null;
    return { scores: result.value, rates: (reward.scores === "group" && reward.rates?.(rollouts, told)) || [] };
  }, [leaves, trace, reward, reference]);
  if (!scored || leaves.length < 2) return null;
  const { mean, spread, uniform } = groupStatistics(scored.scores.map(({ value }) => value));
  return (
    <section className="dialog-section">
      <h3>{words.branches}</h3>
      <p className="search-note">
        {words.branchesAbout} {judgeByRule(reward) ? words.byRule : null}
      </p>
      <p>{uniform ? words.uniform : words.group(printScore(mean), printScore(spread))}</p>
      <BranchTable leaves={leaves} scores={scored.scores} />
      {scored.rates.length > 0 ? <Rates rates={scored.rates} /> : null}
    </section>
  );
}

function Rates({ rates }: { rates: readonly Rate[] }) {
  const words = useSearchWords().scores;
  const { rates: names } = useRewardWords();
  return (
    <section aria-label={words.rates}>
      <h4>{words.rates}</h4>
      <dl className="scores-facts">
        {rates.map(({ name, value }) => (
          <div key={name}>
            <dt>{names[name] ?? name}</dt>
            <dd>{printScore(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function leavesOf(trace: Trace, problem: Step): readonly Step[] {
  return branchOf(trace, problem.id)
    .filter(({ id, removed }) => !removed && id !== problem.id && childrenOf(trace, id).length === 0)
    .slice(0, MOST_BRANCHES);
}

function BranchTable({ leaves, scores }: { leaves: readonly Step[]; scores: readonly Score[] }) {
  const { session } = useWorkspace();
  const common = useWords();
  const words = useSearchWords().scores;
  const rewards = useRewardWords();
  const advantages = advantagesOf(scores.map(({ value }) => value));
  return (
    <Sideways className="scores-scroll">
      <table className="data-table scores-table">
        <thead>
          <tr>
            <th scope="col">{words.branch}</th>
            <th scope="col">{words.value}</th>
            <th scope="col">{words.advantage}</th>
            {scores[0]?.parts.map(({ name }) => (
              <th key={name} scope="col">
                {partName(name, rewards)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {leaves.map((leaf, i) => (
            <tr key={leaf.id}>
              <th scope="row">
                <button type="button" className="scores-link" onClick={() => session.goTo(leaf.id)}>
                  {i + 1}. {gist(leaf, common)}
                </button>
              </th>
              <td>{printScore(scores[i]?.value ?? 0)}</td>
              <td>{printScore(advantages[i] ?? 0)}</td>
              {scores[i]?.parts.map(({ name, value }) => (
                <td key={name}>{printScore(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  );
}
