import { useQuery } from "@tanstack/react-query";
import { memoryQuery, type NetworkWeights, type ReadyModel } from "../../workspace";
import { useWords } from "../binding/useWorkspace";
import { Button } from "../controls";
import type { Words } from "../words";

/** Where a loaded model runs, and what it keeps in memory. */
export function ModelFacts({ model }: { model: ReadyModel }) {
  const words = useWords();
  const { server } = model;
  if (!server) return <FactsInPage model={model} />;
  const refused = server.refusedFields();
  return (
    <ul className="model-list">
      <li>{server.baseUrl}</li>
      {refused.length > 0 ? <li>{words.model.refused(refused.join(", "))}</li> : null}
    </ul>
  );
}

function FactsInPage({ model }: { model: ReadyModel }) {
  const words = useWords();
  const { data, refetch } = useQuery(memoryQuery(model));
  const { backend, threads, contextLength, bytes, weights, fallbackReason } = model.facts;
  return (
    <ul className="model-list">
      <li>
        {words.model.facts(backend, threads)} · {words.bytes(bytes)}
      </li>
      {weights.map((chosen) => (
        <li key={chosen.network}>{weightsIn(words, chosen)}</li>
      ))}
      <li>{words.model.context(contextLength)}</li>
      {fallbackReason ? <li>{words.model.fallback(fallbackReason)}</li> : null}
      {data ? (
        <li>
          {words.model.memory(
            words.bytes(data.kvBytes + data.visionBytes),
            words.bytes(data.kvBudgetBytes + data.visionBudgetBytes),
          )}{" "}
          <Button onClick={() => void model.forget().then(() => refetch())}>{words.model.forget}</Button>
        </li>
      ) : null}
    </ul>
  );
}

const weightsIn = (words: Words, { network, dtype, others, reason }: NetworkWeights): string =>
  words.model.weights(words.model.networks[network], dtype, words.model.whyWeights[reason](others.join(", ")));
