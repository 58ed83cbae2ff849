import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { lazy, Suspense, useEffect, useRef } from "react";
import {
  type Action,
  type ActionName,
  type FoundMark,
  type ImageId,
  imagesOf,
  type Operate,
  shapeOf,
} from "../../action";
import { MODULE_LANGUAGES } from "../../interpreter";
import { boundedLevel, sizeAtLevel } from "../../pixels";
import type { Step } from "../../trace";
import { runCommand } from "../../workspace/commands";
import { callToolHere, loggedTool } from "../../workspace/editing";
import { isRunnable } from "../../workspace/programs";
import { judgeQuery, screenQuery } from "../../workspace/queries";
import { useReadOnly, useSession, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, LongText } from "../controls";
import { failureWords } from "../words";
import { isOnlyMarks, isShort } from "../words/names";
import { ActionForm } from "./ActionForm";
import { KnownOutcome, Truth } from "./Known";
import { StepWords } from "./StepWords";

const Comparison = lazy(() => import("./Comparison"));
const ProgramRun = lazy(() => import("./ProgramRun"));
const ProgramComparison = lazy(() => import("./ProgramComparison"));

/** What a step says, by its kind. */
export function StepBody({ step }: { step: Step }) {
  const words = useWords();
  const { body } = step;
  return (
    <div className="step-body">
      {body.kind === "problem" ? (
        <StepWords step={step} of="text" text={body.question} className="step-words step-question" />
      ) : null}
      {body.kind === "problem" && body.reference?.source.kind === "log" ? <Truth reference={body.reference} /> : null}
      {body.kind === "thought" ? (
        <StepWords step={step} of="text" text={body.text} className={`step-words ${body.of ? "step-mono" : ""}`} />
      ) : null}
      {body.kind === "action" && hasNumbers(body.action) ? (
        // One form for all siblings: to change a number goes to a sibling, and the next field has the focus by then.
        <ActionForm key={step.parent} step={step} action={body.action} />
      ) : null}
      {body.kind === "action" && isKept(body.action) ? (
        <KeptAction key={step.id} step={step} action={body.action} />
      ) : null}
      <RunLoggedTool step={step} />
      {body.kind === "observation" ? (
        <Seen
          step={step}
          image={body.image}
          text={body.text}
          found={body.found}
          recomputed={body.recomputed === true}
        />
      ) : null}
      {body.kind === "answer" ? <Answer step={step} text={body.text} /> : null}
      {body.kind === "answer" ? null : <KnownOutcome step={step} judged={false} />}
      {body.kind === "unparsed" ? (
        <>
          <p className="step-flaw">{words.step.unparsed(failureWords(words, body.code))}</p>
          <StepWords step={step} of="text" text={body.text} className="step-words step-mono" flawAt={body.at} />
        </>
      ) : null}
      {step.generation?.unfinished ? <p className="step-aside">{words.step.unfinished}</p> : null}
    </div>
  );
}

/** A tool that the log's system called and that is here, too: what it finds goes after the call, as a branch. */
function RunLoggedTool({ step }: { step: Step }) {
  const workspace = useWorkspace();
  const words = useWords();
  const isBusy = useView(({ calling }) => calling !== null);
  const readOnly = useReadOnly();
  const logged = loggedTool(step.body);
  if (!logged) return null;
  const { tool, words: soughtFor } = logged;
  return (
    <Button disabled={isBusy || readOnly} onClick={() => void callToolHere(workspace, tool, soughtFor)}>
      {words.step.runTool(words.commands[tool], soughtFor)}
    </Button>
  );
}

/** An answer, and whether it is right where somebody knows. */
function Answer({ step, text }: { step: Step; text: string }) {
  const words = useWords();
  const trace = useTrace();
  const judge = useQuery(judgeQuery(trace)).data;
  const correctness = judge?.(text);
  return (
    <>
      <StepWords step={step} of="text" text={text} className={`step-words ${isShort(text) ? "step-answer" : ""}`} />
      {correctness ? (
        <p
          className={`step-right ${correctness.isRight ? "verdict-correct" : "verdict-wrong"}`}
          data-testid="answer-check"
        >
          {correctness.isRight ? <Check size={16} aria-hidden="true" /> : <X size={16} aria-hidden="true" />}
          {correctness.isRight ? words.step.right : words.step.wrong(correctness.truth)}
        </p>
      ) : null}
      <KnownOutcome step={step} judged={!!correctness} />
    </>
  );
}

type Kept = Extract<Action, { kind: "program" | "select-frames" | "imagine" | "operate" }>;

/** Whether an action has anything that a person could change: a place, an angle, words on the picture. */
const hasNumbers = (action: Action): boolean => !isKept(action) || shapeOf(action).kind === "points";

const KEPT: ReadonlySet<ActionName> = new Set<ActionName>(["program", "select-frames", "imagine", "operate"]);
const isKept = (action: Action): action is Kept => KEPT.has(action.kind);

/** An action that is told as it is: a program as it was written, frames that were chosen, a picture drawn. */
function KeptAction({ step, action }: { step: Step; action: Kept }) {
  const words = useWords();
  if (action.kind === "operate") return <Operated action={action} />;
  if (action.kind === "imagine") return <p className="step-aside">{words.step.imagined}</p>;
  if (action.kind === "select-frames")
    return <p className="step-aside">{words.step.frames(imagesOf(action).length)}</p>;
  return (
    <>
      <p className="step-words step-mono" data-testid="program">
        <LongText text={action.source.trim()} />
      </p>
      {isRunnable(step) ? (
        <Suspense>
          <ProgramRun step={step} />
        </Suspense>
      ) : (
        <OtherProgram language={action.language} />
      )}
      {action.readings > 0 ? <p className="step-aside">{words.step.program.readings(action.readings)}</p> : null}
    </>
  );
}

/** A program in other words than Python: of modules, which are run in a panel of their own, or kept as it was written. */
function OtherProgram({ language }: { language: string }) {
  const workspace = useWorkspace();
  const words = useWords();
  if (!MODULE_LANGUAGES.some((known) => known === language))
    return <p className="step-aside">{words.step.program.notRun}</p>;
  // Opened anew where it stands open: with this step's program.
  const open = (): void => {
    workspace.view.setState({ programOpen: false });
    runCommand(workspace, "modules");
  };
  return <Button onClick={open}>{words.commands.modules}</Button>;
}

/** What was done to a screen beside where: what was typed, which keys, how far. */
function Operated({ action }: { action: Operate }) {
  const words = useWords();
  return (
    <>
      <p className="step-words">{words.gestures[action.gesture]}</p>
      {action.words ? (
        <p className="step-words step-mono">
          <LongText text={action.words} />
        </p>
      ) : null}
      <p className="step-aside">{words.step.operated}</p>
    </>
  );
}

/** What was seen: the image as the model was given it, or the words said in its place. */
function Seen(props: {
  step: Step;
  image: ImageId | null;
  text: string;
  found: readonly FoundMark[] | undefined;
  recomputed: boolean;
}) {
  const words = useWords();
  const { step, image, text, found, recomputed } = props;
  const kept = useSession(({ log }) => image !== null && log?.trace.images.get(image)?.origin.kind === "source");
  const produced = useSession(({ log }) => image !== null && log?.trace.images.get(image)?.origin.kind === "produced");
  if (!image && recomputed) return <p className="step-flaw">{words.comparison.nothing}</p>;
  if (!image && text === "refused") return <p className="step-words">{words.step.refused}</p>;
  if (found && !image) return <Found found={found} />;
  if (!image && text.trim() === "") return <p className="step-aside">{words.step.empty}</p>;
  if (!image) return <StepWords step={step} of="text" text={text} className="step-words" />;
  return (
    <>
      <SeenPixels image={image} />
      {recomputed ? <p className="step-aside">{words.comparison.recomputed}</p> : null}
      {isOnlyMarks(text) ? null : <StepWords step={step} of="text" text={text} className="step-words" />}
      {produced ? (
        <Suspense>
          <ProgramComparison key={step.id} step={step} image={image} />
        </Suspense>
      ) : null}
      {kept && step.author === "import" ? (
        <Suspense>
          <Comparison key={step.id} step={step} image={image} />
        </Suspense>
      ) : null}
    </>
  );
}

/** What a tool found, in its order: the words beside the marks in the picture. The prompt has it as a model reads it. */
function Found({ found }: { found: readonly FoundMark[] }) {
  const words = useWords();
  return (
    <>
      <p className="step-aside">{words.step.found(found.length)}</p>
      <ol className="found" data-testid="found">
        {found.map(({ words: said, confidence }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was found never changes its order
          <li key={i}>
            <span>{said || "–"}</span>
            {confidence === null ? null : <span className="facts-unit">{confidence.toFixed(2)}</span>}
          </li>
        ))}
      </ol>
    </>
  );
}

function SeenPixels({ image }: { image: ImageId }) {
  const { edges } = useWorkspace();
  const words = useWords();
  const record = useSession(({ log }) => log?.trace.images.get(image) ?? null);
  const size = record && sizeAtLevel(record, boundedLevel(record));
  const { data, isFetched } = useQuery(screenQuery(edges, record));
  const canvas = useRef<HTMLCanvasElement | null>(null);
  // A bitmap is drawn, not rendered: React has no element for it.
  useEffect(() => {
    if (data) canvas.current?.getContext("2d")?.drawImage(data, 0, 0);
  }, [data]);
  if (isFetched && !data) return <p className="step-aside">{words.picture.missing}</p>;
  return (
    <figure className="seen">
      <canvas
        ref={canvas}
        width={size?.width ?? 1}
        height={size?.height ?? 1}
        role="img"
        aria-label={words.step.seen(record?.width ?? 0, record?.height ?? 0)}
      />
      <figcaption>{words.step.seen(record?.width ?? 0, record?.height ?? 0)}</figcaption>
    </figure>
  );
}
