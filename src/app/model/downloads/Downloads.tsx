import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { parseMirror } from "../../../catalog";
import type { KeptModel } from "../../../workspace/ports";
import { keptModelsQuery } from "../../../workspace/queries";
import { useLanguage, useView, useWords, useWorkspace } from "../../binding/useWorkspace";
import { Button } from "../../controls";
import { DOWNLOAD_WORDS } from "../../words/downloads";
import "./downloads.css";

/** Where models are fetched from, and those that were fetched: how much room each takes, and how it is given back. */
export default function Downloads() {
  return (
    <>
      <MirrorForm />
      <KeptList />
    </>
  );
}

function KeptList() {
  const { edges } = useWorkspace();
  const general = useWords();
  const words = DOWNLOAD_WORDS[useLanguage()];
  const { data: models = [], refetch } = useQuery(keptModelsQuery(edges));
  const total = models.reduce((sum, { bytes }) => sum + bytes, 0);
  const id = useId();
  return (
    <section className="other-model" aria-labelledby={id}>
      <p id={id}>
        {words.title}
        {models.length > 1 ? <span className="downloads-total"> · {words.total(general.bytes(total))}</span> : null}
      </p>
      {models.length === 0 ? <p className="field-help">{words.none}</p> : null}
      <ul className="downloads">
        {models.map((model) => (
          <KeptRow
            key={model.id}
            model={model}
            onRemove={() => void edges.models.discard(model.id).then(() => refetch())}
          />
        ))}
      </ul>
    </section>
  );
}

function KeptRow({ model, onRemove }: { model: KeptModel; onRemove(): void }) {
  const { bytes } = useWords();
  const words = DOWNLOAD_WORDS[useLanguage()];
  const { name, host, unfinishedBytes } = model;
  return (
    <li>
      <span className="downloads-name">{name}</span>
      <Button aria-label={words.remove(name)} onClick={onRemove}>
        {words.removeShort}
      </Button>
      <span className="model-facts">
        {words.size(bytes(model.bytes))} · {words.from(host)}
      </span>
      {unfinishedBytes > 0 ? <span className="model-facts">{words.unfinished(bytes(unfinishedBytes))}</span> : null}
    </li>
  );
}

const HUB = "https://huggingface.co";

function MirrorForm() {
  const workspace = useWorkspace();
  const words = DOWNLOAD_WORDS[useLanguage()];
  const { mirror } = useView((state) => state.settings);
  const [text, setText] = useState(mirror);
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const use = (address: string | null): void => {
    setWrong(address === null);
    if (address === null) return;
    setText(address);
    workspace.view.setState(({ settings }) => ({ settings: { ...settings, mirror: address } }));
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const address = parseMirror(text);
    use(address.ok ? address.value : null);
  };
  return (
    <form className="other-model" onSubmit={submit}>
      <label htmlFor={id}>{words.mirror}</label>
      <div className="model-typed">
        <input
          id={id}
          className="input"
          inputMode="url"
          placeholder={HUB}
          value={text}
          aria-invalid={wrong}
          aria-describedby={`${id}-help`}
          onChange={({ target }) => setText(target.value)}
        />
        {mirror !== "" && text === mirror ? (
          <Button onClick={() => use("")}>{words.back}</Button>
        ) : (
          <Button type="submit" disabled={text === mirror}>
            {words.use}
          </Button>
        )}
      </div>
      <p id={`${id}-help`} className={wrong ? "step-flaw" : "field-help"}>
        {wrong ? words.badMirror : words.mirrorHelp}
      </p>
    </form>
  );
}
