import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { lazy, Suspense, useRef } from "react";
import { flushSync } from "react-dom";
import type { ModelCard } from "../../catalog";
import { cardsOf, chooseCard, isAdded, removeCard, unloadModel } from "../../workspace/models";
import { type Backend, DTYPES, type LoadChoice, type ReadyModel } from "../../workspace/ports";
import { memoryQuery } from "../../workspace/queries";
import { useLanguage, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Choice, Dialog, IconButton } from "../controls";
import { BACKEND_WORDS, fallbackWords } from "../words/backends";
import { FolderForm, HubForm } from "./OtherModels";
import { PlannedLoad } from "./PlannedLoad";
import { useModel } from "./useModel";
import { weightsIn } from "./weights";
import "./model.css";

const BACKENDS: readonly Backend[] = ["auto", "webgpu", "wasm"];
const WEIGHTS: readonly LoadChoice["dtype"][] = ["auto", ...DTYPES];

// Fetched when the dialog opens: most people have no server and speak no other dialect.
const ServerForm = lazy(() => import("./server/ServerForm"));
const Downloads = lazy(() => import("./downloads/Downloads"));
const DialectChoice = lazy(() => import("./DialectChoice"));

/** Which model, where it runs, what it costs to fetch; nothing is fetched before it is asked for. */
export function ModelDialog() {
  const words = useWords();
  return (
    <Dialog name="model" title={words.model.title} about={words.model.about} wide>
      <div className="models-two">
        <CardList />
        <Chosen />
      </div>
    </Dialog>
  );
}

function CardList() {
  const workspace = useWorkspace();
  const words = useWords();
  const cards = useView(cardsOf);
  const { card: chosen } = useModel();
  const list = useRef<HTMLDivElement>(null);
  const remove = (card: ModelCard): void => {
    flushSync(() => void removeCard(workspace, card));
    // The button that was pressed is gone; the keyboard goes on from what is chosen now.
    list.current?.querySelector<HTMLInputElement>(":checked")?.focus();
  };
  return (
    <div>
      <div className="models" role="radiogroup" aria-label={words.model.title} ref={list}>
        {cards.map((card) => (
          <div key={card.id} className="model-row">
            <CardOption card={card} chosen={card.id === chosen.id} onChoose={() => chooseCard(workspace, card)} />
            {isAdded(card) ? (
              <IconButton label={words.model.remove(card.name)} icon={<X size={14} />} onClick={() => remove(card)} />
            ) : null}
          </div>
        ))}
      </div>
      <details className="other-model" open={chosen.source.kind === "server"}>
        <summary>{words.model.server}</summary>
        <Suspense fallback={null}>
          <ServerForm />
        </Suspense>
      </details>
      <HubForm />
      <FolderForm />
      <Suspense fallback={null}>
        <Downloads />
      </Suspense>
    </div>
  );
}

function CardOption({ card, chosen, onChoose }: { card: ModelCard; chosen: boolean; onChoose(): void }) {
  const words = useWords();
  const language = useLanguage();
  const facts = [
    card.downloadBytes > 0 ? words.model.size(words.bytes(card.downloadBytes)) : "",
    card.license ? words.model.license(card.license) : "",
    words.model.boxes[card.boxes],
  ];
  return (
    <label className={`model-card ${chosen ? "model-chosen" : ""}`}>
      <input type="radio" name="model" checked={chosen} onChange={onChoose} />
      <span className="model-name">{card.name}</span>
      <span className="model-says">{card.says[language]}</span>
      <span className="model-facts">{facts.filter(Boolean).join(" · ")}</span>
    </label>
  );
}

function Chosen() {
  const workspace = useWorkspace();
  const words = useWords();
  const { card, ready, loading } = useModel();
  const { backend, dtype } = useView((state) => state.settings);
  const choose = (choice: Partial<LoadChoice>): void =>
    workspace.view.setState(({ settings }) => ({ settings: { ...settings, ...choice } }));
  return (
    <div className="model-side">
      <h3>{card.name}</h3>
      {card.source.kind === "server" ? null : (
        <Choice
          label={words.model.backend}
          value={backend}
          options={BACKENDS.map((value) => ({ value, name: words.model.backends[value] }))}
          onChange={(backend) => choose({ backend })}
        />
      )}
      {card.source.kind === "hub" || card.source.kind === "folder" ? (
        <Choice
          label={words.model.dtype}
          value={dtype}
          options={WEIGHTS.map((value) => ({ value, name: value === "auto" ? words.model.backends.auto : value }))}
          onChange={(dtype) => choose({ dtype })}
        />
      ) : null}
      {ready ? (
        <>
          <p className="model-ready">
            <Check size={16} aria-hidden="true" /> {words.model.loaded}
          </p>
          <ModelFacts model={ready} />
          <Button onClick={() => void unloadModel(workspace)}>{words.model.unload}</Button>
        </>
      ) : (
        <PlannedLoad card={card} loading={loading} />
      )}
      <Suspense>
        <DialectChoice />
      </Suspense>
    </div>
  );
}

/** Where a loaded model runs, and what it keeps in memory. */
function ModelFacts({ model }: { model: ReadyModel }) {
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
  const language = useLanguage();
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
      {fallbackReason ? <li>{fallbackWords(BACKEND_WORDS[language], fallbackReason)}</li> : null}
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
