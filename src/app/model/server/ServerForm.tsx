import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { ServerPreset } from "../../../workspace/ports";
import { useLanguage, useWorkspace } from "../../binding/useWorkspace";
import { Button } from "../../controls";
import { SERVER_WORDS, type ServerWords } from "../../words/server";
import { ServerStatus } from "./ServerStatus";
import { type ServerFormState, useServerForm } from "./useServerForm";
import "./server.css";

/** A model behind a server that speaks chat completions: where it is, what lets one in, which model. */
export default function ServerForm() {
  const { edges } = useWorkspace();
  const { data } = useQuery({
    queryKey: ["server-presets"],
    queryFn: () => edges.servers.presets(),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return data ? <Form presets={data} /> : null;
}

function Form({ presets }: { presets: readonly ServerPreset[] }) {
  const words = SERVER_WORDS[useLanguage()];
  const form = useServerForm(presets);
  const { fields, status } = form;
  const named = fields.model.trim() !== "";
  return (
    <form
      className="server-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (named) form.use();
      }}
    >
      <p className="field-help">{words.about}</p>
      <AddressFields form={form} presets={presets} words={words} />
      <KeyFields form={form} words={words} />
      <ModelField form={form} words={words} />
      <div className="server-actions">
        <Button disabled={status.kind === "working"} onClick={form.list}>
          {words.list}
        </Button>
        <Button disabled={status.kind === "working" || !named} onClick={form.test}>
          {words.test}
        </Button>
        <Button type="submit" tone="model" disabled={!named}>
          {words.use}
        </Button>
      </div>
      <ServerStatus status={status} flavour={fields.flavour} words={words} />
    </form>
  );
}

function AddressFields(props: { form: ServerFormState; presets: readonly ServerPreset[]; words: ServerWords }) {
  const { form, presets, words } = props;
  const id = useId();
  return (
    <>
      <label htmlFor={`${id}-kind`}>{words.kind}</label>
      <select
        id={`${id}-kind`}
        className="input"
        value={form.fields.flavour}
        onChange={({ target }) => form.set({ flavour: target.value })}
      >
        {presets.map(({ flavour, name }) => (
          <option key={flavour} value={flavour}>
            {name || words.other}
          </option>
        ))}
      </select>
      <p className="field-help">{words.continues[form.continues]}</p>
      <label htmlFor={`${id}-address`}>{words.address}</label>
      <input
        id={`${id}-address`}
        className="input"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        value={form.fields.baseUrl}
        onChange={({ target }) => form.set({ baseUrl: target.value })}
      />
    </>
  );
}

function KeyFields({ form, words }: { form: ServerFormState; words: ServerWords }) {
  const id = useId();
  const { fields, keyKept } = form;
  return (
    <>
      <label htmlFor={id}>{words.key}</label>
      <input
        id={id}
        className="input"
        type="password"
        autoComplete="off"
        value={fields.key}
        aria-describedby={`${id}-help`}
        onChange={({ target }) => form.set({ key: target.value })}
      />
      <p id={`${id}-help`} className="field-help">
        {keyKept === "none" || fields.key !== "" ? words.keyHelp : words.keyKept[keyKept]}
        {keyKept === "none" ? null : <Button onClick={form.forgetKey}>{words.forget}</Button>}
      </p>
      <label className="server-remember">
        <input
          type="checkbox"
          checked={fields.remember}
          onChange={({ target }) => form.set({ remember: target.checked })}
        />
        {words.remember}
      </label>
      {fields.remember ? <p className="field-help">{words.rememberHelp}</p> : null}
    </>
  );
}

function ModelField({ form, words }: { form: ServerFormState; words: ServerWords }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{words.model}</label>
      <input
        id={id}
        className="input"
        list={`${id}-names`}
        autoComplete="off"
        spellCheck={false}
        placeholder={words.modelPlaceholder}
        value={form.fields.model}
        onChange={({ target }) => form.set({ model: target.value })}
      />
      <datalist id={`${id}-names`}>
        {form.names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  );
}
