import { useState } from "react";
import { useStore } from "zustand";
import type { Step } from "../../trace";
import type { ProgramLanguage } from "../../workspace/ports";
import {
  allowPrograms,
  isRunnable,
  languageOfProgram,
  runChanged,
  runProgram,
  runPrograms,
  stopProgram,
} from "../../workspace/programs";
import { useLanguage, useLine, useReadOnly, useSession, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { ProgramFields, ProgramTerms } from "../program";
import { PROGRAM_WORDS, type ProgramWords, saidOf } from "../words/programs";

/** What a person does next with a program: runs it, alone or with the others of its line, or other words in its place. */
type Wish =
  | { readonly kind: "one" }
  | { readonly kind: "all" }
  | { readonly kind: "changed"; readonly source: string; readonly language: ProgramLanguage };

/** Runs a program, once the person has said that programs of this trace may run; and tells what came of it. */
export default function ProgramRun({ step }: { step: Step }) {
  const workspace = useWorkspace();
  const words = PROGRAM_WORDS[useLanguage()];
  const { line } = useLine();
  const count = line.filter(isRunnable).length;
  const trace = useSession(({ log }) => log?.trace.id ?? null);
  const { allowed, running, failed } = useStore(workspace.programs);
  const [asked, setAsked] = useState<Wish | null>(null);
  const [draft, setDraft] = useState<string | null>(null);
  const run = (wish: Wish): void => {
    setAsked(null);
    if (wish.kind === "one") void runProgram(workspace, step.id);
    else if (wish.kind === "all") void runPrograms(workspace, line);
    else void runChanged(workspace, step.id, wish.source, wish.language);
  };
  const isAllowed = trace !== null && allowed.has(trace);
  const wish = (next: Wish): void => (isAllowed ? run(next) : setAsked(next));
  if (running) return <Running words={words} onStop={() => stopProgram(workspace)} />;
  if (asked)
    return (
      <Consent
        words={words}
        onAllow={() => {
          allowPrograms(workspace);
          run(asked);
        }}
        onCancel={() => setAsked(null)}
      />
    );
  return (
    <div className="program-run">
      {draft === null ? (
        <Actions
          words={words}
          isAllowed={isAllowed}
          count={count}
          onRun={wish}
          onChange={() => setDraft(isRunnable(step) ? step.body.action.source : "")}
        />
      ) : (
        <ProgramForm
          words={words}
          source={draft}
          language={languageOfProgram(step) ?? "python"}
          onChange={setDraft}
          onRun={(source, language) => wish({ kind: "changed", source, language })}
        />
      )}
      {failed?.step === step.id ? (
        <p className="step-flaw" role="alert" data-testid="program-failed">
          {words.failed} {saidOf(words.failures, failed.failure.code)}
        </p>
      ) : null}
    </div>
  );
}

const Running = ({ words, onStop }: { words: ProgramWords; onStop(): void }) => (
  <div className="program-run" role="status">
    <p className="step-aside">{words.running}</p>
    <Button onClick={onStop}>{words.stop}</Button>
  </div>
);

function Actions(props: {
  words: ProgramWords;
  isAllowed: boolean;
  /** How many programs the line has. */
  count: number;
  onRun(wish: Wish): void;
  onChange(): void;
}) {
  const { words, isAllowed, count, onRun, onChange } = props;
  const readOnly = useReadOnly();
  return (
    <div className="program-row">
      <Button tone="human" disabled={readOnly} onClick={() => onRun({ kind: "one" })}>
        {isAllowed ? words.run : words.ask}
      </Button>
      {isAllowed && count > 1 ? (
        <Button disabled={readOnly} onClick={() => onRun({ kind: "all" })}>
          {words.runAll(count)}
        </Button>
      ) : null}
      <Button disabled={readOnly} onClick={onChange}>
        {words.change}
      </Button>
    </div>
  );
}

/** What a program gets and what it does not, before the first one of a trace runs. */
const Consent = ({ words, onAllow, onCancel }: { words: ProgramWords; onAllow(): void; onCancel(): void }) => (
  <section className="program-consent" aria-label={words.title}>
    <h4>{words.title}</h4>
    <ProgramTerms words={words} />
    <div className="program-row">
      <Button onClick={onCancel}>{words.notNow}</Button>
      <Button tone="human" onClick={onAllow}>
        {words.allow}
      </Button>
    </div>
  </section>
);

function ProgramForm(props: {
  words: ProgramWords;
  source: string;
  language: ProgramLanguage;
  onChange(source: string | null): void;
  onRun(source: string, language: ProgramLanguage): void;
}) {
  const { words, source, onChange, onRun } = props;
  const [language, setLanguage] = useState(props.language);
  return (
    <form
      className="program-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (source.trim() !== "") onRun(source, language);
      }}
    >
      <ProgramFields words={words} source={source} language={language} onSource={onChange} onLanguage={setLanguage} />
      <div className="program-row">
        <Button onClick={() => onChange(null)}>{words.cancel}</Button>
        <Button type="submit" tone="human" disabled={source.trim() === ""}>
          {words.runChanged}
        </Button>
      </div>
    </form>
  );
}
