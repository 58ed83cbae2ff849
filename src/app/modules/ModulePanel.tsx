import { Square, X } from "lucide-react";
import type { KeyboardEvent } from "react";
import { useStore } from "zustand";
import { MODULE_SYSTEMS } from "../../interpreter";
import { changeProgram, mayRunModules, runModules, stopModules } from "../../workspace/interpreting";
import { useLanguage, useReadOnly, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Field, IconButton } from "../controls";
import { failureWords } from "../words";
import { MODULE_WORDS, type ModuleWords } from "../words/modules";
import { ProgramLines } from "./ProgramLines";
import { type ShownProgram, useProgram } from "./useProgram";
import "./modules.css";

/** A program of named modules: written, run line by line on the picture, changed and run on. It stands where the tree does. */
export function ModulePanel() {
  const workspace = useWorkspace();
  const words = MODULE_WORDS[useLanguage()];
  const shown = useProgram();
  const running = useStore(workspace.interpreting, (state) => state.running);
  // Escape stops what runs before it leaves the field; Ctrl+Enter would run the model from everywhere else.
  const onKeyDown = (event: KeyboardEvent): void => {
    const isRun = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!isRun && !(event.key === "Escape" && running)) return;
    event.preventDefault();
    event.stopPropagation();
    if (isRun) void runModules(workspace);
    else stopModules(workspace);
  };
  return (
    <section className="column modules" aria-label={words.title} onKeyDown={onKeyDown}>
      <header className="column-head">
        <h2 className="column-title">{words.title}</h2>
        <IconButton
          label={words.close}
          icon={<X size={16} />}
          onClick={() => workspace.view.setState({ programOpen: false })}
        />
      </header>
      <div className="modules-body">
        <Written words={words} />
        <RunRow words={words} shown={shown} />
        <Refused words={words} shown={shown} />
        {shown.done ? <ProgramLines done={shown.done} words={words} /> : null}
        <StandIns words={words} shown={shown} />
      </div>
    </section>
  );
}

/** The system that the program is written for, and the program. */
function Written({ words }: { words: ModuleWords }) {
  const workspace = useWorkspace();
  const { system, source, running } = useStore(workspace.interpreting);
  return (
    <>
      <Field label={words.system}>
        {(id) => (
          <select
            id={id}
            className="input"
            value={system}
            disabled={running !== null}
            onChange={({ target }) => {
              const chosen = MODULE_SYSTEMS.find(({ name }) => name === target.value);
              if (chosen) workspace.interpreting.setState({ system: chosen.name, refusal: null });
            }}
          >
            {MODULE_SYSTEMS.map(({ name }) => (
              <option key={name} value={name}>
                {words.systems[name]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.source} help={words.about[system]}>
        {(id) => (
          <textarea
            id={id}
            className="input modules-source"
            rows={Math.min(16, Math.max(5, source.split("\n").length + 1))}
            spellCheck={false}
            value={source}
            readOnly={running !== null}
            onChange={({ target }) => changeProgram(workspace, target.value)}
          />
        )}
      </Field>
    </>
  );
}

function RunRow({ words, shown }: { words: ModuleWords; shown: ShownProgram }) {
  const workspace = useWorkspace();
  const readOnly = useReadOnly();
  const running = useStore(workspace.interpreting, (state) => state.running);
  return (
    <div className="modules-row">
      {running ? (
        <Button onClick={() => stopModules(workspace)}>
          <Square size={14} aria-hidden="true" /> {words.stop}
        </Button>
      ) : (
        <Button
          tone="human"
          title={words.runHint}
          disabled={readOnly || shown.done === null || !mayRunModules(workspace)}
          onClick={() => void runModules(workspace)}
        >
          {words.run}
        </Button>
      )}
      <span role="status" className="modules-note">
        {running ? words.running(running.line) : ""}
      </span>
    </div>
  );
}

/** Why the program cannot be run, or did not come to its end: with its line and module. */
function Refused({ words, shown }: { words: ModuleWords; shown: ShownProgram }) {
  const workspace = useWorkspace();
  const all = useWords();
  const refused = useStore(workspace.interpreting, (state) => state.refusal) ?? shown.unreadable;
  if (!refused) return null;
  if (!("line" in refused)) return <p className="modules-note">{words.nothingOpen}</p>;
  const { code, line, module, detail } = refused;
  const said = Object.entries(words.refusals).find(([known]) => known === code)?.[1] ?? failureWords(all, code);
  return (
    <p className="modules-refusal" role="alert" data-testid="program-refused">
      <strong>{words.at(line, module)}</strong> {detail === "" ? null : <code>{words.of(detail)}</code>}
      {said}
    </p>
  );
}

/** What does the work of the networks that the modules of this program call. */
function StandIns({ words, shown }: { words: ModuleWords; shown: ShownProgram }) {
  const name = useStore(useWorkspace().interpreting, (state) => state.system);
  const modules = MODULE_SYSTEMS.find((system) => system.name === name)?.modules ?? {};
  const calls = shown.done ? [...shown.done.done.map(({ call }) => call), ...shown.done.rest] : [];
  const codes = new Set(calls.flatMap(({ module }) => modules[module]?.standsIn ?? []));
  const said = Object.entries(words.standsIn).filter(([code]) => codes.has(code));
  if (said.length === 0) return null;
  return (
    <details className="modules-note">
      <summary>{words.standsInTitle}</summary>
      <ul>
        {said.map(([code, text]) => (
          <li key={code}>{text}</li>
        ))}
      </ul>
    </details>
  );
}
