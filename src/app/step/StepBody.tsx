import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import type { Step } from "../../trace";
import { judgeQuery } from "../../workspace";
import { useSession, useWords } from "../binding/useWorkspace";
import { failureWords } from "../words";
import { ActionForm } from "./ActionForm";
import { hasNumbers, KeptAction } from "./KeptAction";
import { Seen } from "./Seen";

/** What a step says, by its kind. */
export function StepBody({ step }: { step: Step }) {
  const words = useWords();
  const { body } = step;
  return (
    <div className="step-body">
      {body.kind === "problem" ? <p className="step-words step-question">{body.question}</p> : null}
      {body.kind === "thought" ? <p className="step-words">{body.text}</p> : null}
      {body.kind === "action" && hasNumbers(body.action) ? (
        // The same for all branches: to change a number is to go to another, and the next field has the focus by then.
        <ActionForm key={step.parent} step={step} action={body.action} />
      ) : null}
      {body.kind === "action" && !hasNumbers(body.action) ? <KeptAction action={body.action} /> : null}
      {body.kind === "observation" ? (
        <Seen step={step} image={body.image} text={body.text} recomputed={body.recomputed === true} />
      ) : null}
      {body.kind === "answer" ? <Answer text={body.text} /> : null}
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
function Answer({ text }: { text: string }) {
  const words = useWords();
  const trace = useSession(({ log }) => log?.trace ?? null);
  const judge = useQuery(judgeQuery(trace)).data;
  const judgement = judge?.(text);
  return (
    <>
      <p className="step-words step-answer">{text}</p>
      {judgement ? (
        <p
          className={`step-right ${judgement.isRight ? "verdict-correct" : "verdict-wrong"}`}
          data-testid="answer-check"
        >
          {judgement.isRight ? <Check size={16} aria-hidden="true" /> : <X size={16} aria-hidden="true" />}
          {judgement.isRight ? words.step.right : words.step.wrong(judgement.truth)}
        </p>
      ) : null}
    </>
  );
}
