import { useQuery } from "@tanstack/react-query";
import type { Dialect } from "../../dialect";
import {
  chooseDialect,
  defaultInstructions,
  limitsFor,
  NATIVE,
  spokenNames,
  systemOf,
  tellOfDialect,
} from "../../workspace/runs";
import { useSystemName } from "../binding/useSystemName";
import { useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Field } from "../controls";
import { ModelPrograms } from "./ModelPrograms";
import { useChosenDialect, useModel } from "./useModel";
import "./dialect.css";

/** Which system's words the model is asked to write in the open trace, and what it is told of them. */
export default function DialectChoice() {
  const workspace = useWorkspace();
  const words = useWords();
  const systemName = useSystemName();
  const trace = useTrace();
  const { name, dialect } = useChosenDialect();
  const { card } = useModel();
  const { data: speakable = [] } = useQuery({
    queryKey: ["speakable"],
    queryFn: spokenNames,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (!trace) return null;
  const own = systemOf(trace);
  const names = [...new Set([NATIVE, ...(own ? [own] : []), name, ...speakable])];
  const nameOf = (name: string): string => {
    if (name === NATIVE) return words.dialect.native;
    return name === own ? words.dialect.own(systemName(name)) : systemName(name);
  };
  return (
    <section className="dialect" aria-label={words.dialect.title}>
      <Field label={words.dialect.title} help={words.dialect.says}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={name}
            onChange={({ target }) => chooseDialect(workspace, trace, target.value)}
          >
            {names.map((name) => (
              <option key={name} value={name}>
                {nameOf(name)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {name !== NATIVE && card.speaksNative ? <p className="step-aside">{words.dialect.untaught}</p> : null}
      {name !== NATIVE && dialect ? <Habits dialect={dialect} /> : null}
      {dialect?.programs ? <ModelPrograms /> : null}
      {name !== NATIVE ? <Told name={name} hasOwn={own === name} /> : null}
    </section>
  );
}

/** What the system does beside its words: they come with the dialect. */
function Habits({ dialect }: { dialect: Dialect }) {
  const words = useWords();
  const { card } = useModel();
  const settings = useView((state) => state.settings);
  const { turns, tokensPerTurn } = limitsFor(card, settings, dialect);
  const { facts } = words.dialect;
  const { traits, space } = dialect;
  const told = [
    facts.turns(turns),
    facts.tokens(tokensPerTurn),
    facts.space(words.lens.spaces[space]),
    ...(traits?.points ? [facts.points] : []),
    ...(traits ? [facts.performs[traits.performs], traits.answer ? facts.answer(traits.answer) : facts.plain] : []),
    ...(traits && traits.stop.length > 0 ? [facts.stop(traits.stop.join(" "))] : []),
  ];
  return (
    <ul className="dialect-facts">
      {told.map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

function Told({ name, hasOwn }: { name: string; hasOwn: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const edited = useView(({ prompts }) => prompts[name] ?? null);
  const { data } = useQuery({
    queryKey: ["instructions", name],
    queryFn: () => defaultInstructions(name),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data === null && hasOwn && edited === null) return <p className="step-aside">{words.dialect.noPrompt}</p>;
  const change = (text: string): void => tellOfDialect(workspace, name, text === data ? null : text);
  return (
    <details className="dialect-told">
      <summary>{words.dialect.prompt}</summary>
      <textarea
        className="input dialect-prompt"
        aria-label={words.dialect.prompt}
        rows={10}
        spellCheck={false}
        value={edited ?? data ?? ""}
        onChange={({ target }) => change(target.value)}
      />
      <p className="field-help">{words.dialect.promptHelp}</p>
      {edited === null ? null : (
        <Button onClick={() => tellOfDialect(workspace, name, null)}>{words.dialect.reset}</Button>
      )}
    </details>
  );
}
