import { Check, ChevronDown, ChevronUp, CircleQuestionMark, Flag, Milestone, Minus, X } from "lucide-react";
import { lazy, memo, Suspense, useEffect, useId } from "react";
import { type JudgementTarget, type JudgementValue, NOTHING_SAID, type Step, wordsOf } from "../../trace";
import { keyOf } from "../../workspace/commands";
import { judge, leaveSubject } from "../../workspace/editing";
import { KeepKeys } from "../binding/KeepKeys";
import { useHintsAbout } from "../binding/useHints";
import { useOwnJudgementAbout, useSession, useSubject, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { hinted, IconButton } from "../controls";
import { GivenTags } from "./GivenTags";
import { MissingForm } from "./MissingForm";
import "./judge.css";

const loadDetails = () => import("./judge/JudgeDetails");
const JudgeDetails = lazy(loadDetails);
const StepHints = lazy(async () => ({ default: (await import("./StepHints")).StepHints }));

const BUTTONS = [
  { verdict: "correct", command: "verdictCorrect", Icon: Check },
  { verdict: "wrong", command: "verdictWrong", Icon: X },
  { verdict: "unsure", command: "verdictUnsure", Icon: CircleQuestionMark },
  { verdict: "neutral", command: "verdictNeutral", Icon: Minus },
] as const;

/** What a person thinks of the step, or of the part of it that they chose: one row, which opens. */
export function Judgement({ step }: { step: Step }) {
  const id = useId();
  useEarlyDetails();
  const open = useView((state) => state.judgeOpen);
  const noting = useView((state) => state.noting);
  const writable = useSession((state) => state.writable);
  const target = useSubject(step.id);
  const hints = useHintsAbout(step.id);
  const said = useOwnJudgementAbout(target)?.value ?? NOTHING_SAID;
  return (
    <footer className="judgement">
      {hints.length > 0 ? (
        <Suspense>
          <StepHints hints={hints} disabled={!writable} />
        </Suspense>
      ) : null}
      <SubjectLine step={step} target={target} />
      <div className="verdict-row">
        <Verdicts verdict={said.verdict} disabled={!writable} />
        <DetailsButton open={open} details={id} />
      </div>
      {open ? null : <Said value={said} />}
      <GivenTags target={target} disabled={!writable} />
      <MissingForm />
      <div id={id}>
        {open ? (
          <Suspense fallback={noting ? <KeepKeys /> : null}>
            <JudgeDetails step={step} target={target} disabled={!writable} />
          </Suspense>
        ) : null}
      </div>
    </footer>
  );
}

/** Opens and closes the details, which stand under the id. */
const DetailsButton = memo(function DetailsButton({ open, details }: { open: boolean; details: string }) {
  const { view } = useWorkspace();
  const words = useWords();
  return (
    <IconButton
      label={open ? words.step.less : words.step.more}
      side="top"
      icon={open ? <ChevronDown size={16} /> : <ChevronUp size={16} />}
      aria-expanded={open}
      aria-controls={details}
      onClick={() => view.setState({ judgeOpen: !open })}
    />
  );
});

/** Fetched with the first touch of the page, so that a note's field is there when its key is pressed. */
function useEarlyDetails(): void {
  // Any touch will do, wherever it is.
  useEffect(() => {
    const listening = new AbortController();
    const load = (): void => {
      listening.abort();
      // What could not be fetched now is asked for again where it is shown.
      loadDetails().catch(() => {});
    };
    for (const touch of ["keydown", "pointerdown"]) window.addEventListener(touch, load, { signal: listening.signal });
    return () => listening.abort();
  }, []);
}

const Verdicts = memo(function Verdicts({
  verdict: given,
  disabled,
}: {
  verdict: JudgementValue["verdict"];
  disabled: boolean;
}) {
  const workspace = useWorkspace();
  const words = useWords();
  return (
    <fieldset className="verdicts" aria-label={words.step.verdict}>
      {BUTTONS.map(({ verdict, command, Icon }) => (
        <button
          key={verdict}
          type="button"
          className={`verdict verdict-button-${verdict}`}
          aria-pressed={given === verdict}
          disabled={disabled}
          onClick={() => judge(workspace, verdict)}
          {...hinted(words.step.verdicts[verdict], keyOf(command), "top")}
        >
          <Icon size={13} aria-hidden="true" />
          {words.step.verdicts[verdict]}
        </button>
      ))}
    </fieldset>
  );
});

/** What the verdict is about, where that is not the step as a whole, and the way back to it. */
function SubjectLine({ step, target }: { step: Step; target: JudgementTarget }) {
  const workspace = useWorkspace();
  const words = useWords();
  if (target.kind === "step") return null;
  const part =
    target.kind === "words"
      ? words.step.aboutWords(wordsOf(step, target.of).slice(target.from, target.to))
      : words.step.parts[target.kind];
  return (
    <p className="judge-subject" role="status">
      <span>{words.step.about(part)}</span>
      <IconButton
        label={words.step.aboutStep}
        hint={keyOf("stop")}
        side="top"
        icon={<X size={14} />}
        onClick={() => leaveSubject(workspace)}
      />
    </p>
  );
}

/** While the row is closed: what was said beside the verdict, in one line. */
function Said({ value: { firstError, decisive, note } }: { value: JudgementValue }) {
  const words = useWords();
  if (!firstError && !decisive && note === "") return null;
  return (
    <p className="judge-said">
      {firstError ? (
        <span className="judge-first">
          <Flag size={12} aria-hidden="true" /> {words.step.firstError}
        </span>
      ) : null}
      {decisive ? (
        <span>
          <Milestone size={12} aria-hidden="true" /> {words.step.decisive}
        </span>
      ) : null}
      {note ? <span className="judge-note-line">{note}</span> : null}
    </p>
  );
}
