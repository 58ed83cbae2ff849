import { useQuery } from "@tanstack/react-query";
import { Check, ChevronDown, ChevronUp, X } from "lucide-react";
import { lazy, memo, Suspense } from "react";
import { askedIn, outcomeOf } from "../../trace";
import { judgeQuery } from "../../workspace/queries";
import { useLine, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import type { Asked } from "./asked";

/** All of it comes when it is first asked for. */
const WholeQuestion = lazy(() => import("./WholeQuestion"));

/**
 * The question, the answer and the truth, on every step: one line that opens. While a line is played it is the caption, and
 * says the answer when that is reached.
 */
export const QuestionLine = memo(function QuestionLine() {
  const { view } = useWorkspace();
  const words = useWords();
  const asked = useAsked();
  const { isOpen, playing } = useView(({ problemOpen, playing }) => ({ isOpen: problemOpen, playing }));
  const { line, index } = useLine();
  if (!asked) return null;
  const isTold = !playing || index >= line.length - 1;
  return (
    <section className={`question-line ${playing ? "question-caption" : ""}`} aria-label={words.question.label}>
      <button
        type="button"
        className="question-row"
        aria-expanded={isOpen}
        title={isOpen ? words.question.less : words.question.more}
        onClick={() => view.setState({ problemOpen: !isOpen })}
      >
        <span className="question-words">{isOpen ? words.question.label : askedIn(asked.question)}</span>
        {isTold ? <Told asked={asked} /> : null}
        {isOpen ? <ChevronUp size={14} aria-hidden="true" /> : <ChevronDown size={14} aria-hidden="true" />}
      </button>
      {isOpen ? (
        <Suspense>
          <WholeQuestion asked={asked} />
        </Suspense>
      ) : null}
    </section>
  );
});

/** The answer, whether it is right, the right one where it is not, and the first score. */
function Told({ asked: { answer, right, truth, scores } }: { asked: Asked }) {
  const words = useWords();
  const [first] = scores;
  const how = right === null ? "" : right ? "verdict-correct" : "verdict-wrong";
  return (
    <>
      {answer === null ? null : (
        <span className={`question-answer ${how}`} data-testid="line-answer">
          {right === null ? null : right ? <Check size={14} aria-hidden="true" /> : <X size={14} aria-hidden="true" />}
          <span className="question-cut">{words.question.answered(answer)}</span>
          {right === null ? null : (
            <span className="hidden-text">{right ? words.step.right : words.step.wrongByLog}</span>
          )}
        </span>
      )}
      {truth && right !== true ? (
        <span className="question-truth" data-testid="line-truth">
          {words.question.truth(truth.answer)}
        </span>
      ) : null}
      {first ? <span className="question-score">{words.step.scoreOf(first.name, String(first.value))}</span> : null}
    </>
  );
}

/** Null where nothing is open, or nothing was asked. */
function useAsked(): Asked | null {
  const trace = useTrace();
  const { line } = useLine();
  const judge = useQuery(judgeQuery(trace)).data;
  const [problem, last] = [line[0]?.body, line.at(-1)];
  if (!trace || problem?.kind !== "problem" || !last) return null;
  const { reference, right, scores } = outcomeOf(trace, last.id);
  const answer = last.body.kind === "answer" ? last.body.text.trim() : null;
  const judged = answer === null ? null : (judge?.(answer) ?? null);
  const known = reference?.answer === undefined ? null : { answer: reference.answer, source: reference.source };
  return {
    question: problem.question,
    answer,
    right: judged?.isRight ?? right,
    // What the rule of a gym problem says is as good as a reference that was written down.
    truth: known ?? (judged ? { answer: judged.truth, source: { kind: "gym" } } : null),
    scores,
  };
}
