import { Check, X } from "lucide-react";
import { outcomeOf, type Reference, type Step } from "../../trace";
import { useTrace, useWords } from "../binding/useWorkspace";

/** The right answer of a problem, and who says so. */
export function Truth({ reference }: { reference: Reference | undefined }) {
  const words = useWords();
  if (reference?.answer === undefined) return null;
  const { source, answer } = reference;
  const { truthFrom } = words.step;
  const from = source.kind === "log" ? truthFrom.log(source.field) : truthFrom[source.kind];
  return (
    <p className="step-aside" data-testid="truth">
      {words.step.truth(answer, from)}
    </p>
  );
}

/** What is known of how a line ended that ends here: whether it is right, the truth, and the scores that a log kept. */
export function KnownOutcome({ step, judged }: { step: Step; judged: boolean }) {
  const words = useWords();
  const trace = useTrace();
  if (!trace) return null;
  const { reference, right, scores } = outcomeOf(trace, step.id);
  return (
    <>
      {right === null || judged ? null : <Mark right={right} />}
      {judged || step.body.kind === "problem" ? null : <Truth reference={reference ?? undefined} />}
      {scores.length > 0 ? (
        <ul className="step-scores" aria-label={words.step.scores}>
          {scores.map(({ name, value }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a log may keep two scores of one name
            <li key={i}>{words.step.scoreOf(name, String(value))}</li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Mark({ right }: { right: boolean }) {
  const words = useWords();
  return (
    <p
      className={`step-right ${right ? "verdict-correct" : "verdict-wrong"}`}
      data-testid="answer-check"
      title={words.step.judgedByLog}
    >
      {right ? <Check size={16} aria-hidden="true" /> : <X size={16} aria-hidden="true" />}
      {right ? words.step.right : words.step.wrongByLog}
    </p>
  );
}
