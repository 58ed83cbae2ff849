import {
  BookOpen,
  ChevronDown,
  Command,
  Dumbbell,
  EyeOff,
  Keyboard,
  Play,
  Redo2,
  Settings,
  Split,
  Square,
  Undo2,
} from "lucide-react";
import { memo } from "react";
import { useStore } from "zustand";
import { redoable, undoable } from "../../trace";
import { type CommandId, keyOf, runCommand } from "../../workspace/commands";
import { askedDialect, NATIVE, stopRun } from "../../workspace/runs";
import { useSystemName } from "../binding/useSystemName";
import { Later, useSession, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, hinted, IconButton } from "../controls";
import { useModel } from "../model/useModel";
import { useNarrow } from "../theme";
import { MoreMenu } from "./MoreMenu";
import { SaveFailure, SaveState } from "./SaveState";
import "./bar.css";

/** Name, problem, model, Run; the rest is quiet. Of what is saved a narrow one says only, below it, that it is not. */
export function TopBar() {
  const words = useWords();
  const narrow = useNarrow();
  return (
    <>
      <header className="bar">
        <h1 className="bar-name">
          <Logo />
          <span className={narrow ? "hidden-text" : ""}>{words.app.name}</span>
        </h1>
        <ProblemButton />
        {narrow ? null : <SaveState />}
        <span className="bar-room" />
        {narrow ? null : (
          <>
            <Later>
              <History />
            </Later>
            <ModelButton />
          </>
        )}
        <RunButtons narrow={narrow} />
        {narrow ? null : (
          <>
            <GymButton />
            <CommandButton id="palette" icon={<Command size={16} />} />
            <CommandButton id="keys" icon={<Keyboard size={16} />} />
            <CommandButton id="settings" icon={<Settings size={16} />} />
          </>
        )}
        <MoreMenu />
      </header>
      {narrow ? <SaveFailure /> : null}
    </>
  );
}

function CommandButton({ id, icon, pressed }: { id: CommandId; icon: React.ReactNode; pressed?: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  return (
    <IconButton
      label={words.commands[id]}
      hint={keyOf(id)}
      icon={icon}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      onClick={() => runCommand(workspace, id)}
    />
  );
}

/** Pressed where the words of a run come at a reading pace. */
function PaceButton() {
  const readingPace = useView((state) => state.readingPace);
  return <CommandButton id="readingPace" icon={<BookOpen size={16} />} pressed={readingPace} />;
}

/** Pressed while the model runs through a batch there. */
function GymButton() {
  const batching = useView((state) => state.batching);
  return <CommandButton id="gym" icon={<Dumbbell size={16} />} pressed={batching} />;
}

function ProblemButton() {
  const { view } = useWorkspace();
  const words = useWords();
  const title = useSession(({ log }) => log?.trace.title ?? "");
  return (
    <button
      type="button"
      className="bar-choice bar-problem"
      aria-label={words.bar.chooseProblem(title)}
      aria-haspopup="dialog"
      onClick={() => view.setState({ dialog: "problem" })}
    >
      <span className="bar-choice-text">{title || words.bar.problem}</span>
      <ChevronDown size={14} aria-hidden="true" />
    </button>
  );
}

function ModelButton() {
  const { view } = useWorkspace();
  const words = useWords();
  const systemName = useSystemName();
  const { card, ready, state } = useModel();
  const trace = useTrace();
  const dialects = useView((view) => view.dialects);
  const spoken = trace ? askedDialect({ dialects, card }, trace) : NATIVE;
  const how = ready ? words.model.facts(ready.facts.backend, ready.facts.threads) : words.model.states[state];
  const said = spoken === NATIVE ? how : `${how} · ${words.dialect.as(systemName(spoken))}`;
  return (
    <button
      type="button"
      className="bar-choice bar-model"
      aria-label={words.bar.chooseModel(card.name, said)}
      aria-haspopup="dialog"
      onClick={() => view.setState({ dialog: "model" })}
    >
      <span className={`dot dot-${state}`} aria-hidden="true" />
      <span className="bar-choice-text">{card.name}</span>
      <span className="bar-choice-state">{said}</span>
      <ChevronDown size={14} aria-hidden="true" />
    </button>
  );
}

/** What can be taken back. It is not rendered with the bar around it. */
const History = memo(function History() {
  const workspace = useWorkspace();
  const words = useWords();
  const undo = useSession(({ log }) => (log ? (undoable(log)?.name ?? null) : null));
  const redo = useSession(({ log }) => (log ? (redoable(log)?.name ?? null) : null));
  const busy = useSession(({ run, writable }) => run.kind === "running" || !writable);
  return (
    <>
      <IconButton
        label={undo ? words.bar.undo(words.edits[undo]) : words.bar.nothingToUndo}
        hint={keyOf("undo")}
        icon={<Undo2 size={16} />}
        disabled={!undo || busy}
        onClick={() => runCommand(workspace, "undo")}
      />
      <IconButton
        label={redo ? words.bar.redo(words.edits[redo]) : words.bar.nothingToRedo}
        hint={keyOf("redo")}
        icon={<Redo2 size={16} />}
        disabled={!redo || busy}
        onClick={() => runCommand(workspace, "redo")}
      />
    </>
  );
});

function RunButtons({ narrow }: { narrow: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const running = useSession(({ run }) => run.kind === "running");
  const writable = useSession((state) => state.writable);
  const { starting, isTaken } = useView(({ starting, batching, searching }) => ({
    starting,
    isTaken: starting || batching || searching,
  }));
  const busy = useModel().loading || isTaken;
  // Where its own step is not shown, this is the one place that says that it runs.
  const ofSandbox = useStore(workspace.programs, (state) => state.running);
  const ofModules = useStore(workspace.interpreting, (state) => state.running);
  const program = ofSandbox ?? ofModules;
  const { siblings, refuseActions } = useView(({ settings }) => settings);
  return (
    <div className="bar-run">
      {refuseActions ? (
        <IconButton
          label={words.settings.blindfold}
          icon={<EyeOff size={16} />}
          aria-pressed={true}
          onClick={() => workspace.view.setState({ dialog: "settings" })}
        />
      ) : null}
      {narrow ? null : <PaceButton />}
      {narrow ? null : (
        <Button
          disabled={running || busy || !writable}
          onClick={() => runCommand(workspace, "runSiblings")}
          {...hinted(words.bar.siblingsHint(siblings), keyOf("runSiblings"))}
        >
          <Split size={14} aria-hidden="true" />
          {words.bar.siblings(siblings)}
        </Button>
      )}
      {running || starting || program ? (
        <Button
          className="bar-go"
          onClick={() => (program ? program.stop.abort() : stopRun(workspace))}
          {...hinted(words.bar.stop, keyOf("stop"))}
        >
          <Square size={12} fill="currentColor" aria-hidden="true" />
          {words.bar.stop}
        </Button>
      ) : (
        <Button
          tone="model"
          className="bar-go"
          disabled={busy || !writable}
          onClick={() => runCommand(workspace, "run")}
          {...hinted(words.bar.runHint, keyOf("run"))}
        >
          <Play size={12} fill="currentColor" aria-hidden="true" />
          {words.bar.run}
        </Button>
      )}
    </div>
  );
}

const Logo = () => (
  <svg width="22" height="22" viewBox="0 0 24 24" fill="none" aria-hidden="true">
    <path
      d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16"
      stroke="var(--model)"
      strokeWidth="2"
      strokeLinecap="round"
    />
    <circle cx="12" cy="12" r="3" fill="var(--human)" />
  </svg>
);
