import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import { lazy, Suspense, useEffect, useRef } from "react";
import { type Action, type ImageId, imagesOf } from "../../action";
import type { Step } from "../../trace";
import { bitmapQuery, judgeQuery } from "../../workspace";
import { useSession, useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { failureWords } from "../words";
import { ActionForm } from "./ActionForm";
import { KnownOutcome, Truth } from "./Known";

const Comparison = lazy(() => import("./Comparison"));

/** What a step says, by its kind. */
export function StepBody({ step }: { step: Step }) {
  const words = useWords();
  const { body } = step;
  return (
    <div className="step-body">
      {body.kind === "problem" ? <p className="step-words step-question">{body.question}</p> : null}
      {body.kind === "problem" && body.reference?.source.kind === "log" ? <Truth reference={body.reference} /> : null}
      {body.kind === "thought" ? <p className="step-words">{body.text}</p> : null}
      {body.kind === "action" && hasNumbers(body.action) ? (
        // One form for all siblings: to change a number goes to a sibling, and the next field has the focus by then.
        <ActionForm key={step.parent} step={step} action={body.action} />
      ) : null}
      {body.kind === "action" && !hasNumbers(body.action) ? <KeptAction action={body.action} /> : null}
      {body.kind === "observation" ? (
        <Seen step={step} image={body.image} text={body.text} recomputed={body.recomputed === true} />
      ) : null}
      {body.kind === "answer" ? <Answer step={step} text={body.text} /> : null}
      {body.kind === "answer" ? null : <KnownOutcome step={step} judged={false} />}
      {body.kind === "unparsed" ? (
        <>
          <p className="step-flaw">{words.step.unparsed(failureWords(words, body.code))}</p>
          <p className="step-words step-mono">
            {body.text.slice(0, body.at)}
            <mark className="flaw">{body.text.slice(body.at) || "␣"}</mark>
          </p>
        </>
      ) : null}
      {step.generation?.unfinished ? <p className="step-aside">{words.step.unfinished}</p> : null}
    </div>
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
      <p className="step-words step-answer">{text}</p>
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

type Kept = Extract<Action, { kind: "program" | "select-frames" | "imagine" }>;

/** Whether an action has anything that a person could change: a place, an angle, words on the picture. */
const hasNumbers = (action: Action): action is Exclude<Action, Kept> =>
  action.kind !== "program" && action.kind !== "select-frames" && action.kind !== "imagine";

/** An action that is told and not changed: a program as it was written, frames that were chosen, a picture drawn. */
function KeptAction({ action }: { action: Kept }) {
  const words = useWords();
  if (action.kind === "imagine") return <p className="step-aside">{words.step.imagined}</p>;
  if (action.kind === "select-frames")
    return <p className="step-aside">{words.step.frames(imagesOf(action).length)}</p>;
  return (
    <>
      <p className="step-words step-mono" data-testid="program">
        {action.source.trim()}
      </p>
      <p className="step-aside">{words.step.program.notRun}</p>
      {action.readings > 0 ? <p className="step-aside">{words.step.program.readings(action.readings)}</p> : null}
    </>
  );
}

/** What was seen: the image as the model was given it, or the words said in its place. */
function Seen(props: { step: Step; image: ImageId | null; text: string; recomputed: boolean }) {
  const words = useWords();
  const { step, image, text, recomputed } = props;
  const kept = useSession(({ log }) => image !== null && log?.trace.images.get(image)?.origin.kind === "source");
  if (!image && recomputed) return <p className="step-flaw">{words.comparison.nothing}</p>;
  if (!image) return <p className="step-words">{text === "refused" ? words.step.refused : text}</p>;
  return (
    <>
      <SeenPixels image={image} />
      {recomputed ? <p className="step-aside">{words.comparison.recomputed}</p> : null}
      {text ? <p className="step-words">{text}</p> : null}
      {kept && step.author === "import" ? (
        <Suspense>
          <Comparison key={step.id} step={step} image={image} />
        </Suspense>
      ) : null}
    </>
  );
}

function SeenPixels({ image }: { image: ImageId }) {
  const { edges } = useWorkspace();
  const words = useWords();
  const record = useSession(({ log }) => log?.trace.images.get(image) ?? null);
  const { data, isFetched } = useQuery(bitmapQuery(edges, image));
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
        width={record?.width ?? 1}
        height={record?.height ?? 1}
        role="img"
        aria-label={words.step.seen(record?.width ?? 0, record?.height ?? 0)}
      />
      <figcaption>{words.step.seen(record?.width ?? 0, record?.height ?? 0)}</figcaption>
    </figure>
  );
}
