import { useQuery } from "@tanstack/react-query";
import type { ModelCard } from "../../catalog";
import { loadModel } from "../../workspace/models";
import type { LoadPlan } from "../../workspace/ports";
import { planQuery } from "../../workspace/queries";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import type { Words } from "../words";
import { weightsIn } from "./weights";

/** What loading the chosen card costs here, and the button that does it. Its list of files is asked for, and no file. */
export function PlannedLoad({ card, loading }: { card: ModelCard; loading: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const settings = useView((state) => state.settings);
  const hasFiles = card.source.kind === "hub" || card.source.kind === "folder";
  const { data: plan } = useQuery({
    ...planQuery(workspace.edges, card, settings),
    enabled: hasFiles,
  });
  const bytes = plan?.bytes ?? card.downloadBytes;
  return (
    <>
      {plan ? <PlanFacts plan={plan} words={words} /> : null}
      <div className="model-load">
        <span className="model-load-name">{card.name}</span>
        <Button
          tone="model"
          disabled={loading}
          onClick={() => {
            workspace.view.setState({ dialog: null });
            void loadModel(workspace);
          }}
        >
          {bytes > 0 ? words.model.loadSize(words.bytes(bytes)) : words.model.load}
        </Button>
      </div>
    </>
  );
}

function PlanFacts({ plan, words }: { plan: LoadPlan; words: Words }) {
  const { target, networks, memoryBytes, machineBytes, byDtype } = plan;
  const isTooLarge = machineBytes > 0 && memoryBytes > machineBytes;
  return (
    <ul className="model-list">
      <li>{words.model.backends[target]}</li>
      {networks.map((network) => (
        <li key={network.network}>
          {weightsIn(words, network)} · {words.bytes(network.bytes)}
        </li>
      ))}
      <li>{words.model.needs(words.bytes(memoryBytes), machineBytes > 0 ? words.bytes(machineBytes) : "")}</li>
      {isTooLarge ? <li>{words.model.tooLarge}</li> : null}
      {byDtype.length > 1 ? (
        <li>{words.model.sizes(byDtype.map(({ dtype, bytes }) => `${dtype} ${words.bytes(bytes)}`).join(", "))}</li>
      ) : null}
    </ul>
  );
}
