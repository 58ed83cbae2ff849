import { useMemo, useState } from "react";
import { type BatchResults, kindOfPair, PAIR_KINDS, type Pair, type PairKind, pairsOf } from "../../evaluation";
import { toolEffectOf } from "../../influence";
import { report } from "../../workspace/files";
import { nameOfTrial } from "../../workspace/queue";
import { useWorkspace } from "../binding/useWorkspace";
import { cssShare, Sideways } from "../controls";
import { percent, useGymWords, useSortTitle } from "./gymWords";

interface Chosen {
  readonly family: Pair["name"]["family"];
  readonly kind: PairKind;
}

/** How many problems take looks, where a batch made them with looks and with every look refused. */
export function ToolWorth({ results, failures }: BatchResults) {
  const words = useGymWords();
  const pairs = useMemo(() => pairsOf(results), [results]);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  if (pairs.length === 0) return null;
  const listed = chosen
    ? pairs.filter((pair) => pair.name.family === chosen.family && kindOfPair(pair) === chosen.kind)
    : [];
  return (
    <>
      <h3>{words.worth}</h3>
      <p className="problem-about">{words.worthAbout}</p>
      <WorthTable pairs={pairs} chosen={chosen} onChoose={setChosen} />
      {chosen ? <p role="status">{words.chosenPairs(words.pairs[chosen.kind], listed.length)}</p> : null}
      <ul className="gym-failures">
        {listed.map((pair) => (
          <li key={JSON.stringify(pair.name)}>
            <PairButton pair={pair} failures={failures} />
          </li>
        ))}
      </ul>
    </>
  );
}

function WorthTable(props: { pairs: readonly Pair[]; chosen: Chosen | null; onChoose(chosen: Chosen): void }) {
  const { pairs, chosen, onChoose } = props;
  const words = useGymWords();
  const titleOf = useSortTitle();
  const families = [...new Set(pairs.map(({ name }) => name.family))];
  return (
    <Sideways className="gym-scroll">
      <table className="data-table gym-table" aria-label={words.worth}>
        <thead>
          <tr>
            <th scope="col">{words.columns.sort}</th>
            {PAIR_KINDS.map((kind) => (
              <th key={kind} scope="col">
                {words.pairs[kind]}
              </th>
            ))}
            <th scope="col">{words.net}</th>
          </tr>
        </thead>
        <tbody>
          {families.map((family) => {
            const effect = toolEffectOf(pairs.filter(({ name }) => name.family === family));
            return (
              <tr key={family}>
                <th scope="row">{titleOf(family)}</th>
                {PAIR_KINDS.map((kind) => (
                  <td key={kind}>
                    <button
                      type="button"
                      className="gym-count"
                      style={{ backgroundSize: `${cssShare(effect[kind] / effect.problems)} 100%` }}
                      disabled={effect[kind] === 0}
                      aria-pressed={chosen?.family === family && chosen.kind === kind}
                      onClick={() => onChoose({ family, kind })}
                    >
                      {effect[kind]}
                    </button>
                  </td>
                ))}
                <td>{percent(effect.net)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Sideways>
  );
}

/** Opens the run of a problem that went wrong, where it was kept; else the problem itself. */
function PairButton({ pair: { name }, failures }: { pair: Pair; failures: BatchResults["failures"] }) {
  const workspace = useWorkspace();
  const words = useGymWords();
  const titleOf = useSortTitle();
  const run = failures.find((each) => JSON.stringify(each.name) === JSON.stringify(name));
  const open = () =>
    run ? workspace.documents.openRun(run.trace, run.name, nameOfTrial(run)) : workspace.documents.openGym(name);
  return (
    <button type="button" className="gym-failure" onClick={() => void report(workspace, open())}>
      <span>
        {titleOf(name.family)} · {words.level(name.difficulty)} · {words.seed(name.seed)}
      </span>
      <span className="gym-said">{run ? words.conditions[run.condition] : words.openProblem}</span>
    </button>
  );
}
