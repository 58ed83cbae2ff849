import type { Score } from "../../scoring";
import { comparedBy, formulaOf, partName, saysOf, sourceOf, useRewardWords } from "../binding/rewardWords";
import { useLine, useWorkspace } from "../binding/useWorkspace";
import { useSearchWords } from "../search/useSearch";
import { printScore, type ScoredLine } from "./useScores";

/** How one score comes about: its parts, what was read, the formula with its numbers, where it is from. */
export function ScoreDetails({ reward, score, refusal }: ScoredLine) {
  const words = useSearchWords();
  const rewards = useRewardWords();
  const name = reward.form ? words.scores.inForm(reward.name, words.scores.form[reward.form]) : reward.name;
  return (
    <section className="dialog-section">
      <h3>{words.scores.details(name)}</h3>
      <p>{saysOf(reward, rewards)}</p>
      {refusal ? <p className="search-refusal">{words.refusals[refusal] ?? refusal}</p> : null}
      {score ? <Parts score={score} /> : null}
      {score ? <Facts score={score} /> : null}
      <p className="search-note">{words.scores.source(sourceOf(reward, rewards))}</p>
    </section>
  );
}

function Parts({ score }: { score: Score }) {
  const { view, session } = useWorkspace();
  const words = useSearchWords().scores;
  const rewards = useRewardWords();
  const { line } = useLine();
  return (
    <table className="data-table scores-table">
      <thead>
        <tr>
          <th scope="col">{words.part}</th>
          <th scope="col">{words.value}</th>
          <th scope="col">{words.weight}</th>
          <th scope="col">{words.step}</th>
        </tr>
      </thead>
      <tbody>
        {score.parts.map((part) => (
          <tr key={part.name} className={part.weight === 0 ? "scores-out" : ""}>
            <th scope="row">{partName(part.name, rewards)}</th>
            <td>{printScore(part.value)}</td>
            <td>{printScore(part.weight)}</td>
            <td>
              {part.restsOn.map((id) => (
                <button
                  key={id}
                  type="button"
                  className="scores-link scores-step"
                  onClick={() => {
                    session.goTo(id);
                    view.setState({ dialog: null });
                  }}
                >
                  {line.findIndex((step) => step.id === id) + 1}
                </button>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Facts({ score }: { score: Score }) {
  const words = useSearchWords().scores;
  const rewards = useRewardWords();
  const { parsed } = score;
  const facts = [
    [words.formula, formulaOf(score, rewards)],
    [words.answer, parsed.answer ?? words.none],
    [words.reference, parsed.reference ?? words.none],
    ...(parsed.comparedBy ? [[words.by, comparedBy(parsed.comparedBy, rewards)]] : []),
  ];
  return (
    <dl className="scores-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
