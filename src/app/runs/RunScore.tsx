import type { ListedRun, RunScore as Score } from "../../opening";
import { comparedBy, formulaOf, useRewardWords } from "../binding/rewardWords";
import { shortScore, useLogWords } from "../logs/LogParts";
import type { RewardWords } from "../words/rewards";
import type { RunListProps } from "./list";

/** The score of a run in the list: a number to be pressed for how it comes about, which stands below the list. */
export function ScoreCell({ score, by, onPress }: { score: Score | null; by: string; onPress(): void }) {
  const words = useLogWords().reward;
  const rewards = useRewardWords();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: walking to the row by key shows the same
    // biome-ignore lint/a11y/noStaticElementInteractions: an option holds no controls, only places to press
    <span
      className="run-score"
      title={titleOf(score, by, [words, rewards])}
      onClick={(event) => {
        event.stopPropagation();
        onPress();
      }}
    >
      <span className="hidden-text">{words.by(by)} </span>
      {score?.kind === "scored" ? shortScore(score.value) : null}
      {score?.kind === "refused" ? (
        <>
          <span aria-hidden="true">–</span>
          <span className="hidden-text">{words.notScored(words.because[score.code] ?? score.code)}</span>
        </>
      ) : null}
      {score === null ? (
        <>
          <span aria-hidden="true">…</span>
          <span className="hidden-text">{words.pending}</span>
        </>
      ) : null}
    </span>
  );
}

function titleOf(
  score: Score | null,
  by: string,
  [words, rewards]: readonly [ReturnType<typeof useLogWords>["reward"], RewardWords],
): string {
  if (score === null) return words.pending;
  return score.kind === "scored"
    ? `${by}: ${formulaOf(score, rewards)}`
    : words.notScored(words.because[score.code] ?? score.code);
}

/** What the active run goes by where its score is told in full: its option is described by that. */
export const scoreIdOf = (id: string): string => `${id}-score`;

/** How the score of the run that one is at comes about: the formula with its numbers, and what was read for it. */
export function ScoreOfRun({ found, at, id }: Pick<RunListProps, "found" | "at" | "id">) {
  const words = useLogWords().reward;
  const row = found.row(at);
  if (!found.reward || !row) return null;
  return (
    <section id={scoreIdOf(id)} className="run-score-told" aria-label={words.ofRun}>
      <Told row={row} by={found.reward.name} />
    </section>
  );
}

function Told({ row: { reward: score }, by }: { row: ListedRun; by: string }) {
  const words = useLogWords().reward;
  const rewards = useRewardWords();
  if (score?.kind !== "scored")
    return (
      <p>
        <strong>{by}</strong> {score ? words.notScored(words.because[score.code] ?? score.code) : words.pending}
      </p>
    );
  const { answer, reference, comparedBy: rule } = score;
  const read = [
    [words.answerRead, answer ?? words.nothing],
    [words.referenceRead, reference ?? words.nothing],
    ...(rule ? [[words.comparedBy, comparedBy(rule, rewards)]] : []),
  ] as const;
  return (
    <>
      <p>
        <strong>{by}</strong> {formulaOf(score, rewards)}
      </p>
      <dl className="run-score-read">
        {read.map(([name, said]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{said}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
